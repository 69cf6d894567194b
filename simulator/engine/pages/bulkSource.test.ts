import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LayeredFile } from '../disk/index.ts';
import { checksumMatches, isAllZero, PAGE_SIZE_BYTES } from '../format/index.ts';
import { checkTree } from '../testing/treeCheck.ts';
import { planBulkGeometry } from './bulkGeometry.ts';
import { BulkSource } from './bulkSource.ts';
import { BULK_BUCKET_SIZE, BULK_DATABASE_TIME, BULK_SLOTS } from './bulkTemplate.ts';
import { decodePage, encodePage, pageDamage } from './pageCodec.ts';
import { FIRST_LEAF_PAGE_NUMBER, pageOffsetBytes, ROOT_PAGE_NUMBER, SPACE_PAGE_NUMBER } from './pageLayout.ts';

const MEBIBYTE = 2 ** 20;

function pageOf(source: BulkSource, pageNumber: number): Uint8Array {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  source.read(pageOffsetBytes(pageNumber), bytes, 0, PAGE_SIZE_BYTES);
  return bytes;
}

test('a geometry is as large as fits the wanted size, and never larger', () => {
  for (const sizeBytes of [0, 300_000, MEBIBYTE, 64 * MEBIBYTE, 16384 * MEBIBYTE]) {
    const geometry = planBulkGeometry(sizeBytes);
    const smallest = planBulkGeometry(0).fileSizeBytes;
    assert.ok(geometry.fileSizeBytes <= Math.max(sizeBytes, smallest));
    if (sizeBytes > smallest) assert.ok(geometry.fileSizeBytes > sizeBytes - 3 * PAGE_SIZE_BYTES, `${sizeBytes}`);
  }
  assert.is(planBulkGeometry(16384 * MEBIBYTE).levels.length, 3);
  assert.throws(() => planBulkGeometry(17 * 2 ** 30), /16 GiB/);
  assert.throws(() => planBulkGeometry(Number.NaN), /cannot be made/);
});

test('every page of a bulk database makes one sound tree', () => {
  for (const [sizeBytes, depth] of [
    [0, 2],
    [MEBIBYTE, 2],
    [8 * MEBIBYTE, 3],
  ] as const) {
    const geometry = planBulkGeometry(sizeBytes);
    const facts = checkTree(new LayeredFile(new BulkSource(geometry, 9)));
    assert.equal(facts, { leafCount: geometry.leafCount, depth });
  }
});

test('a leaf holds the rows of its bucket, a quarter free, and every one has the checksum of its bytes', () => {
  const source = new BulkSource(planBulkGeometry(16384 * MEBIBYTE), 3);
  for (const bucket of [0, 1, 15, 16, 65535, 65536, 1_234_567, 4_000_000]) {
    const bytes = pageOf(source, FIRST_LEAF_PAGE_NUMBER + bucket);
    assert.ok(checksumMatches(bytes));
    const page = decodePage(bytes, FIRST_LEAF_PAGE_NUMBER + bucket);
    assert.equal(
      page?.keys,
      BULK_SLOTS.map((slot) => bucket * BULK_BUCKET_SIZE + slot),
    );
    assert.is(page?.databaseTime, BULK_DATABASE_TIME);
    const free = new DataView(bytes.buffer).getUint16(28, true) / PAGE_SIZE_BYTES;
    assert.ok(free > 0.22 && free < 0.28, `${free} of the page is free`);
  }
});

test('a leaf that the engine writes again keeps its meaning', () => {
  const source = new BulkSource(planBulkGeometry(MEBIBYTE), 3);
  const page = decodePage(pageOf(source, 70), 70);
  assert.ok(page !== null);
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  if (page !== null) encodePage(page, bytes);
  assert.equal(decodePage(bytes, 70), page);
});

test('other seeds make other values', () => {
  const geometry = planBulkGeometry(MEBIBYTE);
  assert.not.equal(pageOf(new BulkSource(geometry, 1), 64), pageOf(new BulkSource(geometry, 2), 64));
  assert.equal(pageOf(new BulkSource(geometry, 1), 64), pageOf(new BulkSource(geometry, 1), 64));
});

test('the pool and the free space of the catalog are uninitialised; system pages, root and space page are not', () => {
  const source = new BulkSource(planBulkGeometry(MEBIBYTE), 1);
  for (const pageNumber of [-1, 0, 13, 23, 27, 31, 35, 63])
    assert.ok(isAllZero(pageOf(source, pageNumber)), `${pageNumber}`);
  for (const pageNumber of [1, 2, 3, 4, 7, 10, 12, 24, 26, 33, ROOT_PAGE_NUMBER, SPACE_PAGE_NUMBER]) {
    assert.ok(!isAllZero(pageOf(source, pageNumber)), `${pageNumber}`);
    assert.is(pageDamage(pageOf(source, pageNumber), 0, pageNumber), null);
  }
});

test('any range reads as the pages it is made of, into any buffer', () => {
  const source = new BulkSource(planBulkGeometry(3 * MEBIBYTE), 4);
  const whole = new Uint8Array(source.sizeBytes);
  for (let slot = 0; slot * PAGE_SIZE_BYTES < whole.length; slot += 1)
    whole.set(pageOf(source, slot - 1), slot * PAGE_SIZE_BYTES);
  let unaligned = 0;
  fc.assert(
    fc.property(
      fc.nat(whole.length - 1),
      fc.nat(200_000),
      fc.nat(9),
      fc.boolean(),
      (offset, length, shift, inPages) => {
        const from = inPages ? offset - (offset % PAGE_SIZE_BYTES) : offset;
        const size = Math.min(inPages ? length - (length % PAGE_SIZE_BYTES) : length, whole.length - from);
        const target = new Uint8Array(new ArrayBuffer(size + 40), shift, size + 20).fill(0xaa);
        source.read(from, target, 7, size);
        assert.is(Buffer.compare(target.subarray(7, 7 + size), whole.subarray(from, from + size)), 0);
        assert.ok(
          target.subarray(0, 7).every((byte) => byte === 0xaa) &&
            target.subarray(7 + size).every((byte) => byte === 0xaa),
        );
        if ((shift + 7) % 4 !== 0 && inPages && size > PAGE_SIZE_BYTES) unaligned += 1;
      },
    ),
    { seed: 5, numRuns: 150 },
  );
  assert.ok(unaligned > 10, 'the property has not seen unaligned buffers');
});

test.run();
