import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ExtentSet } from './extentSet.ts';

const extents = fc.array(
  fc.record({ lastPageNumber: fc.integer({ min: 5, max: 60 }), pageCount: fc.integer({ min: 1, max: 5 }) }),
  { maxLength: 12 },
);

test('extents in any order, that overlap or touch, have the pages that one of them has, and no others', () => {
  let both = 0;
  fc.assert(
    fc.property(extents, fc.integer({ min: 1, max: 60 }), fc.nat({ max: 8 }), (list, first, more) => {
      const pages = new Set(
        list.flatMap(({ lastPageNumber: last, pageCount }) => Array.from({ length: pageCount }, (_, i) => last - i)),
      );
      const set = new ExtentSet(list);
      const hasAll = Array.from({ length: more + 1 }, (_, i) => first + i).every((page) => pages.has(page));
      if (hasAll && more > 2) both += 1;
      assert.is(set.hasAll(first, first + more), hasAll);
      assert.is(set.lastPage, Math.max(0, ...pages));
    }),
    { seed: 20_261_128, numRuns: 1000 },
  );
  assert.ok(both > 10, `runs of pages were had ${both} times`);
});

test.run();
