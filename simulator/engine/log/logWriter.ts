import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { joinPath, SparseFile, type VirtualDisk, type VirtualFile } from '../disk/index.ts';
import {
  CURRENT_LOG_NAME,
  encodeLogHeader,
  LOG_FILE_SIZE_BYTES,
  LOG_HEADER_SIZE_BYTES,
  LOG_SECTOR_SIZE_BYTES,
  type LogHeader,
  MAXIMUM_GENERATION,
  RESERVE_LOG_NAMES,
  TEMPORARY_LOG_NAME,
} from '../format/index.ts';
import { numberedLogPath } from './inspectLogFolder.ts';
import { logAddress } from './logAddress.ts';
import { END_RECORD_SIZE_BYTES, encodeRecord, firstCheck, MAXIMUM_RECORD_SIZE_BYTES } from './recordCodec.ts';
import type { LogRecord } from './records.ts';

const BUFFER_SIZE_BYTES = 64 * 1024;
/** What every other record leaves free: room for the one that says for which backup a log is closed, and for the one that closes it. */
const CLOSING_SIZE_BYTES = 2 * END_RECORD_SIZE_BYTES;
/** Generations kept back for undo and shutdown (ese-engine.md 1.1: 0xFFFFF less 16). */
const RESERVED_GENERATION_COUNT = 16;

/** Who uses the log: makes the headers, and is told when a generation was closed. */
export interface LogOwner {
  /** The header of the log behind this one. */
  headerBehind(previous: LogHeader): LogHeader;
  /** Why the system would not let the next log be made; 0 when nothing is in the way. */
  newLogError(paths: NewLogPaths): JetErrorNumber | 0;
  /** A file that cannot be opened for writing. */
  isLocked(path: string): boolean;
  onRolled(closedGeneration: number): void;
  /** Bytes on the disk changed: a point at which a machine can crash. */
  onStep(): void;
}

/** Files that must give way when a log is closed: the next one is made as `temporary`, and `current` is renamed. */
export interface NewLogPaths {
  readonly temporary: string;
  readonly current: string;
}

/** Where a writer begins or goes on. */
export interface LogTail {
  readonly file: VirtualFile;
  readonly header: LogHeader;
  readonly offsetBytes: number;
  readonly check: number;
}

/**
 * Appends to edb.log and closes generations. Records are buffered: they reach the file at `flush`, when the buffer is
 * full, and when the generation is closed. Whoever writes a page flushes first (write-ahead logging).
 */
export class LogWriter {
  readonly #disk: VirtualDisk;
  readonly #folder: string;
  readonly #owner: LogOwner;
  readonly #buffer = new Uint8Array(BUFFER_SIZE_BYTES);
  readonly #scratch = new Uint8Array(MAXIMUM_RECORD_SIZE_BYTES);
  #file: VirtualFile;
  #header: LogHeader;
  #check: number;
  /** Everything below this offset is in the file; the buffer begins here. */
  #flushedOffset: number;
  #tipOffset: number;
  /** The reserve logs and generations may be used: there is no other way to a clean end. */
  #mayUseReserve = false;
  #failure: JetErrorNumber | 0 = 0;
  #newLogError: JetErrorNumber | 0 = 0;

  constructor(disk: VirtualDisk, folder: string, owner: LogOwner, tail: LogTail) {
    this.#disk = disk;
    this.#folder = folder;
    this.#owner = owner;
    this.#file = tail.file;
    this.#header = tail.header;
    this.#check = tail.check;
    this.#flushedOffset = tail.offsetBytes;
    this.#tipOffset = tail.offsetBytes;
  }

  /** Begins edb.log with this header. */
  static create(disk: VirtualDisk, folder: string, owner: LogOwner, header: LogHeader): LogWriter | JetErrorNumber {
    const file = disk.create(joinPath(folder, CURRENT_LOG_NAME), newLogFile(header));
    if (file === 'disk-full') return JetError.JET_errLogDiskFull;
    return new LogWriter(disk, folder, owner, startOf(file, header));
  }

  get header(): LogHeader {
    return this.#header;
  }

  get generation(): number {
    return this.#header.generation;
  }

  /** Where the next record goes. */
  get tipAddress(): number {
    return logAddress(this.generation, this.#tipOffset);
  }

  /** Makes res1.log and res2.log where they are missing. */
  ensureReserve(): JetErrorNumber | 0 {
    for (const name of RESERVE_LOG_NAMES) {
      const path = joinPath(this.#folder, name);
      if (this.#disk.exists(path)) continue;
      if (this.#disk.create(path, new SparseFile(LOG_FILE_SIZE_BYTES)) === 'disk-full')
        return JetError.JET_errLogDiskFull;
    }
    return 0;
  }

  /** Whether the reserve may be used up: to shut down and to undo, not to work. */
  allowReserve(isAllowed: boolean): void {
    this.#mayUseReserve = isAllowed;
  }

  /** Why the last `append` answered 0. */
  get failure(): JetErrorNumber | 0 {
    return this.#failure;
  }

  /** What the system answered when the next log could not be made; 0 while it could. */
  get newLogError(): JetErrorNumber | 0 {
    return this.#newLogError;
  }

  /** The address of the new record; 0 when the log could not take it, see `failure`, and nothing was written. */
  append(record: LogRecord): number {
    let sizeBytes = encodeRecord(record, this.#scratch, this.#check);
    if (this.#tipOffset + sizeBytes + CLOSING_SIZE_BYTES > LOG_FILE_SIZE_BYTES) {
      this.#failure = this.roll();
      if (this.#failure !== 0) return 0;
      sizeBytes = encodeRecord(record, this.#scratch, this.#check);
    }
    return this.#put(sizeBytes);
  }

  flush(): void {
    if (this.#tipOffset === this.#flushedOffset) return;
    this.#write(this.#tipOffset - this.#flushedOffset);
    this.#flushedOffset = this.#tipOffset;
    this.#owner.onStep();
  }

  /**
   * Closes edb.log, with a record of the backup that asks for it, and begins the next generation. The new log is made
   * first, under its temporary name: if there is no room for it, nothing has happened.
   */
  roll(backup?: 'fullBackup' | 'incrementalBackup'): JetErrorNumber | 0 {
    const limit = this.#mayUseReserve ? MAXIMUM_GENERATION : MAXIMUM_GENERATION - RESERVED_GENERATION_COUNT;
    const closed = this.#header;
    if (closed.generation >= limit) return JetError.JET_errLogSequenceEnd;
    const header = this.#owner.headerBehind(closed);
    const temporaryPath = joinPath(this.#folder, TEMPORARY_LOG_NAME);
    const currentPath = joinPath(this.#folder, CURRENT_LOG_NAME);
    this.#newLogError = this.#owner.newLogError({ temporary: temporaryPath, current: currentPath });
    if (this.#newLogError !== 0) return JetError.JET_errLogWriteFail;
    const created = this.#disk.create(temporaryPath, newLogFile(header));
    const next = created === 'disk-full' ? this.#takeReserve(header, temporaryPath) : { file: created, header };
    if (next === null) return JetError.JET_errLogDiskFull;
    const closedPath = numberedLogPath(this.#folder, closed.generation);
    if (this.#disk.exists(closedPath)) {
      // Somebody put a log of this number here while the engine ran: closed logs are never overwritten, and the engine
      // says that the next one cannot be made, with -1811 (Q275602).
      this.#disk.remove(temporaryPath);
      this.#newLogError = JetError.JET_errFileNotFound;
      return JetError.JET_errLogWriteFail;
    }
    if (backup !== undefined) this.#put(encodeRecord({ kind: backup }, this.#scratch, this.#check));
    this.#put(encodeRecord({ kind: 'end' }, this.#scratch, this.#check));
    this.flush();
    this.#disk.rename(currentPath, closedPath);
    this.#owner.onStep();
    this.#disk.rename(temporaryPath, currentPath);
    this.#owner.onStep();
    this.#begin(startOf(next.file, next.header));
    this.#owner.onRolled(closed.generation);
    return 0;
  }

  /** Loses what is not in the file, but for the first `keptSectorCount` sectors of it that a torn write reached. */
  crash(keptSectorCount: number): void {
    const end = (Math.floor(this.#flushedOffset / LOG_SECTOR_SIZE_BYTES) + keptSectorCount) * LOG_SECTOR_SIZE_BYTES;
    const keptBytes = Math.min(this.#tipOffset, end) - this.#flushedOffset;
    if (keptBytes > 0) this.#write(keptBytes);
  }

  /** How many sectors the records that are not in the file yet touch. */
  get unflushedSectorCount(): number {
    const first = Math.floor(this.#flushedOffset / LOG_SECTOR_SIZE_BYTES);
    return Math.ceil(this.#tipOffset / LOG_SECTOR_SIZE_BYTES) - first;
  }

  #put(sizeBytes: number): number {
    if (this.#tipOffset - this.#flushedOffset + sizeBytes > BUFFER_SIZE_BYTES) this.flush();
    const address = logAddress(this.generation, this.#tipOffset);
    this.#buffer.set(this.#scratch.subarray(0, sizeBytes), this.#tipOffset - this.#flushedOffset);
    this.#check = new DataView(this.#scratch.buffer).getInt32(4, true);
    this.#tipOffset += sizeBytes;
    return address;
  }

  #write(sizeBytes: number): void {
    // A log has its full size from the beginning, so this cannot find the disk full.
    this.#file.write(this.#flushedOffset, this.#buffer.subarray(0, sizeBytes));
  }

  #begin(tail: LogTail): void {
    this.#file = tail.file;
    this.#header = tail.header;
    this.#check = tail.check;
    this.#flushedOffset = tail.offsetBytes;
    this.#tipOffset = tail.offsetBytes;
  }

  #takeReserve(header: LogHeader, temporaryPath: string): { file: VirtualFile; header: LogHeader } | null {
    if (!this.#mayUseReserve) return null;
    for (const name of RESERVE_LOG_NAMES) {
      const path = joinPath(this.#folder, name);
      if (this.#owner.isLocked(path) || !this.#disk.rename(path, temporaryPath)) continue;
      const file = this.#disk.open(temporaryPath);
      const marked: LogHeader = { ...header, reserveLogUsed: true };
      file?.write(0, encodeLogHeader(marked));
      return file === null ? null : { file, header: marked };
    }
    return null;
  }
}

function newLogFile(header: LogHeader): VirtualFile {
  const file = new SparseFile(LOG_FILE_SIZE_BYTES);
  file.write(0, encodeLogHeader(header));
  return file;
}

function startOf(file: VirtualFile, header: LogHeader): LogTail {
  const check = firstCheck(header.generation, header.createdSeconds, header.signature);
  return { file, header, offsetBytes: LOG_HEADER_SIZE_BYTES, check };
}
