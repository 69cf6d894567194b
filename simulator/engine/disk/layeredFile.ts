import { FILE_PAGE_SIZE_BYTES, PageTable } from './pageTable.ts';
import { type DiskWriteResult, MAXIMUM_FILE_SIZE_BYTES, requireByteCount, type VirtualFile } from './virtualFile.ts';

/**
 * Bytes that never change and are made when read. Any range inside the size may be asked for, aligned or not; a range
 * outside it never is. Must fill all of `lengthBytes`.
 */
export interface PageSource {
  readonly sizeBytes: number;
  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): void;
}

/**
 * A file of written 4096-byte pages above an immutable source: it costs memory for its changed pages only.
 *
 * A run of unchanged pages is one call to the source, whatever its length. A write that covers a page in part copies
 * the page from the source first. Beyond the source, and beyond any size the file was cut to, unwritten bytes are zero.
 */
export class LayeredFile implements VirtualFile {
  readonly #source: PageSource;
  /** How much of the source shows through; shrinks when the file is cut, never grows again. */
  #sourceLimitBytes: number;
  #sizeBytes: number;
  #pages: PageTable = new PageTable();

  constructor(source: PageSource) {
    requireByteCount('The size of the source of a layered file', source.sizeBytes);
    this.#source = source;
    this.#sourceLimitBytes = source.sizeBytes;
    this.#sizeBytes = source.sizeBytes;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get storedBytes(): number {
    return this.#pages.pageCount * FILE_PAGE_SIZE_BYTES;
  }

  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): number {
    requireByteCount('The offset of a read', offsetBytes);
    requireByteCount('The length of a read', lengthBytes);
    if (!(targetOffset >= 0 && targetOffset + lengthBytes <= target.length)) {
      throw new RangeError(
        `A read of ${lengthBytes} bytes to offset ${targetOffset} does not fit a target of ${target.length} bytes`,
      );
    }
    const end = Math.min(offsetBytes + lengthBytes, this.#sizeBytes);
    const pageLimit = Math.ceil(end / FILE_PAGE_SIZE_BYTES);
    const shift = targetOffset - offsetBytes;
    let position = offsetBytes;
    while (position < end) {
      const pageIndex = Math.floor(position / FILE_PAGE_SIZE_BYTES);
      const held = this.#pages.nextHeld(pageIndex, pageLimit);
      const page = held === pageIndex ? this.#pages.page(held) : undefined;
      const pageStart = held * FILE_PAGE_SIZE_BYTES;
      const runEnd = Math.min(end, page === undefined ? pageStart : pageStart + FILE_PAGE_SIZE_BYTES);
      if (page === undefined) {
        this.#readBelow(position, target, position + shift, runEnd - position);
      } else if (runEnd - position === FILE_PAGE_SIZE_BYTES) {
        target.set(page, position + shift);
      } else {
        target.set(page.subarray(position - pageStart, runEnd - pageStart), position + shift);
      }
      position = runEnd;
    }
    return Math.max(0, end - offsetBytes);
  }

  write(offsetBytes: number, source: Uint8Array): DiskWriteResult {
    requireByteCount('The offset of a write', offsetBytes);
    const end = offsetBytes + source.length;
    if (end > MAXIMUM_FILE_SIZE_BYTES) return 'disk-full';
    let position = offsetBytes;
    while (position < end) {
      const pageIndex = Math.floor(position / FILE_PAGE_SIZE_BYTES);
      const pageStart = pageIndex * FILE_PAGE_SIZE_BYTES;
      const runEnd = Math.min(end, pageStart + FILE_PAGE_SIZE_BYTES);
      const page = this.#writablePage(pageIndex, runEnd - position === FILE_PAGE_SIZE_BYTES);
      page.set(source.subarray(position - offsetBytes, runEnd - offsetBytes), position - pageStart);
      position = runEnd;
    }
    // An empty write extends nothing, wherever it points.
    if (source.length > 0 && end > this.#sizeBytes) this.#sizeBytes = end;
    return 'written';
  }

  resize(sizeBytes: number): DiskWriteResult {
    requireByteCount('The new size of a file', sizeBytes);
    if (sizeBytes > MAXIMUM_FILE_SIZE_BYTES) return 'disk-full';
    if (sizeBytes < this.#sizeBytes) {
      this.#pages.removeFrom(Math.ceil(sizeBytes / FILE_PAGE_SIZE_BYTES));
      const lastPage = Math.floor(sizeBytes / FILE_PAGE_SIZE_BYTES);
      if (this.#pages.page(lastPage) !== undefined) {
        // Grown again, the file must show zeros here, not what it once held.
        this.#pages.writablePage(lastPage).fill(0, sizeBytes % FILE_PAGE_SIZE_BYTES);
      }
      this.#sourceLimitBytes = Math.min(this.#sourceLimitBytes, sizeBytes);
    }
    this.#sizeBytes = sizeBytes;
    return 'written';
  }

  nextWrittenPage(fromPage: number, limitPage: number): number {
    return this.#pages.nextHeld(fromPage, limitPage);
  }

  clone(): VirtualFile {
    const copy = new LayeredFile(this.#source);
    copy.#sourceLimitBytes = this.#sourceLimitBytes;
    copy.#sizeBytes = this.#sizeBytes;
    copy.#pages = this.#pages.clone();
    return copy;
  }

  #writablePage(pageIndex: number, willBeOverwritten: boolean): Uint8Array {
    const isNew = this.#pages.page(pageIndex) === undefined;
    const page = this.#pages.writablePage(pageIndex);
    if (isNew && !willBeOverwritten) {
      this.#readBelow(pageIndex * FILE_PAGE_SIZE_BYTES, page, 0, FILE_PAGE_SIZE_BYTES);
    }
    return page;
  }

  #readBelow(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): void {
    const fromSourceBytes = Math.min(lengthBytes, Math.max(0, this.#sourceLimitBytes - offsetBytes));
    if (fromSourceBytes > 0) this.#source.read(offsetBytes, target, targetOffset, fromSourceBytes);
    if (fromSourceBytes < lengthBytes) target.fill(0, targetOffset + fromSourceBytes, targetOffset + lengthBytes);
  }
}
