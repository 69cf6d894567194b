import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LoopWatch } from './loopWatch.ts';

/** A watch whose turns are made by hand. */
function watched() {
  const turns: (() => void)[] = [];
  const watch = new LoopWatch((turn) => turns.push(turn));
  const run = (): number => {
    let count = 0;
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      count += 1;
      turn();
    }
    return count;
  };
  /** How many replies let the loop sleep at once, before one keeps it awake again. */
  const sleeps = (): number => {
    let count = 0;
    for (watch.replied(); turns.length === 0; watch.replied()) count += 1;
    return count;
  };
  return { watch, turns, run, sleeps };
}

test('the loop is kept awake for a moment after a reply, and no longer', () => {
  const { watch, run } = watched();
  watch.replied();
  assert.is(run(), 12);
  assert.is(run(), 0);
});

test('a moment in vain is paid for ever more seldom', () => {
  const { run, sleeps } = watched();
  const seen = [sleeps()];
  for (let round = 0; round < 9; round++) {
    run();
    seen.push(sleeps());
  }
  assert.equal(seen, [0, 15, 31, 63, 127, 255, 511, 1023, 1023, 1023]);
});

test('a call that came in time ends the moment, and the next are as short as the first', () => {
  const { watch, turns, run, sleeps } = watched();
  watch.replied();
  run();
  sleeps();
  turns.shift()?.();
  watch.called();
  assert.is(run(), 1, 'the turn that was under way');
  watch.replied();
  assert.is(turns.length, 1, 'no reply is slept after');
  run();
  assert.is(sleeps(), 15);
});

test('a call while nothing is watched for changes nothing', () => {
  const { watch, run, sleeps } = watched();
  watch.replied();
  run();
  watch.called();
  assert.is(sleeps(), 15);
});

test.run();
