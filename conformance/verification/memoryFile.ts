import type { FileReader } from '../../simulator/engine/index.ts';

/** Bytes that came from no file that could be opened, to be verified like one. */
export class MemoryFile implements FileReader {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get sizeBytes(): number {
    return this.#bytes.length;
  }

  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number {
    const part = this.#bytes.subarray(offsetBytes, offsetBytes + lengthBytes);
    target.set(part, targetOffset);
    return part.length;
  }

  close(): void {}
}
