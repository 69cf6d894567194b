import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { type Call, Handle, type HandleNumber, type Target } from './index.ts';
import { plainCircumstances } from './testing/circumstances.ts';
import { type Driver, profileWith, server, serverWith } from './testing/driver.ts';

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
    hintSizeBytes: 65_536,
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
    checkpointPathGiven: true,
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
    const driver = serverWith({ 'wrong-context-kind': code, 'locations-on-backup-context': 'refused' });
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

test('a server that cannot be reached is answered with one of two codes, as the facet says (Q261160, Q314588)', () => {
  for (const [facet, code] of [
    ['hrCouldNotConnect', 'hrCouldNotConnect'],
    ['rpcServerUnavailable', 'RPC_S_SERVER_UNAVAILABLE'],
  ] as const) {
    const driver = serverWith({ 'unreachable-server': facet });
    for (const call of makingCalls('unknown-server')) driver.call(call).is(code, 'EDB-CTX-7').changedNothing();
  }
});

test('without NetBIOS nobody can connect, and where no endpoints are RPC says so itself (Q261160, Q314588)', () => {
  for (const code of ['hrCouldNotConnect', 'rpcServerUnavailable']) {
    const driver = serverWith({ 'unreachable-server': code });
    for (const call of makingCalls('netbios-off')) {
      driver.call(call).is('hrCouldNotConnect', 'EDB-CTX-11').changedNothing();
    }
    for (const call of makingCalls('no-endpoints')) {
      driver.call(call).is('RPC_S_SERVER_UNAVAILABLE', 'EDB-CTX-12').changedNothing();
    }
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

test('I_HrRestoreW is not modelled, because no source describes it', () => {
  server().call({ kind: 'I_HrRestoreW' }).is('NOT_MODELLED', 'EDB-CTX-13').changedNothing();
});

function inLogsOnly(driver: Driver): Driver {
  driver.prepareLogsOnly().succeeded();
  return driver;
}

function inFull(driver: Driver): Driver {
  driver.prepareFull().succeeded();
  return driver;
}

/** How each call comes to be out of sequence, on a server that refuses it, and the requirement of its refusal. */
const outOfSequence = {
  'names-out-of-sequence': [{}, (driver: Driver) => inLogsOnly(driver).names(), 'EDB-NAMES-2'],
  'open-out-of-sequence': [{}, (driver: Driver) => inLogsOnly(driver).openDatabase(), 'EDB-OPEN-4'],
  'list-out-of-sequence': [
    { 'log-list-before-close': 'hrInvalidBackupSequence' },
    (driver: Driver) => inFull(driver).logs(),
    'EDB-LOGS-5',
  ],
  'truncate-out-of-sequence': [{}, (driver: Driver) => inFull(driver).truncate(), 'EDB-TRUNC-4'],
} as const;

test('a call that the phase does not allow ends the session or not, each as its own facet says', () => {
  for (const [facet, [facets, play, requirementId]] of Object.entries(outOfSequence)) {
    for (const value of ['session-goes-on', 'session-cancelled']) {
      const others = Object.keys(outOfSequence).filter((other) => other !== facet);
      const opposite = value === 'session-goes-on' ? 'session-cancelled' : 'session-goes-on';
      const driver = serverWith({
        ...Object.fromEntries(others.map((other) => [other, opposite])),
        ...facets,
        [facet]: value,
      });
      const answered = play(driver).is('hrInvalidBackupSequence', requirementId);
      if (value === 'session-goes-on') answered.changedNothing();
      else answered.cancelledSession(JetError.JET_errInvalidBackupSequence);
    }
  }
});

test('an annotation in other letter case names the service or nothing, as the facet says', () => {
  for (const call of makingCalls('annotation-in-other-case')) {
    server().call(call).is('hrCouldNotConnect', 'EDB-CTX-8').changedNothing();
    serverWith({ 'annotation-case': 'any-case' }).call(call).succeeded();
    const strict = serverWith({ 'unknown-annotation': 'hrInvalidParam' });
    strict.call(call).is('hrInvalidParam', 'EDB-CTX-8').changedNothing();
  }
});

test('a profile cannot be asked for a facet value that no source allows', () => {
  assert.throws(
    () => profileWith({ 'names-out-of-sequence': 'ignored' }),
    /allowed: session-cancelled, session-goes-on/,
  );
});

test.run();
