import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { faultFunctions, faultLanguage } from '../../simulator/exchange/index.ts';
import { run } from './testing/run.ts';

const scenario = `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
  - load: { transactions: 5 }
  - backup: { kind: full, set: sunday }
`;

const inFolder = async (work: (file: string, folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-faults-'));
  try {
    const file = join(folder, 'round.yaml');
    writeFileSync(file, scenario);
    await work(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('faults shows the whole language on one screen: every form, every example, every function', async () => {
  const { out, exitCode } = await run(['faults']);
  assert.is(exitCode, 0);
  for (const { form, example, meaning } of [...faultLanguage.moments, ...faultLanguage.actions]) {
    for (const part of [form, example, meaning]) assert.match(out, part);
  }
  for (const name of faultFunctions) assert.match(out, name);
  assert.match((await run(['faults', '--help'])).out, 'Examples:');
  assert.match((await run(['--help'])).out, 'edbproof faults');
  const lines = out.split('\n');
  assert.ok(lines.length <= 50, `${lines.length} lines`);
  assert.ok(
    lines.every((line) => line.length <= 100),
    lines.find((line) => line.length > 100),
  );
  const json: typeof faultLanguage & { functions: readonly string[] } = JSON.parse(
    (await run(['faults', '--json'])).out,
  );
  assert.equal([json.actions, json.functions], [faultLanguage.actions, [...faultFunctions]]);
});

test('play --fault lets faults wait from the beginning, as many as are given, and tells what became of them', () =>
  inFolder(async (file, folder) => {
    const sets = join(folder, 'sets');
    const { out, exitCode } = await run([
      'play',
      '--fault',
      'at HrBackupRead 3: lose connection after',
      '--fault',
      'at HrBackupEnd 9, hang',
      file,
      '--set',
      sets,
    ]);
    assert.is(exitCode, 1, out);
    assert.match(out, '      note: fault waits: at HrBackupRead 3, lose connection after\n');
    assert.match(out, /\n {6}fault: at HrBackupRead 3, lose connection after \(call \d+, 0:02:\d\d\)\n/);
    assert.match(out, /\nnever struck: at HrBackupEnd 9, hang \(HrBackupEnd was called once\)\n/);
    assert.match(readFileSync(join(sets, 'round', 'sunday.trace.jsonl'), 'utf8'), '"event":"fault"');
    const json = await run(['play', file, '--json', '--fault', 'at HrBackupEnd 9, hang']);
    assert.match(
      json.out,
      '{"event":"never-struck","faults":["at HrBackupEnd 9, hang (HrBackupEnd was called once)"]}',
    );
  }));

test('play --strict fails for a fault that came to nothing, and a fault for which there is no place ends with 2', () =>
  inFolder(async (file) => {
    const words = ['play', file, '--fault', 'at HrBackupEnd 9, hang'];
    const lax = await run(words);
    assert.equal([lax.exitCode, lax.out.includes('never struck: at HrBackupEnd 9, hang')], [0, true]);
    const strict = await run([...words, '--strict']);
    assert.is(strict.exitCode, 1);
    assert.match(strict.out, '1 expectation was not met');
    assert.match(strict.out, 'A fault came to nothing: at HrBackupEnd 9, hang (HrBackupEnd was called once).');
    assert.is((await run(['play', file, '--fault', 'at HrBackupRead 3, shorten to 9', '--strict'])).exitCode, 0);
    const nowhere = await run(['play', file, '--fault', 'at 30 s, corrupt byte 3 of prib.edb']);
    assert.equal([nowhere.exitCode, nowhere.out], [2, '']);
    assert.match(
      nowhere.err,
      'a fault speaks of prib.edb, a file which the server can never have; did you mean priv.edb?',
    );
  }));

test('a fault that cannot be read or played ends with 2 and says where, before anything is played', () =>
  inFolder(async (file) => {
    const wrong = await run(['play', file, '--fault', 'at HrBackupReed 3, hang']);
    assert.equal([wrong.exitCode, wrong.out], [2, '']);
    assert.match(wrong.err, `--fault 'at HrBackupReed 3, hang': column 4: expected a function`);
    assert.match(wrong.err, 'did you mean "HrBackupRead"?; the language: edbproof faults');
    const nowhere = await run(['play', file, '--fault', 'at any call, kill directory']);
    assert.equal([nowhere.exitCode, nowhere.err.includes('a fault speaks of the directory')], [2, true]);
    const nothing = await run(['play', file, '--fault']);
    assert.is(nothing.exitCode, 2);
    const misspelt = await run(['play', file, '--falt', 'x']);
    assert.match(misspelt.err, 'did you mean --fault?');
  }));

test.run();
