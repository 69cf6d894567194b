import { MAXIMUM_TEXT_SIZE_BYTES, NULL_TEXT } from './wire.ts';

/**
 * Reads the fields of one body. What is not there reads as zero and is remembered as the problem, so that the caller
 * asks once, at the end.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #problem: string | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  u8(): number {
    const at = this.#skip(1);
    return at === null ? 0 : (this.#bytes[at] ?? 0);
  }

  u16(): number {
    const at = this.#skip(2);
    return at === null ? 0 : readU16(this.#bytes, at);
  }

  u32(): number {
    const at = this.#skip(4);
    return at === null ? 0 : readU32(this.#bytes, at);
  }

  u64(): bigint {
    const at = this.#skip(8);
    if (at === null) return 0n;
    scratch.setUint32(0, readU32(this.#bytes, at), true);
    scratch.setUint32(4, readU32(this.#bytes, at + 4), true);
    return scratch.getBigUint64(0, true);
  }

  /** A view, not a copy. */
  bytes(count: number): Uint8Array {
    const at = this.#skip(count);
    return at === null ? new Uint8Array(0) : this.#bytes.subarray(at, at + count);
  }

  /** u16 and as many ASCII bytes. */
  shortText(): string {
    const bytes = this.bytes(this.u16());
    for (const byte of bytes) if (byte < 0x20 || byte > 0x7e) this.fail('a text that is not ASCII');
    return latin1(bytes);
  }

  /** A `char *`; null for NULL. */
  ansi(): Uint8Array | null {
    const bytes = this.#text();
    if (bytes?.includes(0) === true) this.fail('a text with a NUL in it');
    return bytes;
  }

  /** A `WCHAR *`; null for NULL. Lone surrogates survive. */
  wide(): string | null {
    const bytes = this.#text();
    if (bytes === null) return null;
    if (bytes.length % 2 !== 0) this.fail(`a WCHAR text of ${bytes.length} bytes`);
    const text = asBuffer(bytes).toString('utf16le');
    if (text.includes('\0')) this.fail('a text with a NUL in it');
    return text;
  }

  /** Remembers what is wrong; the first thing counts. */
  fail(problem: string): void {
    this.#problem ??= problem;
  }

  /** What is wrong with the body, null when it was read to its very end. */
  finish(): string | null {
    const rest = this.#bytes.length - this.#offset;
    if (rest > 0) this.fail(`a frame with ${rest} bytes too many`);
    return this.#problem;
  }

  #text(): Uint8Array | null {
    const sizeBytes = this.u32();
    if (sizeBytes === NULL_TEXT) return null;
    if (sizeBytes > MAXIMUM_TEXT_SIZE_BYTES) {
      this.fail(`a text of ${sizeBytes} bytes; at most ${MAXIMUM_TEXT_SIZE_BYTES} are allowed`);
      return null;
    }
    return this.bytes(sizeBytes);
  }

  /** Where the next field begins, null when the body ends before it does. */
  #skip(count: number): number | null {
    const at = this.#offset;
    if (this.#problem !== null) return null;
    if (at + count > this.#bytes.length) {
      this.fail(`a frame that ends after ${this.#bytes.length} bytes, too early`);
      return null;
    }
    this.#offset += count;
    return at;
  }
}

// Byte by byte: for the few bytes of a call a DataView of its own costs more than it saves.

/** Turns two halves into a bigint without arithmetic on bigints. */
const scratch = new DataView(new ArrayBuffer(8));

const readU16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);

/** Four bytes that are there, little-endian. */
export const readU32 = (bytes: Uint8Array, at: number): number =>
  (readU16(bytes, at) | (readU16(bytes, at + 2) << 16)) >>> 0;

/** Four bytes for which there is room, little-endian. */
export function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Puts fields together, little-endian. */
export class ByteWriter {
  readonly #pieces: Uint8Array[] = [];
  #sizeBytes = 0;

  u8(value: number): this {
    return this.bytes(Uint8Array.of(value));
  }

  u16(value: number): this {
    return this.#field(2, (view) => view.setUint16(0, value, true));
  }

  u32(value: number): this {
    return this.#field(4, (view) => view.setUint32(0, value, true));
  }

  u64(value: bigint): this {
    return this.#field(8, (view) => view.setBigUint64(0, value, true));
  }

  bytes(bytes: Uint8Array): this {
    this.#pieces.push(bytes);
    this.#sizeBytes += bytes.length;
    return this;
  }

  shortText(text: string): this {
    const bytes = Buffer.from(text, 'latin1');
    return this.u16(bytes.length).bytes(bytes);
  }

  /** The body with its length before it. */
  frame(): Uint8Array {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, this.#sizeBytes, true);
    return Buffer.concat([length, ...this.#pieces]);
  }

  #field(sizeBytes: number, set: (view: DataView) => void): this {
    const bytes = new Uint8Array(sizeBytes);
    set(new DataView(bytes.buffer));
    return this.bytes(bytes);
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin1 = (bytes: Uint8Array): string => asBuffer(bytes).toString('latin1');
