import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ExitCode } from './io.ts';

const program = fileURLToPath(new URL('main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'edbproof-output-'));
test.after(() => rmSync(folder, { recursive: true }));

const scenarioFile = (kind: 'full' | 'incremental'): string => {
  const file = join(folder, `${kind}.yaml`);
  writeFileSync(
    file,
    `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
  - backup: { kind: ${kind}, set: sunday }
`,
  );
  return file;
};
const good = scenarioFile('full');
const failing = scenarioFile('incremental');

interface Ended {
  readonly exitCode: number | null;
  readonly err: string;
}

/** Runs the program with an output of a kind; temporary folders go where they can be counted. */
function runInto(
  output: 'closed pipe' | number,
  words: readonly string[],
  error: 'pipe' | number = 'pipe',
): Promise<Ended> {
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', output === 'closed pipe' ? 'pipe' : output, error],
    env: { ...process.env, TMPDIR: temporary },
  });
  // Long before the program has anything to say: it has not even begun.
  child.stdout?.destroy();
  let err = '';
  child.stderr?.on('data', (piece: Buffer) => {
    err += piece.toString();
  });
  return new Promise((resolve) => {
    child.on('close', (exitCode) => {
      assert.equal(readdirSync(temporary), [], `${words.join(' ')} left something behind`);
      resolve({ exitCode, err });
    });
  });
}

const lines: readonly (readonly string[])[] = [
  ['play', good],
  ['play', failing],
  ['play', failing, '--json'],
  ['serve', good],
  ['run', failing, '--', process.execPath, '-e', '0'],
  ['explain', 'hrNone'],
  ['profiles'],
  ['facets', '--json'],
  ['requirements'],
  ['faults'],
  ['schema'],
  ['doctor'],
  ['play', '--help'],
  ['--version'],
];

test('a reader that went away is told of in one line, and the exit code says neither good nor unmet', async () => {
  assert.is(ExitCode.unwritten, 4);
  for (const words of lines) {
    const { exitCode, err } = await runInto('closed pipe', words);
    const line = 'edbproof: not all of the output could be written: whoever read it went away\n';
    assert.equal([exitCode, err], [4, line], words.join(' '));
  }
});

test('a full disk behind the output is told of in one line, and the exit code says neither good nor unmet', async () => {
  if (!existsSync('/dev/full')) {
    process.stdout.write('Not run: outputs on a full disk, which needs /dev/full\n');
    return;
  }
  const full = openSync('/dev/full', 'w');
  try {
    for (const words of [['play', good], ['play', failing], ['requirements', '--json'], ['--help']]) {
      const { exitCode, err } = await runInto(full, words);
      const line = 'edbproof: not all of the output could be written: there is no room left where it goes\n';
      assert.equal([exitCode, err], [4, line], words.join(' '));
    }
    // Nobody is left to tell; and what a command says of a mistake has not arrived either.
    assert.is((await runInto(full, ['play', failing], full)).exitCode, 4);
    const nowhere = openSync('/dev/null', 'w');
    assert.is((await runInto(nowhere, ['play', join(folder, 'nothing.yaml')], full)).exitCode, 4);
    assert.is((await runInto(nowhere, ['play', failing], full)).exitCode, 1, 'nothing was to be said there');
    closeSync(nowhere);
  } finally {
    closeSync(full);
  }
});

test('a backup whose output breaks off ends as an interrupted one: nothing that looks finished is left', async () => {
  const sets = join(folder, 'sets');
  const { exitCode } = await runInto('closed pipe', ['play', good, '--set', sets]);
  assert.is(exitCode, 4);
  const left = readdirSync(join(sets, 'full')).filter((name) => !name.endsWith('.trace.jsonl'));
  assert.equal(left, []);
});

test.run();
