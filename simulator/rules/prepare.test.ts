import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BackupType, JetError } from '../protocol/index.ts';
import { Driver, profileWith, server, serverOf, serverWith } from './testing/driver.ts';
import { stateOf } from './testing/states.ts';

test('a full backup opens a session, fixes its lowest generation at the checkpoint and hands out a context', () => {
  const driver = server({ checkpoint: 6 });
  driver
    .prepareFull()
    .is('hrNone', 'EDB-PREP-2')
    .answered({ kind: 'context', restore: false })
    .did(
      { kind: 'begin-backup', backupType: BackupType.BACKUP_TYPE_FULL, lowGeneration: 6 },
      { kind: 'log-event', event: 'full-backup-started', jetError: 0 },
    );
  assert.is(driver.state.backup.active, 1);
  driver.activity(12, 9);
  assert.is(driver.state.backup.lowGeneration, 6, 'a checkpoint that advances later does not move it');
  driver.copyDatabases();
  driver.logs().answered({ kind: 'logs', low: 6, high: 13, patches: 0b11 });
});

test('a LOGS_ONLY backup opens a session whose lowest generation is not fixed before the log list', () => {
  const driver = server();
  driver
    .prepareLogsOnly()
    .is('hrNone', 'EDB-PREP-1')
    .answered({ kind: 'context', restore: false })
    .did(
      { kind: 'begin-backup', backupType: BackupType.BACKUP_TYPE_LOGS_ONLY, lowGeneration: 0 },
      { kind: 'log-event', event: 'incremental-backup-started', jetError: 0 },
    );
});

test('only FULL and LOGS_ONLY are backup types; 3 belongs to Exchange 2000 (E2K)', () => {
  for (const backupType of [0, 3, 4, 0xffffffff]) {
    server().prepare(backupType, 0).is('hrInvalidParam', 'EDB-PREP-3').changedNothing();
  }
});

test('the grbit that does not go with the type is ignored or not modelled, as the facet says; other values never are', () => {
  serverWith({ 'grbit-mismatch': 'ignored' }).prepareFull(1).is('hrNone', 'EDB-PREP-2');
  serverWith({ 'grbit-mismatch': 'ignored' }).prepareLogsOnly(0).is('hrNone', 'EDB-PREP-1');
  serverWith({ 'grbit-mismatch': 'not-modelled' }).prepareFull(1).is('NOT_MODELLED', 'EDB-PREP-4').changedNothing();
  serverWith({ 'grbit-mismatch': 'not-modelled' }).prepareLogsOnly(0).is('NOT_MODELLED', 'EDB-PREP-4').changedNothing();
  serverWith({ 'grbit-mismatch': 'not-modelled' }).prepareFull(0).is('hrNone', 'EDB-PREP-2');
  serverWith({ 'grbit-mismatch': 'not-modelled' }).prepareLogsOnly(1).is('hrNone', 'EDB-PREP-1');
  for (const grbit of [2, 3, 0xffffffff]) server().prepareFull(grbit).is('NOT_MODELLED', 'EDB-PREP-4').changedNothing();
});

test('a service that is not running is answered with hrCouldNotConnect (Q261160)', () => {
  const driver = server({ running: false });
  driver.prepareFull().is('hrCouldNotConnect', 'EDB-PREP-5').changedNothing();
  driver.prepareLogsOnly().is('hrCouldNotConnect', 'EDB-PREP-5').changedNothing();
});

test('a second backup is answered with hrBackupInProgress and does not disturb the first, whatever their types', () => {
  const full = server();
  full.prepareFull().succeeded();
  full.prepareFull().is('hrBackupInProgress', 'EDB-PREP-6').changedNothing();
  full.prepareLogsOnly().is('hrBackupInProgress', 'EDB-PREP-6').changedNothing();
  const logsOnly = server();
  logsOnly.prepareLogsOnly().succeeded();
  logsOnly.prepareFull().is('hrBackupInProgress', 'EDB-PREP-6').changedNothing();
  logsOnly.end().succeeded();
  logsOnly.prepareFull().is('hrNone', 'EDB-PREP-2');
});

test('a full backup without a readable checkpoint file is hrCheckpointCorrupt, or begins, as the facet says; LOGS_ONLY does not read it', () => {
  const refusing = { 'unreadable-checkpoint': 'hrCheckpointCorrupt' } as const;
  serverWith(refusing, { checkpoint: 0 }).prepareFull().is('hrCheckpointCorrupt', 'EDB-PREP-7').changedNothing();
  serverWith({ 'unreadable-checkpoint': 'begins' }, { checkpoint: 0 }).prepareFull().is('hrNone', 'EDB-PREP-14');
  serverWith(refusing, { checkpoint: 0 }).prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
});

test('a full backup that begins without a checkpoint lists every log, and truncates none of them (Q184578)', () => {
  const driver = serverWith({ 'unreadable-checkpoint': 'begins' }, { runs: [3, 9], checkpoint: 0 });
  driver.prepareFull().is('hrNone', 'EDB-PREP-14');
  driver.copyDatabases();
  driver.logs().is('hrNone', 'EDB-LOGS-2').answered({ kind: 'logs', low: 3, high: 10, patches: 0b11 });
  driver.truncate().is('hrNone', 'EDB-TRUNC-6');
  assert.equal(driver.state.runs, [3, 10]);
  driver.end().is('hrNone', 'EDB-END-3');
});

test('circular logging does not stand in the way of a full backup', () => {
  server({ circular: true }).prepareFull().is('hrNone', 'EDB-PREP-2');
});

test('a leftover patch file fails the next HrBackupPrepare of 5.5 with an event (Q297172), of a full backup only', () => {
  for (const index of [0, 1] as const) {
    const state = stateOf();
    state.databases[index].patchFile = 1;
    const driver = new Driver(state, profileWith());
    driver
      .prepareFull()
      .is('hrFileNotFound', 'EDB-PREP-8')
      .did({ kind: 'log-event', event: 'file-access-failed', jetError: JetError.JET_errFileNotFound });
    assert.is(driver.state.backup.active, 0);
    driver.prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
  }
});

test('a leftover patch file does not fail HrBackupPrepare of 4.0 and 5.0, but the opening of its database (Q178999)', () => {
  for (const product of ['exchange-4.0', 'exchange-4.0-sp3', 'exchange-5.0']) {
    const state = stateOf();
    state.databases[1].patchFile = 1;
    const driver = new Driver(state, profileWith({}, product));
    driver.prepareFull().is('hrNone', 'EDB-PREP-2');
    driver.openDatabase(0).is('hrNone', 'EDB-OPEN-1');
    driver.close().succeeded();
    driver.openDatabase(0).is('hrNone', 'EDB-OPEN-1');
    driver.close().succeeded();
    driver.openDatabase(1).is('hrFileNotFound', 'EDB-OPEN-9').cancelledSession(JetError.JET_errFileNotFound);
  }
});

test('where a leftover patch file is replaced, the whole full backup succeeds and removes it', () => {
  const state = stateOf();
  state.databases[0].patchFile = 1;
  const driver = new Driver(state, profileWith({ 'stale-patch-file': 'replaced' }));
  driver.fullUpToLogs().end().succeeded();
  assert.is(driver.state.databases[0].patchFile, 0);
});

test('the directory has one database, and its full backup is accepted as well', () => {
  const driver = server({ kind: 'directory' });
  driver.fullUpToLogs();
  driver.truncate().succeeded();
  driver.end().is('hrNone', 'EDB-END-3');
  assert.is(driver.state.databases[1].fullHigh, 0, 'there is no second database to record');
});

test('every product accepts a full and a LOGS_ONLY backup of a service that allows both', () => {
  for (const product of ['exchange-4.0', 'exchange-4.0-sp3', 'exchange-5.0', 'exchange-5.5']) {
    serverOf(product).prepareFull().is('hrNone', 'EDB-PREP-2');
    serverOf(product).prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
  }
});

test('where the grbit decides, the type that does not go with it is not the type of the session (ESE)', () => {
  const facets = { 'grbit-mismatch': 'decides-the-type' };
  const logsOnly = serverWith(facets);
  logsOnly.prepareFull(1).is('hrNone', 'EDB-PREP-1');
  assert.is(logsOnly.state.backup.backupType, BackupType.BACKUP_TYPE_LOGS_ONLY);
  const full = serverWith(facets);
  full.prepareLogsOnly(0).is('hrNone', 'EDB-PREP-2');
  assert.is(full.state.backup.backupType, BackupType.BACKUP_TYPE_FULL);
  serverWith(facets, { circular: true }).prepareFull(1).is('hrCircularLogging', 'EDB-PREP-10');
  serverWith(facets).prepareFull(0).is('hrNone', 'EDB-PREP-2');
});

test.run();
