import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGE_SIZE_BYTES, stampChecksum } from '../format/index.ts';
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
  page.reset(PageFlag.parentOfLeaf, 0, 9);
  for (const bound of [...bounds.sort((a, b) => a - b), Number.POSITIVE_INFINITY])
    page.insertChild(page.keys.length, bound, 1000 + page.keys.length);
  return page;
});

function encoded(page: Page): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES).fill(0xee);
  encodePage(page, bytes);
  return bytes;
}

test('a page comes back from its bytes', () => {
  const seen = { leaf: 0, branch: 0, full: 0 };
  fc.assert(
    fc.property(fc.oneof(leaf, branch), (page) => {
      const back = decodePage(encoded(page), page.pageNumber);
      assert.equal(back, page);
      assert.is(pageDamage(encoded(page), 0, page.pageNumber), null);
      seen[page.isLeaf ? 'leaf' : 'branch'] += 1;
      if (page.usedBytes > PAGE_CAPACITY_BYTES / 2) seen.full += 1;
    }),
    { seed: 2, numRuns: 200 },
  );
  assert.ok(
    seen.leaf > 20 && seen.branch > 20 && seen.full > 10,
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

test('the first tag of a root is its space header', () => {
  const page = new Page(32);
  page.reset(PageFlag.root | PageFlag.leaf, 0, 0);
  const view = new DataView(encoded(page).buffer);
  assert.is(view.getUint16(PAGE_SIZE_BYTES - 4, true), 16);
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
