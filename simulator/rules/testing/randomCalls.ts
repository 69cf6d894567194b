import * as fc from 'fast-check';
import { JetError } from '../../protocol/index.ts';
import {
  type ApiCall,
  type FileReference,
  Handle,
  type HandleNumber,
  type LockedFiles,
  type ServiceState,
  type Target,
} from '../index.ts';
import { FileSizeBytes } from './states.ts';

/** The numbers from which one call or event is made, so that a history is data that shrinks. */
export interface Draw {
  /** What happens: an index into a list of kinds. */
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const small = fc.nat({ max: 999 });
export const draws: fc.Arbitrary<Draw> = fc.record({ kind: small, a: small, b: small, c: small });

/** One of several values; the first has half of the draws. */
function mostly<Value>(number: number, ...values: readonly Value[]): Value {
  const index = number % 2 === 0 ? 0 : 1 + (Math.floor(number / 2) % (values.length - 1));
  const value = values[index];
  if (value === undefined) throw new RangeError(`there is no value ${index} of ${values.length}`);
  return value;
}

/** Nothing that nobody can delete; or each third log, and a patch file. */
export function locked({ runs }: ServiceState, number: number): LockedFiles {
  if (number % 4 !== 0) return { logs: [], patchFiles: 0 };
  const from = (runs[0] ?? 1) + (number % 3);
  const count = Math.ceil(((runs.at(-1) ?? 1) - from) / 3);
  return { logs: Array.from({ length: Math.max(0, count) }, (_, index) => from + 3 * index), patchFiles: number % 3 };
}

const targets: readonly Target[] = [
  'null-argument',
  'underscore',
  'unknown-server',
  'unknown-annotation',
  'annotation-in-other-case',
  'netbios-off',
  'no-endpoints',
];
const target = (number: number): Target =>
  number % 8 === 0 ? mostly<Target>(number / 8, 'reached', ...targets) : 'reached';

/** Mostly the session that the call wants, if there is one; else a handle that is dead, unknown, or of the other kind. */
function handle(wanted: HandleNumber, state: ServiceState, number: number): HandleNumber {
  const live: HandleNumber[] = [];
  if (state.backup.active === 1) live.push(Handle.backup);
  if (state.restore.active === 1) live.push(Handle.restore);
  if (live.includes(wanted) && number % 12 !== 0) return wanted;
  const any = [Handle.unknown, Handle.dead, ...live];
  return any[Math.floor(number / 12) % any.length] ?? Handle.unknown;
}

function file(state: ServiceState, { b, c }: Draw): FileReference {
  const index = c % state.databaseCount;
  const { listedLow, listed } = state.backup;
  const aroundList = (listed === 1 ? listedLow : state.checkpointGeneration) - 1 + (c % 7);
  const database: FileReference = { kind: 'database', index, sizeBytes: FileSizeBytes.database };
  const log: FileReference = { kind: 'log', generation: Math.max(1, aroundList), sizeBytes: FileSizeBytes.log };
  const patch: FileReference = { kind: 'patch', index, sizeBytes: FileSizeBytes.patch };
  const other: FileReference = { kind: 'other', exists: c % 2 === 0, sizeBytes: 100 };
  const isDatabasePhase = state.backup.listed === 0 && state.backup.backupType === 1;
  return mostly<FileReference>(b, isDatabasePhase ? database : log, database, log, patch, other, {
    kind: c % 2 === 0 ? 'empty-name' : 'overlong-name',
  });
}

const fault = (number: number, error: number): number => (number % 25 === 7 ? error : 0);

/** How a call of each kind is made for a state. The list is complete: the type says so. */
const makers: { readonly [Kind in ApiCall['kind']]: (state: ServiceState, draw: Draw) => ApiCall } = {
  HrBackupPrepare: (_, { a, b, c }) => {
    const backupType = b % 16 === 0 ? 3 : 1 + (b % 2);
    const grbit = mostly(c, backupType - 1, backupType - 1, 2 - backupType, 2) & 3;
    return { kind: 'HrBackupPrepare', target: target(a), backupType, grbit };
  },
  HrBackupGetDatabaseNames: (state, { a, b }) => ({
    kind: 'HrBackupGetDatabaseNames',
    handle: handle(Handle.backup, state, a),
    form: b % 2 === 0 ? 'A' : 'W',
  }),
  HrBackupOpenFile: (state, draw) => ({
    kind: 'HrBackupOpenFile',
    handle: handle(Handle.backup, state, draw.a),
    file: file(state, draw),
    fault: fault(draw.a, JetError.JET_errFileAccessDenied),
  }),
  HrBackupRead: (state, { a, b, c }) => ({
    kind: 'HrBackupRead',
    handle: handle(Handle.backup, state, a),
    bufferGiven: c % 20 !== 3,
    sizeBytes: mostly(b, FileSizeBytes.log, 65_536, 8192, 10_000, 0),
    availableBytes: mostly(c, FileSizeBytes.log, 4096, 30_000),
    tcp: c % 3 !== 0,
    hintSizeBytes: a % 9 === 0 ? 16_384 : FileSizeBytes.log,
    circumstances: {
      processors: 1 + (a % 2),
      allocationLimitBytes: c % 11 === 0 ? 20_000 : FileSizeBytes.log,
      longClientName: b % 13 === 0,
      remoteFromNt4: c % 7 === 0,
      local: a % 3 === 0,
      terminalSession: c % 19 === 0,
      undrained: a % 17 === 0,
    },
    fault: fault(b, JetError.JET_errReadVerifyFailure),
  }),
  HrBackupClose: (state, { a, b }) => ({
    kind: 'HrBackupClose',
    handle: handle(Handle.backup, state, a),
    locked: locked(state, b),
  }),
  HrBackupGetBackupLogs: (state, { a, b }) => ({
    kind: 'HrBackupGetBackupLogs',
    handle: handle(Handle.backup, state, a),
    fault: fault(b, JetError.JET_errLogDiskFull),
  }),
  HrBackupTruncateLogs: (state, { a, b }) => ({
    kind: 'HrBackupTruncateLogs',
    handle: handle(Handle.backup, state, a),
    locked: locked(state, b),
  }),
  HrBackupEnd: (state, { a, b }) => ({
    kind: 'HrBackupEnd',
    handle: handle(Handle.backup, state, a),
    locked: locked(state, b),
  }),
  HrRestorePrepare: (_, { a }) => ({ kind: 'HrRestorePrepare', target: target(a) }),
  HrRestoreGetDatabaseLocations: (state, { a }) => ({
    kind: 'HrRestoreGetDatabaseLocations',
    handle: handle(Handle.restore, state, a),
  }),
  HrRestoreRegister: (state, { a, b, c }) => ({
    kind: 'HrRestoreRegister',
    handle: handle(Handle.restore, state, a),
    checkpointPathGiven: b % 15 !== 3,
    logPathGiven: b % 15 !== 1,
    backupLogPathGiven: b % 15 !== 2,
    mapRows: mostly(c, state.databaseCount, 0, 1, -1),
    lowGeneration: 1 + (b % 9),
    highGeneration: 1 + (c % 12),
  }),
  HrRestoreRegisterComplete: (state, { a, b }) => ({
    kind: 'HrRestoreRegisterComplete',
    handle: handle(Handle.restore, state, a),
    restoreState: mostly(b, 0, -1),
  }),
  HrRestoreEnd: (state, { a }) => ({ kind: 'HrRestoreEnd', handle: handle(Handle.restore, state, a) }),
  HrSetCurrentBackupLog: (state, { a, b }) => ({
    kind: 'HrSetCurrentBackupLog',
    target: target(a),
    currentLog: mostly(b, Math.max(1, (state.runs[0] ?? 1) - 1), 0xffffffff, 0x100000, 1),
  }),
  I_HrCheckBackupLogs: () => ({ kind: 'I_HrCheckBackupLogs' }),
  I_HrRestoreW: () => ({ kind: 'I_HrRestoreW' }),
};

export const apiCallKinds = Object.keys(makers) as readonly ApiCall['kind'][];

export const makeApiCall = (kind: ApiCall['kind'], state: ServiceState, draw: Draw): ApiCall =>
  makers[kind](state, draw);
