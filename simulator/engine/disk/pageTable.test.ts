import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PageTable } from './pageTable.ts';

const pageIndex = fc.oneof(
  fc.integer({ min: 0, max: 1100 }),
  fc.constantFrom(0, 31, 32, 63, 64, 255, 256, 257, 511, 512, 767, 768, 1023, 1024),
);

test('the next held page is the one a plain search finds, across words, chunks and gaps', () => {
  let emptyRuns = 0;
  let acrossChunks = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(pageIndex, { maxLength: 12 }),
      fc.array(fc.tuple(pageIndex, pageIndex), { minLength: 20, maxLength: 40, size: 'max' }),
      (held, questions) => {
        const table = new PageTable();
        for (const index of held) table.writablePage(index);
        assert.is(table.pageCount, held.length);
        for (const [a, b] of questions) {
          const from = Math.min(a, b);
          const limit = Math.max(a, b);
          const expected = Math.min(limit, ...held.filter((index) => index >= from));
          assert.is(table.nextHeld(from, limit), expected);
          if (expected === limit && limit - from > 16) emptyRuns += 1;
          if (expected < limit && expected - from > 256) acrossChunks += 1;
        }
      },
    ),
    { seed: 1, numRuns: 100 },
  );
  assert.ok(emptyRuns > 50 && acrossChunks > 50, 'empty runs, and pages found in a later chunk, were seen');
});

test('pages at and above an index can be forgotten, and only those; a clone keeps them', () => {
  let cutInsideAChunk = 0;
  fc.assert(
    fc.property(fc.uniqueArray(pageIndex, { minLength: 1, maxLength: 12 }), pageIndex, (held, from) => {
      const table = new PageTable();
      for (const index of held) table.writablePage(index)[0] = 1 + (index % 255);
      const clone = table.clone();
      table.removeFrom(from);
      const kept = held.filter((index) => index < from);
      assert.is(table.pageCount, kept.length);
      assert.is(clone.pageCount, held.length);
      for (const index of held) {
        assert.is(table.page(index)?.[0], index < from ? 1 + (index % 255) : undefined);
        assert.is(table.nextHeld(index, index + 1) === index, index < from);
        assert.is(clone.page(index)?.[0], 1 + (index % 255));
      }
      for (const index of held) assert.is(table.writablePage(index)[0], index < from ? 1 + (index % 255) : 0);
      if (from % 256 !== 0 && kept.some((index) => Math.floor(index / 256) === Math.floor(from / 256)))
        cutInsideAChunk += 1;
    }),
    { seed: 2, numRuns: 200 },
  );
  assert.ok(cutInsideAChunk > 10);
});

test('a page is copied once when a clone shares it, then written in place', () => {
  const table = new PageTable();
  const original = table.writablePage(3);
  assert.is(table.writablePage(3), original);
  const clone = table.clone();
  const own = table.writablePage(3);
  assert.is.not(own, original);
  assert.is(table.writablePage(3), own);
  assert.is(clone.page(3), original, 'the clone still has the page that was shared');
  const cloned = clone.writablePage(3);
  assert.is.not(cloned, original, 'and may not write it either: a third table may share it');
});

test.run();
