import { BACKUP_DISABLE_INCREMENTAL, JetError, LAST_GENERATION } from '../../protocol/index.ts';
import { Handle, type Target } from '../index.ts';
import { plainStart } from './circumstances.ts';
import { Driver, profileWith, server, serverOf, serverWith } from './driver.ts';
import { stateOf } from './states.ts';

type Play = (driver: Driver) => void;

/** Starts a history, plays it, and hands it back for the requirements it reached. */
function played(driver: Driver, ...plays: readonly Play[]): Driver {
  for (const play of plays) play(driver);
  return driver;
}

const full: Play = (driver) => void driver.prepareFull();
const logsOnly: Play = (driver) => void driver.prepareLogsOnly();
const list: Play = (driver) => void driver.logs();
const truncate: Play = (driver) => void driver.truncate();
const end: Play = (driver) => void driver.end();
const open: Play = (driver) => void driver.openDatabase();
const read: Play = (driver) => void driver.read();
const close: Play = (driver) => void driver.close();
const copy: Play = (driver) => void driver.copyDatabases();
const restore: Play = (driver) => void driver.prepareRestore();
const register: Play = (driver) => void driver.register(2, 6, 9);
const complete: Play = (driver) => void driver.complete();
const reading =
  (fault: number): Play =>
  (driver) =>
    void driver.read(65_536, { fault });
const stopped = () => server({ running: false });

function withPatchFile(product: string): Driver {
  const state = stateOf();
  state.databases[0].patchFile = 1;
  return new Driver(state, profileWith({}, product));
}

const making = (target: Target) => played(server(), (driver) => driver.call({ kind: 'HrRestorePrepare', target }));
const onHandle = (handle: 0 | 2 | 3) =>
  played(server(), restore, (driver) => driver.call({ kind: 'HrBackupEnd', handle }));

/** For every requirement that an outcome can name, the shortest history that reaches it. */
export const witnesses: Readonly<Record<string, () => Driver>> = {
  'EDB-CTX-1': () => onHandle(Handle.unknown),
  'EDB-CTX-2': () => onHandle(Handle.restore),
  'EDB-CTX-3': () => onHandle(Handle.dead),
  'EDB-CTX-4': () => played(server(), full, open, reading(JetError.JET_errDiskIO), read),
  'EDB-CTX-5': () => making('underscore'),
  'EDB-CTX-6': () => making('null-argument'),
  'EDB-CTX-7': () => making('unknown-server'),
  'EDB-CTX-8': () => making('unknown-annotation'),
  'EDB-CTX-9': () => played(server(), (driver) => driver.call({ kind: 'I_HrCheckBackupLogs' })),
  'EDB-CTX-13': () => played(server(), (driver) => driver.call({ kind: 'I_HrRestoreW' })),
  'EDB-CTX-11': () => making('netbios-off'),
  'EDB-CTX-12': () => making('no-endpoints'),
  'EDB-PREP-1': () => played(server(), logsOnly),
  'EDB-PREP-2': () => played(server(), full),
  'EDB-PREP-3': () => played(server(), (driver) => driver.prepare(3, 0)),
  'EDB-PREP-4': () => played(server(), (driver) => driver.prepareFull(2)),
  'EDB-PREP-5': () => played(stopped(), full),
  'EDB-PREP-6': () => played(server(), full, full),
  'EDB-PREP-7': () => played(server({ checkpoint: 0 }), full),
  'EDB-PREP-8': () => played(withPatchFile('exchange-5.5'), full),
  'EDB-PREP-9': () => played(server({ lastBackupLog: BACKUP_DISABLE_INCREMENTAL }), logsOnly),
  'EDB-PREP-10': () => played(server({ circular: true }), logsOnly),
  'EDB-PREP-11': () => played(server({ fullBackup: null }), logsOnly),
  'EDB-PREP-12': () => played(server({ runs: [3, 4, 6, 9] }), logsOnly),
  'EDB-PREP-13': () => played(server({ runs: [3, 4, 5, 9] }), logsOnly),
  'EDB-PREP-14': () => played(serverWith({ 'unreadable-checkpoint': 'begins' }, { checkpoint: 0 }), full),
  'EDB-NAMES-1': () => played(server(), full, (driver) => driver.names()),
  'EDB-NAMES-2': () => played(server(), logsOnly, (driver) => driver.names()),
  'EDB-NAMES-3': () => played(serverOf('exchange-4.0-sp3'), full, (driver) => driver.names('A')),
  'EDB-OPEN-1': () => played(server(), full, open),
  'EDB-OPEN-2': () => played(server(), full, (driver) => driver.openNoName()),
  'EDB-OPEN-3': () => played(server(), full, open, open),
  'EDB-OPEN-4': () => played(server(), logsOnly, open),
  'EDB-OPEN-5': () => played(serverWith({ 'database-after-log-list': 'hrInvalidBackupSequence' }), full, list, open),
  'EDB-OPEN-6': () => played(server(), full, (driver) => driver.openLog(6)),
  'EDB-OPEN-7': () => played(server(), logsOnly, (driver) => driver.openPatch()),
  'EDB-OPEN-8': () =>
    played(serverWith({ 'unlisted-file': 'file-not-found' }), logsOnly, (driver) => driver.openLog(6)),
  'EDB-OPEN-9': () => played(withPatchFile('exchange-5.0'), full, open),
  'EDB-OPEN-10': () => played(server(), full, (driver) => driver.openDatabase(0, JetError.JET_errDiskFull)),
  'EDB-OPEN-11': () =>
    played(serverWith({ 'overlong-name': 'hrInvalidParam' }), full, (driver) =>
      driver.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file: { kind: 'overlong-name' }, fault: 0 }),
    ),
  'EDB-READ-1': () => played(server(), full, open, read),
  'EDB-READ-2': () => played(server(), full, read),
  'EDB-READ-3': () => played(server(), full, open, (driver) => driver.read(65_536, { bufferGiven: false })),
  'EDB-READ-4': () => played(server(), full, open, (driver) => driver.read(10_000, { tcp: false })),
  'EDB-READ-5': () => played(server(), full, open, (driver) => driver.read(8192)),
  'EDB-READ-6': () => played(server(), full, open, read, read),
  'EDB-READ-7': () => played(server(), full, open, reading(JetError.JET_errReadVerifyFailure)),
  'EDB-READ-8': () =>
    played(serverWith({ 'over-hint-read': 'hrInvalidParameter' }), full, open, (driver) =>
      driver.read(65_536, { hintSizeBytes: 16_384 }),
    ),
  'EDB-CLOSE-1': () => played(server(), full, open, close),
  'EDB-CLOSE-2': () => played(server(), full, close),
  'EDB-CLOSE-3': () =>
    played(serverWith({ 'patch-file-removal': 'after-reading' }), full, copy, list, (driver) => {
      driver.openPatch();
      driver.read();
      driver.close();
    }),
  'EDB-LOGS-2': () => played(server(), full, copy, list),
  'EDB-LOGS-3': () => played(server(), logsOnly, list),
  'EDB-LOGS-4': () => played(server(), logsOnly, list, list),
  'EDB-LOGS-5': () => played(server(), full, open, list),
  'EDB-LOGS-6': () =>
    played(server({ runs: [LAST_GENERATION, LAST_GENERATION], checkpoint: LAST_GENERATION }), full, list),
  'EDB-LOGS-7': () => played(server(), full, (driver) => driver.logs(JetError.JET_errLogDiskFull)),
  'EDB-TRUNC-1': () => played(server(), logsOnly, list, truncate),
  'EDB-TRUNC-2': () => played(server({ checkpoint: 3 }), logsOnly, list, truncate),
  'EDB-TRUNC-4': () => played(server(), logsOnly, truncate),
  'EDB-TRUNC-5': () => played(server(), full, open, truncate),
  'EDB-TRUNC-6': () => played(server({ checkpoint: 0 }), logsOnly, list, truncate),
  'EDB-TRUNC-7': () =>
    played(serverWith({ 'second-truncate': 'hrInvalidBackupSequence' }), logsOnly, list, truncate, truncate),
  'EDB-TRUNC-10': () => played(server(), logsOnly, list, (driver) => driver.truncate({ logs: [4], patchFiles: 0 })),
  'EDB-END-1': () => played(server(), logsOnly, list, end),
  'EDB-END-2': () => played(server(), full, end),
  'EDB-END-3': () => played(server(), logsOnly, list, truncate, end),
  'EDB-SETLOG-1': () => played(server(), (driver) => driver.setCurrentLog(5)),
  'EDB-SETLOG-2': () => played(server(), (driver) => driver.setCurrentLog(BACKUP_DISABLE_INCREMENTAL)),
  'EDB-SETLOG-3': () => played(server(), (driver) => driver.setCurrentLog(LAST_GENERATION + 1)),
  'EDB-SETLOG-4': () =>
    played(serverWith({ 'log-number-while-stopped': 'hrCouldNotConnect' }, { running: false }), (driver) =>
      driver.setCurrentLog(5),
    ),
  'EDB-RPREP-1': () => played(stopped(), restore),
  'EDB-RPREP-2': () => played(serverWith({ 'restore-while-running': 'hrError' }), restore),
  'EDB-RPREP-3': () => played(stopped(), restore, restore),
  'EDB-RLOC-4': () =>
    played(serverWith({ 'locations-on-backup-context': 'served' }), full, (driver) =>
      driver.call({ kind: 'HrRestoreGetDatabaseLocations', handle: Handle.backup }),
    ),
  'EDB-RLOC-1': () => played(stopped(), restore, (driver) => driver.locations()),
  'EDB-RLOC-3': () =>
    played(serverWith({ 'absent-database-location': 'empty-path' }, { databaseCount: 1 }), restore, (driver) =>
      driver.locations(),
    ),
  'EDB-RREG-1': () => played(stopped(), restore, register),
  'EDB-RREG-2': () => played(stopped(), restore, register, complete, (driver) => driver.register(0, 10, 12)),
  'EDB-RREG-3': () => played(stopped(), restore, (driver) => driver.register(0, 10, 12)),
  'EDB-RREG-4': () => played(stopped(), restore, (driver) => driver.register(2, 9, 6)),
  'EDB-RREG-5': () => played(stopped(), restore, register, register),
  'EDB-RREG-6': () => played(stopped(), restore, register, complete, register),
  'EDB-RREG-7': () =>
    played(serverWith({ 'register-after-complete': 'hrInvalidParam' }), restore, register, complete, register),
  'EDB-RREG-8': () =>
    played(serverWith({ 'null-checkpoint-path': 'hrInvalidParam' }), restore, (driver) =>
      driver.register(2, 6, 9, { checkpoint: false }),
    ),
  'EDB-RCOMP-1': () => played(stopped(), restore, register, complete),
  'EDB-RCOMP-2': () => played(stopped(), restore, register, (driver) => driver.complete(-1)),
  'EDB-RCOMP-3': () => played(stopped(), restore, complete),
  'EDB-RCOMP-4': () => played(stopped(), restore, register, complete, complete),
  'EDB-REND-1': () => played(stopped(), restore, (driver) => driver.endRestore()),
  'EDB-SVC-1': () => played(server(), (driver) => driver.activity(10, 7)),
  'EDB-SVC-2': () => played(server(), full, (driver) => driver.call({ kind: 'StopRequested' })),
  'EDB-SVC-3': () => played(server(), (driver) => driver.call({ kind: 'StopRequested' })),
  'EDB-SVC-4': () => played(server(), (driver) => driver.crash()),
  'EDB-SVC-5': () => played(stopped(), (driver) => driver.startService()),
  'EDB-SVC-6': () => played(stopped(), restore, register, (driver) => driver.call(plainStart)),
  'EDB-SVC-7': () => played(stopped(), (driver) => driver.call({ kind: 'StartFailed', facts: driver.facts() })),
  'EDB-SVC-8': () => played(stopped(), (driver) => driver.call({ kind: 'FilesChanged', facts: driver.facts() })),
  'EDB-SVC-9': () => played(server(), (driver) => driver.call({ kind: 'LogDeleted', generation: 4 })),
  'EDB-SVC-10': () => played(stopped(), (driver) => driver.call({ kind: 'DatabaseMoved', index: 0 })),
  'EDB-SVC-11': () => played(stopped(), (driver) => driver.call({ kind: 'CircularLoggingSet', on: 1 })),
  'EDB-SVC-12': () => played(server(), (driver) => driver.call({ kind: 'ClientGone' })),
  'EDB-SVC-13': () => played(stopped(), (driver) => driver.call({ kind: 'RestoreKeyDeleted' })),
  'EDB-SVC-15': () => played(server(), (driver) => driver.stopService(JetError.JET_errLogDiskFull)),
  'EDB-SVC-16': () => played(server(), (driver) => driver.stopService(JetError.JET_errLogWriteFail)),
  'EDB-RECOV-11': () =>
    played(stopped(), restore, register, complete, (driver) => driver.call({ ...plainStart, restoreKeyReadable: 0 })),
  'EDB-SVC-17': () => played(server(), (driver) => driver.stopService(JetError.JET_errOutOfDatabaseSpace)),
  'EDB-FILE-21': () =>
    played(server({ running: false, kind: 'directory' }), (driver) =>
      driver.call({ ...plainStart, parameterMissing: 1 }),
    ),
  'EDB-CIRC-8': () =>
    played(serverOf('exchange-5.0', { running: false }), restore, register, complete, (driver) =>
      driver.call({ ...plainStart, circularLoggingSwitchedOn: 1 }),
    ),
  'EDB-TARGET-1': () =>
    played(server({ running: false, kind: 'directory' }), restore, register, complete, (driver) =>
      driver.call({ ...plainStart, restoredFromElsewhere: 1 }),
    ),
  'EDB-SVC-14': () =>
    played(stopped(), (driver) =>
      driver.call({
        kind: 'RegistryEdited',
        restoreKey: 0,
        restoreMapRows: 0,
        restoreLow: 0,
        restoreHigh: 0,
        lastBackupLog: 9,
      }),
    ),
  'EDB-BUILD-1': () => played(serverOf('exchange-5.5-sp2'), full, open, read),
  'EDB-BUILD-2': () => played(serverOf('exchange-5.5-sp2-ese2608'), full, open, (driver) => driver.read(600_000)),
  'EDB-BUILD-3': () =>
    played(server(), full, open, (driver) => driver.read(65_536, { circumstances: { allocationLimitBytes: 1 } })),
  'EDB-BUILD-4': () => played(serverOf('exchange-5.5-sp3-edbbcli2652'), full, open, read, read),
  'EDB-BUILD-5': () =>
    played(
      server(),
      full,
      open,
      (driver) => driver.read(12_288),
      (driver) => driver.read(12_288, { circumstances: { longClientName: true } }),
    ),
  'EDB-BUILD-7': () =>
    played(serverOf('exchange-4.0'), full, copy, list, (driver) => {
      driver.openLog(6);
      driver.read(65_536, { circumstances: { remoteFromNt4: true } });
    }),
  'EDB-BUILD-8': () =>
    played(server(), full, open, (driver) => driver.read(65_536, { circumstances: { terminalSession: true } })),
  'EDB-CONN-5': () =>
    played(
      server(),
      full,
      open,
      (driver) => driver.read(12_288),
      (driver) => driver.read(12_288, { circumstances: { undrained: true } }),
    ),
  'EDB-CONN-6': () =>
    played(serverWith({ 'socket-lookup': 'read-ends-process' }), full, open, (driver) =>
      driver.read(65_536, { circumstances: { local: true } }),
    ),
  'EDB-BUILD-6': () =>
    played(serverOf('exchange-5.0', {}, { 'close-before-end': 'never-completes' }), full, open, close),
};
