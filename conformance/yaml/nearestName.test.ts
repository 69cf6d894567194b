import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nearestName } from './index.ts';

test('the nearest name is found only when it is near', () => {
  assert.is(nearestName('sed', ['seed', 'set', 'json']), 'seed');
  assert.is(nearestName('banana', ['seed', 'set']), null);
  assert.is(nearestName('x', []), null);
});

test.run();
