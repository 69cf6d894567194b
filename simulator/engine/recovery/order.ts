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
  /**
   * Logs on the disk that do not continue the restored ones: deleted with a warning (Q179654), refused with
   * JET_errFileNotFound (Q192657), or with JET_errMissingCurrentLogFiles (Q269782, Q322314). Default discard.
   */
  readonly existingLogsAfterGap?: 'discard' | 'fail-1811' | 'fail-565';
  /** An edb.log of another stream: deleted with the logs behind a gap, or JET_errBadLogSignature (Q247769). Default discard. */
  readonly foreignCurrentLog?: 'discard' | 'fail-530';
  /** The answer when a log of the restored range is not there (Q177761 against Q192657). Default -557. */
  readonly missingRestoredLog?: 'fail-557' | 'fail-1811';
}
