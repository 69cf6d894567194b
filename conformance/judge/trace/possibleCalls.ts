import { Annotation, type FunctionBaseName, NOT_MODELLED } from '../../../simulator/protocol/index.ts';
import { type ApiCall, Handle, type ReadCircumstances, type Target } from '../../../simulator/rules/index.ts';
import type { ServiceFiles } from './files.ts';
import { type CallLine, numberIn, textIn } from './traceLine.ts';

interface Traced {
  readonly line: CallLine;
  readonly baseName: FunctionBaseName;
  readonly form: 'A' | 'W';
  readonly files: ServiceFiles;
  /** What was announced when the open file was opened. */
  readonly hintSizeBytes: number;
}

const handle = Handle.unknown;

/**
 * What the rules may have been asked by a call of a trace. What only the server knew is open: whether its disk could do what was wanted,
 * where it was reached, what kind of machine and client they were.
 */
export function possibleCalls(traced: Traced): ApiCall[] {
  const { line, baseName, form } = traced;
  const { arguments: given } = line;
  switch (baseName) {
    case 'HrBackupPrepare': {
      const [server, annotation, grbit, backupType] = given;
      return targetsOf(server, annotation).map((target) => ({
        kind: baseName,
        target,
        grbit: numberIn(grbit) >>> 0,
        backupType: numberIn(backupType) >>> 0,
      }));
    }
    case 'HrRestorePrepare':
      return targetsOf(given[0], given[1]).map((target) => ({ kind: baseName, target }));
    case 'HrSetCurrentBackupLog':
      return targetsOf(given[0], given[1]).map((target) => ({
        kind: baseName,
        target,
        currentLog: numberIn(given[2]) >>> 0,
      }));
    case 'HrBackupGetDatabaseNames':
      return [{ kind: baseName, handle, form }];
    case 'HrBackupOpenFile':
      return openings(traced);
    case 'HrBackupRead':
      return reads(traced);
    case 'HrBackupGetBackupLogs':
      return faultsOf(line).map((fault) => ({ kind: baseName, handle, fault }));
    case 'HrBackupClose':
    case 'HrBackupTruncateLogs':
    case 'HrBackupEnd':
    case 'HrRestoreGetDatabaseLocations':
    case 'HrRestoreEnd':
      return [{ kind: baseName, handle }];
    case 'HrRestoreRegister': {
      const [, checkpoint, log, map, backupLog, low, high] = given;
      return [
        {
          kind: baseName,
          handle,
          checkpointPathGiven: textIn(checkpoint) !== null,
          logPathGiven: textIn(log) !== null,
          backupLogPathGiven: textIn(backupLog) !== null,
          mapRows: Array.isArray(map) ? map.length : 0,
          lowGeneration: numberIn(low) >>> 0,
          highGeneration: numberIn(high) >>> 0,
        },
      ];
    }
    case 'HrRestoreRegisterComplete':
      return [{ kind: baseName, handle, restoreState: numberIn(given[1]) >>> 0 }];
    default:
      return [baseName === 'I_HrRestoreW' ? { kind: baseName } : { kind: 'I_HrCheckBackupLogs' }];
  }
}

/** Where a server name and an annotation may have led: a recorder does not know which names its server has. */
function targetsOf(serverArgument: unknown, annotationArgument: unknown): Target[] {
  const server = textIn(serverArgument);
  const annotation = textIn(annotationArgument);
  if (server === null || annotation === null) return ['null-argument'];
  if (server.replace(/^\\\\/, '').includes('_')) return ['underscore'];
  const isExact = Object.values<string>(Annotation).includes(annotation);
  return [isExact ? 'reached' : 'annotation-in-other-case', 'unknown-server', 'netbios-off', 'no-endpoints'];
}

/** The error of the engine that a code stands for, besides none: a disk that failed shows in no other way. */
function faultsOf({ result }: CallLine): number[] {
  const code = Number(result?.code ?? 0);
  return code >>> 16 === 0xc800 && code !== NOT_MODELLED ? [0, -(code & 0xffff)] : [0];
}

function openings({ line, files }: Traced): ApiCall[] {
  const sizeBytes = line.result?.fileSizeBytes ?? 0;
  return files
    .referencesOf(textIn(line.arguments[1]), sizeBytes)
    .flatMap((file) => faultsOf(line).map((fault) => ({ kind: 'HrBackupOpenFile', handle, file, fault }) as const));
}

/** A machine and a client on which every build reads as it should. */
const PLAIN: ReadCircumstances = {
  processors: 2,
  allocationLimitBytes: Number.MAX_SAFE_INTEGER,
  longClientName: false,
  remoteFromNt4: false,
  local: false,
  terminalSession: false,
  undrained: false,
};

/** Machines and clients on which single builds do otherwise. */
const circumstances: readonly ReadCircumstances[] = [
  PLAIN,
  { ...PLAIN, local: true },
  { ...PLAIN, processors: 1 },
  { ...PLAIN, longClientName: true },
  { ...PLAIN, remoteFromNt4: true },
  { ...PLAIN, terminalSession: true },
  { ...PLAIN, undrained: true },
  { ...PLAIN, allocationLimitBytes: 0 },
];

function reads({ line, hintSizeBytes }: Traced): ApiCall[] {
  const [, buffer, size] = line.arguments;
  const sizeBytes = numberIn(size) >>> 0;
  const bytesRead = line.result?.bytesRead ?? 0;
  const call = {
    kind: 'HrBackupRead',
    handle,
    bufferGiven: buffer !== null,
    sizeBytes,
    // A short read is normal: as many bytes as there were.
    availableBytes: bytesRead > 0 ? bytesRead : Number.MAX_SAFE_INTEGER,
    hintSizeBytes,
  } as const;
  const isGood = Number(line.result?.code ?? 0) === 0;
  const machines = isGood ? [PLAIN] : circumstances;
  const transports = isGood ? [true] : [true, false];
  return machines.flatMap((one) =>
    transports.flatMap((tcp) => faultsOf(line).map((fault) => ({ ...call, tcp, circumstances: one, fault }))),
  );
}
