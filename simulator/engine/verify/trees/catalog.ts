import { CatalogType, readTreeNodes, SystemPage } from '../../pages/index.ts';
import { CATALOG_OBJECT_ID, Kind, type PageMap } from './pageMap.ts';

/** A tree that something names: the database itself, the catalog, or a record of the catalog. */
export interface NamedTree {
  readonly root: number;
  /** The page with the record; 0 for trees that are where they always are. */
  readonly namedBy: number;
}

/** Trees that no record is needed for: the database's own, and the two catalogs (ese-engine.md 2.1). */
export const FIXED_ROOTS: readonly number[] = [SystemPage.database, SystemPage.catalog, SystemPage.shadowCatalog];

/** Long values of a table are a tree of their own (D: libesedb's documentation of the catalog). */
const LONG_VALUE_TYPE = 4;
const TREE_TYPES: readonly number[] = [CatalogType.table, CatalogType.index, LONG_VALUE_TYPE];

/** Type at 8 and ColtypOrPgnoFDP at 14 of a record of the catalog, behind its header of four bytes and ObjidTable. */
const TYPE_OFFSET_BYTES = 8;
const ROOT_OFFSET_BYTES = 14;
const RECORD_SIZE_BYTES = 18;

/**
 * False when page 4 is something else than the root of a catalog, as in databases that no source describes. One that is
 * gone, blank or damaged is a catalog that was.
 */
export function isCatalog(map: PageMap): boolean {
  const page = SystemPage.catalog;
  const kind = map.kindOf(page);
  const isThere = kind === Kind.leaf || kind === Kind.branch || kind === Kind.strange;
  return !isThere || map.objectIds[page] === CATALOG_OBJECT_ID;
}

/** The trees that a leaf of the catalog names, each once; null when its records make no sense. */
export function treesNamedBy(bytes: Uint8Array | undefined, pageNumber: number): NamedTree[] | null {
  const nodes = bytes === undefined ? undefined : readTreeNodes(bytes)?.nodes;
  if (nodes === undefined) return null;
  const roots = new Set<number>();
  for (const { data } of nodes) {
    if (data.length < RECORD_SIZE_BYTES) return null;
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    if (TREE_TYPES.includes(view.getUint16(TYPE_OFFSET_BYTES, true)))
      roots.add(view.getUint32(ROOT_OFFSET_BYTES, true));
  }
  return [...roots].map((root) => ({ root, namedBy: pageNumber }));
}
