import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { joinPath } from '../disk/index.ts';
import {
  CHECKPOINT_NAME,
  CURRENT_LOG_NAME,
  LOG_HEADER_SIZE_BYTES,
  type LogHeader,
  MAXIMUM_GENERATION,
} from '../format/index.ts';
import { addressToPosition, logAddress, numberedLogPath } from '../log/index.ts';
import { accessReasons, type EngineInternals, type EngineOptions, Store } from '../store/index.ts';
import { lockedFiles } from './lockedFiles.ts';
import type { HardRecoveryOrder } from './order.ts';
import { Replay } from './replay.ts';
import { type ReplayEnd, type ReplayedLog, replayLog } from './replayLog.ts';
import {
  completedReport,
  type Failure,
  failedReport,
  failure,
  headerFailure,
  missingLog,
  type RecoveryEvent,
  type RecoveryReport,
  tellFailure,
} from './report.ts';
import { checkRestoredDatabases, type RestoredDatabase, writeHighGenerations } from './restoredDatabases.ts';
import { checkRestoredLogs, type ExistingLogs, findExistingLogs } from './restoredLogs.ts';
import { openLogBehind, undoAndDetach } from './undo.ts';

/**
 * Recovery after an online restore (ese-engine.md 6): from the restored logs, with the images of the patch files, and
 * on through the logs on the disk as far as they continue. The old checkpoint is ignored and replaced.
 *
 * When it fails, the databases must be restored again: a second try on half-replayed files is not promised to work.
 * When it succeeds they are clean, the log stream is open to be started, and the patch files are the caller's to delete.
 */
export function hardRecover(
  options: EngineOptions,
  order: HardRecoveryOrder,
  internals: EngineInternals = {},
): RecoveryReport {
  const events: RecoveryEvent[] = [{ kind: 'started', mode: 'hard', folder: order.backupLogFolder }];
  const { logFolder, checkpointFolder: systemFolder } = order;
  const store = new Store({ ...options, logFolder, systemFolder }, internals);
  const failed = recover(store, order, events);
  if (failed !== null) tellFailure(events, failed);
  events.push({ kind: 'ended' });
  return failed === null ? completedReport(events) : failedReport(events, failed);
}

function recover(store: Store, order: HardRecoveryOrder, events: RecoveryEvent[]): Failure | null {
  const { disk } = store.options;
  const reading = { format: store.options.format, unreadable: store.answers.unreadableLogHeader };
  if (order.lowGeneration < 1 || order.highGeneration > MAXIMUM_GENERATION) {
    const sentence = `logs ${order.lowGeneration} to ${order.highGeneration} cannot exist; correct LowLog Number and HighLog Number.`;
    return failure(JetError.JET_errInvalidParameter, null, sentence);
  }
  const restored = checkRestoredLogs(disk, reading, order, events);
  if ('error' in restored) return restored;
  const [first, last] = [restored[0], restored.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A complete set of logs has at least one');
  const existing = findExistingLogs(disk, reading, order.logFolder, last.header);
  const hasGap = existing.strayGenerations.length > 0 || existing.isCurrentStray;
  const refused = hasGap ? refuseExisting(order, existing, events) : null;
  if (refused !== null) return refused;
  const databases = checkRestoredDatabases(disk, order);
  if ('error' in databases) return databases;
  const locked = lockedFiles(store, filesToOpen(store, restored, existing), events);
  if (locked !== null) return locked;
  // A database that somebody holds is a case of its own (Q242063), and is not written here.
  writeHighGenerations(databases.filter(({ path }) => !store.isLocked(path)));
  if (hasGap) discard(store, existing, events);
  const noRoom = writeFirstCheckpoint(store, first.header);
  if (noRoom !== null) return noRoom;
  const failed = redoAndUndo(store, databases, [...restored, ...existing.continuation], events);
  return failed ?? finish(store, events);
}

/** The logs and the checkpoint that are read, renamed, replaced or discarded. */
function filesToOpen(store: Store, restored: readonly ReplayedLog[], existing: ExistingLogs): readonly string[] {
  const { logFolder, systemFolder } = store.options;
  const paths = [
    joinPath(systemFolder, CHECKPOINT_NAME),
    ...[...restored, ...existing.continuation].map(({ path }) => path),
    ...existing.strayGenerations.map((generation) => numberedLogPath(logFolder, generation)),
    joinPath(logFolder, CURRENT_LOG_NAME),
  ];
  return [...new Set(paths)];
}

/** What the product does not delete it refuses, before anything is changed. */
function refuseExisting(order: HardRecoveryOrder, existing: ExistingLogs, events: RecoveryEvent[]): Failure | null {
  const { logFolder, existingLogsAfterGap } = order;
  if (existing.isCurrentForeign && existing.strayGenerations.length === 0) {
    if (order.foreignCurrentLog !== 'fail-530') return null;
    const path = joinPath(logFolder, CURRENT_LOG_NAME);
    const sentence = `${path} belongs to another log stream than the restored logs; remove it, and restore to empty folders.`;
    return headerFailure(events, JetError.JET_errBadLogSignature, path, sentence);
  }
  if (existingLogsAfterGap === undefined || existingLogsAfterGap === 'discard') return null;
  const isNamed = existingLogsAfterGap === 'fail-565';
  const error = isNamed ? JetError.JET_errMissingCurrentLogFiles : JetError.JET_errFileNotFound;
  const path = numberedLogPath(logFolder, existing.nextGeneration);
  const sentence = `${path} is missing: the logs in ${logFolder} do not continue the restored ones; put back what is missing, or remove the rest.`;
  return missingLog(events, error, path, sentence);
}

/** Q179654: what lies behind a gap is deleted, by design. */
function discard(store: Store, existing: ExistingLogs, events: RecoveryEvent[]): void {
  const { disk, logFolder } = store.options;
  for (const generation of existing.strayGenerations) disk.remove(numberedLogPath(logFolder, generation));
  if (existing.isCurrentStray) disk.remove(joinPath(logFolder, CURRENT_LOG_NAME));
  events.push({
    kind: 'existing-logs-discarded',
    warning: existing.hasForeignLog
      ? JetError.JET_wrnExistingLogFileHasBadSignature
      : JetError.JET_wrnExistingLogFileIsNotContiguous,
    generations: existing.strayGenerations,
    currentLog: existing.isCurrentStray,
  });
}

/** The checkpoint is made up: the beginning of the first restored log, with the databases it names. */
function writeFirstCheckpoint(store: Store, header: LogHeader): Failure | null {
  const path = joinPath(store.options.systemFolder, CHECKPOINT_NAME);
  store.options.disk.remove(path);
  const position = addressToPosition(logAddress(header.generation, LOG_HEADER_SIZE_BYTES));
  const error = store.checkpoint.write(position, header.signature, header, header.attachments);
  return error === 0 ? null : checkpointFailure(error, path);
}

function redoAndUndo(
  store: Store,
  databases: readonly RestoredDatabase[],
  logs: readonly ReplayedLog[],
  events: RecoveryEvent[],
): Failure | null {
  const byLoggedPath = new Map(databases.map((database) => [database.loggedPath.toLowerCase(), database]));
  const byPath = new Map(databases.map((database) => [database.path.toLowerCase(), database]));
  const replay = new Replay(
    store,
    {
      locate: (path) => byLoggedPath.get(path.toLowerCase())?.path ?? null,
      patches(path, generation) {
        const patches = byPath.get(path.toLowerCase())?.patches ?? null;
        // Q200941: later logs do not need them.
        return patches !== null && generation <= patches.header.currentFullBackup.highGeneration ? patches : null;
      },
      lostMove: JetError.JET_errMissingPatchPage,
      appliesWhatFits: false,
    },
    events,
  );
  let end: { replayed: ReplayEnd; log: ReplayedLog } | null = null;
  for (const log of logs) {
    const replayed = replayLog(replay, log, JetError.JET_errRedoAbruptEnded, events);
    if ('error' in replayed) return replayed;
    end = { replayed, log };
  }
  if (end === null) throw new Error('A complete set of logs has at least one');
  return openLogBehind(store, end.replayed, !end.log.isClosed) ?? undoAndDetach(store, replay, events);
}

/** Nothing in the logs is needed any more. */
function finish(store: Store, events: RecoveryEvent[]): Failure | null {
  const error = store.writeCheckpoint();
  if (error !== 0) return checkpointFailure(error, joinPath(store.options.systemFolder, CHECKPOINT_NAME));
  events.push({ kind: 'completed', generation: store.log.generation });
  return null;
}

/** Why the checkpoint file cannot be written: the reason is the error's, and what to do follows from it. */
function checkpointFailure(error: JetErrorNumber, path: string): Failure {
  const reasons = new Map<number, string>([
    [JetError.JET_errDiskFull, 'there is no room for it; make room on its disk'],
    [JetError.JET_errFileAccessDenied, `${accessReasons.held}, or take its read-only mark away`],
  ]);
  return failure(error, path, `${path}: ${reasons.get(error) ?? 'it cannot be written'}.`);
}
