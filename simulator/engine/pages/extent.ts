import type { NodeWriter } from './nodeWriter.ts';

/** Consecutive pages, as a space tree names them: by the last of them. */
export interface Extent {
  readonly lastPageNumber: number;
  readonly pageCount: number;
}

const EXTENT_KEY_SIZE_BYTES = 4;
const EXTENT_DATA_SIZE_BYTES = 4;

/**
 * An extent as a node of OwnExt or AvailExt: the last page big-endian as key, the number of pages little-endian as data
 * (D: ESE ese/space.cxx, SPEXTKEY and SPEXTDATA of the general pool; that ESE97 wrote the same is I).
 */
export function writeExtent(nodes: NodeWriter, { lastPageNumber, pageCount }: Extent): void {
  const key = new Uint8Array(EXTENT_KEY_SIZE_BYTES);
  const data = new Uint8Array(EXTENT_DATA_SIZE_BYTES);
  new DataView(key.buffer).setUint32(0, lastPageNumber);
  new DataView(data.buffer).setUint32(0, pageCount, true);
  nodes.node(key, data);
}

/** The extent of a node, or null when these bytes are none. */
export function readExtent(key: Uint8Array, data: Uint8Array): Extent | null {
  if (key.length !== EXTENT_KEY_SIZE_BYTES || data.length !== EXTENT_DATA_SIZE_BYTES) return null;
  const lastPageNumber = new DataView(key.buffer, key.byteOffset).getUint32(0);
  const pageCount = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  return pageCount >= 1 && pageCount <= lastPageNumber ? { lastPageNumber, pageCount } : null;
}

/** Ascending page numbers as extents, each as long as it can be. */
export function extentsOf(pageNumbers: readonly number[]): Extent[] {
  const extents: Extent[] = [];
  for (const pageNumber of pageNumbers) {
    const last = extents.at(-1);
    if (last?.lastPageNumber === pageNumber - 1) {
      extents[extents.length - 1] = { lastPageNumber: pageNumber, pageCount: last.pageCount + 1 };
    } else extents.push({ lastPageNumber: pageNumber, pageCount: 1 });
  }
  return extents;
}
