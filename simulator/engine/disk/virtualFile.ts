/** What a growing write answers: expected, so a value. On 'disk-full' nothing was written and no size changed. */
export type DiskWriteResult = 'written' | 'disk-full';

/**
 * A file of bytes that need not exist before they are read.
 *
 * Offsets and lengths are bytes, at most MAXIMUM_FILE_SIZE_BYTES. What was never written reads as zero, unless the
 * implementation has something below it. Calls with negative or fractional numbers are broken assumptions and throw.
 */
export interface VirtualFile {
  readonly sizeBytes: number;
  /** Memory this file costs, in bytes. Pages shared with a clone count in both. */
  readonly storedBytes: number;
  /** Copies `lengthBytes` from `offsetBytes` to `target[targetOffset]`; answers the bytes copied, short at the end. */
  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number;
  /** Writes all of `source`, extending the file if it must; a gap reads as zero. */
  write(offsetBytes: number, source: Uint8Array): DiskWriteResult;
  resize(sizeBytes: number): DiskWriteResult;
  /**
   * The first 4096-byte page in [fromPage, limitPage) that somebody wrote, or `limitPage`. The others are made when they
   * are read, so that whoever streams gigabytes need not check them.
   */
  nextWrittenPage(fromPage: number, limitPage: number): number;
  /** The same bytes in a file of its own: later writes to either are not seen by the other. Cheap; an immutable file may answer itself. */
  clone(): VirtualFile;
}

/** No file grows beyond this: 1 TiB, far above the 16 GiB of an Exchange store. A write beyond it finds the disk full. */
export const MAXIMUM_FILE_SIZE_BYTES = 2 ** 40;

/** Throws unless `count` is a whole number of bytes that a file can have as offset, length or size. */
export function requireByteCount(what: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${what} is ${count}; it must be a whole number of bytes, 0 or more`);
  }
}
