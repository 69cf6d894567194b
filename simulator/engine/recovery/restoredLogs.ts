import { JetError } from '../../protocol/index.ts';
import { joinPath, type VirtualDisk } from '../disk/index.ts';
import { CURRENT_LOG_NAME, type LogHeader, signaturesEqual } from '../format/index.ts';
import { isChained, numberedLogPath, numberedLogs } from '../log/index.ts';
import type { HardRecoveryOrder } from './order.ts';
import { type LogReading, readEngineLogHeader, requireLogHeader } from './readHeader.ts';
import type { ReplayedLog } from './replayLog.ts';
import { type Failure, failure, missingLog, type RecoveryEvent } from './report.ts';

/**
 * The restored set, low to high: first the signatures of what is there, then that neighbours follow each other, then
 * that nothing is missing (edbbcli.md 6.7: engine validation order -555, -556, -557).
 */
export function checkRestoredLogs(
  disk: VirtualDisk,
  reading: LogReading,
  order: HardRecoveryOrder,
  events: RecoveryEvent[],
): ReplayedLog[] | Failure {
  const { lowGeneration, highGeneration } = order;
  const present: ReplayedLog[] = [];
  for (let generation = lowGeneration; generation <= highGeneration; generation += 1) {
    const path = numberedLogPath(order.backupLogFolder, generation);
    const file = disk.open(path);
    if (file === null) continue;
    const header = requireLogHeader(file, reading, path, events);
    if ('error' in header) return header;
    present.push({ path, file, header, isClosed: true });
  }
  return (
    checkSignatures(present) ??
    checkSequence(present, lowGeneration) ??
    checkComplete(present, order, events) ??
    present
  );
}

function checkSignatures(logs: readonly ReplayedLog[]): Failure | null {
  const first = logs[0];
  for (const { header, path } of logs) {
    if (first === undefined || signaturesEqual(header.signature, first.header.signature)) continue;
    return failure(
      JetError.JET_errGivenLogFileHasBadSignature,
      path,
      `${path} belongs to another log stream than ${first.path}.`,
    );
  }
  return null;
}

function checkSequence(logs: readonly ReplayedLog[], low: number): Failure | null {
  let previous: ReplayedLog | null = null;
  for (const log of logs) {
    const named = numberedLogPath('', log.header.generation).toLowerCase();
    const isMisnamed = !log.path.toLowerCase().endsWith(named) || log.header.generation < low;
    const isNeighbour = previous !== null && log.header.generation === previous.header.generation + 1;
    if (isMisnamed || (previous !== null && isNeighbour && !isChained(previous.header, log.header))) {
      return failure(
        JetError.JET_errGivenLogFileIsNotContiguous,
        log.path,
        `${log.path} does not continue the log before it.`,
      );
    }
    previous = log;
  }
  return null;
}

function checkComplete(
  logs: readonly ReplayedLog[],
  order: HardRecoveryOrder,
  events: RecoveryEvent[],
): Failure | null {
  const { lowGeneration: low, highGeneration: high, backupLogFolder: folder } = order;
  const { JET_errFileNotFound, JET_errMissingRestoreLogFiles } = JetError;
  const error = order.missingRestoredLog === 'fail-1811' ? JET_errFileNotFound : JET_errMissingRestoreLogFiles;
  for (let generation = low; generation <= high; generation += 1) {
    if (logs[generation - low]?.header.generation === generation) continue;
    const path = numberedLogPath(folder, generation);
    return missingLog(events, error, path, `${path} is missing; the restore needs logs ${low} to ${high}.`);
  }
  return high < low ? failure(error, folder, `the restore names no log: ${low} to ${high}.`) : null;
}

/** Logs on the disk beyond the restored ones: those that continue them, and those that do not. */
export interface ExistingLogs {
  readonly continuation: readonly ReplayedLog[];
  /** The generation that would go on behind the continuation. */
  readonly nextGeneration: number;
  /** Numbered logs that cannot be replayed. */
  readonly strayGenerations: readonly number[];
  readonly isCurrentStray: boolean;
  /** edb.log is of another stream. */
  readonly isCurrentForeign: boolean;
  /** A stray log is of another stream, rather than behind a gap. */
  readonly hasForeignLog: boolean;
}

/** Looks at what lies in the log folder above `last`, the end of the restored set. */
export function findExistingLogs(
  disk: VirtualDisk,
  reading: LogReading,
  folder: string,
  last: LogHeader,
): ExistingLogs {
  const continuation: ReplayedLog[] = [];
  const strayGenerations: number[] = [];
  let previous = last;
  let hasForeignLog = false;
  /** Adds the log if it goes on where the last one ended. */
  const isTaken = (path: string, isClosed: boolean): boolean => {
    const file = disk.open(path);
    const read = readEngineLogHeader(file, reading);
    if (file === null || read.kind === 'failed') return false;
    const { header } = read;
    const isForeign = !signaturesEqual(header.signature, last.signature);
    hasForeignLog ||= isForeign;
    if (isForeign || strayGenerations.length > 0 || !isChained(previous, header)) return false;
    continuation.push({ path, file, header, isClosed });
    previous = header;
    return true;
  };
  for (const generation of numberedLogs(disk, folder)) {
    if (generation <= last.generation) continue;
    if (!isTaken(numberedLogPath(folder, generation), true)) strayGenerations.push(generation);
  }
  const hasForeignNumbered = hasForeignLog;
  hasForeignLog = false;
  const currentPath = joinPath(folder, CURRENT_LOG_NAME);
  const isCurrentStray = !isTaken(currentPath, false) && disk.exists(currentPath);
  return {
    continuation,
    nextGeneration: previous.generation + 1,
    strayGenerations,
    isCurrentStray,
    isCurrentForeign: hasForeignLog,
    hasForeignLog: hasForeignLog || hasForeignNumbered,
  };
}
