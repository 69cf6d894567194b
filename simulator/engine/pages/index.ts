/** Database pages: in memory, in bytes, and made on demand for a bulk-loaded database. */
export { planBulkGeometry } from './bulkGeometry.ts';
export { BulkSource } from './bulkSource.ts';
export { BULK_BUCKET_SIZE, BULK_DATABASE_TIME } from './bulkTemplate.ts';
export { CatalogType } from './catalogObject.ts';
export { type Extent, readExtent } from './extent.ts';
export { readKey } from './key.ts';
export { PAGE_CAPACITY_BYTES, Page } from './page.ts';
export { decodePage, encodePage, pageDamage, pageIdentity, readTreeNodes } from './pageCodec.ts';
export {
  HEADER_PAGE_COUNT,
  lastPageNumberOf,
  MAXIMUM_KEY,
  MAXIMUM_VALUE_SIZE_BYTES,
  PAGE_HEADER_SIZE_BYTES,
  PageFlag,
  pageOffsetBytes,
  ROOT_PAGE_NUMBER,
  SPACE_PAGE_NUMBER,
  SystemPage,
  TABLE_OBJECT_ID,
  TAG_SIZE_BYTES,
} from './pageLayout.ts';
export { BRANCH_NODE_SIZE_BYTES, leafNodeSizeBytes } from './row.ts';
