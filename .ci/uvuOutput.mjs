// Reads what uvu prints, because uvu itself ends with success when no file matched, when a file registered no test, and
// when a `before` hook threw.

const ANSI_COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * @typedef {object} UvuCounts
 * @property {number} total
 * @property {number} passed
 * @property {number} skipped
 * @property {Map<string, number>} testsByFile tests that each announced file ran
 */

/**
 * Null when the output does not end with uvu's totals: the run died, or was no run of uvu.
 *
 * @param {string} output
 * @param {readonly string[]} testFiles the names that uvu may print, relative to the folder it was given
 * @returns {UvuCounts | null}
 */
export function parseUvuOutput(output, testFiles) {
  const lines = output.replaceAll(ANSI_COLOUR, '').split(/\r?\n/);
  const total = lastCount(lines, 'Total');
  const passed = lastCount(lines, 'Passed');
  const skipped = lastCount(lines, 'Skipped');
  if (total === null || passed === null || skipped === null) return null;
  return { total, passed, skipped, testsByFile: countByFile(lines, new Set(testFiles)) };
}

/**
 * Everything that makes a run untrustworthy, in words; empty for a run that counts.
 *
 * @param {UvuCounts | null} counts
 * @param {readonly string[]} testFiles
 * @returns {string[]}
 */
export function distrust(counts, testFiles) {
  if (testFiles.length === 0) return ['there is no test file to run'];
  if (counts === null) return ["uvu's totals cannot be read: the run died before its end"];

  const problems = [];
  if (counts.total === 0) problems.push('no test was run');
  if (counts.skipped > 0) problems.push(`${counts.skipped} tests were skipped, by test.skip or test.only`);
  const silent = testFiles.filter((file) => !counts.testsByFile.get(file));
  for (const file of silent) problems.push(`${file} ran no test of its own: does it end with test.run()?`);
  const counted = [...counts.testsByFile.values()].reduce((sum, count) => sum + count, 0);
  if (counted !== counts.total) problems.push(`the files ran ${counted} tests, but uvu says ${counts.total}`);
  return problems;
}

/**
 * @param {readonly string[]} lines
 * @param {string} label
 */
function lastCount(lines, label) {
  const counts = lines.flatMap((line) => new RegExp(`^  ${label}: +(\\d+)$`).exec(line)?.[1] ?? []);
  return counts.length === 0 ? null : Number(counts.at(-1));
}

/**
 * uvu prints a file's name on a line of its own, then "  (passed / total)" at the end of a line for each suite in it.
 *
 * @param {readonly string[]} lines
 * @param {ReadonlySet<string>} testFiles
 */
function countByFile(lines, testFiles) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  let file = null;
  for (const line of lines) {
    if (testFiles.has(line)) {
      file = line;
      counts.set(file, 0);
    }
    const suite = /(?:^|[•✘] ) {2}\(\d+ \/ (\d+)\)$/.exec(line)?.[1];
    if (file !== null && suite !== undefined) counts.set(file, (counts.get(file) ?? 0) + Number(suite));
  }
  return counts;
}
