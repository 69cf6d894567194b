import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scenarioJsonSchema } from '../runner/index.ts';
import { progressLine } from './progressLine.ts';
import { run, testIo } from './testing/run.ts';

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-cli-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('--help and --version answer on the output and succeed', async () => {
  const help = await run(['--help']);
  assert.is(help.exitCode, 0);
  for (const command of ['play', 'explain', 'profiles', 'facets', 'requirements', 'schema', 'verify-set'])
    assert.match(help.out, `edbproof ${command}`);
  const version = await run(['--version']);
  assert.equal([version.exitCode, version.out], [0, '1.2.3\n']);
  for (const command of ['play', 'explain', 'profiles', 'facets', 'requirements', 'schema', 'verify-set']) {
    const { out, exitCode } = await run([command, '--help']);
    assert.is(exitCode, 0);
    assert.match(out, 'Examples:', `${command} --help has an example`);
  }
});

test('an unknown command or option ends with 2 and names the nearest', async () => {
  const noCommand = await run([]);
  assert.equal([noCommand.exitCode, noCommand.out], [2, '']);
  assert.match(noCommand.err, 'say what to do');
  const command = await run(['expalin', 'hrNone']);
  assert.is(command.exitCode, 2);
  assert.match(command.err, 'did you mean explain?');
  const option = await run(['play', 'x.yaml', '--sed', '3']);
  assert.is(option.exitCode, 2);
  assert.match(option.err, 'did you mean --seed?');
  const far = await run(['play', 'x.yaml', '--qqqqqq']);
  assert.is(far.exitCode, 2);
  assert.not.match(far.err, 'did you mean');
  const badSeed = await run(['play', 'x.yaml', '--seed', '1.5']);
  assert.equal([badSeed.exitCode, badSeed.err.includes('whole number')], [2, true]);
  const swallowing = await run(['play', '--sed', 'x.yaml']);
  assert.equal(
    [swallowing.exitCode, swallowing.err.split('\n')[0]],
    [2, 'edbproof: Unknown argument: sed; did you mean --seed?'],
  );
  const ofNothing = await run(['play']);
  assert.equal(
    [ofNothing.exitCode, ofNothing.err.split('\n')[0]],
    [2, 'edbproof: play of what? See: edbproof play --help'],
  );
});

test('explain tells a code in every form, and says when it does not know it', async () => {
  const one = await run(['explain', '0xC8000230']);
  assert.is(one.exitCode, 0);
  for (const part of ['hrMissingFullBackup', '3355443760', '-939523536', 'engine -560', '0xFFFFFDD0', 'Q295751']) {
    assert.match(one.out, part);
  }
  for (const negative of [['-560'], ['--', '-560']]) {
    assert.match((await run(['explain', ...negative])).out, 'hrMissingFullBackup');
  }
  const several = await run(['explain', '102']);
  assert.match(several.out, '102 can be read in');
  const json = await run(['explain', '--json', 'hrCircularLogging']);
  const parsed: { text: string; readings: { code: { name: string } }[] }[] = JSON.parse(json.out);
  assert.is(parsed[0]?.readings[0]?.code.name, 'hrCircularLogging');
  const unknown = await run(['explain', 'hrCircularLoging', 'hrNone']);
  assert.is(unknown.exitCode, 2);
  assert.match(unknown.err, 'Did you mean hrCircularLogging');
  assert.match(unknown.out, 'hrNone', 'the others are still explained');
  assert.match((await run(['explain', 'zzzzzzzzzzzzzzz'])).err, 'Forms that are understood');
});

test('profiles lists the versions, and tells every facet of one', async () => {
  const all = await run(['profiles']);
  assert.match(all.out, /exchange-5\.5 +Microsoft Exchange Server 5\.5/);
  const one = await run(['profiles', 'exchange-5.5']);
  assert.match(one.out, 'Edbbcli.dll 5.5.1960.3. Source: file list of 5.5');
  assert.match(one.out, 'databases say 0x620,2  [DOCUMENTED]');
  assert.match(one.out, 'headers say Windows 4.0 build 1381 SP 6  [UNKNOWN]');
  assert.match(one.out, /circular-logging-refusal = hrCircularLogging {2}\[UNKNOWN\]/);
  const listed: { name: string }[] = JSON.parse((await run(['profiles', '--json'])).out);
  assert.ok(listed.some(({ name }) => name === 'exchange-4.0'));
  const facets: { facets: unknown[] } = JSON.parse((await run(['profiles', 'exchange-5.5', '--json'])).out);
  assert.ok(facets.facets.length > 10);
  const wrong = await run(['profiles', 'exchange-55']);
  assert.equal([wrong.exitCode, wrong.err.includes('did you mean "exchange-5.5"?')], [2, true]);
  assert.match((await run(['profiles', 'domino'])).err, 'known: exchange-4.0');
});

test('schema prints the JSON Schema of scenarios', async () => {
  const { out, exitCode } = await run(['schema']);
  assert.equal([exitCode, out], [0, scenarioJsonSchema()]);
});

const scenario = (steps: string, changes: readonly [string, string] = ['', '']): string =>
  `name: Test
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
${steps}`.replace(changes[0], changes[1]);

const fullRound = `  - load: { transactions: 20 }
  - backup: { kind: full, set: sunday }
  - lose: {}
  - restore: { sets: [sunday] }
  - start: {}
  - expect: { recovered: all }
`;

test('play tells every step, prints the seed, and ends with the verdict', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'round.yaml');
    writeFileSync(file, scenario(fullRound));
    const { out, err, exitCode } = await run(['play', file]);
    assert.is(exitCode, 0, out + err);
    assert.match(out, 'round.yaml, exchange-5.5, seed 7');
    assert.match(out, /as expected: Every committed transaction came back: \d+ rows in \d+ transactions\./);
    assert.match(out, '   1  load: ');
    const seeded = await run(['play', file, '--seed', '8', '--profile', 'exchange-5.0']);
    assert.match(seeded.out, 'round.yaml, exchange-5.0, seed 8');
    assert.is((await run(['play', file])).out, out, 'the same seed says the same');
  }));

test('play keeps sets and traces with --set, where verify-set finds them good or damaged', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'round.yaml');
    writeFileSync(file, scenario(fullRound));
    const sets = join(folder, 'sets');
    assert.is((await run(['play', file, '--set', sets])).exitCode, 0);
    assert.equal(readdirSync(join(sets, 'round')), ['restore-4.trace.jsonl', 'sunday', 'sunday.trace.jsonl']);
    const again = await run(['play', file, '--set', sets]);
    assert.equal([again.exitCode, again.err.includes('nothing is overwritten')], [2, true]);
    const inFile = await run(['play', file, '--set', file]);
    assert.equal([inFile.exitCode, inFile.err], [2, `${file}: it is no folder; give another --set\n`]);

    const set = join(sets, 'round', 'sunday');
    const good = await run(['verify-set', `${set}/`], { errorIsTerminal: true });
    assert.equal([good.exitCode, good.out.includes('good; full backup of Exchange MDB Database on EXCH1')], [0, true]);
    writeFileSync(join(set, '001-priv.edb'), 'x');
    const damaged = await run(['verify-set', set]);
    assert.is(damaged.exitCode, 1);
    assert.match(damaged.err, /sunday: 001-priv\.edb is truncated: 1 of \d+ bytes are there/);
    const json: { good: boolean; problems: string[] }[] = JSON.parse((await run(['verify-set', set, '--json'])).out);
    assert.equal([json[0]?.good, json[0]?.problems.length], [false, 1]);
    assert.is((await run(['verify-set', join(folder, 'nothing')])).exitCode, 2);
    const noFolder = await run(['verify-set', file]);
    assert.equal([noFolder.exitCode, noFolder.err], [2, `${file}: it is no folder\n`]);
  }));

test('an expectation that is not met ends with 1 and says expected, seen and how to look further', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'unmet.yaml');
    writeFileSync(file, scenario('  - load: { transactions: 5 }\n  - backup: { kind: incremental, set: monday }\n'));
    const { out, exitCode } = await run(['play', file, file]);
    assert.is(exitCode, 1);
    assert.match(out, /expected backup: ok\n {6}seen {5}backup: failed\n {6}hint: Take a full backup first/);
    assert.match(out, '1 expectation was not met');
    assert.match(out, '0 of 2 scenarios came out as expected');
    const json = await run(['play', file, '--json']);
    const events: { event: string; met?: boolean }[] = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(
      events.map(({ event }) => event),
      ['begin', 'step', 'step', 'verdict'],
    );
    assert.is(events.at(-1)?.met, false);
  }));

test('a scenario that cannot be read or played ends with 2 and says where', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, scenario('  - laod: {}\n'));
    const bad = await run(['play', file]);
    assert.equal([bad.exitCode, bad.err.includes('bad.yaml:10:5: unknown key "laod"')], [2, true]);
    assert.equal([(await run(['play', join(folder, 'no.yaml')])).exitCode, bad.out], [2, '']);
    writeFileSync(file, scenario('  - stop: { service: directory }\n'));
    assert.match((await run(['play', file])).err, 'step 1 speaks of the directory, which the server does not have');
    writeFileSync(file, scenario('  - defragment: { database: pub }\n'));
    assert.match((await run(['play', file])).err, 'step 1 speaks of pub.edb, which the server does not have');
    writeFileSync(file, scenario('  - stop: {}\n', ['seed: 7', 'seed: 7\n  facets: { no-such-facet: x }']));
    assert.match((await run(['play', file])).err, 'there is no facet "no-such-facet"');
    writeFileSync(file, scenario('  - stop: {}\n', ['seed: 7', 'seed: 7\n  facets: { end-of-fil: zero-bytes }']));
    assert.is(
      (await run(['play', file])).err,
      `${file}: there is no facet "end-of-fil"; did you mean "end-of-file"?\n`,
    );
    assert.match((await run(['play', file, '--profile', 'x'])).err, 'there is no profile "x"');
    writeFileSync(join(folder, 'a-file'), '');
    const blocked = await run(['play', file, '--set', join(folder, 'a-file')]);
    assert.is(blocked.exitCode, 2);
  }));

test('a run that is interrupted ends with 130, without a verdict', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'round.yaml');
    writeFileSync(file, scenario(fullRound));
    const stopped = await run(['play', file], { signal: AbortSignal.abort() });
    assert.is(stopped.exitCode, 130);
    const stop = new AbortController();
    const out: string[] = [];
    const late = await run(['play', file], {
      signal: stop.signal,
      out: (text) => {
        out.push(text);
        if (text.includes('load:')) stop.abort();
      },
    });
    assert.is(late.exitCode, 130);
    assert.match(out.join(''), 'interrupted: interrupted before its end');
  }));

test('progress is written over on a terminal, cleared at the end, and not there otherwise', () => {
  const written: string[] = [];
  const terminal = { err: (text: string) => void written.push(text), errorIsTerminal: true, errorColumns: 200 };
  const io = testIo(terminal);
  const progress = progressLine(io);
  progress.clear();
  progress.show('x'.repeat(300));
  progress.clear();
  progress.clear();
  assert.equal(written, [`\r${'x'.repeat(100)}\u001b[K`, '\r\u001b[K']);
  progressLine(testIo({ ...terminal, errorIsTerminal: false })).show('nothing');
  assert.is(written.length, 2);
});

test('progress is never wider than the terminal, and ten times a second at most', () => {
  const written: string[] = [];
  let now = 5000;
  const io = testIo({ err: (text) => void written.push(text), errorIsTerminal: true, errorColumns: 40 });
  const progress = progressLine(io, () => now);
  for (let millisecond = 0; millisecond < 1000; millisecond++) {
    progress.show(`${millisecond} ${'𝄞'.repeat(300)}`);
    now += 1;
  }
  assert.is(written.length, 10);
  for (const line of written) assert.is([...line].length, '\r'.length + 39 + '\u001b[K'.length);
  progress.show('a line of its own');
  progress.clear();
  now += 1;
  progress.show('too soon');
  progress.clear();
  assert.is(written.length, 12, 'what was cleared does not flicker');
});

test('colours are used only where they are wanted', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'round.yaml');
    writeFileSync(file, scenario(fullRound));
    assert.match((await run(['play', file], { color: true })).out, '\u001b[32m');
    assert.not.match((await run(['play', file])).out, '\u001b[');
  }));

const program = fileURLToPath(new URL('main.js', import.meta.url));

test('the program itself runs: output, error output, exit codes, version', () => {
  const runProgram = (...argv: string[]) => spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8' });
  const explained = runProgram('explain', 'hrNone');
  assert.equal([explained.status, explained.stderr], [0, '']);
  assert.match(explained.stdout, 'hrNone');
  const unknown = runProgram('nothing');
  assert.equal([unknown.status, unknown.stdout], [2, '']);
  const packageFile = new URL('../../../package.json', import.meta.url);
  const { version }: { version: string } = JSON.parse(readFileSync(packageFile, 'utf8'));
  assert.is(runProgram('--version').stdout, `${version}\n`);
});

test('Ctrl-C in the middle of a backup ends with 130, and nothing that looks finished is left', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'long.yaml');
    writeFileSync(file, scenario('  - backup: { kind: full, set: sunday, loadDuring: 300 }\n'));
    const sets = join(folder, 'sets');
    const child = spawn(process.execPath, [program, 'play', file, '--set', sets]);
    const pieces: string[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece.toString()));
    const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
    // The folder of the set appears when the backup has begun.
    while (!existsSync(join(sets, 'long', 'sunday.incomplete')) && child.exitCode === null) await setTimeout(5);
    child.kill('SIGINT');
    assert.is(await exited, 130, pieces.join(''));
    assert.match(pieces.join(''), 'no set: the run was interrupted.');
    assert.equal(readdirSync(join(sets, 'long')), ['sunday.trace.jsonl']);
    const trace = readFileSync(join(sets, 'long', 'sunday.trace.jsonl'), 'utf8');
    assert.match(trace.trim().split('\n').at(-1) ?? '', '"call":"HrBackupEnd"');
    assert.not.match(trace, 'HrBackupTruncateLogs');
  }));

test.run();
