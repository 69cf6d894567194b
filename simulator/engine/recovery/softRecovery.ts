import { JetError } from '../../protocol/index.ts';
import { joinPath, type VirtualDisk } from '../disk/index.ts';
import {
  CHECKPOINT_NAME,
  CURRENT_LOG_NAME,
  type LogHeader,
  readCheckpointFile,
  signaturesEqual,
  TEMPORARY_LOG_NAME,
} from '../format/index.ts';
import { isChained, numberedLogPath, numberedLogs, readLogHeader } from '../log/index.ts';
import type { Store } from '../store/index.ts';
import { checkVersion } from './checkVersion.ts';
import { beginStream } from './newStream.ts';
import { Replay } from './replay.ts';
import { type ReplayEnd, type ReplayedLog, replayLog } from './replayLog.ts';
import { type Failure, failure, type RecoveryEvent } from './report.ts';
import { openLogBehind, undoAndDetach } from './undo.ts';

/**
 * The ordinary start (ese-engine.md 6): reads the logs from the checkpoint's generation on, redoes, undoes, and leaves
 * the databases clean and the log open. With no logs at all and clean databases, a new stream begins.
 */
export function softRecover(store: Store, events: RecoveryEvent[]): Failure | null {
  const { disk, logFolder, format } = store.options;
  finishInterruptedRoll(disk, logFolder);
  const generations = numberedLogs(disk, logFolder);
  const currentPath = joinPath(logFolder, CURRENT_LOG_NAME);
  if (!disk.exists(currentPath)) {
    if (generations.length === 0) return beginStream(store, events);
    const last = generations.at(-1) ?? 0;
    return failure(
      JetError.JET_errMissingLogFile,
      currentPath,
      `${currentPath} is missing, and there are numbered logs up to generation ${last}; put it back, or restore with the restore key.`,
    );
  }
  const current = readLogHeader(disk.open(currentPath));
  if (current === null)
    return failure(JetError.JET_errLogFileCorrupt, currentPath, `the header of ${currentPath} is damaged.`);
  const wrongVersion = checkVersion(current, format, currentPath);
  if (wrongVersion !== null) return wrongVersion;
  const tooHigh = generations.find((generation) => generation >= current.generation);
  if (tooHigh !== undefined) return highLogFailure(logFolder, tooHigh, current.generation);
  events.push({ kind: 'started', mode: 'soft' });
  const start = findStart(store, generations[0] ?? current.generation, current, events);
  const isMissing = start > current.generation || (start < current.generation && !generations.includes(start));
  if (isMissing) {
    const path = numberedLogPath(logFolder, start);
    return failure(
      JetError.JET_errMissingPreviousLogFile,
      path,
      `the checkpoint needs ${path}, which is missing; put it back.`,
    );
  }
  return redoAndUndo(store, start, current, events);
}

/** A crash between the two renames of a roll leaves the next log under its temporary name. */
function finishInterruptedRoll(disk: VirtualDisk, logFolder: string): void {
  const temporaryPath = joinPath(logFolder, TEMPORARY_LOG_NAME);
  const currentPath = joinPath(logFolder, CURRENT_LOG_NAME);
  if (disk.exists(currentPath)) return;
  const last = numberedLogs(disk, logFolder).at(-1);
  if (last === undefined) return;
  const previous = readLogHeader(disk.open(numberedLogPath(logFolder, last)));
  const next = readLogHeader(disk.open(temporaryPath));
  if (previous !== null && next !== null && isChained(previous, next)) disk.rename(temporaryPath, currentPath);
}

function highLogFailure(logFolder: string, generation: number, current: number): Failure {
  const path = numberedLogPath(logFolder, generation);
  const error = generation === current ? JetError.JET_errInvalidLogSequence : JetError.JET_errMissingLogFile;
  return failure(
    error,
    path,
    `${path} is not older than edb.log, which is generation ${current}; one of the two does not belong here.`,
  );
}

/** The generation replay starts with: the checkpoint's, or the lowest there is when the checkpoint cannot be used. */
function findStart(store: Store, lowest: number, current: LogHeader, events: RecoveryEvent[]): number {
  const { disk, systemFolder } = store.options;
  const file = disk.open(joinPath(systemFolder, CHECKPOINT_NAME));
  const checkpoint = file === null ? null : readCheckpointFile(file);
  if (checkpoint === null || checkpoint.checkpoint.generation === 0) {
    events.push({ kind: 'checkpoint-ignored', error: JetError.JET_errCheckpointCorrupt });
    return lowest;
  }
  if (!signaturesEqual(checkpoint.logSignature, current.signature)) {
    events.push({ kind: 'checkpoint-ignored', error: JetError.JET_errBadCheckpointSignature });
    return lowest;
  }
  store.checkpoint.resume(checkpoint);
  return checkpoint.checkpoint.generation;
}

function redoAndUndo(store: Store, start: number, current: LogHeader, events: RecoveryEvent[]): Failure | null {
  const replay = new Replay(store, rulesOf(store), events);
  let previous: LogHeader | null = null;
  let end: ReplayEnd | null = null;
  for (let generation = start; generation <= current.generation; generation += 1) {
    const log = openLog(store, generation, current, previous);
    if ('error' in log) return log;
    const failed = previous === null ? replay.start(log.header) : null;
    if (failed !== null) return failed;
    const replayed = replayLog(replay, log, JetError.JET_errLogFileCorrupt, events);
    if ('error' in replayed) return replayed;
    previous = log.header;
    end = replayed;
  }
  if (end === null) throw new Error('Replay starts at or below the current generation');
  return openLogBehind(store, end, true) ?? undoAndDetach(store, replay, events);
}

function rulesOf(store: Store): ConstructorParameters<typeof Replay>[1] {
  const paths = new Map(store.options.databases.map(({ path }) => [path.toLowerCase(), path]));
  return { locate: (path) => paths.get(path.toLowerCase()) ?? null, patches: () => null };
}

/** The next log to replay, checked against the one before: signature, then sequence. */
function openLog(
  store: Store,
  generation: number,
  current: LogHeader,
  previous: LogHeader | null,
): ReplayedLog | Failure {
  const { disk, logFolder, format } = store.options;
  const isCurrent = generation === current.generation;
  const path = isCurrent ? joinPath(logFolder, CURRENT_LOG_NAME) : numberedLogPath(logFolder, generation);
  const file = disk.open(path);
  if (file === null)
    return failure(JetError.JET_errMissingLogFile, path, `${path} is missing among the logs that must be replayed.`);
  const header = readLogHeader(file);
  if (header === null)
    return failure(JetError.JET_errLogFileCorrupt, path, `the header of ${path} is damaged; put back a sound copy.`);
  const wrongVersion = checkVersion(header, format, path);
  if (wrongVersion !== null) return wrongVersion;
  if (!signaturesEqual(header.signature, (previous ?? current).signature)) {
    return failure(JetError.JET_errBadLogSignature, path, `${path} belongs to another log stream.`);
  }
  if (header.generation !== generation || (previous !== null && !isChained(previous, header))) {
    return failure(JetError.JET_errInvalidLogSequence, path, `${path} does not continue the log before it.`);
  }
  return { path, file, header, isClosed: !isCurrent };
}
