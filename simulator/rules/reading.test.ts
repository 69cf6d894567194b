import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import type { Driver } from './testing/driver.ts';
import { server, serverWith } from './testing/driver.ts';
import { FileSizeBytes } from './testing/states.ts';

/** A full backup with its first database open. */
function databaseOpen(facets: Readonly<Record<string, string>> = {}): Driver {
  const driver = serverWith(facets);
  driver.prepareFull().succeeded();
  driver.openDatabase(0).succeeded();
  return driver;
}

test('reads continue where the last one ended, until the size that the open announced', () => {
  const driver = databaseOpen();
  let total = 0;
  for (const sizeBytes of [16_384, 16_384, 8192]) {
    driver
      .read(16_384)
      .is('hrNone', 'EDB-READ-1')
      .answered({ kind: 'bytes', sizeBytes })
      .did({ kind: 'read', sizeBytes, verify: true });
    total += sizeBytes;
    assert.is(driver.state.backup.openPositionBytes, total);
  }
  assert.is(total, FileSizeBytes.database);
});

test('a read of exactly the rest, of a byte less and of a byte more: what is there is handed over, and the next is at the end', () => {
  for (const [surplus, left] of [
    [-1, 1],
    [0, 0],
    [1, 0],
  ] as const) {
    for (const [open, size] of [
      ['log', FileSizeBytes.log],
      ['patch', FileSizeBytes.patch],
      ['database', FileSizeBytes.database],
    ] as const) {
      const driver = serverWith({ 'end-of-file': 'error-handle-eof', 'short-first-read': 'any-size' }).fullUpToLogs();
      if (open === 'log') driver.openLog(6).succeeded();
      else if (open === 'patch') driver.openPatch(0).succeeded();
      else driver.openDatabase(0).succeeded();
      const more = { availableBytes: size + 10 };
      driver.read(4096, more).succeeded();
      const rest = size - driver.state.backup.openPositionBytes;
      driver.read(rest + surplus, more).answered({ kind: 'bytes', sizeBytes: rest - left });
      if (left === 1) driver.read(12_288, more).is('hrNone', 'EDB-READ-1').answered({ kind: 'bytes', sizeBytes: 1 });
      driver.read(1, more).is('ERROR_HANDLE_EOF', 'EDB-READ-6').answered({ kind: 'bytes', sizeBytes: 0 });
      driver.read(0, more).is('hrNone', 'EDB-READ-1').answered({ kind: 'bytes', sizeBytes: 0 });
    }
  }
});

test('a short read is no error: the server hands over what it has (M-HrBackupRead)', () => {
  const driver = databaseOpen();
  driver.read(40_960, { availableBytes: 5000 }).is('hrNone', 'EDB-READ-1').answered({ kind: 'bytes', sizeBytes: 5000 });
  assert.is(driver.state.backup.openPositionBytes, 5000);
});

test('over TCP/IP a read may have any size; the sample reads sizes that are no multiple of 4096 (BT)', () => {
  databaseOpen().read(8193).is('hrNone', 'EDB-READ-1').answered({ kind: 'bytes', sizeBytes: 8193 });
});

test('over another transport a size that is no multiple of 4096 fails with the code the facet names (M-HrBackupRead)', () => {
  for (const [value, code] of [
    ['hrInvalidParam', 'hrInvalidParam'],
    ['win32InvalidParameter', 'ERROR_INVALID_PARAMETER'],
  ] as const) {
    const driver = databaseOpen({ 'misaligned-read': value });
    for (const sizeBytes of [12_289, 12_288 + 2048]) {
      driver.read(sizeBytes, { tcp: false }).is(code, 'EDB-READ-4').changedNothing();
    }
    driver.read(12_288, { tcp: false }).is('hrNone', 'EDB-READ-1');
  }
});

test('the first read of a database must be as large as the facet says; later ones and logs need not be', () => {
  const driver = databaseOpen({ 'short-first-read': 'more-than-two-pages' });
  driver.read(8192).is('hrInvalidParameter', 'EDB-READ-5').changedNothing();
  driver.read(8193).is('hrNone', 'EDB-READ-1');
  driver.read(1).is('hrNone', 'EDB-READ-1');
  driver.close().succeeded();
  driver.logs().succeeded();
  driver.openLog(6).succeeded();
  driver.read(512).is('hrNone', 'EDB-READ-1');
  const strict = databaseOpen({ 'short-first-read': 'three-pages' });
  strict.read(12_287).is('hrInvalidParameter', 'EDB-READ-5').changedNothing();
  strict.read(12_288).is('hrNone', 'EDB-READ-1');
  databaseOpen({ 'short-first-read': 'any-size' }).read(4096).is('hrNone', 'EDB-READ-1');
});

test('the end of the file is no bytes or ERROR_HANDLE_EOF, as the facet says, again and again', () => {
  for (const [value, code] of [
    ['zero-bytes', 'hrNone'],
    ['error-handle-eof', 'ERROR_HANDLE_EOF'],
  ] as const) {
    const driver = databaseOpen({ 'end-of-file': value });
    driver.read().succeeded();
    for (let again = 0; again < 2; again++) {
      driver.read().is(code, 'EDB-READ-6').answered({ kind: 'bytes', sizeBytes: 0 }).changedNothing();
    }
    driver.close().is('hrNone', 'EDB-CLOSE-1');
  }
});

test('a buffer of no bytes is filled with no bytes, at the end of the file too', () => {
  const driver = databaseOpen();
  driver.read().succeeded();
  driver.read(0).is('hrNone', 'EDB-READ-1').answered({ kind: 'bytes', sizeBytes: 0 });
});

test('HrBackupRead without an open file is answered with hrInvalidHandle, with a NULL buffer with hrInvalidParam', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.read().is('hrInvalidHandle', 'EDB-READ-2').changedNothing();
  driver.openDatabase(0).succeeded();
  driver.read(65_536, { bufferGiven: false }).is('hrInvalidParam', 'EDB-READ-3').changedNothing();
});

test('a page that fails its checksum ends the backup with -1018 and two events, and truncation is out of reach (Q188646)', () => {
  const driver = databaseOpen();
  const fault = JetError.JET_errReadVerifyFailure;
  const answered = driver.read(65_536, { fault }).is('hrReadVerifyFailure', 'EDB-READ-7').cancelledSession(fault);
  assert.equal(answered.events, ['page-verification-failed', 'backup-stopped']);
  answered.didKinds('log-event', 'close-file', 'cancel-backup', 'log-event');
  driver.truncate().is('hrNoBackup', 'EDB-CTX-4').changedNothing();
});

test('a full disk under the patch file and any other read fault end the backup with the engine’s code (Q271847)', () => {
  for (const [fault, code] of [
    [JetError.JET_errDiskFull, 'hrDiskFull'],
    [JetError.JET_errDiskIO, 'hrDiskIO'],
    [JetError.JET_errFileNotFound, 'hrFileNotFound'],
  ] as const) {
    const answered = databaseOpen().read(65_536, { fault }).is(code, 'EDB-READ-7').cancelledSession(fault);
    assert.equal(answered.events, ['backup-stopped']);
  }
});

test('a read larger than the announced size is served or refused, as the facet says; a smaller one is served', () => {
  for (const [facet, isServed] of [
    ['served', true],
    ['hrInvalidParameter', false],
  ] as const) {
    const driver = databaseOpen({ 'over-hint-read': facet });
    const over = driver.read(16_385, { hintSizeBytes: 16_384 });
    if (isServed) over.is('hrNone', 'EDB-READ-1');
    else over.is('hrInvalidParameter', 'EDB-READ-8').changedNothing();
    driver.read(16_384, { hintSizeBytes: 16_384 }).is('hrNone', 'EDB-READ-1');
  }
});

test.run();
