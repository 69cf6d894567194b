import { BULK_DATABASE_TIME } from './bulkTemplate.ts';
import { longSegment, shortSegment, textSegment, trueSegment } from './catalogKey.ts';
import { CatalogType } from './catalogObject.ts';
import { type CatalogRecord, catalogRecords } from './catalogRecord.ts';
import { catalogTables } from './catalogTables.ts';
import { type Extent, writeExtent } from './extent.ts';
import { NodeWriter } from './nodeWriter.ts';
import {
  CATALOG_PAGE_COUNT,
  ObjectId,
  OWNED_EXTENTS_PAGE_NUMBER,
  PageFlag,
  ROOT_PAGE_NUMBER,
  SHADOW_CATALOG_PAGE_COUNT,
  SystemPage,
  TABLE_OBJECT_ID,
  TABLE_PRIMARY_PAGE_COUNT,
} from './pageLayout.ts';

/** A tree of one root that is a leaf, and its space trees in the two pages behind it. */
interface SystemTree {
  readonly rootPageNumber: number;
  readonly objectId: number;
  readonly kind: 'table' | 'index';
  readonly parentRootPageNumber: number;
  readonly owned: Extent;
  readonly available: readonly Extent[];
  readonly nodes: () => readonly (readonly [key: readonly number[], data: Uint8Array])[];
}

/** Pages from here on wait for the catalog to grow: behind its own three and those of its two indexes. */
const FIRST_FREE_CATALOG_PAGE_NUMBER = 13;

const extent = (firstPageNumber: number, pageCount: number): Extent => ({
  lastPageNumber: firstPageNumber + pageCount - 1,
  pageCount,
});

const allRecords = (): readonly CatalogRecord[] => catalogTables.flatMap(catalogRecords);

const primaryKey = ({ tableObjectId, type, id }: CatalogRecord): number[] => [
  ...longSegment(tableObjectId),
  ...shortSegment(type),
  ...longSegment(id),
];

const catalogNodes = () => allRecords().map((record) => [primaryKey(record), record.bytes] as const);

/** An entry of a secondary index points to a record by its primary key. */
const indexNodes = (records: readonly CatalogRecord[], keyOf: (record: CatalogRecord) => number[]) =>
  records
    .map((record) => [keyOf(record), Uint8Array.from(primaryKey(record))] as const)
    .sort(([left], [right]) => Buffer.compare(Uint8Array.from(left), Uint8Array.from(right)));

const nameNodes = () =>
  indexNodes(allRecords(), ({ tableObjectId, type, name }) => [
    ...longSegment(tableObjectId),
    ...shortSegment(type),
    ...textSegment(name),
  ]);

const rootObjectNodes = () =>
  indexNodes(
    allRecords().filter(({ type }) => type === CatalogType.table),
    ({ name }) => [...trueSegment(), ...textSegment(name)],
  );

/** The trees below page 32, for a database that was loaded up to this page. */
function systemTrees(lastPageNumber: number): readonly SystemTree[] {
  const freeOfCatalog = SystemPage.catalog + CATALOG_PAGE_COUNT - FIRST_FREE_CATALOG_PAGE_NUMBER;
  const ofIndex = { kind: 'index', parentRootPageNumber: SystemPage.catalog, available: [] } as const;
  const ofDatabase = { kind: 'table', parentRootPageNumber: SystemPage.database } as const;
  return [
    {
      rootPageNumber: SystemPage.database,
      objectId: ObjectId.database,
      kind: 'table',
      parentRootPageNumber: 0,
      owned: extent(1, lastPageNumber),
      available: [],
      nodes: () => [],
    },
    {
      ...ofDatabase,
      rootPageNumber: SystemPage.catalog,
      objectId: ObjectId.catalog,
      owned: extent(SystemPage.catalog, CATALOG_PAGE_COUNT),
      available: [extent(FIRST_FREE_CATALOG_PAGE_NUMBER, freeOfCatalog)],
      nodes: catalogNodes,
    },
    {
      ...ofIndex,
      rootPageNumber: SystemPage.nameIndex,
      objectId: ObjectId.nameIndex,
      owned: extent(SystemPage.nameIndex, 3),
      nodes: nameNodes,
    },
    {
      ...ofIndex,
      rootPageNumber: SystemPage.rootObjectsIndex,
      objectId: ObjectId.rootObjectsIndex,
      owned: extent(SystemPage.rootObjectsIndex, 3),
      nodes: rootObjectNodes,
    },
    {
      ...ofDatabase,
      rootPageNumber: SystemPage.shadowCatalog,
      objectId: ObjectId.shadowCatalog,
      owned: extent(SystemPage.shadowCatalog, SHADOW_CATALOG_PAGE_COUNT),
      available: [extent(SystemPage.shadowCatalog + 3, SHADOW_CATALOG_PAGE_COUNT - 3)],
      nodes: catalogNodes,
    },
  ];
}

/**
 * Writes a page that never changes to the 4096 bytes of `target`, for a database that was loaded up to `lastPageNumber`:
 * the roots and space trees below page 32, and OwnExt of our table. False, and nothing written, for any other page.
 */
export function writeSystemPage(pageNumber: number, lastPageNumber: number, target: Uint8Array): boolean {
  if (pageNumber === OWNED_EXTENTS_PAGE_NUMBER) {
    const primary = extent(ROOT_PAGE_NUMBER, TABLE_PRIMARY_PAGE_COUNT);
    const loaded = { lastPageNumber, pageCount: lastPageNumber - primary.lastPageNumber };
    writeSpacePage(pageNumber, TABLE_OBJECT_ID, 0, [primary, loaded], target);
    return true;
  }
  for (const tree of systemTrees(lastPageNumber)) {
    const { rootPageNumber, objectId, owned, available } = tree;
    const indexFlag = tree.kind === 'index' ? PageFlag.index : 0;
    if (pageNumber === rootPageNumber) writeRoot(tree, indexFlag, target);
    else if (pageNumber === rootPageNumber + 1) writeSpacePage(pageNumber, objectId, indexFlag, [owned], target);
    else if (pageNumber === rootPageNumber + 2) writeSpacePage(pageNumber, objectId, indexFlag, available, target);
    else continue;
    return true;
  }
  return false;
}

function writeRoot(tree: SystemTree, indexFlag: number, target: Uint8Array): void {
  const { rootPageNumber, parentRootPageNumber, objectId, owned } = tree;
  const nodes = new NodeWriter(target);
  nodes.spaceHeader({
    primaryPageCount: owned.pageCount,
    parentRootPageNumber,
    ownedExtentsPageNumber: rootPageNumber + 1,
  });
  for (const [key, data] of tree.nodes()) nodes.node(Uint8Array.from(key), data);
  nodes.finish(headerOf(rootPageNumber, objectId, PageFlag.root | PageFlag.leaf | indexFlag));
}

function writeSpacePage(
  pageNumber: number,
  objectId: number,
  indexFlag: number,
  extents: readonly Extent[],
  target: Uint8Array,
): void {
  const nodes = new NodeWriter(target);
  nodes.emptySplitBuffer();
  for (const it of extents) writeExtent(nodes, it);
  nodes.finish(headerOf(pageNumber, objectId, PageFlag.root | PageFlag.leaf | PageFlag.spaceTree | indexFlag));
}

const headerOf = (pageNumber: number, objectId: number, flags: number) => ({
  pageNumber,
  databaseTime: BULK_DATABASE_TIME,
  previous: 0,
  next: 0,
  objectId,
  flags,
});
