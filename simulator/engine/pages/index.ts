/** Database pages: in memory, in bytes, and made on demand for a bulk-loaded database. */
export { planBulkGeometry } from './bulkGeometry.ts';
export { BulkSource } from './bulkSource.ts';
export { BULK_BUCKET_SIZE, BULK_DATABASE_TIME } from './bulkTemplate.ts';
export { PAGE_CAPACITY_BYTES, Page } from './page.ts';
export { decodePage, encodePage, pageDamage, pageIdentity } from './pageCodec.ts';
export {
  HEADER_PAGE_COUNT,
  lastPageNumberOf,
  MAXIMUM_KEY,
  MAXIMUM_VALUE_SIZE_BYTES,
  PageFlag,
  pageOffsetBytes,
  ROOT_PAGE_NUMBER,
  SPACE_PAGE_NUMBER,
  TABLE_OBJECT_ID,
} from './pageLayout.ts';
export { BRANCH_NODE_SIZE_BYTES, leafNodeSizeBytes } from './row.ts';
