import { JetError } from '../../protocol/index.ts';
import { joinPath, type VirtualDisk } from '../disk/index.ts';
import {
  CHECKPOINT_NAME,
  CURRENT_LOG_NAME,
  type LogHeader,
  type LogPosition,
  readCheckpointFile,
  signaturesEqual,
  TEMPORARY_LOG_NAME,
} from '../format/index.ts';
import { isChained, numberedLogPath, numberedLogs, readLogHeader } from '../log/index.ts';
import type { Store } from '../store/index.ts';
import { type CleanEnd, findCleanEnd } from './cleanEnd.ts';
import { lockedFiles } from './lockedFiles.ts';
import { beginStream } from './newStream.ts';
import { requireLogHeader } from './readHeader.ts';
import { Replay } from './replay.ts';
import { type ReplayEnd, type ReplayedLog, replayLog } from './replayLog.ts';
import { type Failure, failure, headerFailure, type RecoveryEvent, tellFailure } from './report.ts';
import { openLogBehind, undoAndDetach } from './undo.ts';

/** What every start needs at least: room for a page. */
const LEAST_ROOM_BYTES = 4096;

/**
 * The ordinary start (ese-engine.md 6): reads the logs from the checkpoint's generation on, redoes, undoes, and leaves
 * the databases clean and the log open. After a clean stop there is nothing to redo; with no logs at all a new stream
 * begins.
 *
 * A log that is missing below the lowest one is not noticed: no header of this era says which logs a database needs
 * (ese-engine.md 6; Q200941, Q240145).
 */
export function softRecover(store: Store, events: RecoveryEvent[]): Failure | null {
  const failed = recover(store, events);
  if (failed !== null) tellFailure(events, failed);
  return failed;
}

function recover(store: Store, events: RecoveryEvent[]): Failure | null {
  const { disk, logFolder, systemFolder } = store.options;
  const currentPath = joinPath(logFolder, CURRENT_LOG_NAME);
  const nextPath = disk.exists(currentPath) ? currentPath : joinPath(logFolder, TEMPORARY_LOG_NAME);
  // Opened for writing before anything else is done: 145 for each that cannot be (Q245058, Q190813).
  const locked = lockedFiles(store, [joinPath(systemFolder, CHECKPOINT_NAME), nextPath], events);
  if (locked !== null) return locked;
  finishInterruptedRoll(disk, logFolder);
  const generations = numberedLogs(disk, logFolder);
  if (!disk.exists(currentPath)) {
    if (generations.length === 0) return beginStream(store, events);
    const last = generations.at(-1) ?? 0;
    return failure(
      JetError.JET_errMissingLogFile,
      currentPath,
      `${currentPath} is missing, and there are numbered logs up to generation ${last}; put it back, or restore with the restore key.`,
    );
  }
  const current = requireLogHeader(disk.open(currentPath), readingOf(store), currentPath, events);
  if ('error' in current) return current;
  const checkpoint = findCheckpoint(store, current, events);
  const hasHigher = (generations.at(-1) ?? 0) >= current.generation;
  const cleanEnd = checkpoint === null || hasHigher ? null : findCleanEnd(disk.open(currentPath), current, checkpoint);
  if (cleanEnd !== null) return goOnBehind(store, cleanEnd, currentPath);
  const start = checkpoint?.generation ?? generations[0] ?? current.generation;
  if (start !== current.generation && !generations.includes(start)) {
    const path = numberedLogPath(logFolder, start);
    const sentence = `the checkpoint needs ${path}, which is missing; put it back.`;
    return failure(store.answers.missingCheckpointLog, path, sentence);
  }
  events.push({ kind: 'started', mode: 'soft' });
  return redoAndUndo(store, { start, current, generations, isBlind: checkpoint === null }, events);
}

const readingOf = ({ options: { format }, answers }: Store) => ({ format, unreadable: answers.unreadableLogHeader });

/** Nothing is to be replayed: the log goes on behind its last record. */
function goOnBehind(store: Store, end: CleanEnd, path: string): Failure | null {
  const { secondRecovery } = store.answers;
  if (end.isRecovered && secondRecovery !== 'recovers') {
    const sentence = `${path} ends with a recovery that was completed, and this build does not get over that (Q166542); restore the databases.`;
    return failure(secondRecovery, path, sentence);
  }
  return fullDisk(store) ?? openLogBehind(store, end, true);
}

/** A disk that the service writes to and that takes no further byte. */
function fullDisk(store: Store): Failure | null {
  const { disk, logFolder, systemFolder, databases } = store.options;
  const { fullDisk: answer } = store.answers;
  if (answer === 'passed-over') return null;
  const paths = [logFolder, systemFolder, ...databases.map(({ path }) => path)];
  const full = paths.find((path) => disk.freeBytes(path.slice(0, 2)) < LEAST_ROOM_BYTES);
  if (full === undefined) return null;
  return failure(answer, full, `drive ${full.slice(0, 2)} is full; make room on it and start again.`);
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

/** Where the checkpoint is; null when it cannot be used, and replay starts at the lowest log there is. */
function findCheckpoint(store: Store, current: LogHeader, events: RecoveryEvent[]): LogPosition | null {
  const { disk, systemFolder } = store.options;
  const file = disk.open(joinPath(systemFolder, CHECKPOINT_NAME));
  const checkpoint = file === null ? null : readCheckpointFile(file);
  if (checkpoint === null || checkpoint.checkpoint.generation === 0) {
    events.push({ kind: 'checkpoint-ignored', error: JetError.JET_errCheckpointCorrupt });
    return null;
  }
  if (!signaturesEqual(checkpoint.logSignature, current.signature)) {
    events.push({ kind: 'checkpoint-ignored', error: JetError.JET_errBadCheckpointSignature });
    return null;
  }
  store.checkpoint.resume(checkpoint);
  return checkpoint.checkpoint;
}

/** What an ordinary start replays. */
interface Range {
  /** The generation that is replayed first. */
  readonly start: number;
  /** The header of edb.log, which is replayed last. */
  readonly current: LogHeader;
  /** The numbered logs in the folder. */
  readonly generations: readonly number[];
  /** No checkpoint says where replay has to begin: a log that is needed may be missing, and nobody knows (Q200941). */
  readonly isBlind: boolean;
}

function redoAndUndo(store: Store, range: Range, events: RecoveryEvent[]): Failure | null {
  const { start, current, generations, isBlind } = range;
  const appliesWhatFits = isBlind && store.answers.lowLogMissing === 'applied';
  const replay = new Replay(
    store,
    { locate: (path) => path, patches: () => null, lostMove: store.answers.lostMove, appliesWhatFits },
    events,
  );
  let previous: LogHeader | null = null;
  let end: ReplayEnd | null = null;
  for (let generation = start; previous !== current; generation += 1) {
    const log = openLog(store, { generation, current, previous, generations }, events);
    if ('error' in log) return log;
    const replayed = replayLog(replay, log, store.answers.brokenLog, events);
    if ('error' in replayed) return replayed;
    previous = log.isClosed ? log.header : current;
    end = replayed;
  }
  if (end === null) throw new Error('Replay ends with edb.log and nowhere before it');
  const unwritable = fullDisk(store) ?? damagedCurrentLog(store, end, events);
  if (unwritable !== null) return unwritable;
  const failed = openLogBehind(store, end, true) ?? undoAndDetach(store, replay, events);
  // Nothing in the logs is needed any more: so it is believed, also of a database that was passed over (Q242063).
  if (failed === null) store.writeCheckpoint();
  if (failed === null) events.push({ kind: 'completed', generation: store.log.generation });
  return failed;
}

/** Q301505: recovery says that it is complete, and then the log cannot be written on behind the damage. */
function damagedCurrentLog(store: Store, end: ReplayEnd, events: RecoveryEvent[]): Failure | null {
  const { damagedCurrentLog: answer } = store.answers;
  if (!end.isDamaged || answer === 'passed-over') return null;
  events.push({ kind: 'completed', generation: end.tail.header.generation });
  const path = joinPath(store.options.logFolder, CURRENT_LOG_NAME);
  const sentence = `${path} is damaged in its middle; restore the databases, with the logs before it only.`;
  return failure(answer, path, sentence);
}

interface NextLog {
  readonly generation: number;
  /** The header of edb.log. */
  readonly current: LogHeader;
  /** The header of the log that was replayed last. */
  readonly previous: LogHeader | null;
  /** The numbered logs in the folder. */
  readonly generations: readonly number[];
}

/** The next log to replay: the numbered one if it is there, else edb.log, which must be the last. */
function openLog(store: Store, next: NextLog, events: RecoveryEvent[]): ReplayedLog | Failure {
  const { disk, logFolder } = store.options;
  const { generation, current, previous, generations } = next;
  const isClosed = generations.includes(generation);
  const path = isClosed ? numberedLogPath(logFolder, generation) : joinPath(logFolder, CURRENT_LOG_NAME);
  if (!isClosed) {
    const hasGap = generation < current.generation || generations.some((other) => other > generation);
    if (hasGap) {
      const missing = numberedLogPath(logFolder, generation);
      const sentence = `${missing} is missing among the logs that must be replayed.`;
      return failure(store.answers.missingLog, missing, sentence);
    }
  }
  const file = disk.open(path);
  if (file === null) throw new Error(`${path} was there when the folder was listed`);
  const locked = lockedFiles(store, [path], events);
  if (locked !== null) return locked;
  const header = isClosed ? requireLogHeader(file, readingOf(store), path, events) : current;
  if ('error' in header) return header;
  if (!signaturesEqual(header.signature, (previous ?? current).signature)) {
    return headerFailure(events, JetError.JET_errBadLogSignature, path, `${path} belongs to another log stream.`);
  }
  if (header.generation !== generation || (previous !== null && !isChained(previous, header))) {
    return failure(JetError.JET_errInvalidLogSequence, path, `${path} does not continue the log before it.`);
  }
  return { path, file, header, isClosed };
}
