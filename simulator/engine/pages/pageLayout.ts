/**
 * The measures of a 4-KB database page of the era (ese-engine.md 2.3) and of our database files.
 *
 * What this folder cites from ESE is the public source of later versions: D for those, and that ESE97 did the same is I.
 */
export const PAGE_HEADER_SIZE_BYTES = 40;
export const TAG_SIZE_BYTES = 4;
export const SPACE_HEADER_SIZE_BYTES = 16;

/** Page header flags (ese-engine.md 2.3). A branch page whose children are branches has none of the first four. */
export const PageFlag = {
  root: 0x01,
  leaf: 0x02,
  parentOfLeaf: 0x04,
  /** Freed by a merge; its rows are gone and its number waits in the space page. */
  empty: 0x08,
  spaceTree: 0x20,
  index: 0x40,
} as const;

/** Header page and its shadow: logical page N lies in slot N + 1 (ese-engine.md 2.1). */
export const HEADER_PAGE_COUNT = 2;

/** Roots of the system's trees; behind each of them come its two space trees (ese-engine.md 2.1). */
export const SystemPage = { database: 1, catalog: 4, nameIndex: 7, rootObjectsIndex: 10, shadowCatalog: 24 } as const;
/** The catalog was given the pages up to its shadow, which got the rest below our table (D, I: ESE inc/cat.hxx). */
export const CATALOG_PAGE_COUNT = 20;
export const SHADOW_CATALOG_PAGE_COUNT = 8;

/** The root of our one table, for as long as the file exists. Our choice: above the fixed pages 1 to 31. */
export const ROOT_PAGE_NUMBER = 32;
/** OwnExt of our table: what was its own when it was loaded. */
export const OWNED_EXTENTS_PAGE_NUMBER = ROOT_PAGE_NUMBER + 1;
/** The one page that lists free pages: AvailExt of our table, the page behind OwnExt. */
export const SPACE_PAGE_NUMBER = 34;
/** A table owns its root and its two space trees at least (D: ESE inc/space.hxx); the load took the rest in one piece. */
export const TABLE_PRIMARY_PAGE_COUNT = 3;
/** Pages from here to just below the first leaf are free in a new database. */
export const FIRST_POOL_PAGE_NUMBER = 35;
export const FIRST_LEAF_PAGE_NUMBER = 64;

/**
 * objidFDP of each tree. 2 and 3 stand in ese-engine.md 2.1; the two indexes of the catalog come next (D: ESE inc/cat.hxx),
 * and our table is the first behind them.
 */
export const ObjectId = { database: 1, catalog: 2, shadowCatalog: 3, nameIndex: 4, rootObjectsIndex: 5 } as const;
export const TABLE_OBJECT_ID = 6;

export const MAXIMUM_KEY = 2 ** 48 - 1;
/** Two rows of this size fit a page, so that every split ends; beyond it a row is too big (JET_errRecordTooBig). */
export const MAXIMUM_VALUE_SIZE_BYTES = 1500;

/** Where a logical page begins in its file. */
export function pageOffsetBytes(pageNumber: number): number {
  return (pageNumber + HEADER_PAGE_COUNT - 1) * 4096;
}

/** The last logical page of a file of this size; below 1 when it holds headers only. */
export function lastPageNumberOf(fileSizeBytes: number): number {
  return Math.floor(fileSizeBytes / 4096) - HEADER_PAGE_COUNT;
}
