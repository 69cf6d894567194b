import { PAGE_SIZE_BYTES } from '../format/index.ts';
import type { FileReader, ReadProgress } from './fileReader.ts';

/** Read at once: fits the cache of a core, so that the bytes are still there when they are looked at. */
const CHUNK_PAGES = 64;

/** One page of the file in a buffer that the next chunk overwrites. */
export interface ScannedPage {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Where the page begins in both. */
  at: number;
  /** Its place in the file, in pages; the header is 0. */
  slot: number;
}

/**
 * Shows every whole page from `firstSlot` on to `visit`, in order, always in the same object. Answers the slot behind the
 * last one seen: lower than the size promises when the file became shorter while it was read.
 */
export function scanPages(
  reader: FileReader,
  firstSlot: number,
  visit: (page: ScannedPage) => void,
  onProgress: ReadProgress,
): number {
  const limit = Math.floor(reader.sizeBytes / PAGE_SIZE_BYTES);
  const bytes = new Uint8Array(CHUNK_PAGES * PAGE_SIZE_BYTES);
  const page: ScannedPage = { bytes, view: new DataView(bytes.buffer), at: 0, slot: firstSlot };
  while (page.slot < limit) {
    const wantedPages = Math.min(CHUNK_PAGES, limit - page.slot);
    const read = reader.read(page.slot * PAGE_SIZE_BYTES, bytes, 0, wantedPages * PAGE_SIZE_BYTES);
    const pages = Math.floor(read / PAGE_SIZE_BYTES);
    for (let index = 0; index < pages; index += 1) {
      page.at = index * PAGE_SIZE_BYTES;
      visit(page);
      page.slot += 1;
    }
    onProgress(page.slot * PAGE_SIZE_BYTES);
    if (pages < wantedPages) break;
  }
  return page.slot;
}
