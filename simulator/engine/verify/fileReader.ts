/** A file to be verified. A VirtualFile is one; so is an open file of the operating system. */
export interface FileReader {
  readonly sizeBytes: number;
  /**
   * Copies `lengthBytes` from `offsetBytes` to `target[targetOffset]`; answers the bytes copied, fewer only where the
   * file ends. What a disk that fails does is the reader's business: it throws, and nobody here catches it.
   */
  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number;
}

/** How far the reading of a file has come, in bytes of it. */
export type ReadProgress = (doneBytes: number) => void;

/** The first bytes of a file, fewer when it is shorter. */
export function readStart(reader: FileReader, lengthBytes: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(lengthBytes, reader.sizeBytes));
  return bytes.subarray(0, reader.read(0, bytes, 0, bytes.length));
}
