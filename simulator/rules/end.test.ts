import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BackupType, JetError } from '../protocol/index.ts';
import { Driver, profileWith, server, serverOf, serverWith } from './testing/driver.ts';
import { databasesOf, stateOf } from './testing/states.ts';

/** What the next LOGS_ONLY backup finds on record: per database low, high and incremental high; the registry's number. */
const recordOf = ({ state }: Driver) => [
  ...databasesOf(state).map(({ fullLow, fullHigh, incrementalHigh }) => [fullLow, fullHigh, incrementalHigh]),
  state.lastBackupLog,
];
const untouched = [[3, 5, 0], [3, 5, 0], 5];

type Kind = 'full' | 'copy' | 'incremental' | 'differential' | 'aborted' | 'cancelled';

/** Runs a backup of a kind up to HrBackupEnd. */
function backUp(driver: Driver, kind: Kind): void {
  if (kind === 'aborted') {
    driver.prepareFull().succeeded();
    driver.copyDatabases();
    return;
  }
  if (kind === 'incremental' || kind === 'differential') {
    driver.prepareLogsOnly().succeeded();
    driver.logs().succeeded();
  } else {
    driver.fullUpToLogs();
  }
  if (kind === 'full' || kind === 'incremental' || kind === 'cancelled') driver.truncate().succeeded();
  if (kind === 'cancelled') driver.openLog(9, JetError.JET_errDiskIO).is('hrDiskIO', 'EDB-OPEN-10');
}

const full = [[6, 9, 0], [6, 9, 0], 9];
const incremental = [[3, 5, 9], [3, 5, 9], 9];

/** What is on record after the backup ended, by kind and by when backups are recorded. */
const expected = {
  'end-if-truncated': { full, copy: untouched, incremental, differential: untouched },
  'end-always': { full, copy: full, incremental, differential: incremental },
  truncate: { full, copy: untouched, incremental, differential: untouched },
} as const;

test('what each kind of backup leaves on record is what the facet says, in headers and registry alike', () => {
  for (const [recordedAt, byKind] of Object.entries(expected)) {
    for (const [kind, record] of Object.entries(byKind)) {
      const driver = serverWith({ 'backup-recorded-at': recordedAt });
      backUp(driver, kind as Kind);
      driver.end().succeeded();
      assert.equal(recordOf(driver), record, `${kind} backup recorded at ${recordedAt}`);
    }
  }
});

test('a backup that truncation put on record is not recorded a second time at its end', () => {
  for (const kind of ['full', 'incremental'] as const) {
    const driver = serverWith({ 'backup-recorded-at': 'truncate' });
    backUp(driver, kind);
    const { databases, lastBackupLog } = driver.state;
    const answered = driver.end().is('hrNone', 'EDB-END-1');
    const records = answered.effects.filter(
      ({ kind: effect }) => effect.startsWith('record-') || effect.startsWith('note-'),
    );
    assert.equal([records, answered.effectsOf('set-last-backup-log')], [[], []]);
    assert.equal(
      [driver.state.databases[0].fullHigh, driver.state.lastBackupLog],
      [databases[0].fullHigh, lastBackupLog],
    );
  }
});

test('an aborted full backup is not recorded, wherever backups are recorded', () => {
  for (const recordedAt of Object.keys(expected)) {
    const driver = serverWith({ 'backup-recorded-at': recordedAt });
    backUp(driver, 'aborted');
    driver.end().is('hrNone', 'EDB-END-2');
    assert.equal(recordOf(driver), untouched, recordedAt);
  }
});

test('a cancelled backup is not recorded at its end, but the truncation it did stays done', () => {
  for (const [recordedAt, record] of [
    ['end-if-truncated', untouched],
    ['end-always', untouched],
    ['truncate', full],
  ] as const) {
    const driver = serverWith({ 'backup-recorded-at': recordedAt });
    backUp(driver, 'cancelled');
    const answered = driver.end().is('hrNone', 'EDB-END-1');
    assert.equal(recordOf(driver), record, recordedAt);
    assert.equal(answered.events, [], 'the event was logged when the session was cancelled');
    assert.equal(driver.state.runs, [6, 10]);
  }
});

test('the end of a full backup records it, says so in the event log, and deletes its patch files, in this order', () => {
  const driver = server();
  backUp(driver, 'full');
  driver
    .end()
    .is('hrNone', 'EDB-END-3')
    .did(
      { kind: 'record-full-backup', index: 0, low: 6, high: 9 },
      { kind: 'record-full-backup', index: 1, low: 6, high: 9 },
      { kind: 'note-backup-in-checkpoint', backupType: BackupType.BACKUP_TYPE_FULL },
      { kind: 'set-last-backup-log', currentLog: 9 },
      { kind: 'log-event', event: 'backup-completed', jetError: 0 },
      { kind: 'delete-patch-file', index: 0 },
      { kind: 'delete-patch-file', index: 1 },
      { kind: 'end-backup' },
    );
});

test('the end of an incremental backup records it in every database and leaves the full backup’s record alone', () => {
  const driver = server();
  backUp(driver, 'incremental');
  driver
    .end()
    .is('hrNone', 'EDB-END-3')
    .did(
      { kind: 'record-incremental-backup', index: 0, low: 3, high: 9 },
      { kind: 'record-incremental-backup', index: 1, low: 3, high: 9 },
      { kind: 'note-backup-in-checkpoint', backupType: BackupType.BACKUP_TYPE_LOGS_ONLY },
      { kind: 'set-last-backup-log', currentLog: 9 },
      { kind: 'log-event', event: 'backup-completed', jetError: 0 },
      { kind: 'end-backup' },
    );
});

test('a differential backup and a copy complete without a word on record', () => {
  for (const kind of ['differential', 'copy'] as const) {
    const driver = server();
    backUp(driver, kind);
    const answered = driver.end().is('hrNone', 'EDB-END-1');
    assert.equal(answered.events, ['backup-completed']);
    assert.equal(answered.effectsOf('set-last-backup-log'), []);
  }
});

test('a full backup clears the incremental record, and the chain full, incremental, incremental goes on', () => {
  const driver = server();
  for (const [kind, record] of [
    ['incremental', [[3, 5, 9], [3, 5, 9], 9]],
    ['incremental', [[3, 5, 10], [3, 5, 10], 10]],
    ['full', [[6, 11, 0], [6, 11, 0], 11]],
    ['incremental', [[6, 11, 12], [6, 11, 12], 12]],
  ] as const) {
    backUp(driver, kind);
    driver.end().succeeded();
    assert.equal(recordOf(driver), record);
  }
});

test('after HrBackupEnd the context is gone and the next backup can begin, whatever came before', () => {
  for (const kind of ['full', 'copy', 'incremental', 'differential', 'aborted', 'cancelled'] as const) {
    const driver = server();
    backUp(driver, kind);
    driver.end().succeeded();
    assert.equal({ ...driver.state.backup }, { ...server().state.backup }, kind);
    driver.prepareFull().is('hrNone', 'EDB-PREP-2');
  }
});

test('a full backup that ends before its log list was taken logs what the facet says, and deletes its patch files', () => {
  for (const [value, events] of [
    ['backup-stopped', ['backup-stopped']],
    ['backup-completed', ['backup-completed']],
    ['none', []],
  ] as const) {
    const driver = serverWith({ 'end-of-aborted-backup-event': value });
    driver.prepareFull().succeeded();
    driver.openDatabase(1).succeeded();
    const answered = driver.end().is('hrNone', 'EDB-END-2');
    assert.equal(answered.events, events);
    const errors: readonly number[] = answered.effectsOf('log-event').map(({ jetError }) => jetError);
    assert.equal(errors, value === 'backup-stopped' ? [JetError.JET_errInvalidBackupSequence] : errors.map(() => 0));
    assert.equal(answered.effectsOf('close-file'), [{ kind: 'close-file' }]);
    assert.equal(answered.effectsOf('delete-patch-file'), [{ kind: 'delete-patch-file', index: 1 }]);
    assert.equal([driver.state.databases[0].patchFile, driver.state.databases[1].patchFile], [0, 0]);
  }
});

test('a LOGS_ONLY backup that ends before its log list completes without a word on record, wherever backups are recorded', () => {
  for (const recordedAt of Object.keys(expected)) {
    for (const truncates of [false, true]) {
      const driver = serverWith({ 'backup-recorded-at': recordedAt, 'truncate-before-log-list': 'truncates' });
      driver.prepareLogsOnly().succeeded();
      if (truncates) driver.truncate().succeeded();
      const { runs } = driver.state;
      driver.end().did({ kind: 'log-event', event: 'backup-completed', jetError: 0 }, { kind: 'end-backup' });
      assert.equal(recordOf(driver), untouched, recordedAt);
      assert.equal(driver.state.runs, runs, 'nothing was rolled');
      driver.prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
    }
  }
});

test('a LOGS_ONLY backup that the engine cancelled says nothing again at its end, before and after its list', () => {
  for (const isListed of [false, true]) {
    const driver = server();
    driver.prepareLogsOnly().succeeded();
    if (isListed) driver.logs().succeeded();
    driver.openLog(5, JetError.JET_errDiskIO).is('hrDiskIO', 'EDB-OPEN-10');
    driver.end().is('hrNone', 'EDB-END-1').did({ kind: 'end-backup' });
    assert.equal(recordOf(driver), untouched);
  }
});

test('a full backup that the engine cancelled before its log list says nothing again at its end', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  driver.read(65_536, { fault: JetError.JET_errDiskFull }).is('hrDiskFull', 'EDB-READ-7');
  driver.end().is('hrNone', 'EDB-END-2').didKinds('delete-patch-file', 'end-backup');
});

test('a full backup in which no database was copied is recorded nowhere, although it truncated (Q159838)', () => {
  const driver = server();
  const { lastBackupLog } = driver.state;
  driver.prepareFull().succeeded();
  driver.logs().answered({ kind: 'logs', low: 6, high: 10, patches: 0 });
  driver.truncate().succeeded();
  driver.end().did({ kind: 'log-event', event: 'backup-completed', jetError: 0 }, { kind: 'end-backup' });
  assert.is(driver.state.lastBackupLog, lastBackupLog);
});

test('the end of a backup deletes the patch files of its own session and no leftover of an earlier one', () => {
  const state = stateOf();
  state.databases[1].patchFile = 1;
  const driver = new Driver(state, profileWith({}, 'exchange-5.0'));
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  driver.close().succeeded();
  assert.equal(driver.end().effectsOf('delete-patch-file'), [{ kind: 'delete-patch-file', index: 0 }]);
  assert.equal([driver.state.databases[0].patchFile, driver.state.databases[1].patchFile], [0, 1]);
});

test('a database that was not copied in a full backup keeps its old record', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.openDatabase(1).succeeded();
  driver.close().succeeded();
  driver.logs().succeeded();
  driver.truncate().succeeded();
  driver.end().succeeded();
  assert.equal(recordOf(driver), [[3, 5, 0], [6, 9, 0], 9]);
});

test('under circular logging 5.5 and 5.0 SP2 remove at the end what piled up below the checkpoint; those before leave it (Q177794)', () => {
  for (const [product, removed] of [
    ['exchange-5.5', true],
    ['exchange-5.0-sp2', true],
    ['exchange-5.0-sp1', false],
    ['exchange-5.0', false],
    ['exchange-4.0', false],
    ['exchange-4.0-sp3', false],
  ] as const) {
    const driver = serverOf(product, { circular: true, runs: [6, 9], checkpoint: 6 }).fullUpToLogs();
    driver.activity(16, 13).succeeded();
    const answered = driver.end().is('hrNone', 'EDB-END-1');
    assert.equal(
      answered.effectsOf('delete-logs'),
      removed ? [{ kind: 'delete-logs', low: 6, high: 13 }] : [],
      product,
    );
    assert.equal(driver.state.runs, removed ? [13, 16] : [6, 16], product);
  }
});

test('nothing is removed at the end without circular logging, or when every log is needed', () => {
  for (const start of [{ circular: false }, { circular: true, runs: [6, 9], checkpoint: 6 }]) {
    const driver = server(start).fullUpToLogs();
    const answered = driver.end().succeeded();
    assert.equal(answered.effectsOf('delete-logs'), []);
  }
});

test('what cannot be deleted at the end of a backup stays, and the end succeeds without a word', () => {
  const driver = server({ circular: true, runs: [6, 9], checkpoint: 6 }).fullUpToLogs();
  driver.activity(16, 13).succeeded();
  const answered = driver.end({ logs: [8, 10], patchFiles: 2 }).is('hrNone', 'EDB-END-1');
  assert.equal(answered.effectsOf('delete-logs'), [{ kind: 'delete-logs', low: 6, high: 8 }]);
  assert.equal(answered.effectsOf('delete-patch-file'), [{ kind: 'delete-patch-file', index: 0 }]);
  assert.equal(driver.state.runs, [8, 16]);
  assert.equal(
    driver.state.databases.map(({ patchFile }) => patchFile),
    [0, 1],
  );
});

test.run();
