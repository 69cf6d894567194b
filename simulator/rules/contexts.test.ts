import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { type Call, Handle, type HandleNumber, type Target } from './index.ts';
import { plainCircumstances } from './testing/circumstances.ts';
import { profileWith, server, serverWith } from './testing/driver.ts';

/** Every backup call with a handle, with arguments that are good on a fresh full backup or fail later than the handle. */
const backupCalls = (handle: HandleNumber): readonly Call[] => [
  { kind: 'HrBackupGetDatabaseNames', handle, form: 'W' },
  { kind: 'HrBackupOpenFile', handle, file: { kind: 'database', index: 0, sizeBytes: 40_960 }, fault: 0 },
  {
    kind: 'HrBackupRead',
    handle,
    bufferGiven: true,
    sizeBytes: 65_536,
    availableBytes: 65_536,
    tcp: true,
    circumstances: plainCircumstances,
    fault: 0,
  },
  { kind: 'HrBackupClose', handle },
  { kind: 'HrBackupGetBackupLogs', handle, fault: 0 },
  { kind: 'HrBackupTruncateLogs', handle },
  { kind: 'HrBackupEnd', handle },
];

const restoreCalls = (handle: HandleNumber): readonly Call[] => [
  { kind: 'HrRestoreGetDatabaseLocations', handle },
  {
    kind: 'HrRestoreRegister',
    handle,
    logPathGiven: true,
    backupLogPathGiven: true,
    mapRows: 2,
    lowGeneration: 3,
    highGeneration: 5,
  },
  { kind: 'HrRestoreRegisterComplete', handle, restoreState: 0 },
  { kind: 'HrRestoreEnd', handle },
];

const makingCalls = (target: Target): readonly Call[] => [
  { kind: 'HrBackupPrepare', target, grbit: 0, backupType: 1 },
  { kind: 'HrRestorePrepare', target },
  { kind: 'HrSetCurrentBackupLog', target, currentLog: 5 },
];

test('a handle that stands for nothing is answered with hrInvalidHandle and changes nothing, in every call', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.prepareRestore().succeeded();
  for (const call of [...backupCalls(Handle.unknown), ...restoreCalls(Handle.unknown)]) {
    driver.call(call).is('hrInvalidHandle', 'EDB-CTX-1').changedNothing();
  }
});

test('a backup call on a restore context, and the reverse, is refused with the code the facet names', () => {
  for (const code of ['hrInvalidHandle', 'hrInvalidParam'] as const) {
    const driver = serverWith({ 'wrong-context-kind': code });
    driver.prepareFull().succeeded();
    driver.prepareRestore().succeeded();
    for (const call of [...backupCalls(Handle.restore), ...restoreCalls(Handle.backup)]) {
      driver.call(call).is(code, 'EDB-CTX-2').changedNothing();
    }
  }
});

test('a context whose server has gone away is answered with the code the facet names (Q245664, Q314588)', () => {
  const named = [
    ['hrCommunicationError', 'hrCommunicationError'],
    ['rpcServerUnavailable', 'RPC_S_SERVER_UNAVAILABLE'],
    ['hrInvalidHandle', 'hrInvalidHandle'],
  ] as const;
  for (const [value, code] of named) {
    const driver = serverWith({ 'dead-context': value });
    for (const call of [...backupCalls(Handle.dead), ...restoreCalls(Handle.dead)]) {
      driver.call(call).is(code, 'EDB-CTX-3').changedNothing();
    }
  }
});

test('after the engine has cancelled a session every call but HrBackupEnd is answered with hrNoBackup', () => {
  const driver = server();
  driver.prepareFull().succeeded();
  driver.openDatabase().succeeded();
  driver.read(65_536, { fault: JetError.JET_errDiskIO }).cancelledSession(JetError.JET_errDiskIO);
  for (const call of backupCalls(Handle.backup)) {
    if (call.kind === 'HrBackupEnd') driver.call(call).is('hrNone', 'EDB-END-2');
    else driver.call(call).is('hrNoBackup', 'EDB-CTX-4').changedNothing();
  }
  assert.is(driver.state.backup.active, 0);
});

test('a NULL server name or annotation is answered with hrInvalidParam', () => {
  const driver = server();
  for (const call of makingCalls('null-argument')) driver.call(call).is('hrInvalidParam', 'EDB-CTX-6').changedNothing();
});

test('a server name with an underscore is refused with the code the facet names (M-HrBackupPrepare)', () => {
  for (const code of ['hrInvalidParam', 'hrCouldNotConnect'] as const) {
    const driver = serverWith({ 'underscore-in-server-name': code });
    for (const call of makingCalls('underscore')) driver.call(call).is(code, 'EDB-CTX-5').changedNothing();
  }
});

test('a server that cannot be reached is answered with hrCouldNotConnect (Q261160)', () => {
  const driver = server();
  for (const call of makingCalls('unknown-server')) {
    driver.call(call).is('hrCouldNotConnect', 'EDB-CTX-7').changedNothing();
  }
});

test('an annotation that names no service is refused with the code the facet names', () => {
  for (const code of ['hrCouldNotConnect', 'hrInvalidParam'] as const) {
    const driver = serverWith({ 'unknown-annotation': code });
    for (const call of makingCalls('unknown-annotation')) driver.call(call).is(code, 'EDB-CTX-8').changedNothing();
  }
});

test('I_HrCheckBackupLogs is not modelled, because no source describes it', () => {
  server().call({ kind: 'I_HrCheckBackupLogs' }).is('NOT_MODELLED', 'EDB-CTX-9').changedNothing();
});

test('a call that the phase does not allow ends the session or not, as the facet says', () => {
  for (const [value, cancelled] of [
    ['session-goes-on', 0],
    ['session-cancelled', 1],
  ] as const) {
    const driver = serverWith({ 'sequence-error': value });
    driver.prepareLogsOnly().succeeded();
    const answered = driver.names().is('hrInvalidBackupSequence', 'EDB-NAMES-2');
    assert.is(driver.state.backup.cancelled, cancelled);
    if (cancelled === 1) answered.cancelledSession(JetError.JET_errInvalidBackupSequence);
    else answered.changedNothing();
  }
});

test('a profile cannot be asked for a facet value that no source allows', () => {
  assert.throws(() => profileWith({ 'sequence-error': 'ignored' }), /allowed: session-goes-on, session-cancelled/);
});

test.run();
