import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hostileFiles } from '../../binding/testing/hostileFiles.ts';
import { type CommandWords, commandTable } from './commandLine/index.ts';
import { allCommands } from './commands/index.ts';
import { goodScenario, hostileContents, hostileText } from './testing/hostileWords.ts';
import { indecencies } from './testing/indecencies.ts';
import { run, testIo } from './testing/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-hostile-'));
test.after(() => rmSync(folder, { recursive: true }));

const table = commandTable((parser) => allCommands(parser, { io: testIo(), end: () => {} }));
const commands = table.filter(
  ({ path }) => !table.some((other) => other.path.length > 1 && other.path[0] === path.join()),
);

const good = join(folder, 'good.yaml');
writeFileSync(good, goodScenario);
/** Begins as a library for this machine does; nothing can load it. */
const library = join(folder, 'library.so');
writeFileSync(
  library,
  Buffer.concat([Buffer.from('7f454c46020101000000000000000000', 'hex'), Buffer.from([3, 0, 62, 0]), Buffer.alloc(64)]),
);
mkdirSync(join(folder, 'empty'));

/** A word that each operand can be, so that what stands beside it is looked at. */
const goodOperands: Readonly<Record<string, string>> = {
  scenario: good,
  file: good,
  dir: join(folder, 'empty'),
  code: '0',
  name: 'exchange-5.5',
  output: 'play',
  id: 'EDB-PREP-1',
  command: 'play',
};
const goodOptions: Readonly<Record<string, readonly string[]>> = {
  drive: [`--library=${library}`, '--server=EXCH1', '--kind=full', `--set=${join(folder, 'drive-set')}`],
};

function operandsOf({ path, operands }: CommandWords): readonly string[] {
  return operands.map(({ name }) => {
    const word = goodOperands[name];
    if (word === undefined) throw new Error(`say in goodOperands what "${name}" of ${path.join(' ')} can be`);
    return word;
  });
}

/** Every command line with one hostile value in it, and everything else as good as it can be. */
function linesWith(command: CommandWords, value: string): readonly (readonly string[])[] {
  const operands = operandsOf(command);
  const [name = ''] = command.path;
  const options = goodOptions[name] ?? [];
  const tail = command.keepsTail ? ['--', '/bin/true'] : [];
  const lines = operands.map((_, index) => [
    ...command.path,
    ...options,
    ...operands.with(index, value.startsWith('-') ? `./${value}` : value),
    ...tail,
  ]);
  for (const { name: option, kind } of command.options.values()) {
    if (kind !== 'text') continue;
    const others = options.filter((word) => !word.startsWith(`--${option}=`));
    const values = option === 'listen' ? [value, `unix:${value}`] : [value];
    for (const one of values) lines.push([...command.path, ...operands, ...others, `--${option}=${one}`, ...tail]);
  }
  return lines;
}

/** What `--json` of a command prints, by its help. */
async function jsonOf({ path, options }: CommandWords): Promise<'none' | 'lines' | 'document'> {
  if (!options.has('json')) return 'none';
  return (await run([...path, '--help'])).out.includes('JSON Lines') ? 'lines' : 'document';
}

type Hostile = { readonly kind: string; readonly path: string };

/** In a folder of its own: a hostile text that is taken for a folder to write is a folder here, and not where the tests are run. */
async function tryAll(values: readonly Hostile[], withJson: boolean): Promise<number> {
  const before = process.cwd();
  process.chdir(mkdtempSync(join(folder, 'here-')));
  try {
    return await tryEach(values, withJson);
  } finally {
    process.chdir(before);
  }
}

async function tryEach(values: readonly Hostile[], withJson: boolean): Promise<number> {
  // serve goes on until somebody stops it.
  const stopped = AbortSignal.abort();
  const found: string[] = [];
  let count = 0;
  for (const command of commands) {
    const json = await jsonOf(command);
    const around = command.path[0] === 'serve' ? { signal: stopped } : {};
    for (const { kind, path } of values) {
      for (const words of linesWith(command, path)) {
        const line = JSON.stringify(words).slice(0, 600);
        found.push(...indecencies(await run(words, around)).map((it) => `${it}: ${kind}: ${line}`));
        count += 1;
        if (!withJson || json === 'none' || words.includes('--')) continue;
        const asJson = indecencies(await run([...words, '--json'], around), json);
        found.push(...asJson.map((it) => `${it}: ${kind}, --json: ${line}`));
      }
    }
  }
  assert.equal(found.slice(0, 20), []);
  return count;
}

test('no command waits for, is filled by or falls over what is no ordinary file, in any place of its line', async () => {
  if (process.platform === 'win32') {
    process.stdout.write('Not run: files that are no ordinary ones, which Windows has not\n');
    return;
  }
  const place = join(folder, 'files');
  mkdirSync(place);
  const { files, close } = await hostileFiles(place);
  try {
    const count = await tryAll(files, false);
    assert.ok(count > 14 * 35, `${count} command lines`);
  } finally {
    await close();
  }
});

test('no name and no content reaches the terminal as it is, or forges a line, in any place of any command line', async () => {
  if (process.platform === 'win32') {
    process.stdout.write('Not run: names of files that Windows does not allow\n');
    return;
  }
  const place = join(folder, 'contents');
  mkdirSync(place);
  const count = await tryAll(hostileContents(place), true);
  assert.ok(count > 14 * 35, `${count} command lines`);
});

test('words where none belong, unknown options and unknown commands are shown as they are not', async () => {
  for (const words of [[hostileText], [`--${hostileText}`], ['play', `--${hostileText}`], ['shim', hostileText]]) {
    const ended = await run(words);
    assert.is(ended.exitCode, 2);
    assert.equal(indecencies(ended), [], JSON.stringify(words));
  }
});

test('what these tests look for is found where it is', () => {
  const fine = { exitCode: 0, out: 'fine\n', err: '' };
  assert.equal(indecencies(fine), []);
  assert.equal(indecencies({ exitCode: 3, out: '', err: 'edbproof: internal error\n    at x\n' }).length, 2);
  assert.equal(indecencies({ exitCode: 2, out: '', err: '' }), ['it refused without a word']);
  for (const character of hostileText.replace(/[\x20-\x7e\n]/g, '')) {
    assert.equal(indecencies({ ...fine, err: character }).length, 1, JSON.stringify(character));
  }
  assert.equal(indecencies({ ...fine, out: 'x\nFORGED: good\n' }), ['a line was forged']);
  assert.equal(indecencies({ ...fine, err: 'x'.repeat(30_000) }), ['a line has no end']);
  assert.equal(indecencies({ ...fine, err: '\n'.repeat(300) }), ['there is no end of mistakes']);
  assert.equal(indecencies(fine, 'lines'), ['this is no JSON: fine']);
  assert.equal(indecencies({ ...fine, out: '{}\n[1]\n' }, 'lines'), []);
});

test.run();
