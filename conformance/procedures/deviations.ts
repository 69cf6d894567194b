/**
 * Deliberate ways to do it wrong, for scenarios and as seeds of mutants. The reference agent has none of them.
 */
export interface Deviations {
  /** Truncate although the backup failed (Q159838; breaks rule A-3). */
  readonly truncateAfterFailure: boolean;
  /** Ask for the log list when the last database has just been opened, not closed (Q256347; breaks rule A-2). */
  readonly logsBeforeLastClose: boolean;
  /** Do not save the patch files (Q200941; breaks rule A-8). */
  readonly skipPatchFile: boolean;
  /** Let the success of HrBackupClose hide a failed read, as the SDK sample does (breaks rule A-4). */
  readonly closeHidesReadError: boolean;
  /** The client dies after this many calls and cleans nothing up; null for never. */
  readonly stopAfterCalls: number | null;
}

export const noDeviations: Deviations = {
  truncateAfterFailure: false,
  logsBeforeLastClose: false,
  skipPatchFile: false,
  closeHidesReadError: false,
  stopAfterCalls: null,
};
