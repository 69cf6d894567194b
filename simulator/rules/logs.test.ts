import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BACKUP_DISABLE_INCREMENTAL, BackupType, JetError, LAST_GENERATION } from '../protocol/index.ts';
import { Driver, profileWith, server, serverWith } from './testing/driver.ts';
import { stateOf } from './testing/states.ts';

test('a full backup rolls the log and lists checkpoint at the start … generation just closed, and its patch files', () => {
  const driver = server({ runs: [3, 9], checkpoint: 6 });
  driver.prepareFull().succeeded();
  driver.copyDatabases();
  driver
    .logs()
    .is('hrNone', 'EDB-LOGS-2')
    .answered({ kind: 'logs', low: 6, high: 10, patches: 0b11 })
    .did(
      { kind: 'roll-log', backupType: BackupType.BACKUP_TYPE_FULL, currentGeneration: 10 },
      { kind: 'finish-patch-file', index: 0, highGeneration: 9 },
      { kind: 'finish-patch-file', index: 1, highGeneration: 9 },
      { kind: 'freeze-list', low: 6, high: 10, patches: 0b11, deleteHigh: 6 },
    );
  assert.is(driver.state.currentGeneration, 10);
  assert.equal(driver.state.runs, [3, 10], 'edb.log is on disk, and never on the list');
});

test('only the databases that were closed have a patch file on the list', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.openDatabase(1).succeeded();
  driver.close().succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-2').answered({ kind: 'logs', low: 6, high: 10, patches: 0b10 });
});

test('a LOGS_ONLY backup rolls the log and lists lowest on disk … generation just closed, and no patch file', () => {
  const driver = server({ runs: [3, 9], checkpoint: 6 });
  driver.prepareLogsOnly().succeeded();
  driver
    .logs()
    .is('hrNone', 'EDB-LOGS-3')
    .answered({ kind: 'logs', low: 3, high: 10, patches: 0 })
    .did(
      { kind: 'roll-log', backupType: BackupType.BACKUP_TYPE_LOGS_ONLY, currentGeneration: 10 },
      { kind: 'freeze-list', low: 3, high: 10, patches: 0, deleteHigh: 6 },
    );
});

test('logs that are closed between HrBackupPrepare and the list are on the list', () => {
  const driver = server({ runs: [3, 9], checkpoint: 6 });
  driver.prepareFull().succeeded();
  driver.copyDatabases();
  driver.activity(13, 11).is('hrNone', 'EDB-SVC-1');
  driver.logs().answered({ kind: 'logs', low: 6, high: 14, patches: 0b11 });
});

test('every list has a log: the one just closed, even when edb.log is the only log (Q200941)', () => {
  const driver = server({ runs: [1, 1], checkpoint: 1, fullBackup: { low: 1, high: 1 }, lastBackupLog: 1 });
  driver.prepareFull().succeeded();
  driver.copyDatabases();
  driver.logs().answered({ kind: 'logs', low: 1, high: 2, patches: 0b11 });
});

test('the list is computed once per session: later calls answer the same and roll nothing (Q256347)', () => {
  const driver = server().fullUpToLogs();
  driver.activity(15, 12).succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-4').answered({ kind: 'logs', low: 6, high: 10, patches: 0b11 }).changedNothing();
  driver.openLog(6).succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-4').changedNothing();
});

test('with a database open the list succeeds, lacks that database’s patch file, and is frozen like that (Q256347)', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  driver.close().succeeded();
  driver.openDatabase(1).succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-5').answered({ kind: 'logs', low: 6, high: 10, patches: 0b01 });
  driver.read().succeeded();
  driver.close().is('hrNone', 'EDB-CLOSE-1');
  driver.logs().is('hrNone', 'EDB-LOGS-4').answered({ kind: 'logs', low: 6, high: 10, patches: 0b01 });
});

test('before any database was opened the list of a full backup succeeds and has no patch file', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-5').answered({ kind: 'logs', low: 6, high: 10, patches: 0 });
});

test('where the list is refused before the last close it is a sequence error that rolls nothing', () => {
  const driver = serverWith({
    'log-list-before-close': 'hrInvalidBackupSequence',
    'list-out-of-sequence': 'session-goes-on',
  });
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  driver.logs().is('hrInvalidBackupSequence', 'EDB-LOGS-5').changedNothing();
  driver.close().succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-2');
});

test('when the last generation number is used up the log cannot be closed: hrLogSequenceEnd', () => {
  const last = LAST_GENERATION;
  const driver = server({ runs: [last - 1, last], checkpoint: last - 1 });
  driver.prepareFull().succeeded();
  driver.copyDatabases();
  driver.logs().is('hrLogSequenceEnd', 'EDB-LOGS-6').cancelledSession(JetError.JET_errLogSequenceEnd);
  assert.is(driver.state.currentGeneration, last);
  const before = server({ runs: [last - 2, last - 1], checkpoint: last - 2 }).fullUpToLogs();
  assert.is(before.state.currentGeneration, last, 'one generation earlier it still can');
});

test('a log that cannot be closed fails the call with the engine’s code and ends the session', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.copyDatabases();
  const fault = JetError.JET_errLogDiskFull;
  driver.logs(fault).is('hrLogDiskFull', 'EDB-LOGS-7').cancelledSession(fault);
  assert.equal(driver.state.runs, [3, 9]);
});

test('HrSetCurrentBackupLog sets the registry’s log number without a context, for a stopped service too', () => {
  const driver = server({ running: false });
  driver.setCurrentLog(8).is('hrNone', 'EDB-SETLOG-1').did({ kind: 'set-last-backup-log', currentLog: 8 });
  assert.is(driver.state.lastBackupLog, 8);
  driver.setCurrentLog(LAST_GENERATION).is('hrNone', 'EDB-SETLOG-1');
  for (const currentLog of [LAST_GENERATION + 1, 0xfffffffe]) {
    driver.setCurrentLog(currentLog).is('NOT_MODELLED', 'EDB-SETLOG-3').changedNothing();
  }
});

test('a log list after the lowest log was deleted begins at the lowest log that is left', () => {
  const driver = new Driver(stateOf({ runs: [3, 9] }), profileWith());
  driver.prepareLogsOnly().succeeded();
  driver.call({ kind: 'LogDeleted', generation: 3 }).succeeded();
  driver.logs().answered({ kind: 'logs', low: 4, high: 10, patches: 0 });
});

test('while the service is stopped HrSetCurrentBackupLog is taken or refused, as the facet says', () => {
  const closed = serverWith({ 'log-number-while-stopped': 'hrCouldNotConnect' }, { running: false });
  closed.setCurrentLog(7).is('hrCouldNotConnect', 'EDB-SETLOG-4').changedNothing();
  closed.setCurrentLog(BACKUP_DISABLE_INCREMENTAL).is('hrCouldNotConnect', 'EDB-SETLOG-4').changedNothing();
  const running = serverWith({ 'log-number-while-stopped': 'hrCouldNotConnect' });
  running.setCurrentLog(7).is('hrNone', 'EDB-SETLOG-1');
  server({ running: false }).setCurrentLog(7).is('hrNone', 'EDB-SETLOG-1');
});

test.run();
