import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CatalogTable, ColumnType } from './catalogObject.ts';
import { catalogRecords } from './catalogRecord.ts';

const table: CatalogTable = {
  name: 'Mail',
  objectId: 0x0c,
  rootPageNumber: 0x0102,
  flags: 0x80000000,
  initialPageCount: 7,
  columns: [
    { name: 'V', id: 128, type: ColumnType.binary, maximumSizeBytes: 255, isNotNull: false },
    { name: 'B', id: 2, type: ColumnType.short, maximumSizeBytes: 2, isNotNull: false },
    { name: 'A', id: 1, type: ColumnType.long, maximumSizeBytes: 4, isNotNull: true },
  ],
  indexes: [{ name: 'I', objectId: 0x0d, rootPageNumber: 0x0e, flags: 0x31, columnIds: [1, 128] }],
};

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');
const records = catalogRecords(table);

test('a table comes first, then its columns by id, then its indexes', () => {
  assert.equal(
    records.map(({ type, id, name }) => [type, id, name]),
    [
      [1, 0x0c, 'Mail'],
      [2, 1, 'A'],
      [2, 2, 'B'],
      [2, 128, 'V'],
      [3, 0x0d, 'I'],
    ],
  );
  assert.ok(records.every(({ tableObjectId }) => tableObjectId === 0x0c));
});

test('the record of a table has its root page, and the flag that makes it a root object', () => {
  const header = '08802000'; // 8 fixed columns, 1 variable, whose array is at 32
  const fixed = '0c000000 0100 0c000000 02010000 50000000 00000080 07000000 ff'.replaceAll(' ', '');
  assert.is(hex(records[0]?.bytes), `${header}${fixed}00${'0400'}${hex(Buffer.from('Mail'))}`);
});

test('the record of a fixed column says where it stands in a row, and that it is no root object', () => {
  const header = '09802300'; // 9 fixed columns, 1 variable, whose array is at 35
  const fixed = '0c000000 0200 02000000 03000000 02000000 00000000 e4040000 00 0800'.replaceAll(' ', '');
  // Null bitmap: column 8, the root flag.
  assert.is(hex(records[2]?.bytes), `${header}${fixed}${'8000'}${'0100'}${hex(Buffer.from('B'))}`);
});

test('the record of a variable column ends with its code page, and says whether it may be NULL', () => {
  const header = '07801f00'; // 7 fixed columns, 1 variable
  const fixed = '0c000000 0200 80000000 09000000 ff000000 00000000 e4040000'.replaceAll(' ', '');
  assert.is(hex(records[3]?.bytes), `${header}${fixed}00${'0100'}${hex(Buffer.from('V'))}`);
  assert.is(records[1]?.bytes[4 + 18], 1, 'column A is NOT NULL');
});

test('the record of an index names its columns by two bytes each, behind NULLs for what it does not have', () => {
  const header = '0a842700'; // 10 fixed columns, 5 variable
  const fixed = '0c000000 0300 0d000000 0e000000 50000000 31000000 09040000 00 0000 01040300'.replaceAll(' ', '');
  const nulls = '8001'; // columns 8 and 9
  const ends = '0100 0180 0180 0180 0500'.replaceAll(' ', '');
  assert.is(hex(records[4]?.bytes), `${header}${fixed}${nulls}${ends}${hex(Buffer.from('I'))}${'01008000'}`);
});

test.run();
