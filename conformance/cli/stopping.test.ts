import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './testing/run.ts';

const program = fileURLToPath(new URL('main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'edbproof-stopping-'));
test.after(() => rmSync(folder, { recursive: true }));

const scenario = join(folder, 'long.yaml');
writeFileSync(
  scenario,
  `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
  - backup: { kind: full, set: sunday, loadDuring: 300 }
  - load: { transactions: 1000000 }
`,
);

/** The program with a temporary folder of its own. */
function start(words: readonly string[], temporary: string): { child: ChildProcess; ended: Promise<number | null> } {
  mkdirSync(temporary, { recursive: true });
  const child = spawn(process.execPath, [program, ...words], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporary },
  });
  return { child, ended: new Promise((resolve) => child.on('exit', resolve)) };
}

const foldersIn = (path: string): readonly string[] =>
  existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
const isUnfinished = (path: string): boolean => foldersIn(path).some((name) => name.endsWith('.incomplete'));

test('Ctrl-C, SIGTERM and SIGHUP end play with 130, and leave neither temporary folders nor unfinished sets', async () => {
  if (process.platform === 'win32') {
    process.stdout.write('Not run: signals, which Windows has not\n');
    return;
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    for (const times of [1, 2]) {
      const temporary = join(folder, `${name}-${times}`);
      const hidden = start(['play', scenario], temporary);
      const sets = join(folder, `${name}-${times}-sets`);
      const kept = start(['play', scenario, '--set', sets], join(folder, 'unused'));
      // In the middle of a set, which has its folder by then.
      while (!isUnfinished(temporary) || !isUnfinished(sets)) {
        assert.ok(hidden.child.exitCode === null && kept.child.exitCode === null, 'both are at work');
        await setTimeout(5);
      }
      for (let time = 0; time < times; time++) for (const { child } of [hidden, kept]) child.kill(name);
      assert.equal([await hidden.ended, await kept.ended], [130, 130], name);
      assert.equal(readdirSync(temporary), [], `${name}, ${times} times`);
      assert.not(isUnfinished(sets), `${name}, ${times} times`);
    }
  }
});

test('a temporary folder that cannot be made is a sentence and bad input', async () => {
  const before = process.env['TMPDIR'];
  const file = join(folder, 'file');
  writeFileSync(file, '');
  try {
    for (const temporary of [join(folder, 'nowhere'), file, '/dev/null', '/proc/nowhere', 'a\nforged: good\u001b[2J']) {
      process.env['TMPDIR'] = temporary;
      for (const words of [
        ['play', scenario],
        ['run', scenario, '--', process.execPath, '-e', '0'],
        ['serve', scenario],
      ]) {
        const { exitCode, out, err } = await run(words);
        assert.equal([exitCode, out], [2, ''], `${words[0]}: ${err}`);
        assert.match(
          err,
          /^no temporary folder can be made in .*; let TMPDIR name a folder that can be written, or give --set\n$/,
        );
        assert.is(err.split('\n').length, 2, err);
      }
    }
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});

test('while nothing is to be ended in order, the signals are the system’s: after standard input is read, between scenarios', async () => {
  let said: string[] = [];
  const around = {
    out: () => void said.push('out'),
    err: () => void said.push('out'),
    release: () => void said.push('release'),
  };
  await run(['verify', '-'], { ...around, input: Readable.from([Buffer.from('x')]) });
  assert.equal(said, ['release', 'out']);
  said = [];
  await run(['play', '-'], { ...around, input: Readable.from([Buffer.from('x')]) });
  assert.is(said[0], 'release');
  said = [];
  await run(['play', 'nowhere.yaml', 'neither.yaml'], around);
  assert.equal(said, ['out', 'release', 'out', 'release', 'out']);
});

test.run();
