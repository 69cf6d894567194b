import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualClock } from './virtualClock.ts';

test('time moves only when told, and never back', () => {
  const clock = new VirtualClock(1000);
  clock.advance(5);
  assert.is(clock.nowSeconds(), 1005);
  assert.throws(() => clock.advance(-1), /cannot advance/);
  assert.throws(() => clock.advance(0.5), /cannot advance/);
  assert.is(clock.nowSeconds(), 1005);
});

test('a clock starts at a positive whole second', () => {
  assert.throws(() => new VirtualClock(0), /starts at/);
  assert.throws(() => new VirtualClock(1.5), /starts at/);
});

test.run();
