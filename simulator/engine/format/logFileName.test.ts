import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CHECKPOINT_NAME,
  CURRENT_LOG_NAME,
  generationOfLogFileName,
  logFileName,
  MAXIMUM_GENERATION,
  RESERVE_LOG_NAMES,
  TEMPORARY_LOG_NAME,
} from './logFileName.ts';

test('a generation is five hexadecimal digits between edb and .log', () => {
  assert.is(logFileName(10), 'edb0000a.log');
  assert.is(logFileName(1), 'edb00001.log');
  assert.is(logFileName(MAXIMUM_GENERATION), 'edbfffff.log');
});

test('every name gives its generation back, in any case', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAXIMUM_GENERATION }), (generation) => {
      const name = logFileName(generation);
      assert.is(generationOfLogFileName(name), generation);
      assert.is(generationOfLogFileName(name.toUpperCase()), generation);
      assert.is(name.length, 12);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('names order as their generations do', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MAXIMUM_GENERATION }),
      fc.integer({ min: 1, max: MAXIMUM_GENERATION }),
      (a, b) => assert.is(logFileName(a) < logFileName(b), a < b),
    ),
    { seed: 2, numRuns: 100 },
  );
});

test('files that are no numbered log have no generation', () => {
  const others = [CURRENT_LOG_NAME, TEMPORARY_LOG_NAME, CHECKPOINT_NAME, ...RESERVE_LOG_NAMES];
  const nearly = [
    'edb00000.log',
    'edb0000g.log',
    'edb000001.log',
    'edb0001.log',
    'xedb00001.log',
    'edb00001.log.bak',
    '',
  ];
  for (const name of [...others, ...nearly]) assert.is(generationOfLogFileName(name), null, name);
  assert.equal(others, ['edb.log', 'edbtmp.log', 'edb.chk', 'res1.log', 'res2.log']);
});

test('there is no log 0 and none beyond 0xfffff', () => {
  for (const generation of [0, -1, 1.5, MAXIMUM_GENERATION + 1]) {
    assert.throws(() => logFileName(generation), /generation of a log file is .* from 1 to 1048575/);
  }
});

test.run();
