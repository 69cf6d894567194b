import { PAGE_SIZE_BYTES } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import { decodeLogHeader, LOG_FILE_SIZE_BYTES, LOG_HEADER_SIZE_BYTES, type LogHeader } from '../format/index.ts';
import { logAddress } from './logAddress.ts';
import { decodeRecord, firstCheck, MAXIMUM_RECORD_SIZE_BYTES } from './recordCodec.ts';
import type { LogRecord } from './records.ts';

const WINDOW_SIZE_BYTES = 256 * 1024;

/** The header of a log file, or null when it is damaged or not there. */
export function readLogHeader(file: VirtualFile | null): LogHeader | null {
  if (file === null) return null;
  const bytes = new Uint8Array(LOG_HEADER_SIZE_BYTES);
  return file.read(0, bytes, 0, bytes.length) === bytes.length ? decodeLogHeader(bytes) : null;
}

/** Reads the records of one log in order, from its bytes alone. */
export class LogScan {
  readonly header: LogHeader;
  readonly #file: VirtualFile;
  readonly #window = new Uint8Array(WINDOW_SIZE_BYTES);
  #windowOffset = LOG_HEADER_SIZE_BYTES;
  #windowSize = 0;
  #offset = LOG_HEADER_SIZE_BYTES;
  #check: number;
  #isEnded = false;

  constructor(file: VirtualFile, header: LogHeader) {
    this.#file = file;
    this.header = header;
    this.#check = firstCheck(header.generation, header.createdSeconds, header.signature);
  }

  /** The next record and its address; null behind the last one. */
  next(): { readonly record: LogRecord; readonly address: number } | null {
    if (this.#isEnded) return null;
    const available = this.#windowOffset + this.#windowSize - this.#offset;
    if (available < MAXIMUM_RECORD_SIZE_BYTES) this.#refill();
    const window = this.#window.subarray(0, this.#windowSize);
    const decoded = decodeRecord(window, this.#offset - this.#windowOffset, this.#check);
    if (decoded === null) return null;
    const address = logAddress(this.header.generation, this.#offset);
    this.#offset += decoded.sizeBytes;
    this.#check = decoded.check;
    this.#isEnded = decoded.record.kind === 'end';
    return { record: decoded.record, address };
  }

  /** True once the record that closes a generation was read: the log is whole. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /**
   * Whether something is written behind the place where reading stopped, further on than one record that a crash cut
   * short could reach: then a record in the middle is damaged. A log is all zeros before it is written (ese-engine.md 1.1).
   */
  get hasMoreBehind(): boolean {
    const page = new Uint8Array(PAGE_SIZE_BYTES);
    const from = Math.ceil((this.#offset + MAXIMUM_RECORD_SIZE_BYTES) / PAGE_SIZE_BYTES);
    const limit = Math.ceil(LOG_FILE_SIZE_BYTES / PAGE_SIZE_BYTES);
    for (let at = this.#file.nextWrittenPage(from, limit); at < limit; at = this.#file.nextWrittenPage(at + 1, limit)) {
      const sizeBytes = this.#file.read(at * PAGE_SIZE_BYTES, page, 0, page.length);
      if (page.subarray(0, sizeBytes).some((byte) => byte !== 0)) return true;
    }
    return false;
  }

  /** Where a writer goes on, after `next` answered null. */
  get tail(): { readonly offsetBytes: number; readonly check: number } {
    return { offsetBytes: this.#offset, check: this.#check };
  }

  #refill(): void {
    this.#windowOffset = this.#offset;
    const length = Math.min(WINDOW_SIZE_BYTES, LOG_FILE_SIZE_BYTES - this.#offset);
    this.#windowSize = this.#file.read(this.#offset, this.#window, 0, length);
  }
}
