import { stampChecksum } from '../../format/index.ts';
import { decodePage, encodePage, type Page, pageOffsetBytes } from '../../pages/index.ts';

/** Zeros in the place of a page. */
export function blank(bytes: Uint8Array, pageNumber: number): void {
  bytes.fill(0, pageOffsetBytes(pageNumber), pageOffsetBytes(pageNumber + 1));
}

/** Changes fields of a page, with a right checksum afterwards. */
export function changePage(bytes: Uint8Array, pageNumber: number, change: (view: DataView) => void): void {
  const at = pageOffsetBytes(pageNumber);
  change(new DataView(bytes.buffer, bytes.byteOffset + at, 4096));
  stampChecksum(bytes, at);
}

/** Writes a page of our table anew, with what `change` makes of it. */
export function rewritePage(bytes: Uint8Array, pageNumber: number, change: (page: Page) => void): void {
  const at = pageOffsetBytes(pageNumber);
  const page = decodePage(bytes.slice(at, at + 4096), pageNumber);
  if (page === null) throw new Error(`Page ${pageNumber} makes no sense`);
  change(page);
  encodePage(page, bytes.subarray(at, at + 4096));
}
