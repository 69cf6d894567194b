import { JetError, type JetErrorNumber } from '../protocol/index.ts';
import { Engine } from './engine.ts';
import {
  completedReport,
  failedReport,
  failure,
  type RecoveryEvent,
  type RecoveryReport,
  softRecover,
} from './recovery/index.ts';
import { attachDatabase, type EngineInternals, type EngineOptions, Store } from './store/index.ts';

export type StartedEngine =
  | { readonly kind: 'started'; readonly engine: Engine; readonly report: RecoveryReport }
  | { readonly kind: 'failed'; readonly report: RecoveryReport };

/** Soft recovery, then every database joins the log. A start that fails leaves what it attached clean again. */
export function startEngine(options: EngineOptions, internals: EngineInternals = {}): StartedEngine {
  const store = new Store(options, internals);
  const events: RecoveryEvent[] = [];
  const failed = softRecover(store, events);
  if (failed !== null) return { kind: 'failed', report: failedReport(events, failed) };
  const engine = new Engine(store);
  const { log } = store;
  const noReserve = log.ensureReserve();
  if (noReserve !== 0) return stopped(engine, events, noReserve, options.logFolder);
  if (log.append({ kind: 'init' }) === 0) return stopped(engine, events, log.failure, options.logFolder);
  for (const database of options.databases) {
    const error = attachDatabase(store, database);
    if (error !== 0) return stopped(engine, events, error, database.path);
  }
  const noCheckpoint = store.writeCheckpoint();
  if (noCheckpoint !== 0) return stopped(engine, events, noCheckpoint, options.systemFolder);
  events.push({ kind: 'completed', generation: log.generation });
  return { kind: 'started', engine, report: completedReport(events) };
}

function stopped(
  engine: Engine,
  events: readonly RecoveryEvent[],
  error: JetErrorNumber | 0,
  path: string,
): StartedEngine {
  engine.stop();
  const reason = reasons.get(error) ?? 'it cannot be used as it is';
  return {
    kind: 'failed',
    report: failedReport(events, failure(error || JetError.JET_errDiskIO, path, `${path}: ${reason}.`)),
  };
}

const reasons = new Map<number, string>([
  [JetError.JET_errFileNotFound, 'the database is missing; put it back or restore it'],
  [JetError.JET_errDatabaseInconsistent, 'it was not shut down cleanly and these logs do not make it so; restore it'],
  [JetError.JET_errLogDiskFull, 'there is no room for the logs; make room on this disk'],
  [JetError.JET_errDiskFull, 'there is no room for the checkpoint file; make room on this disk'],
]);
