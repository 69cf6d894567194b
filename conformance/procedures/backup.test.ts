import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ExportName, Hr, Win32 } from '../../simulator/protocol/index.ts';
import { backup } from './backup.ts';
import { noDeviations } from './deviations.ts';
import { drive } from './drive.ts';
import { type FullBackupReason, fullBackupReasons } from './fullBackupReason.ts';
import type { BackupOptions } from './options.ts';
import { failOn, options, owesNothing, run } from './testing/backupRun.ts';
import { FakeServer, fakeDatabases, fakeLog, fakeLogs } from './testing/fakeServer.ts';
import { MemorySink } from './testing/memorySink.ts';

test('a full backup makes the documented calls in the documented order, and commits before it truncates', () => {
  const { server, outcome } = run('full');
  const folder = '\\\\EXCH1\\D$\\exchsrvr\\mdbdata';
  const file = (name: string): string[] => [`HrBackupOpenFileW ${folder}\\${name}`, 'HrBackupRead', 'HrBackupClose'];
  assert.equal(server.order, [
    'HrBackupPrepareW EXCH1 0 1',
    'HrBackupGetDatabaseNamesW',
    ...file('priv.edb'),
    ...file('pub.edb'),
    'BackupFree',
    'HrBackupGetBackupLogsW',
    ...file('edb00005.log'),
    ...file('edb00006.log'),
    ...file('priv.pat'),
    ...file('pub.pat'),
    'BackupFree',
    'HrBackupRead COMMIT',
    'HrBackupTruncateLogs',
    'HrBackupEnd',
  ]);
  assert.is(outcome.result, 'completed');
  assert.is(outcome.truncation, 'done');
  owesNothing(server);
});

test('a backup hands the sink every byte of every file, with its token and generation', () => {
  const { sink, outcome } = run('full');
  for (const file of [...fakeDatabases(), ...fakeLogs()]) {
    assert.equal(sink.bytesOf(file.path), file.content, file.path);
  }
  assert.equal(
    outcome.set?.files.map(({ token, sizeBytes, generation }) => [token, sizeBytes, generation?.fromHeader ?? null]),
    [
      [0x45, 200_000, null],
      [0x46, 70_001, null],
      [0x21, 5000, 5],
      [0x21, 5000, 6],
      [0x28, 8192, null],
      [0x28, 12_288, null],
    ],
  );
  assert.equal([outcome.set?.lowGeneration, outcome.set?.highGeneration], [5, 6]);
});

test('incremental truncates, differential and copy never do, and only full and copy ask for databases', () => {
  const kinds = ['full', 'incremental', 'differential', 'copy'] as const;
  const seen = kinds.map((kind) => {
    const { server, outcome } = run(kind);
    owesNothing(server);
    assert.is(outcome.result, 'completed');
    return [kind, server.order[0], server.count('HrBackupGetDatabaseNamesW'), server.count('HrBackupTruncateLogs')];
  });
  assert.equal(seen, [
    ['full', 'HrBackupPrepareW EXCH1 0 1', 1, 1],
    ['incremental', 'HrBackupPrepareW EXCH1 1 2', 0, 1],
    ['differential', 'HrBackupPrepareW EXCH1 1 2', 0, 0],
    ['copy', 'HrBackupPrepareW EXCH1 0 1', 1, 0],
  ]);
});

test('the A form makes only A calls, and file names of the code page survive the way to the server and back', () => {
  const path = '\\\\EXCH1\\D$\\データ\\edb00007.log';
  const logs = [{ ...fakeLog(7), path }];
  const server = new FakeServer([], logs, { codePage: 'cp932' });
  const sink = new MemorySink(server);
  const outcome = drive(backup(options('incremental', { form: { kind: 'A', codePage: 'cp932' } })), sink);
  assert.is(outcome.result, 'completed');
  assert.equal([...sink.files.keys()], [path]);
  assert.is(server.calls.filter(({ name }) => name.endsWith('W')).length, 0);
  owesNothing(server);
});

test('without a word the W form is called, and no call of the A form is made (A-30)', () => {
  for (const kind of ['full', 'incremental'] as const) {
    const { server, outcome } = run(kind);
    assert.is(outcome.result, 'completed');
    assert.is(server.calls.filter(({ name }) => name.endsWith('A')).length, 0);
  }
});

test('a server name that the code page cannot say is refused before anything is called', () => {
  const server = new FakeServer([], []);
  const ansi = options('full', { server: 'ΕΧΧ', form: { kind: 'A', codePage: 'cp1252' } });
  const outcome = drive(backup(ansi), new MemorySink(server));
  assert.is(outcome.failure?.kind, 'input');
  assert.is(server.calls.length, 0);
});

test('a server name with an underscore and a buffer that breaks a limit are refused before anything is called', () => {
  const bad: Partial<BackupOptions>[] = [
    { server: 'EX_1' },
    { server: '' },
    { bufferSizeBytes: 8192 },
    { bufferSizeBytes: 65_535 },
    { bufferSizeBytes: 64 * 1024 * 1024 + 4096 },
  ];
  for (const changes of bad) {
    const { server, outcome } = run('full', {}, changes);
    assert.is(outcome.result, 'failed', JSON.stringify(changes));
    assert.is(outcome.failure?.kind, 'input');
    assert.is(server.calls.length, 0);
  }
  const { bufferSizeBytes } = options('full');
  assert.ok(
    bufferSizeBytes % 4096 === 0 && bufferSizeBytes >= 3 * 4096 && bufferSizeBytes <= 512 * 1024,
    'the default',
  );
});

test('both ways to say end of file are understood, and nothing is read after the advertised size', () => {
  const missingTail = { [fakeDatabases()[0]?.path ?? '']: 1 };
  for (const endOfFile of ['no-bytes', 'code'] as const) {
    const short = run('full', { endOfFile, missingTail });
    assert.is(short.outcome.failure?.kind, 'file');
    assert.match(short.outcome.failure?.what ?? '', /ended after 199999 of 200000 advertised bytes/);
    assert.is(short.server.count('HrBackupTruncateLogs'), 0);
    owesNothing(short.server);
    // FakeServer complains when a client asks for more after the last byte.
    const whole = run('full', { endOfFile });
    assert.is(whole.outcome.result, 'completed');
    owesNothing(whole.server);
  }
});

test('any failing call ends the backup without truncation, with everything put away (property)', () => {
  const failing: readonly ExportName[] = [
    'HrBackupPrepareW',
    'HrBackupGetDatabaseNamesW',
    'HrBackupOpenFileW',
    'HrBackupRead',
    'HrBackupClose',
    'HrBackupGetBackupLogsW',
  ];
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...failing),
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom(Hr.hrReadVerifyFailure, Hr.hrCommunicationError, Win32.ERROR_INVALID_PARAMETER, Hr.hrDiskFull),
      fc.constantFrom('full', 'incremental', 'differential', 'copy' as const),
      (name, nth, code, kind) => {
        const { server, sink, outcome } = run(kind, { answer: failOn(name, code, nth) });
        owesNothing(server);
        if (server.count(name) < nth) {
          assert.is(outcome.result, 'completed');
          return;
        }
        seen.add(name);
        assert.is(outcome.result, 'failed');
        assert.equal([outcome.failure?.call, outcome.failure?.code], [name, code]);
        assert.match(outcome.failure?.what ?? '', name);
        assert.is(server.count('HrBackupTruncateLogs'), 0);
        assert.is(sink.committed, null);
        assert.is(server.count('HrBackupEnd'), name === 'HrBackupPrepareW' ? 0 : 1);
      },
    ),
    { seed: 20_261_123, numRuns: 300 },
  );
  assert.is(seen.size, failing.length, 'every call must have been seen to fail');
});

test('a refusal of the outside world at any step ends the backup in the same way (property)', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom('full', 'incremental' as const), (at, kind) => {
      let refusedKind = '';
      const { server, sink, outcome } = run(kind, { readLimitBytes: 20_000 }, {}, (step, nth) => {
        if (nth === at) refusedKind = step.kind;
        return nth === at;
      });
      owesNothing(server);
      if (refusedKind === '') return;
      seen.add(refusedKind);
      assert.is(outcome.result, 'failed');
      assert.is(outcome.failure?.kind, refusedKind === 'pause' ? 'interrupted' : 'world');
      assert.is(server.count('HrBackupTruncateLogs'), 0);
      assert.is(sink.committed, null);
    }),
    { seed: 7, numRuns: 250 },
  );
  assert.equal([...seen].sort(), ['begin-file', 'begin-set', 'commit-set', 'data', 'end-file', 'pause']);
});

test('short reads of any size give the same bytes (property)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 3, max: 128 }), (readLimitBytes, pages) => {
      const logs = [fakeLog(9, 30_000)];
      const server = new FakeServer([], logs, { readLimitBytes: Math.max(readLimitBytes, 37) });
      const sink = new MemorySink(server);
      drive(backup(options('incremental', { bufferSizeBytes: pages * 4096 })), sink);
      assert.equal(sink.bytesOf(logs[0]?.path ?? ''), logs[0]?.content);
      owesNothing(server);
    }),
    { seed: 3, numRuns: 60 },
  );
});

test('a read error survives the success of HrBackupClose, unless the client deviates as the SDK sample does', () => {
  const answer = failOn('HrBackupRead', Hr.hrReadVerifyFailure, 2);
  const strict = run('full', { answer });
  assert.is(strict.outcome.failure?.codeName, 'hrReadVerifyFailure');
  const deviating = run('full', { answer }, { deviations: { ...noDeviations, closeHidesReadError: true } });
  assert.is(deviating.outcome.failure, null);
  assert.is(deviating.server.count('HrBackupTruncateLogs'), 1);
  assert.is(deviating.outcome.set?.files[0]?.sizeBytes, 65_536, 'a broken file that counts as good');
});

test('a failing close after a failed read is told as well, and does not replace it', () => {
  const answer = (name: ExportName) =>
    name === 'HrBackupRead' ? Hr.hrDiskIO : name === 'HrBackupClose' ? Hr.hrInvalidHandle : null;
  const { outcome } = run('incremental', { answer });
  assert.is(outcome.failure?.codeName, 'hrDiskIO');
  assert.match(outcome.warnings[0] ?? '', 'HrBackupClose');
});

test('a refused logs-only backup becomes a full one when asked to, and says so', () => {
  const refusal = failOn('HrBackupPrepareW', Hr.hrCircularLogging);
  const { sink, outcome, server } = run('incremental', { answer: refusal }, { fallback: true });
  assert.is(outcome.result, 'completed');
  assert.is(outcome.set?.kind, 'full');
  assert.is(outcome.requestedKind, 'incremental');
  assert.is(outcome.refusal?.codeName, 'hrCircularLogging');
  assert.match(sink.notes[0] ?? '', 'A full backup is taken instead of the incremental one.');
  assert.equal(server.order.slice(0, 2), ['HrBackupPrepareW EXCH1 1 2', 'HrBackupPrepareW EXCH1 0 1']);
});

test('without fallback a refusal fails; an unreachable server is not asked a second time', () => {
  const refused = run('differential', { answer: failOn('HrBackupPrepareW', Hr.hrCircularLogging) });
  assert.is(refused.outcome.result, 'failed');
  assert.match(refused.outcome.failure?.advice ?? '', /circular logging off/);
  const unreachable = run(
    'incremental',
    { answer: failOn('HrBackupPrepareW', Hr.hrCouldNotConnect) },
    { fallback: true },
  );
  assert.is(unreachable.outcome.result, 'failed');
  assert.is(unreachable.server.count('HrBackupPrepareW'), 1);
});

test('the fallback happens once: when the full backup is refused too, the backup fails', () => {
  const answer = (name: ExportName) => (name === 'HrBackupPrepareW' ? Hr.hrMissingFullBackup : null);
  const { outcome, server } = run('incremental', { answer }, { fallback: true });
  assert.is(outcome.result, 'failed');
  assert.is(server.count('HrBackupPrepareW'), 2);
});

test('a failed truncation or a failed end is a warning about a good set, never silence', () => {
  for (const name of ['HrBackupTruncateLogs', 'HrBackupEnd'] as const) {
    const { outcome, sink, server } = run('full', { answer: failOn(name, Hr.hrError) });
    assert.is(outcome.result, 'completed-with-warnings');
    assert.is(outcome.followUps[0]?.call, name);
    assert.is.not(sink.committed, null);
    assert.is(outcome.truncation, name === 'HrBackupTruncateLogs' ? 'failed' : 'done');
    owesNothing(server);
  }
});

test('a log whose header disagrees with its name is a warning, and the header wins', () => {
  const log = fakeLog(9, 5000, 'edb00008.log');
  const outcome = drive(backup(options('incremental')), new MemorySink(new FakeServer([], [log])));
  assert.is(outcome.result, 'completed-with-warnings');
  assert.is(outcome.set?.highGeneration, 9);
  assert.match(outcome.warnings[0] ?? '', 'generation 9 by its header, not 8');
});

test('a log without a generation is a warning', () => {
  const nameless = fakeLog(9, 5000, 'edb.log');
  const empty = { ...fakeLog(4), content: new Uint8Array(0) };
  for (const log of [nameless, empty]) {
    const outcome = drive(backup(options('incremental')), new MemorySink(new FakeServer([], [log])));
    assert.is(outcome.result, 'completed-with-warnings');
    assert.is(outcome.set?.highGeneration, null);
  }
});

test('a list that cannot be decoded, or has the wrong size, fails the backup and is freed', () => {
  class BadList extends FakeServer {
    sizeOffset = 0;
    override HrBackupGetBackupLogsW(hbc: Parameters<FakeServer['HrBackupGetBackupLogsW']>[0]) {
      const result = super.HrBackupGetBackupLogsW(hbc);
      if (this.sizeOffset === 0) result.list?.fill(0xff, 4, 6);
      return { ...result, sizeBytes: result.sizeBytes + this.sizeOffset };
    }
  }
  for (const sizeOffset of [0, 2]) {
    const server = new BadList([], fakeLogs());
    server.sizeOffset = sizeOffset;
    const outcome = drive(backup(options('incremental')), new MemorySink(server));
    assert.is(outcome.failure?.kind, 'answer');
    assert.is(outcome.failure?.call, 'HrBackupGetBackupLogsW');
    owesNothing(server);
  }
});

test('what happened since the last full backup makes one of the logs only a full one, without asking, and says why (A-43)', () => {
  for (const reason of Object.keys(fullBackupReasons) as FullBackupReason[]) {
    const { server, sink, outcome } = run('incremental', {}, { fullBackupReasons: [reason] });
    assert.is(server.order[0], 'HrBackupPrepareW EXCH1 0 1', reason);
    assert.equal([outcome.result, outcome.set?.kind, outcome.truncation], ['completed', 'full', 'done'], reason);
    assert.match(sink.notes.join(), `instead of the incremental one, because ${fullBackupReasons[reason]}`);
    owesNothing(server);
  }
  const copy = run('copy', {}, { fullBackupReasons: ['logs-deleted'] });
  assert.is(copy.outcome.set?.kind, 'copy', 'a copy reads the databases anyway');
  assert.equal(copy.sink.notes, []);
});

test('a client computer with a long name is warned of, and backed up from all the same (Q275885)', () => {
  const notes = (clientName: string | null) => run('full', {}, { clientName }).sink.notes.join();
  assert.match(notes('BACKUPSERVER001'), /BACKUPSERVER001, has 15 characters.*5\.5\.2654\.15.*Q275885/);
  assert.is(notes('BACKUPSERVER01'), '');
  assert.is(notes(null), '');
  assert.is(run('full', {}, { clientName: 'BACKUPSERVER001' }).outcome.result, 'completed');
});

test.run();
