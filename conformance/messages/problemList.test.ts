import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { firstOf, ProblemList } from './index.ts';

test('the first of many lines are there, and how many more there are', () => {
  const all = Array.from({ length: 60_000 }, (_, index) => `line ${index}`);
  assert.equal(firstOf(all, 10).slice(-2), ['line 9', '... and 59,990 more']);
  assert.is(firstOf(all).length, 101);
  assert.equal(firstOf(['one', 'two'], 2), ['one', 'two']);
  assert.equal(firstOf([], 2), []);
});

test('what is only counted is never worded', () => {
  let worded = 0;
  const list = new ProblemList(3);
  for (let index = 0; index < 10; index++) {
    list.add(() => {
      worded += 1;
      return 'x';
    });
  }
  assert.equal([worded, list.lines], [3, ['x', 'x', 'x', '... and 7 more']]);
});

test.run();
