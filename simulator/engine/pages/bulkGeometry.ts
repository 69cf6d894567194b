import { PAGE_SIZE_BYTES } from '../format/index.ts';
import { FIRST_LEAF_PAGE_NUMBER, HEADER_PAGE_COUNT, lastPageNumberOf } from './pageLayout.ts';

/** Children of a bulk branch page: seven tenths of what fits, so that there is room for splits below. */
export const BULK_FANOUT = 150;
/** Children of the root: a little more, because 16 GiB must fit below it. */
const ROOT_FANOUT = 200;
const MINIMUM_LEAF_COUNT = 2;
/** The store limit of Exchange 4.0 to 5.5 standard edition. */
const MAXIMUM_SIZE_BYTES = 16 * 2 ** 30;

/** Consecutive pages of one level of the tree. */
export interface BulkLevel {
  readonly firstPageNumber: number;
  readonly pageCount: number;
}

/** Where every page of a bulk-loaded database is: leaves first, then each level of branches up to just below the root. */
export interface BulkGeometry {
  /** Level 0 is the leaves. */
  readonly levels: readonly BulkLevel[];
  readonly leafCount: number;
  readonly lastPageNumber: number;
  readonly fileSizeBytes: number;
}

function geometryOf(leafCount: number): BulkGeometry {
  const levels: BulkLevel[] = [{ firstPageNumber: FIRST_LEAF_PAGE_NUMBER, pageCount: leafCount }];
  let pageCount = leafCount;
  let nextPageNumber = FIRST_LEAF_PAGE_NUMBER + leafCount;
  while (pageCount > ROOT_FANOUT) {
    pageCount = Math.ceil(pageCount / BULK_FANOUT);
    levels.push({ firstPageNumber: nextPageNumber, pageCount });
    nextPageNumber += pageCount;
  }
  const lastPageNumber = nextPageNumber - 1;
  return { levels, leafCount, lastPageNumber, fileSizeBytes: (lastPageNumber + HEADER_PAGE_COUNT) * PAGE_SIZE_BYTES };
}

/** The largest geometry that fits `sizeBytes`; the smallest there is when nothing fits. */
export function planBulkGeometry(sizeBytes: number): BulkGeometry {
  if (!(sizeBytes >= 0 && sizeBytes <= MAXIMUM_SIZE_BYTES)) {
    throw new RangeError(`A database of ${sizeBytes} bytes cannot be made: choose 0 to ${MAXIMUM_SIZE_BYTES} (16 GiB)`);
  }
  const lastPageNumber = lastPageNumberOf(sizeBytes);
  let fits = MINIMUM_LEAF_COUNT;
  let tooMany = Math.max(fits + 1, lastPageNumber);
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (geometryOf(middle).lastPageNumber <= lastPageNumber) fits = middle;
    else tooMany = middle;
  }
  return geometryOf(fits);
}
