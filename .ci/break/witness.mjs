// Runs what a requirement names as its witnesses, in a tree with a break or without.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * @typedef {object} Group the witnesses in one file
 * @property {string} file
 * @property {readonly string[]} titles none for a scenario
 */

/**
 * @typedef {object} Outcome
 * @property {'green' | 'red' | 'hangs' | 'does not load' | 'breaks everything'} is
 * @property {string} witness the file, and the title of the test that was red
 * @property {string} why
 * @property {Map<string, number>} milliseconds of each test that ended, by title; of a scenario by ''
 */

/** Every child that runs, so that whoever ends us leaves none behind. */
const children = new Set();

export function endChildren() {
  for (const child of children) kill(child);
}

/** @param {import('node:child_process').ChildProcess} child with all that it started */
function kill(child) {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

/**
 * @param {import('./tree.mjs').Tree} tree
 * @param {readonly string[]} command
 * @param {Record<string, string>} environment
 * @param {number} limitMilliseconds
 * @returns {Promise<{ code: number | null, output: string, isTooLong: boolean }>}
 */
function runIn(tree, command, environment, limitMilliseconds) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: tree.folder,
      env: { ...process.env, TMPDIR: tree.temporary, NO_COLOR: '1', FORCE_COLOR: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    children.add(child);
    let output = '';
    let isTooLong = false;
    const bound = setTimeout(() => {
      isTooLong = true;
      kill(child);
    }, limitMilliseconds);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (piece) => {
        output = (output + piece).slice(-20_000);
      });
    }
    const end = (/** @type {number | null} */ code) => {
      clearTimeout(bound);
      children.delete(child);
      resolve({ code, output, isTooLong });
    };
    child.on('error', () => end(null));
    child.on('close', end);
  });
}

/** Scenarios of which one must still come out as it says when another one is red. */
const controls = ['nightly-backup', 'circular-logging', 'long-client-name'].map(
  (name) => `fixtures/scenarios/${name}.yaml`,
);

/**
 * @param {import('./tree.mjs').Tree} tree
 * @param {Group} group
 * @param {{ limitMilliseconds: number, all?: boolean }} options all: does not stop at the first that is red
 * @returns {Promise<Outcome>}
 */
export const judge = (tree, group, options) =>
  group.titles.length === 0 ? playScenario(tree, group.file, options) : runTests(tree, group, options);

/**
 * @param {import('./tree.mjs').Tree} tree
 * @param {string} file
 * @param {{ limitMilliseconds: number }} options
 * @returns {Promise<Outcome>}
 */
async function playScenario(tree, file, { limitMilliseconds }) {
  const started = performance.now();
  const play = (/** @type {string} */ scenario) =>
    runIn(tree, ['dist/conformance/cli/main.js', 'play', scenario], {}, limitMilliseconds);
  const { code, output, isTooLong } = await play(file);
  const milliseconds = new Map([['', performance.now() - started]]);
  const why = lastLine(output);
  if (isTooLong) return { is: 'hangs', witness: file, why: '', milliseconds };
  if (code === 0) return { is: 'green', witness: file, why: '', milliseconds };
  for (const control of controls.filter((name) => name !== file)) {
    if ((await play(control)).code === 0) return { is: 'red', witness: file, why, milliseconds };
  }
  return { is: 'breaks everything', witness: file, why, milliseconds };
}

/**
 * @param {import('./tree.mjs').Tree} tree
 * @param {Group} group
 * @param {{ limitMilliseconds: number, all?: boolean }} options
 * @returns {Promise<Outcome>}
 */
async function runTests(tree, { file, titles }, { limitMilliseconds, all = false }) {
  const script = join('dist', file.replace(/\.ts$/, '.js'));
  const preloads = instead(tree, script);
  const outcomes = join(tree.folder, 'outcomes.jsonl');
  rmSync(outcomes, { force: true });
  const environment = {
    EDBPROOF_BREAK_TITLES: JSON.stringify(titles),
    EDBPROOF_BREAK_OUTCOMES: outcomes,
    EDBPROOF_BREAK_ALL: all ? '1' : '0',
  };
  const { code, output, isTooLong } = await runIn(tree, [...preloads, script], environment, limitMilliseconds);
  const lines = existsSync(outcomes)
    ? readFileSync(outcomes, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const milliseconds = new Map(lines.flatMap((line) => (line.is === 'begun' ? [] : [[line.title, line.milliseconds]])));
  const last = lines.at(-1);
  const ended = (/** @type {Outcome['is']} */ is, title = '', why = '') => ({
    is,
    witness: title === '' ? file : `${file} "${title}"`,
    why,
    milliseconds,
  });
  const red = lines.find((line) => line.is === 'failed' && titles.includes(line.title));
  const controls = lines.filter((line) => line.is !== 'begun' && line !== red);
  if (red !== undefined) {
    // Where there is nothing else in the file, nothing can be said about the rest.
    const isAll = controls.length > 0 && controls.every((line) => line.is === 'failed');
    return ended(isAll && !all ? 'breaks everything' : 'red', red.title, red.message.split('\n')[0]);
  }
  if (isTooLong) return ended('hangs', last?.title);
  // The process ended in the middle of a test.
  if (last?.is === 'begun') return ended('red', last.title, lastLine(output));
  const left = titles.filter((title) => !milliseconds.has(title));
  if (left.length > 0) return ended('does not load', left[0], lastLine(output));
  return code === 0 ? ended('green') : ended('red', '', lastLine(output));
}

/**
 * Lets a compiled test file take our stand-in for uvu. What a property found is not made smaller: that takes long, and
 * nobody reads it here.
 *
 * @param {import('./tree.mjs').Tree} tree
 * @param {string} script
 */
function instead(tree, script) {
  const path = join(tree.folder, script);
  const text = readFileSync(path, 'utf8');
  const stand = relative(dirname(path), join(tree.folder, 'only.mjs')).replaceAll('\\', '/');
  writeFileSync(path, text.replace(/from 'uvu';/, `from '${stand}';`));
  return /fast-check|\/testing\//.test(text) ? ['--import', './endOnFailure.mjs'] : [];
}

const lastLine = (/** @type {string} */ output) =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\S/.test(line) && !/^(Total|Passed|Skipped|Duration|at |Node\.js)/.test(line))
    .findLast((line) => /error|expected|unmet|not /i.test(line)) ??
  output.trim().split('\n').at(-1) ??
  '';
