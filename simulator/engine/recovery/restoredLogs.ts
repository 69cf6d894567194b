import { JetError } from '../../protocol/index.ts';
import { joinPath, type VirtualDisk, type VirtualFile } from '../disk/index.ts';
import { CURRENT_LOG_NAME, type EngineFormat, type LogHeader, signaturesEqual } from '../format/index.ts';
import { isChained, numberedLogPath, numberedLogs, readLogHeader } from '../log/index.ts';
import { checkVersion } from './checkVersion.ts';
import type { ReplayedLog } from './replayLog.ts';
import { type Failure, failure } from './report.ts';

function open(disk: VirtualDisk, path: string, isClosed: boolean): ReplayedLog | null {
  const file: VirtualFile | null = disk.open(path);
  const header = readLogHeader(file);
  return file === null || header === null ? null : { path, file, header, isClosed };
}

/**
 * The restored set, low to high: first the signatures of what is there, then that neighbours follow each other, then
 * that nothing is missing (edbbcli.md 6.7: engine validation order -555, -556, -557).
 */
export function checkRestoredLogs(
  disk: VirtualDisk,
  format: EngineFormat,
  folder: string,
  low: number,
  high: number,
): ReplayedLog[] | Failure {
  const present: ReplayedLog[] = [];
  for (let generation = low; generation <= high; generation += 1) {
    const path = numberedLogPath(folder, generation);
    if (!disk.exists(path)) continue;
    const log = open(disk, path, true);
    if (log === null)
      return failure(JetError.JET_errLogFileCorrupt, path, `the header of ${path} is damaged; restore it again.`);
    const wrongVersion = checkVersion(log.header, format, path);
    if (wrongVersion !== null) return wrongVersion;
    present.push(log);
  }
  return (
    checkSignatures(present) ?? checkSequence(present, low) ?? checkComplete(present, folder, low, high) ?? present
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

function checkComplete(logs: readonly ReplayedLog[], folder: string, low: number, high: number): Failure | null {
  for (let generation = low; generation <= high; generation += 1) {
    if (logs[generation - low]?.header.generation === generation) continue;
    const path = numberedLogPath(folder, generation);
    return failure(
      JetError.JET_errMissingRestoreLogFiles,
      path,
      `${path} is missing; the restore needs logs ${low} to ${high}.`,
    );
  }
  return high < low
    ? failure(JetError.JET_errMissingRestoreLogFiles, folder, `the restore names no log: ${low} to ${high}.`)
    : null;
}

/** Logs on the disk beyond the restored ones: those that continue them, and those that do not. */
export interface ExistingLogs {
  readonly continuation: readonly ReplayedLog[];
  /** Numbered logs that cannot be replayed. */
  readonly strayGenerations: readonly number[];
  readonly isCurrentStray: boolean;
  /** A stray log is of another stream, rather than behind a gap. */
  readonly hasForeignLog: boolean;
}

/** Looks at what lies in the log folder above `last`, the end of the restored set. */
export function findExistingLogs(disk: VirtualDisk, folder: string, last: LogHeader): ExistingLogs {
  const continuation: ReplayedLog[] = [];
  const strayGenerations: number[] = [];
  let previous = last;
  let hasForeignLog = false;
  const isForeign = (header: LogHeader | null): boolean =>
    header !== null && !signaturesEqual(header.signature, last.signature);
  for (const generation of numberedLogs(disk, folder)) {
    if (generation <= last.generation) continue;
    const log = open(disk, numberedLogPath(folder, generation), true);
    if (log !== null && strayGenerations.length === 0 && isChained(previous, log.header)) {
      continuation.push(log);
      previous = log.header;
    } else {
      strayGenerations.push(generation);
      hasForeignLog ||= isForeign(log?.header ?? null);
    }
  }
  const currentPath = joinPath(folder, CURRENT_LOG_NAME);
  const current = open(disk, currentPath, false);
  const continues = current !== null && strayGenerations.length === 0 && isChained(previous, current.header);
  if (continues) continuation.push(current);
  else hasForeignLog ||= isForeign(current?.header ?? null);
  return { continuation, strayGenerations, isCurrentStray: disk.exists(currentPath) && !continues, hasForeignLog };
}
