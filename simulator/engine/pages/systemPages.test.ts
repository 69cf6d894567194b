import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checksumMatches, PAGE_SIZE_BYTES } from '../format/index.ts';
import { catalogRecords } from './catalogRecord.ts';
import { catalogTables } from './catalogTables.ts';
import { readExtent } from './extent.ts';
import { pageDamage } from './pageCodec.ts';
import { PageFlag, ROOT_PAGE_NUMBER, SystemPage } from './pageLayout.ts';
import { writeSystemPage } from './systemPages.ts';

const LAST_PAGE_NUMBER = 5000;

interface RawPage {
  readonly objectId: number;
  readonly flags: number;
  readonly tag0: Uint8Array;
  readonly nodes: readonly { readonly key: Uint8Array; readonly data: Uint8Array }[];
}

/** A reader of its own, so that a page is not read by the ideas that wrote it: null for one that is not written. */
function readPage(pageNumber: number): RawPage | null {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES).fill(0xee);
  if (!writeSystemPage(pageNumber, LAST_PAGE_NUMBER, bytes)) return null;
  assert.ok(checksumMatches(bytes), `page ${pageNumber}`);
  assert.is(pageDamage(bytes, 0, pageNumber), null);
  const view = new DataView(bytes.buffer);
  const tags = Array.from({ length: view.getUint16(34, true) }, (_, tag) => {
    const at = PAGE_SIZE_BYTES - 4 * (tag + 1);
    const start = 40 + (view.getUint16(at + 2, true) & 0x1fff);
    return bytes.subarray(start, start + view.getUint16(at, true));
  });
  const nodes = tags.slice(1).map((node) => {
    const keySizeBytes = new DataView(node.buffer, node.byteOffset).getUint16(0, true);
    return { key: node.subarray(2, 2 + keySizeBytes), data: node.subarray(2 + keySizeBytes) };
  });
  const tag0 = tags[0] ?? new Uint8Array(0);
  return { objectId: view.getUint32(24, true), flags: view.getUint32(36, true), tag0, nodes };
}

function mustRead(pageNumber: number): RawPage {
  const page = readPage(pageNumber);
  assert.ok(page !== null, `page ${pageNumber} is missing`);
  if (page === null) throw new Error('unreachable');
  return page;
}

function pagesOf(spacePageNumber: number): number[] {
  return mustRead(spacePageNumber).nodes.flatMap(({ key, data }) => {
    const extent = readExtent(key, data);
    if (extent === null) throw new Error(`page ${spacePageNumber} has a node that is no extent`);
    const first = extent.lastPageNumber - extent.pageCount + 1;
    return Array.from({ length: extent.pageCount }, (_, index) => first + index);
  });
}

const roots = Object.values(SystemPage);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('a root has the two space trees behind it, and its space header says so', () => {
  for (const root of roots) {
    const { objectId, flags, tag0 } = mustRead(root);
    const view = new DataView(tag0.buffer, tag0.byteOffset, tag0.length);
    assert.is(tag0.length, 16);
    assert.is(view.getUint32(8, true), 1, 'more than one extent');
    assert.is(view.getUint32(12, true), root + 1);
    const isIndex = root === SystemPage.nameIndex || root === SystemPage.rootObjectsIndex;
    assert.is(view.getUint32(4, true), root === SystemPage.database ? 0 : isIndex ? SystemPage.catalog : 1);
    assert.is(flags, 0x03 | (isIndex ? 0x40 : 0));
    for (const space of [root + 1, root + 2]) {
      assert.is(mustRead(space).flags, flags | PageFlag.spaceTree);
      assert.is(mustRead(space).objectId, objectId);
    }
  }
  const numbers = Array.from({ length: 33 }, (_, index) => index + 1).filter((page) => readPage(page) !== null);
  assert.equal(numbers, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24, 25, 26, 33]);
  assert.is(readPage(64), null);
});

test('the database owns every page, and each page below 35 has one use: a root, a space tree, or free space of one tree', () => {
  assert.equal(
    pagesOf(2),
    Array.from({ length: LAST_PAGE_NUMBER }, (_, index) => index + 1),
  );
  const uses = [...roots, ROOT_PAGE_NUMBER].flatMap((root) => [root, root + 1, root + 2]);
  for (const root of roots) uses.push(...pagesOf(root + 2));
  assert.equal(
    uses.sort((left, right) => left - right),
    Array.from({ length: 34 }, (_, index) => index + 1),
  );
  const ofTable = pagesOf(33);
  assert.equal([ofTable[0], ofTable.at(-1), ofTable.length], [32, LAST_PAGE_NUMBER, LAST_PAGE_NUMBER - 31]);
});

test('what a tree has free is its own, and what it owns belongs to its parent', () => {
  for (const root of roots) {
    const owned = new Set(pagesOf(root + 1));
    assert.ok(pagesOf(root + 2).every((page) => owned.has(page)));
    const { tag0 } = mustRead(root);
    const parent = new DataView(tag0.buffer, tag0.byteOffset).getUint32(4, true);
    if (parent === 0) continue;
    const ofParent = new Set(pagesOf(parent + 1));
    assert.ok([...owned].every((page) => ofParent.has(page)));
  }
});

test('the catalog has one record for each table, column and index, in key order, and its shadow has the same', () => {
  const { nodes } = mustRead(SystemPage.catalog);
  const keys = nodes.map(({ key }) => hex(key));
  assert.equal(keys, [...new Set(keys)].sort());
  const expected = catalogTables.flatMap(catalogRecords);
  assert.equal(
    nodes.map(({ data }) => hex(data)),
    expected.map(({ bytes }) => hex(bytes)),
  );
  assert.is(keys[0], '7f800000027f80017f80000002', 'table 2, type 1, id 2');
  assert.equal(mustRead(SystemPage.shadowCatalog).nodes, nodes);
});

test('every root that the catalog names is the root of the tree with that number', () => {
  for (const { objectId, rootPageNumber, indexes } of catalogTables) {
    for (const named of [{ objectId, rootPageNumber }, ...indexes]) {
      if (named.rootPageNumber === ROOT_PAGE_NUMBER) assert.is(mustRead(33).objectId, named.objectId);
      else assert.is(mustRead(named.rootPageNumber).objectId, named.objectId);
    }
  }
});

test('the indexes of the catalog are in order, and each entry leads to the record it is made of', () => {
  const records = new Map(mustRead(SystemPage.catalog).nodes.map(({ key, data }) => [hex(key), data]));
  const found = new Map<number, number>();
  for (const root of [SystemPage.nameIndex, SystemPage.rootObjectsIndex]) {
    const { nodes } = mustRead(root);
    const keys = nodes.map(({ key }) => hex(key));
    assert.equal(keys, [...keys].sort());
    for (const { key, data } of nodes) {
      const record = Buffer.from(records.get(hex(data)) ?? []).toString('latin1');
      const name = /\x7f([A-Z]+)\0$/.exec(Buffer.from(key).toString('latin1'))?.[1];
      assert.ok(name !== undefined && record.toUpperCase().includes(name), `${hex(key)} leads to ${record}`);
    }
    found.set(root, nodes.length);
  }
  assert.is(found.get(SystemPage.nameIndex), records.size);
  assert.is(found.get(SystemPage.rootObjectsIndex), catalogTables.length);
});

test.run();
