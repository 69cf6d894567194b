import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FileReader } from '../../simulator/engine/index.ts';

/** A file of this computer, open for reading. What the operating system refuses is thrown; see problemOfFile. */
export class NodeFile implements FileReader {
  readonly sizeBytes: number;
  readonly #descriptor: number;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'r');
    this.sizeBytes = fstatSync(this.#descriptor).size;
  }

  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number {
    let done = 0;
    while (done < lengthBytes) {
      const count = readSync(this.#descriptor, target, targetOffset + done, lengthBytes - done, offsetBytes + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** What the operating system said, in words that follow the name of a file. Anything else is a defect of ours: thrown. */
export function problemOfFile(error: unknown): string {
  const isSystemError = error instanceof Error && 'syscall' in error && 'code' in error;
  if (!isSystemError) throw error;
  return error.code === 'ENOENT' ? 'there is no such file; check the path' : `it cannot be read: ${error.message}`;
}
