import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr, JetError, LAST_GENERATION } from '../protocol/index.ts';
import { type Call, Handle, RestoreKey } from './index.ts';
import { plainStart } from './testing/circumstances.ts';
import type { Driver } from './testing/driver.ts';
import { server, serverWith } from './testing/driver.ts';
import type { Start } from './testing/states.ts';

/** A stopped service with a restore context. */
function restoring(facets: Readonly<Record<string, string>> = {}, start: Start = { running: false }): Driver {
  const driver = serverWith(facets, start);
  driver.prepareRestore().succeeded();
  return driver;
}

const keyOf = ({ state }: Driver) => [state.restoreKey, state.restoreMapRows, state.restoreLow, state.restoreHigh];

test('HrRestorePrepare hands out a restore context', () => {
  const driver = server({ running: false });
  driver
    .prepareRestore()
    .is('hrNone', 'EDB-RPREP-1')
    .answered({ kind: 'context', restore: true })
    .did({ kind: 'begin-restore' });
  assert.is(driver.state.restore.active, 1);
});

test('HrRestorePrepare on a running service is accepted or hrError, as the facet says (Q147121)', () => {
  serverWith({ 'restore-while-running': 'accepted' }).prepareRestore().is('hrNone', 'EDB-RPREP-1');
  serverWith({ 'restore-while-running': 'hrError' }).prepareRestore().is('hrError', 'EDB-RPREP-2').changedNothing();
  serverWith({ 'restore-while-running': 'hrError' }, { running: false }).prepareRestore().is('hrNone', 'EDB-RPREP-1');
});

test('a second restore context is refused with the code the facet names, until the first has ended', () => {
  for (const code of ['hrRestoreInProgress', 'hrError'] as const) {
    const driver = restoring({ 'second-restore-prepare': code });
    driver.prepareRestore().is(code, 'EDB-RPREP-3').changedNothing();
    driver.endRestore().is('hrNone', 'EDB-REND-1').did({ kind: 'end-restore' });
    driver.prepareRestore().is('hrNone', 'EDB-RPREP-1');
  }
});

test('the database locations are there before and after HrRestoreRegister', () => {
  const driver = restoring();
  driver.locations().is('hrNone', 'EDB-RLOC-1').answered({ kind: 'locations', absent: 'omitted' }).changedNothing();
  driver.register(2, 6, 9).succeeded();
  driver.locations().is('hrNone', 'EDB-RLOC-1').changedNothing();
});

test('HrRestoreRegister with a map writes the key with its range and locks the service (Q201811, Q200941)', () => {
  const driver = restoring();
  driver
    .register(2, 6, 9)
    .is('hrNone', 'EDB-RREG-1')
    .did(
      { kind: 'write-restore-key', replaceMap: true, low: 6, high: 9 },
      { kind: 'set-restore-key-state', state: RestoreKey.registered },
    );
  assert.equal(keyOf(driver), [RestoreKey.registered, 2, 6, 9]);
});

test('HrRestoreRegister refuses missing paths and generations out of order or range with hrInvalidParam', () => {
  const driver = restoring();
  const noLogPath = { log: false, backupLog: true };
  const noBackupLogPath = { log: true, backupLog: false };
  driver.register(2, 6, 9, noLogPath).is('hrInvalidParam', 'EDB-RREG-4').changedNothing();
  driver.register(2, 6, 9, noBackupLogPath).is('hrInvalidParam', 'EDB-RREG-4').changedNothing();
  driver.register(2, 9, 6).is('hrInvalidParam', 'EDB-RREG-4').changedNothing();
  driver
    .register(2, 6, LAST_GENERATION + 1)
    .is('hrInvalidParam', 'EDB-RREG-4')
    .changedNothing();
  driver.register(2, 0, LAST_GENERATION).is('hrNone', 'EDB-RREG-1');
  restoring().register(2, 6, 6).is('hrNone', 'EDB-RREG-1');
});

test('a negative number of map rows is refused: it must not pass for an incremental restore without a full one', () => {
  const driver = restoring();
  driver.register(-1, 6, 9).is('hrInvalidParam', 'EDB-RREG-4').changedNothing();
});

test('without a map and without a restored full backup the register is refused with hrNoFullRestore (Q147121)', () => {
  restoring().register(0, 10, 12).is('hrNoFullRestore', 'EDB-RREG-3').changedNothing();
});

test('starting the service between the full and the incremental restore consumes the key: hrNoFullRestore (Q147121)', () => {
  const driver = restoring();
  driver.register(2, 6, 9).succeeded();
  driver.complete().succeeded();
  driver.endRestore().succeeded();
  driver.startService().is('hrNone', 'EDB-SVC-5');
  driver.stopService().is('hrNone', 'EDB-SVC-3');
  driver.prepareRestore().succeeded();
  driver.register(0, 10, 12).is('hrNoFullRestore', 'EDB-RREG-3').changedNothing();
});

test('an incremental restore extends the range of the completed full restore and keeps its map', () => {
  const driver = restoring();
  driver.register(2, 6, 9).succeeded();
  driver.complete().is('hrNone', 'EDB-RCOMP-1').did({ kind: 'set-restore-key-state', state: RestoreKey.completed });
  driver
    .register(0, 10, 12)
    .is('hrNone', 'EDB-RREG-2')
    .did(
      { kind: 'write-restore-key', replaceMap: false, low: 6, high: 12 },
      { kind: 'set-restore-key-state', state: RestoreKey.registered },
    );
  assert.equal(keyOf(driver), [RestoreKey.registered, 2, 6, 12]);
  driver.complete().succeeded();
  assert.equal(keyOf(driver), [RestoreKey.completed, 2, 6, 12]);
});

test('the highest generation is that of the set restored last, so it varies with the order of restoration (Q200941)', () => {
  for (const [sets, highest] of [
    [
      [
        [10, 12],
        [13, 15],
      ],
      15,
    ],
    [
      [
        [13, 15],
        [10, 12],
      ],
      12,
    ],
  ] as const) {
    const driver = restoring();
    driver.register(2, 6, 9).succeeded();
    driver.complete().succeeded();
    for (const [low, high] of sets) {
      driver.register(0, low, high).succeeded();
      driver.complete().succeeded();
    }
    assert.equal(keyOf(driver), [RestoreKey.completed, 2, 6, highest]);
  }
});

test('while a registered restore is not completed another is refused with the code the facet names', () => {
  for (const code of ['hrRestoreInProgress', 'hrRestoreMapExists'] as const) {
    const driver = restoring({ 'second-register': code });
    driver.register(2, 6, 9).succeeded();
    driver.register(2, 6, 9).is(code, 'EDB-RREG-5').changedNothing();
    driver.register(0, 10, 12).is(code, 'EDB-RREG-5').changedNothing();
    driver.endRestore().succeeded();
    driver.prepareRestore().succeeded();
    driver.register(2, 6, 9).is(code, 'EDB-RREG-5').changedNothing();
  }
});

test('a second map after a completed restore is refused, or replaces the first, as the facet says', () => {
  for (const value of ['hrRestoreMapExists', 'replaces'] as const) {
    const driver = restoring({ 'second-map': value });
    driver.register(2, 6, 9).succeeded();
    driver.complete().succeeded();
    if (value === 'replaces') {
      driver.register(1, 20, 22).is('hrNone', 'EDB-RREG-1');
      assert.equal(keyOf(driver), [RestoreKey.registered, 1, 20, 22]);
    } else {
      driver.register(1, 20, 22).is('hrRestoreMapExists', 'EDB-RREG-6').changedNothing();
    }
  }
});

test('a restore completed with a failure keeps the service from starting until a valid database is restored (M-restore)', () => {
  const driver = restoring();
  driver.register(2, 6, 9).succeeded();
  driver
    .complete(Hr.hrError)
    .is('hrNone', 'EDB-RCOMP-2')
    .did({ kind: 'set-restore-key-state', state: RestoreKey.failed });
  driver.call(plainStart).is('hrCouldNotConnect', 'EDB-SVC-6');
  driver.register(0, 10, 12).is('hrNoFullRestore', 'EDB-RREG-3');
  driver.register(2, 6, 9).is('hrNone', 'EDB-RREG-1');
  driver.complete().succeeded();
  driver.call(plainStart).is('hrNone', 'EDB-SVC-5');
});

test('HrRestoreRegisterComplete on a context that registered nothing is what the facet says, and changes nothing', () => {
  for (const [value, code] of [
    ['not-modelled', 'NOT_MODELLED'],
    ['hrInvalidParam', 'hrInvalidParam'],
    ['hrNone', 'hrNone'],
  ] as const) {
    const driver = restoring({ 'complete-without-register': value });
    driver.complete().is(code, 'EDB-RCOMP-3').changedNothing();
    driver.register(2, 6, 9).succeeded();
    driver.complete().is('hrNone', 'EDB-RCOMP-1');
  }
});

test('what another context registered is not completed by one that registered nothing', () => {
  const driver = restoring();
  driver.register(2, 6, 9).succeeded();
  driver.endRestore().succeeded();
  driver.prepareRestore().succeeded();
  driver.complete().is('NOT_MODELLED', 'EDB-RCOMP-3').changedNothing();
  assert.equal(keyOf(driver), [RestoreKey.registered, 2, 6, 9]);
});

test('a key that was deleted by hand does not come back with HrRestoreRegisterComplete', () => {
  const driver = restoring();
  driver.register(2, 6, 9).succeeded();
  driver.call({ kind: 'RestoreKeyDeleted' }).is('hrNone', 'EDB-SVC-13');
  driver.complete().is('NOT_MODELLED', 'EDB-RCOMP-3').changedNothing();
  assert.equal(keyOf(driver), [RestoreKey.absent, 0, 0, 0]);
});

test('HrRestoreEnd without HrRestoreRegisterComplete leaves the lock in place', () => {
  const driver = restoring();
  driver.register(2, 6, 9).succeeded();
  driver.endRestore().is('hrNone', 'EDB-REND-1');
  assert.equal(keyOf(driver), [RestoreKey.registered, 2, 6, 9]);
  driver.call(plainStart).is('hrCouldNotConnect', 'EDB-SVC-6');
});

test('a context that has completed a restore, well or not, may register another or not, as the facet says', () => {
  for (const code of ['accepted', 'hrRestoreInProgress', 'hrInvalidParam'] as const) {
    for (const state of [0, -1]) {
      const driver = serverWith({ 'register-after-complete': code }, { running: false });
      driver.prepareRestore().succeeded();
      driver.register(2, 6, 9).is('hrNone', 'EDB-RREG-1');
      driver.complete(state).succeeded();
      const again = driver.register(state === 0 ? 0 : 2, 6, 12);
      if (code === 'accepted') again.succeeded();
      else again.is(code, 'EDB-RREG-7').changedNothing();
      driver.endRestore().succeeded();
      driver.prepareRestore().succeeded();
      const onNewContext = driver.register(state === 0 ? 0 : 2, 6, 12);
      if (code === 'accepted') onNewContext.is('hrRestoreInProgress', 'EDB-RREG-5');
      else onNewContext.succeeded();
    }
  }
});

test('a second HrRestoreRegisterComplete on a context is what the facet says, and changes nothing', () => {
  for (const [facet, code] of [
    ['not-modelled', 'NOT_MODELLED'],
    ['hrInvalidParam', 'hrInvalidParam'],
    ['hrNone', 'hrNone'],
  ] as const) {
    const driver = serverWith({ 'second-complete': facet }, { running: false });
    driver.prepareRestore().succeeded();
    driver.register(2, 6, 9).succeeded();
    driver.complete().is('hrNone', 'EDB-RCOMP-1');
    driver.complete(-1).is(code, 'EDB-RCOMP-4').changedNothing();
    assert.is(driver.state.restoreKey, RestoreKey.completed);
  }
});

test('NULL for the path of the checkpoint is taken or refused, as the facet says (M-HrRestoreRegister, M-loc)', () => {
  const taken = server({ running: false });
  taken.prepareRestore().succeeded();
  taken.register(2, 6, 9, { checkpoint: false }).is('hrNone', 'EDB-RREG-1');
  const refused = serverWith({ 'null-checkpoint-path': 'hrInvalidParam' }, { running: false });
  refused.prepareRestore().succeeded();
  refused.register(2, 6, 9, { checkpoint: false }).is('hrInvalidParam', 'EDB-RREG-8').changedNothing();
  refused.register(2, 6, 9).is('hrNone', 'EDB-RREG-1');
});

test('the locations on a backup context are refused, or those of a restore context, as the facet says', () => {
  const onBackup: Call = { kind: 'HrRestoreGetDatabaseLocations', handle: Handle.backup };
  for (const code of ['hrInvalidHandle', 'hrInvalidParam'] as const) {
    const driver = serverWith({ 'wrong-context-kind': code });
    driver.prepareFull().succeeded();
    driver.call(onBackup).is(code, 'EDB-CTX-2').changedNothing();
  }
  const served = { 'locations-on-backup-context': 'served' };
  const whole = { kind: 'locations', absent: 'omitted' } as const;
  const driver = serverWith(served);
  driver.prepareFull().succeeded();
  driver.call(onBackup).is('hrNone', 'EDB-RLOC-4').answered(whole).changedNothing();
  driver.openDatabase().succeeded();
  driver.call(onBackup).is('hrNone', 'EDB-RLOC-4').answered(whole).changedNothing();
  driver.read(65_536, { fault: JetError.JET_errDiskIO }).cancelledSession(JetError.JET_errDiskIO);
  driver.call(onBackup).is('hrNone', 'EDB-RLOC-4').answered(whole).changedNothing();
  const one = serverWith({ ...served, 'absent-database-location': 'empty-path' }, { databaseCount: 1 });
  one.prepareFull().succeeded();
  one.call(onBackup).is('hrNone', 'EDB-RLOC-4').answered({ kind: 'locations', absent: 'empty-path' });
});

test('where the locations are served on a backup context, every other mix-up is refused as before', () => {
  const driver = serverWith({ 'locations-on-backup-context': 'served' });
  driver.prepareFull().succeeded();
  driver.call({ kind: 'HrRestoreEnd', handle: Handle.backup }).is('hrInvalidHandle', 'EDB-CTX-2').changedNothing();
  driver.call({ kind: 'HrRestoreGetDatabaseLocations', handle: Handle.unknown }).is('hrInvalidHandle', 'EDB-CTX-1');
  driver.call({ kind: 'HrRestoreGetDatabaseLocations', handle: Handle.dead }).is('hrCommunicationError', 'EDB-CTX-3');
});

test('a store that the server does not have is left out of the locations or has no path there, as the facet says', () => {
  const facets = { 'absent-database-location': 'empty-path' };
  const locationsOf = (driver: Driver) => {
    driver.prepareRestore().succeeded();
    return driver.locations();
  };
  const one = { databaseCount: 1, running: false } as const;
  locationsOf(server(one)).is('hrNone', 'EDB-RLOC-1').answered({ kind: 'locations', absent: 'omitted' });
  locationsOf(serverWith(facets, one)).is('hrNone', 'EDB-RLOC-3').answered({ kind: 'locations', absent: 'empty-path' });
  for (const start of [{ running: false }, { kind: 'directory', running: false }] as const) {
    locationsOf(serverWith(facets, start))
      .is('hrNone', 'EDB-RLOC-1')
      .answered({ kind: 'locations', absent: 'omitted' });
  }
});

test.run();
