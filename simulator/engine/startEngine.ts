import { JetError, type JetErrorNumber } from '../protocol/index.ts';
import { createDatabase } from './createDatabase.ts';
import { Engine } from './engine.ts';
import {
  completedReport,
  failedReport,
  failure,
  HELD_ATTEMPTS,
  type RecoveryEvent,
  type RecoveryReport,
  softRecover,
  tellHeld,
} from './recovery/index.ts';
import {
  accessReasons,
  attachDatabase,
  type EngineInternals,
  type EngineOptions,
  openDatabaseFile,
  Store,
} from './store/index.ts';

export type StartedEngine =
  | { readonly kind: 'started'; readonly engine: Engine; readonly report: RecoveryReport }
  | { readonly kind: 'failed'; readonly report: RecoveryReport };

/**
 * Soft recovery, then every database joins the log. A start that fails ends as a crash does: databases that had joined
 * by then are dirty and need the log that is there (Q185577).
 */
export function startEngine(options: EngineOptions, internals: EngineInternals = {}): StartedEngine {
  const store = new Store(options, internals);
  const events: RecoveryEvent[] = [];
  const failed = softRecover(store, events);
  if (failed !== null) return { kind: 'failed', report: failedReport(events, failed) };
  const isNewStream = events.some(({ kind }) => kind === 'new-stream');
  const engine = new Engine(store);
  const { log } = store;
  const noReserve = log.ensureReserve();
  if (noReserve !== 0) return stopped(engine, events, noReserve, options.logFolder);
  if (log.append({ kind: 'init' }) === 0) return stopped(engine, events, log.failure, options.logFolder);
  for (const database of options.databases) {
    const noRoom = createMissing(options, database.path, events);
    if (noRoom) return stopped(engine, events, JetError.JET_errDiskFull, database.path);
    const error = attachDatabase(store, database);
    if (options.accessTo?.(database.path) === 'held') return held(engine, events, store, database.path);
    if (options.disk.isFolder(database.path)) events.push({ kind: 'file-held', path: database.path });
    const isLogless = error === JetError.JET_errDatabaseInconsistent && isNewStream;
    if (error !== 0) {
      const answer = isLogless ? store.answers.logsGone : error;
      return stopped(engine, events, answer, database.path, reasonOf(options, database.path, error));
    }
  }
  const noCheckpoint = store.writeCheckpoint();
  if (noCheckpoint !== 0) return stopped(engine, events, noCheckpoint, options.systemFolder);
  return { kind: 'started', engine, report: completedReport(events) };
}

/** A database that is not there, made anew where that is wanted; true when there is no room for it. */
function createMissing(options: EngineOptions, path: string, events: RecoveryEvent[]): boolean {
  const { disk, random, clock, format, computerName } = options;
  if (options.createsMissingDatabases !== true || disk.exists(path) || disk.isFolder(path)) return false;
  const signature = { random: random.next(2 ** 31), createdSeconds: clock.nowSeconds(), computerName };
  events.push({ kind: 'database-created', path });
  return createDatabase(disk, path, { format, signature, sizeBytes: 0, seed: random.next(2 ** 31) }) === 'disk-full';
}

/** Q242063: where recovery went on without the database, the start takes it for no database at all. */
function held(engine: Engine, events: RecoveryEvent[], { answers }: Store, path: string): StartedEngine {
  tellHeld(events, path, HELD_ATTEMPTS.attach);
  const error = answers.heldDatabase === 'fails' ? JetError.JET_errFileAccessDenied : JetError.JET_errDatabaseCorrupted;
  engine.crash();
  return {
    kind: 'failed',
    report: failedReport(events, failure(error, path, `${path}: ${accessReasons.held} and start again.`)),
  };
}

/** What the file itself is found to be; null where it can be read, and what is wrong is its state. */
function reasonOf(options: EngineOptions, path: string, error: JetErrorNumber): string | null {
  const read = openDatabaseFile(options, path);
  return read.kind === 'failed' && read.error === error ? read.reason : null;
}

function stopped(
  engine: Engine,
  events: readonly RecoveryEvent[],
  error: JetErrorNumber | 0,
  path: string,
  found: string | null = null,
): StartedEngine {
  engine.crash();
  const reason = found ?? reasons.get(error) ?? 'it cannot be used as it is';
  return {
    kind: 'failed',
    report: failedReport(events, failure(error || JetError.JET_errDiskIO, path, `${path}: ${reason}.`)),
  };
}

const reasons = new Map<number, string>([
  [JetError.JET_errFileAccessDenied, `${accessReasons['read-only']}, or ${accessReasons.held}`],
  [JetError.JET_errCheckpointCorrupt, 'the checkpoint file is damaged; delete it and start again'],
  [JetError.JET_errDatabaseDuplicate, 'it was not shut down cleanly and its logs are gone; restore it'],
  [JetError.JET_errDatabaseInconsistent, 'it was not shut down cleanly and these logs do not make it so; restore it'],
  [JetError.JET_errLogDiskFull, 'there is no room for the logs; make room on this disk'],
  [JetError.JET_errDiskFull, 'there is no room for it; make room on this disk'],
]);
