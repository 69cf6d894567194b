/**
 * What the catalog of a database says, as data: an object is a table, a column of it or an index of it. The numbers are
 * those of ESE (D: libesedb's documentation of the catalog, ESE inc/cat.hxx, inc/idb.hxx, inc/tdb.hxx).
 */
export const CatalogType = { table: 1, column: 2, index: 3 } as const;

/** JET_COLTYP, as far as we need it. */
export const ColumnType = { bit: 1, short: 3, long: 4, currency: 5, binary: 9, text: 10, longBinary: 11 } as const;

/** Persisted flags of an index. */
export const IndexFlag = { unique: 0x01, allowSomeNulls: 0x08, noNulls: 0x10, primary: 0x20 } as const;

/** JET_bitObjectSystem and JET_bitObjectTableFixedDDL, as the catalog's own tables have them. */
export const SYSTEM_TABLE_FLAGS = 0xc0000000;

export interface CatalogColumn {
  readonly name: string;
  /** 1 to 127 in the fixed part of a record, 128 to 255 in its variable part. */
  readonly id: number;
  readonly type: number;
  readonly maximumSizeBytes: number;
  readonly isNotNull: boolean;
}

export interface CatalogIndex {
  readonly name: string;
  readonly objectId: number;
  readonly rootPageNumber: number;
  readonly flags: number;
  readonly columnIds: readonly number[];
}

export interface CatalogTable {
  readonly name: string;
  readonly objectId: number;
  readonly rootPageNumber: number;
  readonly flags: number;
  readonly initialPageCount: number;
  readonly columns: readonly CatalogColumn[];
  readonly indexes: readonly CatalogIndex[];
}

export const FIRST_VARIABLE_COLUMN_ID = 128;
