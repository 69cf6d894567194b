import { JetError, type JetErrorNumber } from '../../protocol/index.ts';

/** What happened in a recovery, in order. */
export type RecoveryEvent =
  | { readonly kind: 'started'; readonly mode: 'soft' | 'hard' }
  /** There was no log at all, and every database was clean: a new stream begins (Q296787). */
  | { readonly kind: 'new-stream'; readonly generation: number }
  /** edb.chk was missing or damaged (-533) or of another stream (-532): replay starts at the lowest log. */
  | { readonly kind: 'checkpoint-ignored'; readonly error: JetErrorNumber }
  | { readonly kind: 'replaying'; readonly generation: number }
  | { readonly kind: 'database-attached'; readonly path: string }
  /** 'path': the log names another path (Q262041). 'signature': another database, or another log stream (Q191357). */
  | { readonly kind: 'database-skipped'; readonly path: string; readonly reason: 'path' | 'signature' }
  | { readonly kind: 'patched'; readonly path: string; readonly pageNumber: number }
  /** Logs on the disk that do not continue the restored ones were deleted, and nobody was told (Q179654). */
  | {
      readonly kind: 'existing-logs-discarded';
      readonly warning: JetErrorNumber;
      readonly generations: readonly number[];
      readonly currentLog: boolean;
    }
  | { readonly kind: 'undone'; readonly transactions: number }
  | { readonly kind: 'completed'; readonly generation: number };

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
  return Object.entries(JetError).find(([, number]) => number === error)?.[0] ?? String(error);
}

export function failedReport(events: readonly RecoveryEvent[], failed: Failure): RecoveryReport {
  return { events, ...failed, sentence: `${errorName(failed.error)}: ${failed.sentence}` };
}

export function completedReport(events: readonly RecoveryEvent[]): RecoveryReport {
  const replayed = events.flatMap((event) => (event.kind === 'replaying' ? [event.generation] : []));
  const range = replayed.length === 0 ? 'no log' : `logs ${replayed[0]} to ${replayed.at(-1)}`;
  return { events, error: 0, path: null, pageNumber: 0, sentence: `Recovery replayed ${range} and completed.` };
}
