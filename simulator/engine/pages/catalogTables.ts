import {
  type CatalogColumn,
  type CatalogTable,
  ColumnType,
  FIRST_VARIABLE_COLUMN_ID,
  IndexFlag,
  SYSTEM_TABLE_FLAGS,
} from './catalogObject.ts';
import {
  CATALOG_PAGE_COUNT,
  MAXIMUM_VALUE_SIZE_BYTES,
  ObjectId,
  ROOT_PAGE_NUMBER,
  SHADOW_CATALOG_PAGE_COUNT,
  SystemPage,
  TABLE_OBJECT_ID,
  TABLE_PRIMARY_PAGE_COUNT,
} from './pageLayout.ts';

const isNotNull = true;
const mayBeNull = false;

const column = (name: string, id: number, type: number, maximumSizeBytes: number, notNull: boolean): CatalogColumn => ({
  name,
  id,
  type,
  maximumSizeBytes,
  isNotNull: notNull,
});

const bit = (name: string, id: number, notNull: boolean) => column(name, id, ColumnType.bit, 1, notNull);
const short = (name: string, id: number, notNull: boolean) => column(name, id, ColumnType.short, 2, notNull);
const long = (name: string, id: number, notNull: boolean) => column(name, id, ColumnType.long, 4, notNull);
const binary = (name: string, id: number) => column(name, id, ColumnType.binary, 255, mayBeNull);
const text = (name: string, id: number, notNull: boolean) => column(name, id, ColumnType.text, 255, notNull);

/**
 * The columns of the catalog (D: libesedb's documentation). Those that came after 5.5 are left out: callbacks (rev 3),
 * tuple limits (XP), KeyMost and Version (Vista), and later ones. That 5.5 had all the others is I.
 */
const catalogColumns: readonly CatalogColumn[] = [
  long('ObjidTable', 1, isNotNull),
  short('Type', 2, isNotNull),
  long('Id', 3, isNotNull),
  long('ColtypOrPgnoFDP', 4, isNotNull),
  long('SpaceUsage', 5, isNotNull),
  long('Flags', 6, isNotNull),
  long('PagesOrLocale', 7, isNotNull),
  bit('RootFlag', 8, mayBeNull),
  short('RecordOffset', 9, mayBeNull),
  long('LCMapFlags', 10, mayBeNull),
  text('Name', 128, isNotNull),
  binary('Stats', 129),
  text('TemplateTable', 130, mayBeNull),
  binary('DefaultValue', 131),
  binary('KeyFldIDs', 132),
  binary('VarSegMac', 133),
  binary('ConditionalColumns', 134),
];

/** Column ids of the catalog's keys (D: ESE ese/_cat.cxx). */
const OBJID_TABLE = 1;
const TYPE = 2;
const ID = 3;
const ROOT_FLAG = 8;
const NAME = FIRST_VARIABLE_COLUMN_ID;

const idIndex = (objectId: number, rootPageNumber: number) => ({
  name: 'Id',
  objectId,
  rootPageNumber,
  flags: IndexFlag.primary | IndexFlag.unique | IndexFlag.noNulls,
  columnIds: [OBJID_TABLE, TYPE, ID],
});

/** Every table of our databases: the catalog, its shadow, which has no secondary index (D: ESE ese/cat.cxx), and our own. */
export const catalogTables: readonly CatalogTable[] = [
  {
    name: 'MSysObjects',
    objectId: ObjectId.catalog,
    rootPageNumber: SystemPage.catalog,
    flags: SYSTEM_TABLE_FLAGS,
    initialPageCount: CATALOG_PAGE_COUNT,
    columns: catalogColumns,
    indexes: [
      idIndex(ObjectId.catalog, SystemPage.catalog),
      {
        name: 'Name',
        objectId: ObjectId.nameIndex,
        rootPageNumber: SystemPage.nameIndex,
        flags: IndexFlag.unique | IndexFlag.noNulls,
        columnIds: [OBJID_TABLE, TYPE, NAME],
      },
      {
        name: 'RootObjects',
        objectId: ObjectId.rootObjectsIndex,
        rootPageNumber: SystemPage.rootObjectsIndex,
        flags: IndexFlag.unique | IndexFlag.allowSomeNulls,
        columnIds: [ROOT_FLAG, NAME],
      },
    ],
  },
  {
    name: 'MSysObjectsShadow',
    objectId: ObjectId.shadowCatalog,
    rootPageNumber: SystemPage.shadowCatalog,
    flags: SYSTEM_TABLE_FLAGS,
    initialPageCount: SHADOW_CATALOG_PAGE_COUNT,
    columns: catalogColumns,
    indexes: [idIndex(ObjectId.shadowCatalog, SystemPage.shadowCatalog)],
  },
  {
    name: 'Rows',
    objectId: TABLE_OBJECT_ID,
    rootPageNumber: ROOT_PAGE_NUMBER,
    flags: 0,
    initialPageCount: TABLE_PRIMARY_PAGE_COUNT,
    columns: [
      column('Key', 1, ColumnType.currency, 8, isNotNull),
      // A variable column of ESE ends at 255 bytes. Ours is longer, so that rows of mail size fit without long-value pages.
      column('Value', FIRST_VARIABLE_COLUMN_ID, ColumnType.longBinary, MAXIMUM_VALUE_SIZE_BYTES, isNotNull),
    ],
    indexes: [
      {
        name: 'Key',
        objectId: TABLE_OBJECT_ID,
        rootPageNumber: ROOT_PAGE_NUMBER,
        flags: IndexFlag.primary | IndexFlag.unique | IndexFlag.noNulls,
        columnIds: [1],
      },
    ],
  },
];
