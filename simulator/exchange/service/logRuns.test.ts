import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runsWithCurrent } from './logRuns.ts';

test('edb.log lengthens the last run when it continues it, and begins one when it does not', () => {
  assert.equal(runsWithCurrent([1, 4], 5, true, []), [1, 5]);
  assert.equal(runsWithCurrent([1, 4], 5, false, []), [1, 4, 5, 5]);
  assert.equal(runsWithCurrent([1, 3], 5, true, []), [1, 3, 5, 5]);
  assert.equal(runsWithCurrent([], 7, true, []), [7, 7]);
});

test('without edb.log there are only the numbered logs, also in a list that is used again', () => {
  assert.equal(runsWithCurrent([1, 4], 0, false, [9, 9, 9, 9]), [1, 4]);
  assert.equal(runsWithCurrent([], 0, false, [9, 9]), []);
});

test.run();
