import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, Hr, type Hresult } from '../../simulator/protocol/index.ts';
import { backup } from './backup.ts';
import { drive } from './drive.ts';
import { type FullBackupReason, fullBackupReasons } from './fullBackupReason.ts';
import { type BackupOptions, backupOptions } from './options.ts';
import { FakeServer, fakeDatabases, fakeLogs } from './testing/fakeServer.ts';
import { MemorySink } from './testing/memorySink.ts';

/** A backup on a server that refuses the first HrBackupPrepare with a code, or with none. */
function run(kind: BackupOptions['kind'], refusal: Hresult | null, changes: Partial<BackupOptions>) {
  const answer = (name: string, nth: number) => (name === 'HrBackupPrepareW' && nth === 1 ? refusal : null);
  const server = new FakeServer(fakeDatabases(), fakeLogs(), { answer });
  const sink = new MemorySink(server);
  const options = backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, kind, changes);
  return { server, sink, outcome: drive(backup(options), sink) };
}

/** Refused in place of a LOGS_ONLY backup: `full` says whether a full one helps (edbbcli.md 2.2, 3.1). */
const refusalsOfPrepare: readonly (readonly [keyof typeof Hr, { readonly full: boolean }])[] = [
  ['hrIncrementalBackupDisabled', { full: true }],
  ['hrLogFileNotFound', { full: true }],
  ['hrCircularLogging', { full: true }],
  ['hrFullBackupNotTaken', { full: true }],
  ['hrMissingFullBackup', { full: true }],
  ['hrInvalidBackup', { full: true }],
  ['hrInvalidLogSequence', { full: true }],
  ['hrMissingPreviousLogFile', { full: true }],
  ['hrMissingLogFile', { full: true }],
  ['hrBadLogSignature', { full: true }],
  ['hrBackupInProgress', { full: false }],
  ['hrFileNotFound', { full: false }],
  ['hrLogSequenceEnd', { full: false }],
  ['hrInvalidParam', { full: false }],
  ['hrError', { full: false }],
];

test('each of the ten refusals makes an incremental or a differential backup a full one, and no other code does', () => {
  assert.is(refusalsOfPrepare.filter(([, { full }]) => full).length, 10);
  for (const [name, { full }] of refusalsOfPrepare) {
    for (const kind of ['incremental', 'differential'] as const) {
      const { server, sink, outcome } = run(kind, Hr[name], { fallback: true });
      const what = `${kind}, ${name}`;
      assert.is(server.count('HrBackupPrepareW'), full ? 2 : 1, what);
      assert.equal([outcome.requestedKind, outcome.result], [kind, full ? 'completed' : 'failed'], what);
      assert.is((full ? outcome.refusal : outcome.failure)?.codeName, name, what);
      assert.equal([outcome.set?.kind, outcome.truncation], full ? ['full', 'done'] : [undefined, 'not-asked'], what);
      assert.is(sink.notes.join().includes(`A full backup is taken instead of the ${kind} one.`), full, what);
      assert.equal([server.openContexts, server.unfreed.size, server.complaints], [0, 0, []], what);
    }
  }
});

test('what happened since the last full backup makes a differential one full as well; the first reason is told', () => {
  const reasons: FullBackupReason[] = ['store-restored', 'logs-deleted'];
  const { server, sink, outcome } = run('differential', null, { fullBackupReasons: reasons });
  assert.is(server.order[0], 'HrBackupPrepareW EXCH1 0 1');
  assert.equal([outcome.requestedKind, outcome.set?.kind, outcome.truncation], ['differential', 'full', 'done']);
  assert.match(sink.notes.join(), `instead of the differential one, because ${fullBackupReasons['store-restored']}.`);
  assert.is(outcome.refusal, null, 'nothing was refused');
});

test.run();
