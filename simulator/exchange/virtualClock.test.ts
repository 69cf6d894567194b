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

test('alarms ring in order, each at its own time, and never twice', () => {
  const clock = new VirtualClock(100);
  const rung: (readonly [string, number])[] = [];
  const ring = (name: string) => () => rung.push([name, clock.nowSeconds()]);
  clock.alarm(130, ring('late'));
  clock.alarm(110, ring('early'));
  clock.alarm(130, ring('late too'));
  clock.alarm(100, ring('now'));
  assert.equal(rung, [['now', 100]]);
  clock.advance(9);
  assert.is(rung.length, 1);
  clock.advance(500);
  assert.equal(rung.slice(1), [
    ['early', 110],
    ['late', 130],
    ['late too', 130],
  ]);
  assert.equal([clock.nowSeconds(), clock.elapsedSeconds()], [609, 509]);
  clock.advance(1000);
  assert.is(rung.length, 4);
});

test('an alarm may set another on the way', () => {
  const clock = new VirtualClock(100);
  const rung: number[] = [];
  clock.alarm(110, () => clock.alarm(120, () => rung.push(clock.nowSeconds())));
  clock.advance(50);
  assert.equal([rung, clock.nowSeconds()], [[120], 150]);
});

test('no alarm for a time that has passed, and not too many', () => {
  const clock = new VirtualClock(100);
  assert.throws(() => clock.alarm(99, () => {}), /cannot be set at 100 s/);
  assert.throws(() => clock.alarm(100.5, () => {}), /cannot be set/);
  for (let i = 0; i < 10_000; i++) clock.alarm(200, () => {});
  assert.throws(() => clock.alarm(200, () => {}), /at most 10000 alarms/);
});

test.run();
