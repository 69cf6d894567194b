import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readInput } from './inputReading.ts';
import { run } from './testing/run.ts';

const program = fileURLToPath(new URL('main.js', import.meta.url));

const scenario = (steps: string): string => `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
${steps}`;

const good = scenario('  - backup: { kind: full, set: sunday }\n');
const failing = scenario('  - backup: { kind: incremental, set: monday }\n');

const folder = mkdtempSync(join(tmpdir(), 'edbproof-input-'));
test.after(() => rmSync(folder, { recursive: true }));

const inputOf = (text: string | Uint8Array) => ({ input: Readable.from([Buffer.from(text)]) });

test('play - plays what comes in, and what comes in decides the exit code', async () => {
  assert.is((await run(['play', '-'], inputOf(good))).exitCode, 0);
  const unmet = await run(['play', '-'], inputOf(failing));
  assert.equal([unmet.exitCode, unmet.out.includes('standard-input, exchange-5.5, seed 7')], [1, true]);
  const bad = await run(['play', '-'], inputOf(scenario('  - laod: {}\n')));
  assert.equal([bad.exitCode, bad.out], [2, '']);
  assert.match(bad.err, 'standard-input:10:5: unknown key "laod"');
  const empty = await run(['play', '-']);
  assert.equal([empty.exitCode, empty.out, empty.err !== ''], [2, '', true]);
});

test('play - keeps its sets in a folder of its own, and verify - reads a file of them as verify FILE does', async () => {
  const { exitCode, err } = await run(['play', '-', '--set', folder], inputOf(good));
  assert.is(exitCode, 0, err);
  const set = join(folder, 'standard-input', 'sunday');
  const files = readdirSync(set).filter((name) => /\.(edb|log|pat)$/.test(name));
  assert.ok(files.length >= 3, files.join());
  for (const name of files) {
    const path = join(set, name);
    const named = await run(['verify', path]);
    const piped = await run(['verify', '-'], inputOf(readFileSync(path)));
    assert.equal([piped.exitCode, piped.out], [named.exitCode, named.out.replaceAll(`${path}:`, '-:')]);
    assert.is(piped.exitCode, 0);
  }
  const database = join(set, files.find((name) => name.endsWith('.edb')) ?? '');
  const damaged = readFileSync(database);
  damaged.set([0xff, 0xff], 3 * 4096 + 100);
  const found = await run(['verify', '-'], inputOf(damaged));
  assert.equal([found.exitCode, found.out.includes('-: 1 finding')], [1, true], found.out);
  const nothing = await run(['verify', '-']);
  assert.equal([nothing.exitCode, nothing.out, nothing.err.startsWith('-: ')], [2, '', true]);
});

test('the program itself reads standard input: a pipe, a file, and a folder, which cannot be read', () => {
  const piped = spawnSync(process.execPath, [program, 'play', '-'], { input: failing, encoding: 'utf8' });
  assert.equal([piped.status, piped.stdout.includes('1 expectation was not met')], [1, true], piped.stderr);
  const closed = spawnSync(process.execPath, [program, 'verify', '-'], { stdio: ['ignore', 'pipe', 'pipe'] });
  assert.is(closed.status, 2);
});

test('input that never ends is given up at its limit, and an interrupt ends the reading', async () => {
  let given = 0;
  const endless = new Readable({
    read() {
      given += 65_536;
      this.push(Buffer.alloc(65_536));
    },
  });
  const signal = new AbortController().signal;
  const reading = await readInput(endless, 2 * 1024 * 1024, { signal });
  assert.equal(reading, { ok: false, problem: 'it has more than 2 MiB; save it to a file, and name that' });
  assert.ok(given < 4 * 1024 * 1024, `${given} bytes were asked for`);
  const exact = await readInput(Readable.from([Buffer.alloc(10)]), 10, { signal });
  assert.is(exact.ok && exact.bytes.length, 10);
  assert.not((await readInput(Readable.from([Buffer.alloc(11)]), 10, { signal })).ok);

  const silent = new Readable({ read() {} });
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  const stopped = await run(['play', '-'], { input: silent, signal: stop.signal });
  assert.equal([stopped.exitCode, stopped.out], [130, '']);
  const broken = new Readable({
    read() {
      this.destroy(new Error('EISDIR: a folder'));
    },
  });
  const folderGiven = await run(['play', '-'], { input: broken });
  assert.equal([folderGiven.exitCode, folderGiven.err], [2, 'standard-input: it cannot be read: EISDIR: a folder\n']);
});

test.run();
