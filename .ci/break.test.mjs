import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plantAll, timesUnbroken } from './break/plantAll.mjs';
import { groupsOfAll, named, rowsOf, sampleOf } from './break/rows.mjs';
import { Tree } from './break/tree.mjs';
import { root, runNode } from './programs.mjs';
import { withFiles } from './scratch.mjs';

const source = `export function add(one: number, other: number): number {
  const sum = one + other;
  return sum;
}
export function twice(number: number): number {
  return 2 * number;
}
`;
const checks = `import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { add, twice } from './sums.js';
test('a sum is a sum', () => assert.is(add(1, 2), 3));
test('a sum ends', () => assert.type(add(1, 2), 'number'));
test('a sum is said to be one', () => assert.ok(add));
test('twice is twice', () => assert.is(twice(3), 6));
test.run();
`;
const compiledSource = source.replace(/: number/g, '');
const files = { 'sums.ts': source, 'dist/sums.js': compiledSource, 'dist/sums.test.js': checks };

const entry = (/** @type {string} */ id, /** @type {string[]} */ ...titles) => ({
  id,
  verification: { state: 'verified', by: titles.map((title) => ({ kind: 'test', file: 'sums.test.ts', title })) },
});
const plus = { file: 'sums.ts', line: 'one + other', becomes: 'one - other' };
const endless = { file: 'sums.ts', line: 'return sum;', becomes: 'for (;;);' };

test('a break that a named test notices is red; one that it does not, that loads nowhere or never ends is told apart', async () => {
  const planted = {
    noticed: plus,
    'not-noticed': plus,
    'no-types-needed': { file: 'sums.ts', line: '2 * number;', becomes: "String(2 * number) + 'x';" },
    'not-once': { file: 'sums.ts', line: 'number', becomes: 'x' },
    'no-syntax': { file: 'sums.ts', line: 'one + other', becomes: 'one +' },
    'not-loading': { file: 'sums.ts', line: 'export function twice', becomes: 'export function thrice' },
    endless,
    'meant-to-be-endless': { ...endless, hangs: 'It is about ending.' },
  };
  const catalogue = [
    entry('noticed', 'a sum is said to be one', 'a sum is a sum'),
    entry('not-noticed', 'a sum is said to be one', 'a sum ends'),
    entry('no-types-needed', 'twice is twice'),
    ...['not-once', 'no-syntax', 'not-loading', 'endless', 'meant-to-be-endless'].map((id) => entry(id, 'a sum ends')),
    entry('no-row', 'a sum ends'),
  ];
  await withFiles(files, async (folder) => {
    const trees = [new Tree(folder), new Tree(folder)];
    const rows = rowsOf(catalogue, (id) => planted[id] ?? null);
    const times = await timesUnbroken(trees, groupsOfAll(rows));
    assert.equal([...(times.get('sums.test.ts')?.keys() ?? [])].length, 4, 'each needed test was run unbroken');
    const told = new Map();
    /** @type {Parameters<typeof plantAll>[3]} */
    const tell = ({ row, is, witness, why }) => told.set(row.id, [is, witness, why]);
    const [ending, never] = [false, true].map((is) =>
      rows.filter(({ planted }) => (planted.line === endless.line) === is),
    );
    await plantAll(trees, ending, times, tell);
    await plantAll(trees, never, times, tell, 2000);
    const verdicts = Object.fromEntries([...told].map(([id, [is]]) => [id, is]));
    assert.equal(verdicts, {
      noticed: 'red',
      'not-noticed': 'NOT NOTICED',
      'no-types-needed': 'red',
      'not-once': 'no proof',
      'no-syntax': 'no proof',
      'not-loading': 'no proof',
      endless: 'hangs',
      'meant-to-be-endless': 'red',
    });
    assert.is(told.get('noticed')[1], 'sums.test.ts "a sum is a sum"');
    assert.match(told.get('not-once')[2], 'exactly once');
    assert.match(told.get('no-syntax')[2], 'does not compile');
    assert.match(told.get('not-loading')[2], /does not load: .*twice/);
    assert.is(readFileSync(join(folder, 'sums.ts'), 'utf8'), source, 'the checkout is as it was');
    assert.is(readFileSync(join(folder, 'dist/sums.js'), 'utf8'), compiledSource);
    for (const tree of trees) tree.remove();
    assert.equal(readdirSync(join(folder, '.build-scratch')), []);
  });
});

test('a change that fells every test of a file proves nothing, and a witness that is red unbroken stops all', async () => {
  const everything = checks.replace(/test\('(a sum ends|a sum is said|twice).*\n/g, '');
  const two = everything.replace(
    'test.run',
    "test('a sum is no difference', () => assert.is.not(add(1, 2), -1));\ntest.run",
  );
  await withFiles({ ...files, 'dist/sums.test.js': two }, async (folder) => {
    const trees = [new Tree(folder)];
    const rows = rowsOf([entry('one', 'a sum is a sum')], () => plus);
    const told = [];
    await plantAll(trees, rows, await timesUnbroken(trees, groupsOfAll(rows)), ({ is, why }) => told.push(is, why));
    assert.is(told[0], 'no proof');
    assert.match(told[1], 'breaks everything');
    const red = rowsOf([entry('one', 'a sum is a sum', 'nothing of the kind')], () => plus);
    let problem = '';
    await timesUnbroken(trees, groupsOfAll(red)).catch((error) => {
      problem = error.message;
    });
    assert.match(problem, /"nothing of the kind" does not load with nothing broken/);
    for (const tree of trees) tree.remove();
  });
});

test('what a test leaves in the tree, or takes from it, is not there for the next break', async () => {
  const leaves = `import { existsSync, renameSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
test('what is there is there', () => assert.ok(existsSync('data/here')));
test('what is not there is not', () => assert.not(existsSync('data/gone')));
test('it moves', () => renameSync('data/here', 'data/gone'));
test.run();
`;
  const movers = { 'sums.ts': source, 'dist/sums.js': compiledSource, 'dist/sums.test.js': leaves, 'data/here': '' };
  await withFiles(movers, async (folder) => {
    const trees = [new Tree(folder)];
    const titles = ['what is there is there', 'what is not there is not', 'it moves'];
    const rows = rowsOf([entry('one', ...titles), entry('two', ...titles)], () => plus);
    const told = [];
    await plantAll(trees, rows, await timesUnbroken(trees, groupsOfAll(rows)), ({ is }) => told.push(is));
    for (const tree of trees) tree.remove();
    assert.equal(told, ['NOT NOTICED', 'NOT NOTICED']);
  });
});

test('rows are chosen by id, by pattern, and by a sample that is the same each time', () => {
  const rows = ['EDB-CTX-1', 'EDB-CTX-12', 'EDB-END-1'].map((id) => ({ id, planted: plus, groups: [] }));
  const ids = (/** @type {string[]} */ ...names) => named(rows, names).map(({ id }) => id);
  assert.equal(ids(), ['EDB-CTX-1', 'EDB-CTX-12', 'EDB-END-1']);
  assert.equal(ids('ctx-1'), ['EDB-CTX-1']);
  assert.equal(ids('EDB-CTX-*', 'END-1'), ['EDB-CTX-1', 'EDB-CTX-12', 'EDB-END-1']);
  assert.equal(ids('CTX'), []);
  const many = Array.from({ length: 500 }, (_, index) => index);
  assert.equal(sampleOf(many, 8), sampleOf(many, 8));
  assert.is(new Set(sampleOf(many, 8)).size, 8);
  assert.equal(sampleOf([1, 2], 8), [1, 2]);
});

/** What a run has on the disk besides the checkout. */
const leftoversOf = (/** @type {number | undefined} */ pid) => [
  ...readdirSync(join(root, '.build-scratch')).filter((name) => name.startsWith(`break-${pid}-`)),
  ...readdirSync(tmpdir()).filter((name) => name.startsWith(`edbproof-break-${pid}-`)),
];

test('a run that is interrupted leaves nothing behind, and a wrong command line is refused', async () => {
  if (process.platform === 'win32') {
    process.stdout.write('Not run: a planting that is interrupted, which needs signals\n');
    return;
  }
  const child = spawn(process.execPath, ['.ci/break.mjs', '--jobs', '2', 'CTX-*'], { cwd: root, stdio: 'ignore' });
  const exit = new Promise((resolve) => child.on('exit', resolve));
  while (leftoversOf(child.pid).length < 2 && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGINT');
  assert.is(await exit, 130);
  assert.equal(leftoversOf(child.pid), []);
  for (const words of [['--sample', '0'], ['EDB-NONE-1'], ['--jobs', 'x'], ['--what']]) {
    assert.not((await runNode(['.ci/break.mjs', ...words])).ok, words.join(' '));
  }
});

test('of the breaks of the catalogue a sample is planted: each is noticed', async () => {
  const { ok, output } = await runNode([
    '.ci/break.mjs',
    '--sample',
    '8',
    '--jobs',
    '2',
    'CTX-*',
    'PREP-*',
    'OPEN-*',
    'LOGS-*',
    'RREG-*',
  ]);
  assert.ok(ok, output);
  assert.match(output, /^8 of \d+ breaks planted: 8 red, 0 NOT NOTICED, 0 no proof, 0 hangs$/m);
});

test.run();
