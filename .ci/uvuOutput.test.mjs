import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { distrust, parseUvuOutput } from './uvuOutput.mjs';

const esc = String.fromCharCode(27);

/** As uvu 0.5.6 prints it, with colours; one suite has a name, and one test failed. */
const printed = `${esc}[1m${esc}[4m${esc}[37ma/one.test.js${esc}[22m${esc}[24m${esc}[39m
${esc}[90m• ${esc}[39m${esc}[90m• ${esc}[39m${esc}[32m  (2 / 2)
${esc}[39m
${esc}[1m${esc}[4m${esc}[37mtwo.test.js${esc}[22m${esc}[24m${esc}[39m
${esc}[47m${esc}[1m ${esc}[30mnamed${esc}[39m ${esc}[22m${esc}[49m ${esc}[90m• ${esc}[39m${esc}[32m  (1 / 1)
${esc}[39m${esc}[31m✘ ${esc}[39m${esc}[31m  (0 / 1)
${esc}[39m
  ${esc}[1m${esc}[41m FAIL ${esc}[49m${esc}[22m ${esc}[2m"${esc}[22mit works${esc}[2m"${esc}[22m
    Expected 1 to be 2
    a stack that ends like a suite (3 / 3)

  Total:     4${esc}[31m
  Passed:    3${esc}[39m
  Skipped:   0
  Duration:  1.23ms

`;
const files = ['a/one.test.js', 'two.test.js'];

test('the counts of a run and of each of its files are read through the colours', () => {
  const counts = parseUvuOutput(printed, files);
  assert.is(counts?.total, 4);
  assert.is(counts?.passed, 3);
  assert.is(counts?.skipped, 0);
  assert.equal(
    [...(counts?.testsByFile ?? [])],
    [
      ['a/one.test.js', 2],
      ['two.test.js', 2],
    ],
  );
  assert.equal(distrust(counts, files), []);
});

test('an output that breaks off before the totals has no counts, and is not trusted', () => {
  const counts = parseUvuOutput(printed.slice(0, printed.indexOf('  Total')), files);
  assert.is(counts, null);
  assert.match(distrust(counts, files)[0] ?? '', /cannot be read/);
});

test('a file that registered nothing, or that uvu never saw, is named', () => {
  const wanted = [...files, 'silent.test.js'];
  const problems = distrust(parseUvuOutput(printed, wanted), wanted);
  assert.is(problems.length, 1);
  assert.match(problems[0] ?? '', /^silent\.test\.js ran no test of its own/);
});

test('a run of nothing is not trusted', () => {
  assert.equal(distrust(parseUvuOutput('\n  Total:     0\n  Passed:    0\n  Skipped:   0\n', []), []), [
    'there is no test file to run',
  ]);
  const counts = parseUvuOutput('\n  Total:     0\n  Passed:    0\n  Skipped:   0\n', ['one.test.js']);
  assert.ok(distrust(counts, ['one.test.js']).includes('no test was run'));
});

test('skipped tests, and totals that the files do not add up to, are not trusted', () => {
  const skipped = parseUvuOutput(printed.replace('Skipped:   0', 'Skipped:   2'), files);
  assert.equal(distrust(skipped, files), ['2 tests were skipped, by test.skip or test.only']);
  const padded = parseUvuOutput(printed.replace('Total:     4', 'Total:     9'), files);
  assert.equal(distrust(padded, files), ['the files ran 4 tests, but uvu says 9']);
});

test.run();
