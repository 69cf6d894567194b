import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { Handle, OpenKind } from './index.ts';
import { type Driver, server, serverOf, serverWith } from './testing/driver.ts';
import { FileSizeBytes } from './testing/states.ts';

test('HrBackupGetDatabaseNames lists the databases of a full backup, before and after the log list', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.names().is('hrNone', 'EDB-NAMES-1').answered({ kind: 'databases' }).changedNothing();
  driver.logs().succeeded();
  driver.names('A').is('hrNone', 'EDB-NAMES-1');
});

test('HrBackupGetDatabaseNames on a LOGS_ONLY context is a sequence error (JET-JetGetAttachInfo)', () => {
  for (const form of ['A', 'W'] as const) {
    const driver = server();
    driver.prepareLogsOnly().succeeded();
    const refused = driver.names(form).is('hrInvalidBackupSequence', 'EDB-NAMES-2');
    refused.cancelledSession(JetError.JET_errInvalidBackupSequence);
  }
});

test('HrBackupGetDatabaseNamesA answers 0x57 in 4.0 SP3 and in no other product; the W form works everywhere (Q159170)', () => {
  for (const product of ['exchange-4.0', 'exchange-4.0-sp3', 'exchange-5.0', 'exchange-5.5']) {
    const driver = serverOf(product);
    driver.prepareFull().succeeded();
    driver.names('W').is('hrNone', 'EDB-NAMES-1');
    if (product !== 'exchange-4.0-sp3') driver.names('A').is('hrNone', 'EDB-NAMES-1');
    else driver.names('A').is('ERROR_INVALID_PARAMETER', 'EDB-NAMES-3').changedNothing();
  }
});

test('opening a database gives its size, creates its patch file and marks it opened (JET-JetOpenFile)', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver
    .openDatabase(1)
    .is('hrNone', 'EDB-OPEN-1')
    .answered({ kind: 'size', sizeBytes: FileSizeBytes.database })
    .did({ kind: 'open-file', file: { kind: 'database', index: 1, sizeBytes: FileSizeBytes.database } });
  const { backup, databases } = driver.state;
  assert.equal([databases[0].patchFile, databases[1].patchFile], [0, 1]);
  assert.equal([backup.openKind, backup.openIndex, backup.openedDatabases], [OpenKind.database, 1, 0b10]);
});

test('a database may be opened a second time in the session that made its patch file', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.copyDatabases();
  driver.openDatabase(0).is('hrNone', 'EDB-OPEN-1');
  assert.is(driver.state.backup.closedDatabases, 0b10, 'until it is closed again it does not count as copied');
});

test('a NULL or empty file name is answered with hrInvalidParameter and ends nothing', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.openNoName().is('hrInvalidParameter', 'EDB-OPEN-2').changedNothing();
});

test('a second open is refused with the code the facet names, and the first file stays open', () => {
  for (const code of ['hrAlreadyOpen', 'hrOutOfMemory'] as const) {
    const driver = serverWith({ 'second-open': code });
    driver.prepareFull().succeeded();
    driver.openDatabase(0).succeeded();
    driver.openDatabase(0).is(code, 'EDB-OPEN-3').changedNothing();
    driver.openDatabase(1).is(code, 'EDB-OPEN-3').changedNothing();
    driver.read().is('hrNone', 'EDB-READ-1');
    driver.close().succeeded();
    driver.logs().succeeded();
    for (const first of [() => driver.openLog(6), () => driver.openPatch(0), () => driver.openOther(true)]) {
      first().succeeded();
      for (const second of [() => driver.openDatabase(1), () => driver.openLog(7), () => driver.openPatch(0)]) {
        second().is(code, 'EDB-OPEN-3').changedNothing();
      }
      driver.read(100).is('hrNone', 'EDB-READ-1');
      driver.close().succeeded();
    }
  }
});

test('whatever is open, whatever is asked for and whatever the engine would say: one file at a time', () => {
  const opens: Readonly<Record<string, (driver: Driver) => ReturnType<Driver['openLog']>>> = {
    'a database': (driver) => driver.openDatabase(1),
    'a log': (driver) => driver.openLog(7),
    'a patch file': (driver) => driver.openPatch(0),
    'another file': (driver) => driver.openOther(true),
    'a file that is not there': (driver) => driver.openOther(false),
    'a file that cannot be opened': (driver) => driver.openLog(8, JetError.JET_errFileAccessDenied),
    'a name that is too long': openOverlong,
  };
  for (const first of ['a database', 'a log', 'a patch file', 'another file']) {
    for (const [second, open] of Object.entries(opens)) {
      const driver = serverWith({ 'unlisted-file': 'opened' }).fullUpToLogs();
      opens[first]?.(driver).succeeded();
      driver.read().succeeded();
      const { openKind, openIndex } = driver.state.backup;
      open(driver).is('hrAlreadyOpen', 'EDB-OPEN-3').changedNothing();
      driver.openNoName().is('hrInvalidParameter', 'EDB-OPEN-2').changedNothing();
      assert.equal([driver.state.backup.openKind, driver.state.backup.openIndex], [openKind, openIndex], second);
      driver.close().succeeded();
      driver.openLog(9).is('hrNone', 'EDB-OPEN-1');
    }
  }
});

test('a log that is open on a LOGS_ONLY context keeps every second file out, a database too', () => {
  const driver = server();
  driver.prepareLogsOnly().succeeded();
  driver.logs().succeeded();
  driver.openLog(3).succeeded();
  driver.openLog(3).is('hrAlreadyOpen', 'EDB-OPEN-3').changedNothing();
  driver.openDatabase().is('hrAlreadyOpen', 'EDB-OPEN-3').changedNothing();
  driver.close().succeeded();
  driver.openDatabase().is('hrInvalidBackupSequence', 'EDB-OPEN-4');
});

test('a database cannot be opened on a LOGS_ONLY context', () => {
  const driver = server();
  driver.prepareLogsOnly().succeeded();
  const refused = driver.openDatabase().is('hrInvalidBackupSequence', 'EDB-OPEN-4');
  refused.cancelledSession(JetError.JET_errInvalidBackupSequence);
});

test('a database can be opened after the log list was taken, and the list does not change (Q256347)', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  const { answer } = driver.logs().is('hrNone', 'EDB-LOGS-5');
  driver.openDatabase(0).is('hrNone', 'EDB-OPEN-1');
  driver.close().succeeded();
  driver.logs().is('hrNone', 'EDB-LOGS-4').answered(answer);
});

test('where a database cannot be opened after the log list, it is a sequence error', () => {
  const driver = serverWith({ 'database-after-log-list': 'hrInvalidBackupSequence' });
  const refused = driver.fullUpToLogs().openDatabase(0).is('hrInvalidBackupSequence', 'EDB-OPEN-5');
  refused.cancelledSession(JetError.JET_errInvalidBackupSequence);
});

test('in the database phase of a full backup nothing but attached databases can be opened, and trying ends the session', () => {
  for (const open of ['openLog', 'openPatch', 'openOther'] as const) {
    const driver = server();
    driver.prepareFull().succeeded();
    const answered =
      open === 'openLog' ? driver.openLog(6) : open === 'openPatch' ? driver.openPatch() : driver.openOther(true);
    answered.is('hrDatabaseNotFound', 'EDB-OPEN-6').cancelledSession(JetError.JET_errDatabaseNotFound);
  }
});

test('listed logs and patch files open with their sizes', () => {
  const driver = server().fullUpToLogs();
  for (let generation = 6; generation <= 9; generation++) {
    driver.openLog(generation).is('hrNone', 'EDB-OPEN-1').answered({ kind: 'size', sizeBytes: FileSizeBytes.log });
    assert.equal([driver.state.backup.openKind, driver.state.backup.openIndex], [OpenKind.log, generation]);
    driver.close().succeeded();
  }
  driver.openPatch(1).is('hrNone', 'EDB-OPEN-1').answered({ kind: 'size', sizeBytes: FileSizeBytes.patch });
  assert.equal([driver.state.backup.openKind, driver.state.backup.openIndex], [OpenKind.patch, 1]);
});

test('a listed log that has gone from the disk fails with hrFileNotFound and stops the backup (Q178934)', () => {
  const driver = server().fullUpToLogs();
  driver.call({ kind: 'LogDeleted', generation: 7 }).succeeded();
  driver.openLog(7).is('hrFileNotFound', 'EDB-OPEN-7').cancelledSession(JetError.JET_errFileNotFound);
});

test('a patch file that does not exist fails with hrFileNotFound and stops the backup', () => {
  const driver = server();
  driver.prepareLogsOnly().succeeded();
  driver.openPatch().is('hrFileNotFound', 'EDB-OPEN-7').cancelledSession(JetError.JET_errFileNotFound);
});

test('a database that the service does not have is a mistake of the caller, and is named', () => {
  const driver = server({ kind: 'directory' });
  driver.prepareFull().succeeded();
  assert.throws(() => driver.openDatabase(1), /database 1 of a service with 1/);
});

test('a file that is on no list opens where the engine alone decides, and is not found where the API checks', () => {
  const opening = serverWith({ 'unlisted-file': 'opened' }).fullUpToLogs();
  opening.openLog(3).is('hrNone', 'EDB-OPEN-1');
  opening.close().succeeded();
  opening.openOther(true).is('hrNone', 'EDB-OPEN-1');
  assert.is(opening.state.backup.openKind, OpenKind.other);
  opening.close().succeeded();
  opening.openOther(false).is('hrFileNotFound', 'EDB-OPEN-7');
  const checking = serverWith({ 'unlisted-file': 'file-not-found' }).fullUpToLogs();
  checking.openLog(3).is('hrFileNotFound', 'EDB-OPEN-8').changedNothing();
  checking.openLog(10).is('hrFileNotFound', 'EDB-OPEN-8').changedNothing();
  checking.openOther(true).is('hrFileNotFound', 'EDB-OPEN-8').changedNothing();
  checking.openLog(6).is('hrNone', 'EDB-OPEN-1');
  checking.close().succeeded();
  checking.openPatch(1).is('hrNone', 'EDB-OPEN-1');
});

test('the patch file of a database that was copied after the list exists and is on no list (Q256347)', () => {
  for (const value of ['opened', 'file-not-found'] as const) {
    const driver = serverWith({ 'unlisted-file': value });
    driver.prepareFull().succeeded();
    driver.logs().is('hrNone', 'EDB-LOGS-5');
    driver.copyDatabases();
    if (value === 'opened') driver.openPatch(0).is('hrNone', 'EDB-OPEN-1');
    else driver.openPatch(0).is('hrFileNotFound', 'EDB-OPEN-8').changedNothing();
  }
});

test('before a LOGS_ONLY list every file is on no list', () => {
  const driver = serverWith({ 'unlisted-file': 'file-not-found' });
  driver.prepareLogsOnly().succeeded();
  driver.openLog(5).is('hrFileNotFound', 'EDB-OPEN-8').changedNothing();
});

test('a file that the engine cannot open fails with the engine’s code and stops the backup', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver
    .openDatabase(0, JetError.JET_errDiskFull)
    .is('hrDiskFull', 'EDB-OPEN-10')
    .cancelledSession(JetError.JET_errDiskFull);
});

test('a log that another program holds is refused with -1032 and leaves both events, 145 and 105 (Q251410)', () => {
  const driver = server().fullUpToLogs();
  const answered = driver.openLog(7, JetError.JET_errFileAccessDenied).is('hrFileAccessDenied', 'EDB-OPEN-10');
  answered.cancelledSession(JetError.JET_errFileAccessDenied);
  assert.equal(answered.events, ['file-access-failed', 'backup-stopped']);
});

test('HrBackupClose closes the file at its end or before it, and with no file open is answered with hrInvalidHandle', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.close().is('hrInvalidHandle', 'EDB-CLOSE-2').changedNothing();
  driver.openDatabase(0).succeeded();
  driver.close().is('hrNone', 'EDB-CLOSE-1').did({ kind: 'close-file' });
  assert.is(driver.state.backup.closedDatabases, 0b01);
  driver.openDatabase(1).succeeded();
  driver.read().succeeded();
  driver.close().is('hrNone', 'EDB-CLOSE-1');
  assert.is(driver.state.backup.closedDatabases, 0b11);
  driver.close().is('hrInvalidHandle', 'EDB-CLOSE-2').changedNothing();
});

/** Opens a file whose name is longer than any path. */
const openOverlong = (driver: Driver) =>
  driver.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file: { kind: 'overlong-name' }, fault: 0 });

test('a file name of more than 259 characters is that of a missing file, or is refused for its length', () => {
  const asked = server().fullUpToLogs();
  openOverlong(asked).is('hrFileNotFound', 'EDB-OPEN-7').cancelledSession(JetError.JET_errFileNotFound);
  const measured = serverWith({ 'overlong-name': 'hrInvalidParam' }).fullUpToLogs();
  openOverlong(measured).is('hrInvalidParam', 'EDB-OPEN-11').changedNothing();
});

test('a patch file goes when it was read to its end, or when the backup ends, as the facet says', () => {
  for (const [facet, left] of [
    ['backup-end', 1],
    ['after-reading', 0],
  ] as const) {
    const driver = serverWith({ 'patch-file-removal': facet }).fullUpToLogs();
    driver.openPatch(0).succeeded();
    driver.close().is('hrNone', 'EDB-CLOSE-1');
    assert.is(driver.state.databases[0].patchFile, 1, 'a patch file that was not read stays');
    driver.openPatch(0).succeeded();
    driver.read().succeeded();
    driver.close().is('hrNone', left === 1 ? 'EDB-CLOSE-1' : 'EDB-CLOSE-3');
    assert.equal([driver.state.databases[0].patchFile, driver.state.databases[1].patchFile], [left, 1]);
    if (left === 0) {
      driver.openPatch(0).is('hrFileNotFound', 'EDB-OPEN-7');
      assert.equal(driver.end().effectsOf('delete-patch-file'), [{ kind: 'delete-patch-file', index: 1 }]);
    } else {
      assert.is(driver.end().effectsOf('delete-patch-file').length, 2);
    }
    assert.equal([driver.state.databases[0].patchFile, driver.state.databases[1].patchFile], [0, 0]);
  }
});

test.run();
