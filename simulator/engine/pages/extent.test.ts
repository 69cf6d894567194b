import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGE_SIZE_BYTES } from '../format/index.ts';
import { extentsOf, readExtent, writeExtent } from './extent.ts';
import { NodeWriter } from './nodeWriter.ts';

test('pages become the fewest extents that name exactly them', () => {
  let joined = 0;
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 120, size: 'max' }), (numbers) => {
      const pages = numbers.sort((left, right) => left - right);
      const extents = extentsOf(pages);
      const named = extents.flatMap(({ lastPageNumber, pageCount }) =>
        Array.from({ length: pageCount }, (_, index) => lastPageNumber - pageCount + 1 + index),
      );
      assert.equal(named, pages);
      const gaps = pages.filter((page, index) => index > 0 && page !== (pages[index - 1] ?? 0) + 1);
      assert.is(extents.length, pages.length === 0 ? 0 : gaps.length + 1);
      if (extents.length < pages.length) joined += 1;
    }),
    { seed: 11, numRuns: 100 },
  );
  assert.ok(joined > 30, `only ${joined} runs had neighbours`);
});

test('a node of a space tree is the last page big-endian, and the number of pages little-endian', () => {
  const page = new Uint8Array(PAGE_SIZE_BYTES);
  const nodes = new NodeWriter(page);
  nodes.emptySplitBuffer();
  writeExtent(nodes, { lastPageNumber: 0x01020304, pageCount: 0x0506 });
  assert.equal([...page.subarray(56, 66)], [4, 0, 1, 2, 3, 4, 6, 5, 0, 0]);
  assert.equal(readExtent(page.subarray(58, 62), page.subarray(62, 66)), {
    lastPageNumber: 0x01020304,
    pageCount: 0x0506,
  });
});

test('bytes that name no pages, or pages below 1, are no extent', () => {
  const word = (value: number): Uint8Array => Uint8Array.of(0, 0, 0, value);
  const count = (value: number): Uint8Array => Uint8Array.of(value, 0, 0, 0);
  assert.equal(readExtent(word(3), count(3)), { lastPageNumber: 3, pageCount: 3 });
  assert.is(readExtent(word(3), count(4)), null);
  assert.is(readExtent(word(3), count(0)), null);
  assert.is(readExtent(Uint8Array.of(0, 3), count(1)), null);
  assert.is(readExtent(word(3), Uint8Array.of(1, 0, 0)), null);
});

test.run();
