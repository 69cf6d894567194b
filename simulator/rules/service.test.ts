import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BACKUP_DISABLE_INCREMENTAL, JetError } from '../protocol/index.ts';
import { MAXIMUM_RUNS, RestoreKey } from './index.ts';
import { plainStart } from './testing/circumstances.ts';
import { Driver, profileWith, server, serverOf, serverWith } from './testing/driver.ts';
import { stateOf } from './testing/states.ts';

test('activity closes logs, moves the checkpoint, and under circular logging deletes logs below it', () => {
  const driver = server({ circular: true, runs: [3, 9], checkpoint: 6 });
  driver.activity(12, 10, 8).is('hrNone', 'EDB-SVC-1').did();
  assert.equal([driver.state.currentGeneration, driver.state.checkpointGeneration], [12, 10]);
  assert.equal(driver.state.runs, [8, 12]);
});

test('activity that an engine cannot do is a defect of the engine, and says which', () => {
  const impossible: readonly [string, Driver, [number, number, number]][] = [
    ['activity of a service that is not running', server({ running: false }), [10, 6, 3]],
    ['the current generation went back', server(), [8, 6, 3]],
    ['the checkpoint went back', server(), [10, 5, 3]],
    ['the checkpoint is beyond the current log', server(), [10, 11, 3]],
    ['a deleted log came back', server({ circular: true }), [10, 6, 2]],
    ['logs were deleted without circular logging', server(), [10, 6, 4]],
    ['logs were deleted that the checkpoint needs', server({ circular: true }), [10, 6, 7]],
  ];
  for (const [what, driver, [current, checkpoint, lowest]] of impossible) {
    assert.throws(() => driver.activity(current, checkpoint, lowest), new RegExp(what));
  }
});

test('during a full backup circular logging may delete what is below its lowest generation, and nothing else', () => {
  const driver = server({ circular: true, runs: [3, 9], checkpoint: 6 });
  driver.prepareFull().succeeded();
  driver.activity(14, 12, 6).succeeded();
  assert.throws(() => driver.activity(14, 12, 7), /logs of a running backup were deleted/);
  driver.openLog(6).is('hrDatabaseNotFound', 'EDB-OPEN-6');
  driver.activity(14, 12, 7).succeeded();
  assert.equal(driver.state.runs, [7, 14], 'a cancelled session holds nothing');
});

test('a service cannot be stopped while a backup runs (ESE -505)', () => {
  const driver = server();
  driver.call({ kind: 'StopRequested' }).is('hrNone', 'EDB-SVC-3').changedNothing();
  driver.prepareFull().succeeded();
  driver.call({ kind: 'StopRequested' }).is('hrBackupInProgress', 'EDB-SVC-2').changedNothing();
  driver.end().succeeded();
  driver.call({ kind: 'StopRequested' }).is('hrNone', 'EDB-SVC-3');
  driver.stopService().is('hrNone', 'EDB-SVC-3').did({ kind: 'log-event', event: 'engine-stopped', jetError: 0 });
  assert.is(driver.state.running, 0);
});

test('a full log disk stops the service, which says so in three events and stays consistent (Q163913, Q246272)', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  const stopped = driver.stopService(JetError.JET_errLogDiskFull).is('hrNone', 'EDB-SVC-15');
  assert.equal(stopped.events, ['log-disk-low', 'log-disk-full', 'engine-stopped']);
  assert.equal([driver.state.running, driver.state.backup.active], [0, 0]);
  const other = server().stopService(JetError.JET_errLogSequenceEnd).is('hrNone', 'EDB-SVC-3');
  assert.equal(other.events, ['engine-stopped'], 'another end of the log says nothing of a disk');
});

test('a log that cannot be made stops the service: the answer of the system, then that it stops (Q196217, Q275602, Q247788)', () => {
  const eventsOf = (newLogError: number): readonly string[] => {
    const driver = server();
    driver.prepareFull().succeeded();
    const stopped = driver.stopService(JetError.JET_errLogWriteFail, newLogError).is('hrNone', 'EDB-SVC-16');
    assert.equal([driver.state.running, driver.state.backup.active], [0, 0]);
    return stopped.events;
  };
  const end = ['log-write-failed', 'commit-not-logged'];
  assert.equal(eventsOf(JetError.JET_errFileNotFound), ['log-not-created', ...end]);
  assert.equal(eventsOf(JetError.JET_errFileAccessDenied), ['file-access-failed', 'log-not-created', ...end]);
  assert.equal(eventsOf(0), end, 'what else was in the way, the engine does not say');
});

test('a crash during a backup ends the session, records nothing and leaves the patch files (Q178999, Q297172)', () => {
  const driver = server().fullUpToLogs();
  driver.truncate().succeeded();
  driver.crash().is('hrNone', 'EDB-SVC-4').did();
  const { backup, databases, lastBackupLog, running } = driver.state;
  assert.equal([running, backup.active, lastBackupLog], [0, 0, 5]);
  assert.equal([databases[0].patchFile, databases[1].patchFile, databases[0].fullHigh], [1, 1, 5]);
});

test('after a crash during a backup the next full backup of 5.5 fails until the patch files are deleted (Q297172)', () => {
  const driver = server().fullUpToLogs();
  driver.crash().succeeded();
  driver.startService().is('hrNone', 'EDB-SVC-5').did();
  driver.prepareFull().is('hrFileNotFound', 'EDB-PREP-8');
  driver.stopService().succeeded();
  const databases = driver.facts().databases.map((database) => ({ ...database, patchFile: 0 }));
  driver
    .call({ kind: 'FilesChanged', facts: driver.facts({ databases }) })
    .is('hrNone', 'EDB-SVC-8')
    .did();
  driver.startService().succeeded();
  driver.prepareFull().is('hrNone', 'EDB-PREP-2');
});

test('after the same crash on 4.0 and 5.0 the next full backup is stopped at the leftover database (Q178999)', () => {
  for (const product of ['exchange-4.0', 'exchange-5.0']) {
    const driver = serverOf(product).fullUpToLogs();
    driver.crash().succeeded();
    driver.startService().succeeded();
    driver.prepareFull().is('hrNone', 'EDB-PREP-2');
    driver.openDatabase(0).is('hrFileNotFound', 'EDB-OPEN-9');
  }
});

test('what a start, a stop and a failed start find on disk becomes the state, database by database', () => {
  const facts = {
    currentGeneration: 12,
    checkpointGeneration: 11,
    runs: [4, 6, 8, 12],
    databases: [
      { present: 1, fullLow: 4, fullHigh: 6, incrementalHigh: 8, patchFile: 0 },
      { present: 0, fullLow: 0, fullHigh: 0, incrementalHigh: 0, patchFile: 1 },
    ],
  };
  for (const kind of ['ServiceStarted', 'ServiceStopped', 'ServiceCrashed', 'StartFailed', 'FilesChanged'] as const) {
    const driver = server({ running: false });
    driver
      .call(kind === 'ServiceStopped' ? { kind, facts, stopError: 0, newLogError: 0 } : { kind, facts })
      .succeeded();
    assert.equal(driver.facts(), facts, kind);
    assert.is(driver.state.running, kind === 'ServiceStarted' ? 1 : 0, kind);
  }
});

test('logs on disk with more gaps than the model tells apart are refused, in so many words', () => {
  const driver = server({ running: false });
  const runs = Array.from({ length: MAXIMUM_RUNS }, (_, run) => [3 * run + 1, 3 * run + 2]).flat();
  driver.call({ kind: 'FilesChanged', facts: driver.facts({ runs }) }).is('hrNone', 'EDB-SVC-8');
  const facts = driver.facts({ runs: [...runs, 99, 99] });
  assert.throws(() => driver.call({ kind: 'FilesChanged', facts }), /16 gaps or breaks; the model tells 15 apart/);
});

test('files of a running service cannot be replaced', () => {
  const driver = server();
  assert.throws(() => driver.call({ kind: 'FilesChanged', facts: driver.facts() }), /files of a running service/);
});

test('a service starts unless a restore is registered and not completed, or was completed with a failure', () => {
  for (const [restoreKey, starts] of [
    [RestoreKey.absent, true],
    [RestoreKey.registered, false],
    [RestoreKey.completed, true],
    [RestoreKey.failed, false],
  ] as const) {
    const state = stateOf({ running: false });
    state.restoreKey = restoreKey;
    const answered = new Driver(state, profileWith()).call(plainStart);
    if (starts) answered.is('hrNone', 'EDB-SVC-5').changedNothing();
    else answered.is('hrCouldNotConnect', 'EDB-SVC-6').changedNothing();
  }
});

test('a service that starts after a restore has consumed the key; one that fails to start keeps it (Q200941, Q161584)', () => {
  const state = stateOf({ running: false });
  Object.assign(state, { restoreKey: RestoreKey.completed, restoreMapRows: 2, restoreLow: 6, restoreHigh: 9 });
  const failing = new Driver(state, profileWith());
  const answered = failing.call({ kind: 'StartFailed', facts: failing.facts() }).is('hrNone', 'EDB-SVC-7');
  assert.equal(answered.events, [], 'what the service says is for the shell: it knows the code');
  assert.equal(
    [failing.state.restoreKey, failing.state.restoreHigh, failing.state.running],
    [RestoreKey.completed, 9, 0],
  );
  failing.startService().is('hrNone', 'EDB-SVC-5').didKinds('set-restore-key-state');
  const { restoreKey, restoreMapRows, restoreLow, restoreHigh, running } = failing.state;
  assert.equal([restoreKey, restoreMapRows, restoreLow, restoreHigh, running], [RestoreKey.absent, 0, 0, 0, 1]);
});

test('the "Restore in Progress" key can be deleted by hand, and a locked service starts again (Q175116)', () => {
  const driver = server({ running: false });
  driver.prepareRestore().succeeded();
  driver.register(2, 6, 9).succeeded();
  driver.call(plainStart).is('hrCouldNotConnect', 'EDB-SVC-6');
  driver
    .call({ kind: 'RestoreKeyDeleted' })
    .is('hrNone', 'EDB-SVC-13')
    .did({ kind: 'set-restore-key-state', state: RestoreKey.absent });
  driver.call(plainStart).is('hrNone', 'EDB-SVC-5');
});

test('a forged log breaks the chain before it, and edb.log cannot be deleted under a running engine', () => {
  const driver = server({ runs: [3, 9] });
  driver.call({ kind: 'LogForged', generation: 7 }).is('hrNone', 'EDB-SVC-9').did({ kind: 'forge-log', generation: 7 });
  assert.equal(driver.state.runs, [3, 6, 7, 9]);
  driver.call({ kind: 'LogDeleted', generation: 6 }).is('hrNone', 'EDB-SVC-9').did({ kind: 'lose-log', generation: 6 });
  assert.equal(driver.state.runs, [3, 5, 7, 9]);
  assert.throws(() => driver.call({ kind: 'LogDeleted', generation: 9 }), /edb\.log of a running service/);
});

test('a stopped service whose edb.log is deleted has no current generation', () => {
  const driver = server({ runs: [3, 9], running: false });
  driver.call({ kind: 'LogDeleted', generation: 9 }).is('hrNone', 'EDB-SVC-9');
  assert.equal([driver.state.runs, driver.state.currentGeneration], [[3, 8], 0]);
});

test('moving a database makes LOGS_ONLY fail until a full backup, by the record the facet names (M-backup, Q296787)', () => {
  const cleared = serverWith({ 'migration-record': 'header-cleared' });
  cleared
    .call({ kind: 'DatabaseMoved', index: 1 })
    .is('hrNone', 'EDB-SVC-10')
    .did({ kind: 'clear-full-backup', index: 1 });
  const { fullLow, fullHigh, incrementalHigh } = cleared.state.databases[1];
  assert.equal([fullLow, fullHigh, incrementalHigh, cleared.state.databases[0].fullHigh], [0, 0, 0, 5]);
  cleared.prepareLogsOnly().is('hrMissingFullBackup', 'EDB-PREP-11');
  const disabled = serverWith({ 'migration-record': 'incremental-disabled' });
  disabled
    .call({ kind: 'DatabaseMoved', index: 1 })
    .is('hrNone', 'EDB-SVC-10')
    .did({ kind: 'set-last-backup-log', currentLog: BACKUP_DISABLE_INCREMENTAL });
  disabled.prepareLogsOnly().is('hrIncrementalBackupDisabled', 'EDB-PREP-9');
  for (const driver of [cleared, disabled]) {
    driver.fullUpToLogs().truncate().succeeded();
    driver.end().succeeded();
    driver.prepareLogsOnly().is('hrNone', 'EDB-PREP-1');
  }
});

test('circular logging can be switched per service while it is stopped, and never while it runs (Q155269)', () => {
  const driver = server();
  assert.throws(() => driver.call({ kind: 'CircularLoggingSet', on: 1 }), /switched on a running service/);
  const stopped = server({ running: false });
  stopped.call({ kind: 'CircularLoggingSet', on: 1 }).is('hrNone', 'EDB-SVC-11').did();
  assert.is(stopped.state.circularLogging, 1);
  stopped.call({ kind: 'CircularLoggingSet', on: 0 }).succeeded();
  assert.is(stopped.state.circularLogging, 0);
});

test('a client that vanishes leaves its session, or its patch files, or nothing, as the facet says', () => {
  for (const [value, active, patchFile, kinds] of [
    ['session-stays', 1, 1, []],
    ['ended-patch-files-left', 0, 1, ['close-file', 'end-backup']],
    ['ended-patch-files-deleted', 0, 0, ['close-file', 'delete-patch-file', 'end-backup']],
  ] as const) {
    const driver = serverWith({ 'client-gone': value });
    driver.prepareFull().succeeded();
    driver.openDatabase(0).succeeded();
    driver
      .call({ kind: 'ClientGone' })
      .is('hrNone', 'EDB-SVC-12')
      .didKinds(...kinds);
    assert.equal([driver.state.backup.active, driver.state.databases[0].patchFile], [active, patchFile], value);
    assert.is(driver.state.lastBackupLog, 5, 'nothing is recorded');
  }
});

test('a client that vanishes during a restore leaves the key and its lock', () => {
  const driver = server({ running: false });
  driver.prepareRestore().succeeded();
  driver.register(2, 6, 9).succeeded();
  driver.call({ kind: 'ClientGone' }).is('hrNone', 'EDB-SVC-12').did({ kind: 'end-restore' });
  assert.equal([driver.state.restore.active, driver.state.restoreKey], [0, RestoreKey.registered]);
  driver.call(plainStart).is('hrCouldNotConnect', 'EDB-SVC-6');
});

test('a client that vanishes with nothing open changes nothing', () => {
  server().call({ kind: 'ClientGone' }).is('hrNone', 'EDB-SVC-12').changedNothing();
});

test('a completed restore starts unless its key makes no sense or, on 5.0, circular logging differs', () => {
  const restored = (product: string) => {
    const driver = serverOf(product, { running: false });
    driver.prepareRestore().succeeded();
    driver.register(2, 6, 9).succeeded();
    driver.complete().succeeded();
    return driver;
  };
  const differs = { ...plainStart, circularLoggingSwitchedOn: 1 };
  restored('exchange-5.5').call(plainStart).is('hrNone', 'EDB-SVC-5');
  restored('exchange-5.5')
    .call({ ...plainStart, restoreKeyReadable: 0 })
    .is('ERROR_INVALID_PARAMETER', 'EDB-RECOV-11');
  restored('exchange-5.0').call(differs).is('ERROR_FILE_NOT_FOUND', 'EDB-CIRC-8');
  restored('exchange-5.5').call(differs).is('hrNone', 'EDB-SVC-5');
  // Without a restore there is nothing to compare: the setting may be what it likes.
  serverOf('exchange-5.0', { running: false }).call(differs).is('hrNone', 'EDB-SVC-5');
});

test('a directory from another server is what the facet says, a store from another server starts (M-restore)', () => {
  const start = { ...plainStart, restoredFromElsewhere: 1 };
  const restored = (driver: Driver) => {
    driver.prepareRestore().succeeded();
    driver.register(1, 6, 9).succeeded();
    driver.complete().succeeded();
    return driver.call(start);
  };
  const directory = { running: false, kind: 'directory' } as const;
  restored(server(directory)).is('NOT_MODELLED', 'EDB-TARGET-1').changedNothing();
  restored(serverWith({ 'directory-of-another-server': 'starts' }, directory)).is('hrNone', 'EDB-SVC-5');
  restored(server({ running: false })).is('hrNone', 'EDB-SVC-5');
});

test('a checkpoint file may become unreadable and be written again; the checkpoint comes back no lower than it may', () => {
  const driver = server({ circular: true, runs: [3, 9], checkpoint: 6 });
  driver.activity(9, 0, 3).is('hrNone', 'EDB-SVC-1');
  assert.is(driver.state.checkpointGeneration, 0);
  driver.activity(10, 8, 3).is('hrNone', 'EDB-SVC-1');
  assert.is(driver.state.checkpointGeneration, 8);
  assert.throws(() => driver.activity(10, 7, 3), /the checkpoint went back/);
});

test.run();
