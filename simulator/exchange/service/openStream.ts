import type { DatabaseCopy, VirtualFile } from '../../engine/index.ts';
import type { JetErrorNumber } from '../../protocol/index.ts';
import type { OpenKindNumber } from '../../rules/index.ts';

/** The file that a backup context has open: a database being copied, or a file read as it lies on disk. */
export interface OpenStream {
  readonly kind: OpenKindNumber;
  /** Index of the database, or the generation. */
  readonly index: number;
  readonly sizeBytes: number;
  readonly positionBytes: number;
  /**
   * Reads exactly so many bytes to the front of the buffer; 0, or the engine's error, after which nothing has moved.
   * `verify`: pages of a database are checked first.
   */
  read(buffer: Uint8Array, sizeBytes: number, verify: boolean): JetErrorNumber | 0;
  close(): void;
}

export function databaseStream(kind: OpenKindNumber, index: number, copy: DatabaseCopy): OpenStream {
  return {
    kind,
    index,
    sizeBytes: copy.sizeBytes,
    get positionBytes() {
      return copy.positionBytes;
    },
    read: (buffer, sizeBytes, verify) => copy.read(buffer, 0, sizeBytes, verify).error,
    close: () => copy.close(),
  };
}

export function fileStream(kind: OpenKindNumber, index: number, file: VirtualFile): OpenStream {
  let positionBytes = 0;
  return {
    kind,
    index,
    sizeBytes: file.sizeBytes,
    get positionBytes() {
      return positionBytes;
    },
    read(buffer, sizeBytes) {
      positionBytes += file.read(positionBytes, buffer, 0, sizeBytes);
      return 0;
    },
    close() {
      // The file stays on the disk; there is nothing to give back.
    },
  };
}
