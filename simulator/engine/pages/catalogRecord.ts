import {
  type CatalogColumn,
  type CatalogIndex,
  type CatalogTable,
  CatalogType,
  FIRST_VARIABLE_COLUMN_ID,
} from './catalogObject.ts';

/** One record of the catalog: the columns of its keys, and its bytes. */
export interface CatalogRecord {
  readonly tableObjectId: number;
  readonly type: number;
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Sizes of the ten fixed columns, in the order of their ids (ese-engine.md 7). */
const FIXED_COLUMN_SIZES_BYTES = [4, 2, 4, 4, 4, 4, 4, 1, 2, 4] as const;
const RECORD_HEADER_SIZE_BYTES = 4;
const NAME = 0;
const KEY_FIELD_IDS = 4;
const NULL_VARIABLE_COLUMN = 0x8000;

/** In hundredths: how full the pages of a tree are made when it is built (D: ESE, ulFILEDefaultDensity). */
const DEFAULT_DENSITY = 80;
const CODE_PAGE = 1252;
const LOCALE_ENGLISH_US = 0x409;
/** Sort key, without regard to case, kana and width (D: seen by libesedb's author). */
const DEFAULT_MAP_FLAGS = 0x00030401;
const NOT_NULL_COLUMN = 1;

/** The records of a table, in the order of the catalog's primary key: the table, its columns, its indexes. */
export function catalogRecords(table: CatalogTable): CatalogRecord[] {
  const columns = [...table.columns].sort((left, right) => left.id - right.id);
  return [
    tableRecord(table),
    ...columns.map((column) => columnRecord(table, column, recordOffsetBytes(columns, column))),
    ...table.indexes.map((index) => indexRecord(table, index)),
  ];
}

/** Where a fixed column stands in a record; null for a variable one. */
function recordOffsetBytes(columns: readonly CatalogColumn[], { id }: CatalogColumn): number | null {
  if (id >= FIRST_VARIABLE_COLUMN_ID) return null;
  const before = columns.filter((other) => other.id < id);
  return before.reduce((offset, { maximumSizeBytes }) => offset + maximumSizeBytes, RECORD_HEADER_SIZE_BYTES);
}

function tableRecord({ objectId, name, rootPageNumber, flags, initialPageCount }: CatalogTable): CatalogRecord {
  const rootFlag = 0xff;
  const fixed = [objectId, CatalogType.table, objectId, rootPageNumber, DEFAULT_DENSITY, flags, initialPageCount];
  const bytes = recordBytes([...fixed, rootFlag], new Map([[NAME, textBytes(name)]]));
  return { tableObjectId: objectId, type: CatalogType.table, id: objectId, name, bytes };
}

function columnRecord(table: CatalogTable, column: CatalogColumn, offsetBytes: number | null): CatalogRecord {
  const { id, name, type, maximumSizeBytes, isNotNull } = column;
  const flags = isNotNull ? NOT_NULL_COLUMN : 0;
  const fixed = [table.objectId, CatalogType.column, id, type, maximumSizeBytes, flags, CODE_PAGE];
  const bytes = recordBytes(
    offsetBytes === null ? fixed : [...fixed, null, offsetBytes],
    new Map([[NAME, textBytes(name)]]),
  );
  return { tableObjectId: table.objectId, type: CatalogType.column, id, name, bytes };
}

function indexRecord(table: CatalogTable, index: CatalogIndex): CatalogRecord {
  const { objectId, name, rootPageNumber, flags, columnIds } = index;
  const keyFieldIds = new Uint8Array(columnIds.length * 2);
  // Two bytes for each column; the four of later versions are announced by a flag (D: ESE ese/cat.cxx, IDXSEG_OLD).
  for (const [at, id] of columnIds.entries()) new DataView(keyFieldIds.buffer).setUint16(at * 2, id, true);
  const fixed = [table.objectId, CatalogType.index, objectId, rootPageNumber, DEFAULT_DENSITY, flags];
  const bytes = recordBytes(
    [...fixed, LOCALE_ENGLISH_US, null, null, DEFAULT_MAP_FLAGS],
    new Map([
      [NAME, textBytes(name)],
      [KEY_FIELD_IDS, keyFieldIds],
    ]),
  );
  return { tableObjectId: table.objectId, type: CatalogType.index, id: objectId, name, bytes };
}

function textBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/**
 * The bytes of a record: its first fixed columns, null where they are NULL, and variable columns by their place in the
 * variable part, up to the last one that is given.
 */
function recordBytes(fixed: readonly (number | null)[], variable: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const sizes = FIXED_COLUMN_SIZES_BYTES.slice(0, fixed.length);
  const fixedEnd = sizes.reduce<number>((end, size) => end + size, RECORD_HEADER_SIZE_BYTES);
  const variableArray = fixedEnd + Math.ceil(fixed.length / 8);
  const variableCount = Math.max(...variable.keys()) + 1;
  const variableData = variableArray + variableCount * 2;
  const dataSizeBytes = [...variable.values()].reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(variableData + dataSizeBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, fixed.length);
  view.setUint8(1, FIRST_VARIABLE_COLUMN_ID - 1 + variableCount);
  view.setUint16(2, variableArray, true);
  let at = RECORD_HEADER_SIZE_BYTES;
  for (const [index, size] of sizes.entries()) {
    const value = fixed[index] ?? null;
    if (value === null)
      view.setUint8(fixedEnd + (index >> 3), view.getUint8(fixedEnd + (index >> 3)) | (1 << (index & 7)));
    else if (size === 4) view.setUint32(at, value, true);
    else if (size === 2) view.setUint16(at, value, true);
    else view.setUint8(at, value);
    at += size;
  }
  let end = 0;
  for (let index = 0; index < variableCount; index += 1) {
    const data = variable.get(index);
    bytes.set(data ?? [], variableData + end);
    end += data?.length ?? 0;
    view.setUint16(variableArray + index * 2, data === undefined ? end | NULL_VARIABLE_COLUMN : end, true);
  }
  return bytes;
}
