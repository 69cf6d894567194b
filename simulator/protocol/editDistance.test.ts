import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { editDistance } from './editDistance.ts';

test('known distances', () => {
  assert.is(editDistance('', ''), 0);
  assert.is(editDistance('', 'abc'), 3);
  assert.is(editDistance('kitten', 'sitting'), 3);
  assert.is(editDistance('hrnone', 'hrnyi'), 3);
});

test('a distance is the same both ways, zero only for equal texts, and never above the longer length', () => {
  let seenDifferent = 0;
  const text = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const distance = editDistance(left, right);
      assert.is(distance, editDistance(right, left));
      assert.is(distance === 0, left === right);
      assert.ok(distance <= Math.max(left.length, right.length));
      if (distance > 0) seenDifferent += 1;
    }),
    { seed: 3, numRuns: 200 },
  );
  assert.ok(seenDifferent > 100);
});

test.run();
