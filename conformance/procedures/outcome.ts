import type { BackupKind } from './backupKind.ts';
import { type Failure, otherFailure } from './failure.ts';
import type { BackupOptions } from './options.ts';
import type { CompletedSet } from './steps.ts';

/** How a backup ended. */
export interface BackupOutcome {
  /**
   * `completed-with-warnings`: the set is good, but truncation or the end of the session failed, or a file is odd.
   * `vanished`: the client died, as the deviation `stopAfterCalls` asked or a fault wanted. `hung`: a call never came back, and somebody
   * killed the client; the driver says so, because the procedure never gets to.
   */
  readonly result: 'completed' | 'completed-with-warnings' | 'failed' | 'vanished' | 'hung';
  readonly requestedKind: BackupKind;
  /** The set as committed; its kind is the one really taken. Null when there is none. */
  readonly set: CompletedSet | null;
  /** Why the server refused the logs-only backup that a full one then stood in for. */
  readonly refusal: Failure | null;
  /** The first failure, which ended the backup. */
  readonly failure: Failure | null;
  /** Failures after that, or after the set was durable. */
  readonly followUps: readonly Failure[];
  readonly warnings: readonly string[];
  readonly truncation: 'done' | 'failed' | 'not-asked';
}

export const failedOutcome = (options: BackupOptions, failure: Failure | null): BackupOutcome => ({
  result: 'failed',
  requestedKind: options.kind,
  set: null,
  refusal: null,
  failure,
  followUps: [],
  warnings: [],
  truncation: 'not-asked',
});

/** The client's process died. */
export const killedOutcome = (options: BackupOptions): BackupOutcome => ({
  ...failedOutcome(options, null),
  result: 'vanished',
});

/** A call that never came back. `what`: one sentence that names it. */
export const hungOutcome = (options: BackupOptions, what: string): BackupOutcome => ({
  ...failedOutcome(options, hungFailure(what)),
  result: 'hung',
});

export const hungFailure = (what: string): Failure =>
  otherFailure(
    'world',
    what,
    'Kill the client; then look up what the sentence names, and avoid it or use a later build.',
  );
