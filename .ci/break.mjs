// For every requirement: plants the one line that makes it false (conformance/requirements/breaks) in a copy of the built
// tree, and sees whether a test that the requirement names goes red. Needs `npm run build` before; exit code 0 when every
// break was noticed, 1 otherwise, 2 for a wrong command line or a witness that is not green unbroken.
//
//   npm run break -- [--sample N] [--jobs N] [ID or PATTERN...]
import { parseArgs } from 'node:util';
import { plantAll, timesUnbroken } from './break/plantAll.mjs';
import { groupsOfAll, named, rowsOf, sampleOf } from './break/rows.mjs';
import { Tree } from './break/tree.mjs';
import { endChildren } from './break/witness.mjs';
import { root } from './programs.mjs';

/** @type {Tree[]} */
const trees = [];
process.on('exit', () => {
  endChildren();
  for (const tree of trees) tree.remove();
});
for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}

/** @param {string} line */
function refuse(line) {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

/** @param {string | undefined} text @param {string} option */
function numberIn(text, option) {
  if (text === undefined) return null;
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : refuse(`--${option} takes a number from 1, not "${text}"`);
}

function readCommandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { sample: { type: 'string' }, jobs: { type: 'string' } },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}
const { values, positionals } = readCommandLine();
const [count, jobs] = [numberIn(values.sample, 'sample'), numberIn(values.jobs, 'jobs') ?? 1];

const { catalogue, breakOf } = await import('../dist/conformance/requirements/index.js').catch((error) =>
  refuse(`there is no build to copy (npm run build): ${error.message}`),
);
const all = rowsOf(catalogue, breakOf);
for (const name of positionals) if (named(all, [name]).length === 0) refuse(`no requirement with a break is "${name}"`);
const chosen = named(all, positionals);
const rows = count === null ? chosen : sampleOf(chosen, count);

for (let job = 0; job < Math.min(jobs, rows.length); job += 1) trees.push(new Tree(root));
const groups = groupsOfAll(rows);
process.stderr.write(`${rows.length} breaks; first ${groups.length} files of witnesses, with nothing broken\n`);
const times = await timesUnbroken(trees, groups).catch((error) => refuse(error.message));

/** @type {Map<string, number>} */
const counts = new Map();
await plantAll(trees, rows, times, ({ row, is, witness, why }) => {
  counts.set(is, (counts.get(is) ?? 0) + 1);
  const { file, line, becomes } = row.planted;
  process.stdout.write(`${is.padEnd(11)}  ${row.id.padEnd(13)}  ${witness}\n`);
  if (why !== '') process.stdout.write(`${' '.repeat(28)}${why}\n`);
  if (is !== 'red') process.stdout.write(`${' '.repeat(28)}${file}: ${shortened(line)} -> ${shortened(becomes)}\n`);
});
const told = ['red', 'NOT NOTICED', 'no proof', 'hangs'].map((is) => `${counts.get(is) ?? 0} ${is}`);
process.stdout.write(`\n${rows.length} of ${all.length} breaks planted: ${told.join(', ')}\n`);
process.exitCode = (counts.get('red') ?? 0) === rows.length ? 0 : 1;

/** @param {string} text */
function shortened(text) {
  const words = text.replace(/\s+/g, ' ').trim();
  return words === '' ? '(nothing)' : words;
}
