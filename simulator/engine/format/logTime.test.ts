import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { viewOf } from './fields.ts';
import { formatLogTime, readLogTime, writeLogTime } from './logTime.ts';
import { logSeconds } from './testing/arbitraries.ts';

const bytesOf = (seconds: number): number[] => {
  const bytes = new Uint8Array(8).fill(0xaa);
  writeLogTime(viewOf(bytes), 0, seconds);
  return [...bytes];
};
const timeOf = (...fields: number[]): number => readLogTime(viewOf(new Uint8Array([...fields, 0, 0])), 0);

test('a time is second, minute, hour, day, month from 1, year from 1900, and two zeros', () => {
  assert.equal(bytesOf(Date.UTC(1999, 7, 6, 20, 46, 33) / 1000), [33, 46, 20, 6, 8, 99, 0, 0]);
  assert.equal(bytesOf(Date.UTC(2155, 11, 31, 23, 59, 59) / 1000), [59, 59, 23, 31, 12, 255, 0, 0]);
});

test('the null time is eight zero bytes and reads as 0', () => {
  assert.equal(bytesOf(0), [0, 0, 0, 0, 0, 0, 0, 0]);
  assert.is(timeOf(0, 0, 0, 0, 0, 0), 0);
});

test('every second of 1970 to 2155 comes back', () => {
  let leapDays = 0;
  const leapDay = fc.integer({ min: 0, max: 86399 }).map((second) => Date.UTC(2000, 1, 29) / 1000 + second);
  fc.assert(
    fc.property(fc.oneof(logSeconds, leapDay), (seconds) => {
      const view = viewOf(new Uint8Array(8));
      writeLogTime(view, 0, seconds);
      assert.is(readLogTime(view, 0), seconds);
      const date = new Date(seconds * 1000);
      if (date.getUTCMonth() === 1 && date.getUTCDate() === 29) leapDays += 1;
    }),
    { seed: 1, numRuns: 200 },
  );
  assert.ok(leapDays > 0, 'a leap day was seen');
});

test('fields that name no second read as the null time, not as the one they overflow into', () => {
  assert.ok(timeOf(33, 46, 20, 6, 8, 99) > 0, 'the one all others are made from is a time');
  assert.is(timeOf(60, 46, 20, 6, 8, 99), 0, 'second 60');
  assert.is(timeOf(33, 60, 20, 6, 8, 99), 0, 'minute 60');
  assert.is(timeOf(33, 46, 24, 6, 8, 99), 0, 'hour 24');
  assert.is(timeOf(33, 46, 20, 0, 8, 99), 0, 'day 0');
  assert.is(timeOf(33, 46, 20, 29, 2, 99), 0, 'a leap day in a year without one');
  assert.is(timeOf(33, 46, 20, 6, 0, 99), 0, 'month 0');
  assert.is(timeOf(33, 46, 20, 6, 13, 99), 0, 'month 13');
  assert.is(timeOf(59, 59, 23, 31, 12, 69), 0, 'the second before 1970');
});

test('what a log time cannot say is refused', () => {
  for (const seconds of [-1, 0.5, Number.NaN, Date.UTC(2156, 0, 1) / 1000]) {
    assert.throws(() => bytesOf(seconds), /is not a log time; give whole seconds from 1970 to 2155/);
    assert.throws(() => formatLogTime(seconds), /is not a log time/);
  }
});

test('times print as in the published dumps, without leading zeros', () => {
  assert.is(formatLogTime(Date.UTC(1999, 7, 6, 20, 46, 33) / 1000), '8/6/1999 20:46:33', 'Q296787');
  assert.is(formatLogTime(Date.UTC(1999, 7, 19, 19, 47, 2) / 1000), '8/19/1999 19:47:2', 'Q200941');
  assert.is(formatLogTime(0), '0/0/1900 0:0:0', 'Q182960');
});

test.run();
