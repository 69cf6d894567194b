import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compileLibrary, testsWith } from '../../binding/testing/tools.ts';
import { ExitCode, type Io } from './io.ts';
import { run } from './testing/run.ts';

const nativeTest = testsWith('the tests of edbproof drive', 'gcc');

const folder = mkdtempSync(join(tmpdir(), 'edbproof-drive-'));
test.after(() => rmSync(folder, { recursive: true }));

const sets = join(folder, 'sets');
mkdirSync(sets);
const library = join(folder, 'server.so');
const calls = join(folder, 'calls');

/** Runs `edbproof drive` with a library that misbehaves as the text says, and says which calls reached it. */
async function drive(words: readonly string[], misbehave = '', io: Partial<Io> = {}) {
  if (!existsSync(library)) compileLibrary('conformance/targets/testing/server.c', library);
  process.env['MISBEHAVE'] = misbehave;
  process.env['SEEN_CALLS'] = calls;
  try {
    const said = await run(['drive', '--library', library, '--server', 'EXCH1', ...words], io);
    const reached = existsSync(calls) ? readFileSync(calls, 'utf8').split('\n') : [];
    return { ...said, reached: reached.filter((name) => name !== '' && name !== 'load' && name !== 'unload') };
  } finally {
    rmSync(calls, { force: true });
    delete process.env['MISBEHAVE'];
    delete process.env['SEEN_CALLS'];
  }
}

const set = (name: string): string => `${sets}/${name}`;

nativeTest('a backup says beforehand what it does to which server, and afterwards what came of it', async () => {
  const { out, err, exitCode, reached } = await drive(['--kind', 'full', '--set', set('first')]);
  assert.is(err, '');
  assert.is(exitCode, ExitCode.good);
  assert.is(
    out,
    `Library: ${library}, a 64-bit Linux library (x64); not edbproof's own simulator: it is not the drop-in library that was built here.
Server:  EXCH1, Exchange MDB Database
Task:    full backup, W functions
Calls:   HrBackupPrepare, HrBackupGetDatabaseNames, HrBackupOpenFile, HrBackupRead, HrBackupClose, BackupFree, HrBackupGetBackupLogs, HrBackupEnd
Changes: The set ${set('first')} is written on this computer.
Skips:   HrBackupTruncateLogs, because --allow-truncate was not given. The logs stay; the set is in effect a copy, and its manifest says so.

completed after 13 calls
Set: ${set('first')}, copy, 2 files, 90000 bytes, logs 1 to 1
Skipped: HrBackupTruncateLogs (--allow-truncate was not given)
Trace: ${set('first')}.trace.jsonl
`,
  );
  assert.not.ok(reached.includes('HrBackupTruncateLogs'));
  const trace = readFileSync(`${set('first')}.trace.jsonl`, 'utf8');
  assert.match(trace, /"event":"skipped","call":"HrBackupTruncateLogs","needs":"--allow-truncate"/);
  assert.match(readFileSync(`${set('first')}/manifest.json`, 'utf8'), /"kind": "copy"/);
});

nativeTest('with --allow-truncate logs are truncated, and the plan says so', async () => {
  const { out, exitCode, reached } = await drive(
    ['--kind', 'incremental', '--set', set('second'), '--allow-truncate', '--form', 'A', '--buffer-kib', '12'],
    'HrBackupEnd:1:fail',
  );
  assert.is(exitCode, ExitCode.good);
  assert.match(out, /^Changes: HrBackupTruncateLogs deletes logs on EXCH1/m);
  assert.not.match(out, /Skips|Skipped/);
  assert.match(out, /^completed with warnings after \d+ calls$/m);
  assert.match(out, /^Warning: HrBackupEnd failed with hrError 0xC7FF0002/m);
  assert.ok(reached.includes('HrBackupTruncateLogs'));
});

nativeTest(
  'without --allow-register a restore changes nothing; with it, files are written and what is left open is said',
  async () => {
    await drive(['--kind', 'full', '--set', set('chain')]);
    const dry = await drive(['--kind', 'restore', '--set', set('chain')]);
    assert.is(dry.exitCode, ExitCode.good);
    assert.equal(dry.reached, ['HrRestorePrepare', 'HrRestoreGetDatabaseLocations', 'BackupFree', 'HrRestoreEnd']);
    assert.match(
      dry.out,
      /^Skips: {3}HrRestoreRegister, because --allow-register was not given\. Nothing is registered/m,
    );
    assert.match(dry.out, /^skipped after 4 calls$/m);

    const disk = join(folder, 'disk');
    mkdirSync(join(disk, 'D$/mdbdata'), { recursive: true });
    const words = ['--kind', 'restore', '--set', set('chain'), '--disk', disk, '--allow-register'];
    const open = await drive([...words, '--trace', join(folder, 'open.jsonl')]);
    assert.is(open.exitCode, ExitCode.good);
    assert.match(
      open.out,
      /^Skips: {3}HrRestoreRegisterComplete, because --allow-complete was not given\. The service stays/m,
    );
    assert.not.ok(open.reached.includes('HrRestoreRegisterComplete'));
    assert.equal(readdirSync(join(disk, 'D$/mdbdata')).sort(), ['edb00001.log', 'priv.edb']);

    const whole = await drive([...words, '--allow-complete', '--erase', '--trace', join(folder, 'whole.jsonl')]);
    assert.is(whole.exitCode, ExitCode.good);
    assert.ok(whole.reached.includes('HrRestoreRegisterComplete'));
    assert.match(whole.out, /^Changes: All logs, and the databases/m);
    assert.match(whole.out, /^Restored: chain: logs 1 to 1, \\\\EXCH1\\D\$\\mdbdata\\priv\.edb$/m);
  },
);

nativeTest('a crash and a hang are results: the call is named, the set is gone, the trace stays', async () => {
  const crash = await drive(['--kind', 'copy', '--set', set('crash')], 'HrBackupRead:2:segv');
  assert.is(crash.exitCode, ExitCode.unmet);
  assert.match(
    crash.out,
    /^The library's process died by SIGSEGV \(an access violation\) during HrBackupRead\(context, buffer, 65536\)\.$/m,
  );
  assert.match(crash.out, /^The unfinished set .*crash\.incomplete was removed\.$/m);
  assert.match(readFileSync(`${set('crash')}.trace.jsonl`, 'utf8'), /"event":"crashed","during":"HrBackupRead/);
  assert.not.ok(existsSync(`${set('crash')}.incomplete`));
  const hang = await drive(['--kind', 'copy', '--set', set('hang'), '--call-limit', '1'], 'HrBackupEnd:1:loop');
  assert.is(hang.exitCode, ExitCode.unmet);
  assert.match(hang.out, /^HrBackupEnd\(context\) did not come back within 1 s, and the process was killed\.$/m);
  assert.match(hang.out, /^The set .*hang was finished before, and is good\.$/m);
  const after = await drive(['--kind', 'copy', '--set', set('after')], 'unload:1:segv');
  assert.is(after.exitCode, ExitCode.good);
  assert.match(after.out, /^Warning: when all was done, the library's process died by SIGSEGV/m);
  const failed = await drive(['--kind', 'copy', '--set', set('failed')], 'HrBackupOpenFile:1:fail');
  assert.is(failed.exitCode, ExitCode.unmet);
  assert.match(failed.out, /^failed after \d+ calls\nHrBackupOpenFileW failed for .* with hrLogFileNotFound/m);
});

nativeTest('--json gives the plan and the result, one object each, and nothing else', async () => {
  const { out } = await drive(['--kind', 'differential', '--set', set('json'), '--json'], 'HrBackupClose:1:print');
  const [plan, result, end] = out.split('\n');
  assert.is(end, '');
  assert.is(JSON.parse(plan ?? '').event, 'plan');
  const parsed = JSON.parse(result ?? '');
  assert.equal([parsed.event, parsed.ending.kind, parsed.output], ['result', 'ended', 'the library says hello\n']);
  const text = await drive(['--kind', 'differential', '--set', set('text')], 'HrBackupClose:1:print');
  assert.match(text.out, /^The library printed: the library says hello$/m);
});

nativeTest('an interrupt ends the session and leaves nothing that looks finished', async () => {
  const { out, exitCode } = await drive(['--kind', 'copy', '--set', set('stopped')], '', {
    signal: AbortSignal.abort(),
  });
  assert.is(exitCode, ExitCode.interrupted);
  assert.match(out, /^interrupted after 0 calls\nthe run was interrupted\.$/m);
  assert.not.ok(existsSync(set('stopped')));
});

nativeTest('what does not fit together is refused before anything is loaded', async () => {
  writeFileSync(join(folder, 'there.jsonl'), '');
  mkdirSync(set('there'));
  const restore = ['--kind', 'restore', '--set', set('there')];
  const copy = ['--kind', 'copy', '--set', set('new')];
  const refusals: readonly (readonly [readonly string[], RegExp])[] = [
    [['--kind', 'copy', '--set', set('a'), '--set', set('b')], /^A backup writes one set/],
    [
      [...copy, '--allow-register'],
      /^--allow-register, --allow-complete, --erase and --disk belong to --kind restore\.$/m,
    ],
    [[...restore, '--allow-truncate'], /^--allow-truncate belongs to a backup/],
    [[...restore, '--allow-complete'], /^--allow-complete completes what --allow-register began: give both\.$/m],
    [[...restore, '--allow-register'], /^Say with --disk DIR where the disks of EXCH1 are/],
    [
      [...restore, '--allow-register', '--disk', `${folder}/nodisk`],
      /^There is no folder .*nodisk for the disks of EXCH1: --disk names it\.$/m,
    ],
    [['--kind', 'restore', '--set', set('absent')], /^There is no set .*absent\.$/m],
    [
      ['--kind', 'copy', '--set', set('there')],
      /there exists already, and nothing is overwritten: give another --set\.$/m,
    ],
    [['--kind', 'copy', '--set', `${folder}/absent/x`], /^There is no folder .*absent for the set: create it\.$/m],
    [[...copy, '--trace', join(folder, 'there.jsonl')], /there\.jsonl exists already, .*give another --trace\.$/m],
    [[...copy, '--call-limit', '0'], /--call-limit must be above 0/],
    [[...copy, '--time-limit', '-3'], /--time-limit must be above 0/],
    [[...copy, '--kin', 'x'], /did you mean --kind\?/],
    [[], /Missing required arguments: kind, set/],
  ];
  for (const [words, said] of refusals) {
    const { err, out, exitCode, reached } = await drive(words);
    assert.match(err, said);
    assert.equal([exitCode, out, reached], [ExitCode.usage, '', []], words.join(' '));
  }
  assert.equal(
    readdirSync(sets).filter((name) => name.startsWith('new')),
    [],
    'no trace is left behind either',
  );
});

test('a library for another machine is refused with what it is', async () => {
  const path = join(folder, 'text.dll');
  writeFileSync(path, 'no library');
  const words = ['drive', '--library', path, '--server', 'EXCH1', '--kind', 'copy', '--set', set('x')];
  const { err, exitCode } = await run(words);
  assert.is(exitCode, ExitCode.usage);
  assert.is(
    err,
    `${path} is no library: it begins like no program file. Give the path of edbbcli.dll or libedbbcli.so.\n`,
  );
});

test.run();
