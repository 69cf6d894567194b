/** What the "Restore in Progress" key says, and what the product does where the sources disagree. */
export interface HardRecoveryOrder {
  readonly lowGeneration: number;
  readonly highGeneration: number;
  /** Where the restored logs are; the logs that may continue them are in `logFolder`. Usually the same. */
  readonly backupLogFolder: string;
  readonly logFolder: string;
  readonly checkpointFolder: string;
  readonly map: readonly { readonly oldPath: string; readonly newPath: string }[];
  /** When a patch file is missing: -1811 at once, or -534 at the first page that needs it. */
  readonly patchFiles: 'when-needed' | 'required';
  /** Logs behind a gap: deleted with a warning (Q179654), or JET_errMissingCurrentLogFiles (Q269782). Default discard. */
  readonly existingLogsAfterGap?: 'discard' | 'fail-565';
}
