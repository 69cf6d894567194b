import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fuzzHost } from './testing/fuzz.ts';

test('20,000 frames, many of them malformed, cut, oversized or mixed up, do not disturb a host', async () => {
  const counts = await fuzzHost({ frames: 20_000, seed: 1998 });
  assert.ok(counts.welcomed > 300 && counts.turnedAway > 100 && counts.unanswered > 20, JSON.stringify(counts));
  assert.ok(counts.replies > 3_000 && counts.calls > 2_000 && counts.refusedByHost > 300, JSON.stringify(counts));
  assert.ok(counts.malformed > 2_000 && counts.sound > 10_000, JSON.stringify(counts));
  assert.ok(counts.peakMemoryBytes < 1024 * 1024 * 1024, `${counts.peakMemoryBytes} bytes`);
});

test('a frame that leads to a defect is found', async () => {
  const outcome = await fuzzHost({ frames: 500, seed: 3, plant: new RangeError('planted') }).then(
    () => 'nothing found',
    (error: Error) => error.message,
  );
  assert.is(outcome, 'a frame led to a defect: RangeError: planted');
});

test.run();
