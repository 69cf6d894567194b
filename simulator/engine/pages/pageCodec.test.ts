import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGE_SIZE_BYTES, stampChecksum } from '../format/index.ts';
import { NodeWriter } from './nodeWriter.ts';
import { PAGE_CAPACITY_BYTES, Page } from './page.ts';
import { decodePage, encodePage, pageDamage, pageIdentity } from './pageCodec.ts';
import { MAXIMUM_KEY, PageFlag } from './pageLayout.ts';
import { leafNodeSizeBytes } from './row.ts';

const key = fc.oneof(fc.integer({ min: 0, max: MAXIMUM_KEY }), fc.integer({ min: 0x50000, max: 0x5ffff }));

/** A page with as many of these nodes as fit. */
const leaf = fc
  .record({
    rows: fc.array(fc.tuple(key, fc.uint8Array({ maxLength: 400, size: 'max' })), { maxLength: 40, size: 'max' }),
    isRoot: fc.boolean(),
  })
  .map(({ rows, isRoot }) => {
    const page = new Page(77);
    page.reset(PageFlag.leaf | (isRoot ? PageFlag.root : 0), 12, 13);
    page.databaseTime = 2 ** 40 + 5;
    for (const [number, value] of rows) {
      if (page.usedBytes + leafNodeSizeBytes(value.length) <= PAGE_CAPACITY_BYTES) page.putRow(number, value);
    }
    return page;
  });

const branch = fc.uniqueArray(key, { maxLength: 200 }).map((bounds) => {
  const page = new Page(78);
  page.reset(PageFlag.parentOfLeaf, 0, 0);
  for (const bound of [...bounds.sort((a, b) => a - b), Number.POSITIVE_INFINITY])
    page.insertChild(page.keys.length, bound, 1000 + page.keys.length);
  return page;
});

/** The list of free pages, with neighbours, which become one node. */
const freeList = fc.uniqueArray(fc.integer({ min: 35, max: 250 }), { maxLength: 100, size: 'max' }).map((pages) => {
  const page = new Page(34);
  page.reset(PageFlag.root | PageFlag.leaf | PageFlag.spaceTree, 0, 0);
  for (const number of pages) page.putRow(number, new Uint8Array(0));
  return page;
});

function encoded(page: Page): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES).fill(0xee);
  encodePage(page, bytes);
  return bytes;
}

test('a page comes back from its bytes', () => {
  const seen = { leaf: 0, branch: 0, free: 0, full: 0 };
  fc.assert(
    fc.property(fc.oneof(leaf, branch, freeList), (page) => {
      const back = decodePage(encoded(page), page.pageNumber);
      assert.equal(back, page);
      assert.is(pageDamage(encoded(page), 0, page.pageNumber), null);
      seen[page.isSpaceTree ? 'free' : page.isLeaf ? 'leaf' : 'branch'] += 1;
      if (page.usedBytes > PAGE_CAPACITY_BYTES / 2) seen.full += 1;
    }),
    { seed: 2, numRuns: 200 },
  );
  assert.ok(
    seen.leaf > 20 && seen.branch > 20 && seen.free > 20 && seen.full > 10,
    `the property has seen too little: ${JSON.stringify(seen)}`,
  );
});

test('free bytes, the end of the data and the number of tags in the header are those of the page', () => {
  const page = new Page(40);
  page.reset(PageFlag.leaf, 0, 0);
  page.putRow(0x10001, Uint8Array.of(1, 2, 3));
  page.putRow(0x10002, Uint8Array.of(4));
  const view = new DataView(encoded(page).buffer);
  // Prefix of 8 bytes; nodes of 2 + 2 + 1 for the key, 15 + 3 and 15 + 1 for the record.
  assert.is(view.getUint16(32, true), 8 + 5 + 18 + 5 + 16);
  assert.is(view.getUint16(34, true), 3);
  assert.is(view.getUint16(28, true), 4056 - (8 + 5 + 18 + 5 + 16) - 3 * 4);
  assert.is(view.getUint32(36, true), PageFlag.leaf);
});

test('the first tag of a root is its space header: three pages of its own, the database above it, OwnExt behind it', () => {
  const page = new Page(32);
  page.reset(PageFlag.root | PageFlag.leaf, 0, 0);
  const view = new DataView(encoded(page).buffer);
  assert.is(view.getUint16(PAGE_SIZE_BYTES - 4, true), 16);
  assert.equal(
    [40, 44, 48, 52].map((at) => view.getUint32(at, true)),
    [3, 1, 1, 33],
  );
});

/** A space page with one node of these bytes. */
function spacePageWith(key: readonly number[], data: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  const nodes = new NodeWriter(bytes);
  nodes.emptySplitBuffer();
  nodes.node(Uint8Array.of(0, 0, 0, 50), Uint8Array.of(2, 0, 0, 0));
  nodes.node(Uint8Array.from(key), Uint8Array.from(data));
  const flags = PageFlag.root | PageFlag.leaf | PageFlag.spaceTree;
  nodes.finish({ pageNumber: 34, databaseTime: 1, previous: 0, next: 0, objectId: 6, flags });
  return bytes;
}

test('a list of free pages that overlap, or are more than fit it, is no page of ours', () => {
  assert.equal(decodePage(spacePageWith([0, 0, 0, 53], [3, 0, 0, 0]), 34)?.keys, [49, 50, 51, 52, 53]);
  assert.is(decodePage(spacePageWith([0, 0, 0, 53], [4, 0, 0, 0]), 34), null, 'page 50 twice');
  assert.is(decodePage(spacePageWith([0, 0, 0, 40], [1, 0, 0, 0]), 34), null, 'not in order');
  assert.is(decodePage(spacePageWith([0, 0, 0, 53], [3, 0]), 34), null, 'no extent');
  assert.is(decodePage(spacePageWith([0, 1, 0, 0], [150, 0, 0, 0]), 34), null, 'more than a page of ours lists');
  assert.is(decodePage(spacePageWith([0, 255, 0, 0], [0, 0, 254, 0]), 34), null, 'millions');
});

test('a node that does not fit is a broken assumption', () => {
  const nodes = new NodeWriter(new Uint8Array(PAGE_SIZE_BYTES));
  nodes.emptySplitBuffer();
  nodes.node(Uint8Array.of(1), new Uint8Array(4000));
  assert.throws(() => nodes.node(Uint8Array.of(2), new Uint8Array(40)), /do not fit the page/);
});

test('a changed bit or another number is damage; zeros are not', () => {
  const page = new Page(40);
  page.reset(PageFlag.leaf, 0, 0);
  page.putRow(5, new Uint8Array(100));
  const bytes = encoded(page);
  assert.is(pageDamage(bytes, 0, 41), 'page-number');
  bytes[2000] = (bytes[2000] ?? 0) ^ 4;
  assert.is(pageDamage(bytes, 0, 40), 'checksum');
  assert.is(pageDamage(new Uint8Array(4096), 0, 40), null);
  const almostZero = new Uint8Array(4096);
  almostZero[4095] = 1;
  assert.is(pageDamage(almostZero, 0, 40), 'checksum');
});

test('a page that does not fit is a broken assumption', () => {
  const page = new Page(40);
  page.reset(PageFlag.leaf, 0, 0);
  for (let row = 0; row < 3; row += 1) page.putRow(row, new Uint8Array(1500));
  assert.throws(() => encoded(page), /Page 40 holds/);
});

test('bytes with a right checksum that are no page of ours are no page, whatever they are', () => {
  const page = new Page(40);
  page.reset(PageFlag.leaf, 0, 0);
  for (let row = 0; row < 20; row += 1) page.putRow(0x7000 + row * 3, new Uint8Array(50).fill(row));
  const good = encoded(page);
  let refused = 0;
  fc.assert(
    fc.property(fc.nat(4095), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, mask, inTags) => {
      const bytes = good.slice();
      const offset = inTags ? 4095 - (at % 84) : 24 + (at % 4000);
      bytes[offset] = (bytes[offset] ?? 0) ^ mask;
      stampChecksum(bytes);
      const decoded = decodePage(bytes, 40);
      if (decoded === null) refused += 1;
      else assert.ok(decoded.usedBytes <= PAGE_CAPACITY_BYTES);
    }),
    { seed: 3, numRuns: 1500 },
  );
  assert.ok(refused > 300, `only ${refused} pages were refused`);
});

test('identity is number and dbtime', () => {
  const page = new Page(123456);
  page.reset(PageFlag.leaf, 0, 0);
  page.databaseTime = 2 ** 33 + 7;
  assert.equal(pageIdentity(encoded(page), 0), { pageNumber: 123456, databaseTime: 2 ** 33 + 7 });
});

test.run();
