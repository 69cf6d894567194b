import { JetError, type JetErrorNumber, jetErrorName } from '../../protocol/index.ts';

/** What happened in a recovery, in order. */
export type RecoveryEvent =
  /** Redo begins. A stream that was closed cleanly where its checkpoint is has no redo (Q200941). */
  | { readonly kind: 'started'; readonly mode: 'soft' }
  | { readonly kind: 'started'; readonly mode: 'hard'; readonly folder: string }
  /** There was no log at all: a new stream begins (Q296787). */
  | { readonly kind: 'new-stream'; readonly generation: number }
  /** edb.chk was missing or damaged (-533) or of another stream (-532): replay starts at the lowest log. */
  | { readonly kind: 'checkpoint-ignored'; readonly error: JetErrorNumber }
  | { readonly kind: 'replaying'; readonly generation: number; readonly path: string }
  | { readonly kind: 'database-attached'; readonly path: string }
  /** 'path': the log names another path (Q262041). 'signature': another database, or another log stream (Q191357). */
  | { readonly kind: 'database-skipped'; readonly path: string; readonly reason: 'path' | 'signature' }
  /** An attempt to open a file that another program holds, or that is marked read-only. */
  | { readonly kind: 'file-held'; readonly path: string }
  /** The header of a database that the logs name cannot be read; recovery goes on without it (Q190440, Q242063). */
  | { readonly kind: 'database-unreadable'; readonly path: string; readonly error: JetErrorNumber }
  /** There was no such database where the service expects it, and it was made anew (Q161584). */
  | { readonly kind: 'database-created'; readonly path: string }
  /** The header of a log cannot be read, or is not one of this stream and engine (Q181449, Q247769). */
  | { readonly kind: 'log-header-unreadable'; readonly path: string; readonly error: JetErrorNumber }
  /** The log that should come next is not there; what it is called (Q192657). */
  | { readonly kind: 'log-missing'; readonly path: string }
  /** A page of a database does not verify (Q190696). */
  | { readonly kind: 'page-unreadable'; readonly path: string; readonly pageNumber: number }
  | { readonly kind: 'patched'; readonly path: string; readonly pageNumber: number }
  /** Logs on the disk that do not continue the restored ones were deleted, and nobody was told (Q179654). */
  | {
      readonly kind: 'existing-logs-discarded';
      readonly warning: JetErrorNumber;
      readonly generations: readonly number[];
      readonly currentLog: boolean;
    }
  | { readonly kind: 'undone'; readonly transactions: number }
  | { readonly kind: 'completed'; readonly generation: number }
  /** Redo, or the checks before it, ended with this error, and no other event says what it is about. */
  | { readonly kind: 'failed'; readonly error: JetErrorNumber }
  /** Hard recovery is over, well or not. */
  | { readonly kind: 'ended' };

/** The outcome of a recovery. When `error` is 0 the databases are clean; the patch files, if any, are still there. */
export interface RecoveryReport {
  readonly events: readonly RecoveryEvent[];
  readonly error: JetErrorNumber | 0;
  /** The file that the error is about. */
  readonly path: string | null;
  /** The page that the error is about, 0 for none. */
  readonly pageNumber: number;
  /** What happened, for people. */
  readonly sentence: string;
}

/** Why a recovery cannot go on. */
export interface Failure {
  readonly error: JetErrorNumber;
  readonly path: string | null;
  readonly pageNumber: number;
  readonly sentence: string;
}

export function failure(error: JetErrorNumber, path: string | null, sentence: string, pageNumber = 0): Failure {
  return { error, path, pageNumber, sentence };
}

/** The published name of an engine error. */
export function errorName(error: number): string {
  return jetErrorName(error) ?? String(error);
}

export function failedReport(events: readonly RecoveryEvent[], failed: Failure): RecoveryReport {
  return { events, ...failed, sentence: `${errorName(failed.error)}: ${failed.sentence}` };
}

export function completedReport(events: readonly RecoveryEvent[]): RecoveryReport {
  const replayed = events.flatMap((event) => (event.kind === 'replaying' ? [event.generation] : []));
  const range = replayed.length === 0 ? 'no log' : `logs ${replayed[0]} to ${replayed.at(-1)}`;
  return { events, error: 0, path: null, pageNumber: 0, sentence: `Recovery replayed ${range} and completed.` };
}

/** Events that say by themselves what a recovery failed at. */
const TELLING: readonly RecoveryEvent['kind'][] = ['log-header-unreadable', 'log-missing'];

/** Adds what is told of a failure once redo, or the checks of a hard recovery, had begun. */
export function tellFailure(events: RecoveryEvent[], failed: Failure): void {
  const last = events.at(-1);
  if (failed.error === JetError.JET_errReadVerifyFailure && failed.path !== null && failed.pageNumber > 0) {
    events.push({ kind: 'page-unreadable', path: failed.path, pageNumber: failed.pageNumber });
    return;
  }
  if (events.some(({ kind }) => kind === 'started') && !(last !== undefined && TELLING.includes(last.kind)))
    events.push({ kind: 'failed', error: failed.error });
}

/** A log whose header stops a recovery: told of by its path, and a failure. */
export function headerFailure(events: RecoveryEvent[], error: JetErrorNumber, path: string, sentence: string): Failure {
  events.push({ kind: 'log-header-unreadable', path, error });
  return failure(error, path, sentence);
}

/** A log that is not there: told of by its path, and a failure. */
export function missingLog(events: RecoveryEvent[], error: JetErrorNumber, path: string, sentence: string): Failure {
  events.push({ kind: 'log-missing', path });
  return failure(error, path, sentence);
}

/** How often the engine tries to open a database that is held, as the events of Q242063 have it. */
export const HELD_ATTEMPTS = { recovery: 2, attach: 3 } as const;

export function tellHeld(events: RecoveryEvent[], path: string, attempts: number): void {
  for (let attempt = 0; attempt < attempts; attempt += 1) events.push({ kind: 'file-held', path });
}
