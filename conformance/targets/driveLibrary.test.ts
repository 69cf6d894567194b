import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../../binding/testing/tools.ts';
import { NodeStorage, verifySet } from '../agent/index.ts';
import type { Drive } from './driveLibrary.ts';
import { endingText } from './ending.ts';
import { everythingAllowed } from './job.ts';
import { callsIn, type Driven, NativeServer, until } from './testing/nativeServer.ts';

const nativeTest = testsWith('the tests of libraries in a process of their own', 'gcc');

let shared: NativeServer | null = null;
const native = (): NativeServer => {
  shared ??= new NativeServer();
  return shared;
};
test.after(() => shared?.remove());

const endingOf = ({ ending }: Driven): string =>
  ending.kind === 'ended' ? `${ending.report.result}: ${ending.report.what}` : endingText(ending);

/** Some at a time: each is a process. */
async function driveAll(misbehaviours: readonly string[], changes: Partial<Drive> = {}): Promise<Map<string, Driven>> {
  const driven = new Map<string, Driven>();
  for (let index = 0; index < misbehaviours.length; index += 3) {
    const some = misbehaviours.slice(index, index + 3);
    const results = await Promise.all(some.map((misbehave) => native().drive(misbehave, changes)));
    for (const [at, result] of results.entries()) driven.set(some[at] ?? '', result);
  }
  return driven;
}

nativeTest('a backup through a library ends with a set that is good, and a trace of every call', async () => {
  const job = native().job('good', { permissions: everythingAllowed });
  const nths: number[] = [];
  const driven = await native().drive('', { job, onCall: (nth) => nths.push(nth) });
  assert.ok(driven.ending.kind === 'ended');
  const { report, deathAfterwards } = driven.ending;
  assert.equal(report.set, {
    path: `${native().sets}/good`,
    kind: 'full',
    files: 2,
    sizeBytes: 90_000,
    lowGeneration: 1,
    highGeneration: 1,
  });
  assert.is(report.result, 'completed');
  assert.equal([report.skipped, report.warnings, report.unfreedLists, report.strayFrees], [[], [], 0, 0]);
  assert.is(deathAfterwards, null);
  assert.is(driven.finished, `${native().sets}/good`);
  const verified = await verifySet(new NodeStorage(), `${native().sets}/good`);
  assert.ok(verified.ok && verified.manifest.kind === 'full' && verified.manifest.takenAt === job.takenAt);
  const called = driven.lines.flatMap((line) => /"call":"(\w+?)[AW]?"/.exec(line)?.[1] ?? []);
  assert.equal(called, driven.reached);
  assert.is(driven.calls, called.length);
  assert.equal(
    nths,
    called.map((_, index) => index + 1),
  );
});

nativeTest('a crash names the call and how the process died, and the unfinished set is gone', async () => {
  const driven = await driveAll([
    'HrBackupPrepare:1:segv',
    'HrBackupRead:2:segv',
    'HrBackupOpenFile:2:abort',
    'HrBackupClose:1:exit',
    'HrBackupGetBackupLogs:1:quit',
    'BackupFree:1:segv',
  ]);
  assert.equal([...driven.values()].map(endingOf), [
    'The library\'s process died by SIGSEGV (an access violation) during HrBackupPrepareW("EXCH1", "Exchange MDB Database", 0, 1).',
    "The library's process died by SIGSEGV (an access violation) during HrBackupRead(context, buffer, 65536).",
    "The library's process died by SIGABRT (an abort, as after a failed assertion or a damaged heap) during " +
      String.raw`HrBackupOpenFileW(context, "\\\\EXCH1\\D$\\mdbdata\\edb00001.log", 65536).`,
    "The library's process died with exit code 3 during HrBackupClose(context).",
    "The library's process died with exit code 0 during HrBackupGetBackupLogsW(context).",
    "The library's process died by SIGSEGV (an access violation) during BackupFree(list).",
  ]);
  for (const [misbehave, { reached, lines, discarded, finished, calls }] of driven) {
    const [name] = misbehave.split(':');
    assert.is(reached.at(-1), name, 'the call that is blamed is the last that reached the library');
    assert.is(calls, reached.length);
    assert.is(discarded === null, misbehave.startsWith('HrBackupPrepare'), 'before the set there is nothing to remove');
    assert.is(finished, null);
    const last: Record<string, unknown> = JSON.parse(lines.at(-1) ?? '');
    assert.is(last['event'], 'crashed');
    assert.is(last['n'], reached.length, 'as many lines as calls, the last for the one that did not come back');
    assert.match(String(last['during']), new RegExp(`^${name}`));
  }
  assert.equal(
    native().setNames.filter((name) => name.endsWith('.incomplete')),
    [],
  );
});

nativeTest('a crash after the set was durable leaves the set', async () => {
  const job = native().job('durable', { permissions: everythingAllowed });
  const driven = await native().drive('HrBackupTruncateLogs:1:segv', { job });
  assert.is(driven.ending.kind, 'crashed');
  assert.is(driven.finished, `${native().sets}/durable`);
  assert.is(driven.discarded, null);
  assert.ok((await verifySet(new NodeStorage(), driven.finished ?? '')).ok);
});

nativeTest(
  'a call that does not come back is killed after its limit and named; one that takes its time is not',
  async () => {
    const limits = { callSeconds: 1, wholeSeconds: 60 };
    const driven = await driveAll(['HrBackupRead:2:loop', 'load:1:loop', 'HrBackupRead:1:nap'], { limits });
    assert.equal(
      [...driven.values()].map(endingOf).map((text) => text.replace(native().library, 'LIBRARY')),
      [
        'HrBackupRead(context, buffer, 65536) did not come back within 1 s, and the process was killed.',
        'loading LIBRARY did not come back within 1 s, and the process was killed.',
        'completed: null',
      ],
    );
    const [looping] = driven.values();
    assert.match(looping?.lines.at(-1) ?? '', /^\{"n":5,"event":"hung","during":"HrBackupRead/);
    assert.match(looping?.discarded ?? '', /\.incomplete$/);
  },
);

nativeTest('the limit of the whole ends a run that never hangs in one call', async () => {
  const driven = await native().drive('HrBackupRead:1:loop', { limits: { callSeconds: 60, wholeSeconds: 1.5 } });
  assert.is(driven.ending.kind, 'overran');
  assert.match(endingOf(driven), /^The limit of 1\.5 s for the whole run passed, and the process was killed\./);
});

nativeTest(
  'a library that dies while it is loaded or unloaded is told apart from one that dies in a call',
  async () => {
    const driven = await driveAll(['load:1:abort', 'unload:1:segv', 'unload:1:loop'], {
      limits: { callSeconds: 2, wholeSeconds: 60 },
    });
    const [loading, unloading, stuck] = [...driven.values()];
    assert.match(loading === undefined ? '' : endingOf(loading), /SIGABRT.* during loading .*server\.so\.$/);
    assert.is(loading?.calls, 0);
    assert.ok(unloading?.ending.kind === 'ended' && unloading.ending.report.result === 'completed');
    assert.equal(unloading.ending.deathAfterwards, { kind: 'signal', signal: 'SIGSEGV' });
    assert.ok(stuck?.ending.kind === 'ended');
    assert.equal(stuck.ending.deathAfterwards, { kind: 'signal', signal: 'SIGKILL' });
  },
);

nativeTest(
  'garbage instead of a list, a size or a context is a failure of that call, and all is put away',
  async () => {
    const list = 'failed: HrBackupGetDatabaseNamesW succeeded, but byte';
    const expected = {
      'HrBackupGetDatabaseNames:1:no-nul': `${list} 60 of its list cannot be read: the last entry has no NUL`,
      'HrBackupGetDatabaseNames:1:empty': `${list} 0 of its list cannot be read: the NUL that closes the list is missing`,
      'HrBackupGetDatabaseNames:1:huge': `${list} 0 of its list cannot be read: it says 4294967280 bytes and has 0`,
      'HrBackupGetBackupLogs:1:no-list': 'failed: HrBackupGetBackupLogsW succeeded, but it gave no list',
      'HrBackupOpenFile:1:negative': 'failed: HrBackupOpenFileW succeeded, but it advertised a size of -1 bytes',
      'HrBackupRead:1:too-much':
        'failed: HrBackupRead succeeded, but it says it put 65537 bytes into a buffer of 65536',
      'HrBackupPrepare:1:no-context': 'failed: HrBackupPrepareW succeeded, but it gave no context',
    };
    for (const [misbehave, text] of Object.entries(expected)) {
      const { report, reached } = await native().runHere(misbehave);
      assert.is(`${report.result}: ${report.what}`, text);
      assert.is(reached.includes('HrBackupEnd'), !misbehave.startsWith('HrBackupPrepare'), misbehave);
      assert.not.ok(reached.includes('HrBackupTruncateLogs'));
      assert.is(report.unfreedLists, 0, 'also such lists are freed');
    }
    const refused = await native().runHere('HrBackupGetBackupLogs:1:fail');
    assert.match(refused.report.what ?? '', /^HrBackupGetBackupLogsW failed with hrError 0xC7FF0002 \(-939589630\)/);
  },
);

nativeTest('a list that claims memory it has not is a crash of that call, or is read and refused', async () => {
  const driven = await native().drive('HrBackupGetDatabaseNames:1:beyond');
  if (driven.ending.kind === 'crashed') assert.is(driven.ending.during, 'HrBackupGetDatabaseNamesW(context)');
  else assert.match(endingOf(driven), /^failed: HrBackupGetDatabaseNamesW succeeded, but byte \d+ of its list/);
});

nativeTest('what the library prints is kept, and what it writes over our line to it is ignored', async () => {
  const driven = await driveAll(['HrBackupClose:1:print', 'HrBackupClose:1:scribble']);
  const [printing, scribbling] = [...driven.values()];
  assert.is(printing?.output, 'the library says hello\n');
  assert.is(scribbling?.ending.kind, 'ended');
  assert.is(printing?.ending.kind, 'ended');
});

nativeTest('an interrupt ends the session in order between two calls, and the set is gone', async () => {
  const stop = new AbortController();
  const gate = join(native().folder, 'gate-of-interrupt');
  const driven = await native().drive('HrBackupRead:3:gate', {
    job: native().job('interrupted', { bufferSizeBytes: 12_288, permissions: everythingAllowed }),
    environment: { DATABASE_BYTES: '2000000', GATE: gate },
    signal: stop.signal,
    onCall: (nth) => {
      if (nth !== 6) return;
      stop.abort();
      writeFileSync(gate, '');
    },
  });
  assert.ok(driven.ending.kind === 'ended');
  assert.is(driven.ending.report.result, 'interrupted');
  assert.equal(driven.reached.slice(-3), ['HrBackupClose', 'BackupFree', 'HrBackupEnd']);
  assert.ok(driven.calls < 110, `after ${driven.calls} calls, of which a whole backup has 170`);
  assert.is(driven.finished, null);
  const never = await native().drive('', { job: native().job('never'), signal: AbortSignal.abort() });
  assert.ok(never.ending.kind === 'ended');
  assert.is(never.ending.report.result, 'interrupted');
  assert.equal(never.reached, []);
  assert.equal(
    native().setNames.filter((name) => /^(interrupted|never)/.test(name)),
    [],
  );
});

nativeTest('when the driving program is killed, the session on the server is still ended in order', async () => {
  const gate = join(native().folder, 'gate-of-death');
  const seen = join(native().folder, 'calls-of-orphan');
  const doomed = native().startDoomed(gate, seen);
  await until(() => callsIn(seen).includes('HrBackupRead'), 'the first read');
  doomed.kill('SIGKILL');
  await once(doomed, 'exit');
  writeFileSync(gate, '');
  await until(() => callsIn(seen).includes('HrBackupEnd'), 'the end of the session');
  assert.equal(callsIn(seen).slice(-3), ['HrBackupClose', 'BackupFree', 'HrBackupEnd']);
  await until(() => !native().setNames.some((name) => name.startsWith('orphan')), 'the unfinished set is removed');
});

nativeTest(
  'a file that is no library is refused without a call, and a job that is none is our own defect',
  async () => {
    const text = join(native().folder, 'text.so');
    writeFileSync(text, 'no library\n');
    const refused = await native().drive('', { job: { ...native().job('refused'), library: text } });
    assert.equal(refused.ending, {
      kind: 'not-opened',
      problem: `${text} is no library: it begins like no program file`,
      advice: 'Give the path of edbbcli.dll or libedbbcli.so.',
    });
    const broken = await native().drive('', { job: { ...native().job('broken'), server: '' } });
    assert.ok(broken.ending.kind === 'broken' && broken.ending.text.includes('server'));
    assert.match(endingOf(broken), /^Driving the library ended with a defect of edbproof: /);
  },
);

nativeTest('a set that is there already is not touched', async () => {
  const job = native().job('twice');
  await native().drive('', { job });
  const again = await native().drive('HrBackupEnd:1:segv', { job });
  assert.match(endingOf(again), /^failed: the set .*twice exists already, and nothing is overwritten\.$/);
  assert.equal(again.reached, []);
  assert.ok((await verifySet(new NodeStorage(), join(native().sets, 'twice'))).ok);
});

test.run();
