/**
 * The errors of the engine (EDB.DLL of Exchange 4.0 and 5.0, ESE97 of 5.5), by their published names.
 *
 * Source: Q177761, Microsoft's own list for Exchange 5.5 (ese-engine.md 4.1). JET_errMissingCurrentLogFiles is not in
 * that list; Q269782 and Q322314 print it for Exchange 4.0 to 5.5. JET_errAlreadyInitialized is named in edbbcli.md 2.3,
 * from Q224977. Errors of newer engines are left out on purpose.
 */
export const JetError = {
  JET_errInvalidLoggedOperation: -500,
  JET_errLogFileCorrupt: -501,
  JET_errNoBackupDirectory: -503,
  JET_errBackupDirectoryNotEmpty: -504,
  JET_errBackupInProgress: -505,
  JET_errRestoreInProgress: -506,
  JET_errMissingPreviousLogFile: -509,
  JET_errLogWriteFail: -510,
  JET_errBadLogVersion: -514,
  JET_errInvalidLogSequence: -515,
  JET_errLoggingDisabled: -516,
  JET_errLogBufferTooSmall: -517,
  JET_errLogSequenceEnd: -519,
  JET_errNoBackup: -520,
  JET_errInvalidBackupSequence: -521,
  JET_errBackupNotAllowedYet: -523,
  JET_errDeleteBackupFileFail: -524,
  JET_errMakeBackupDirectoryFail: -525,
  JET_errInvalidBackup: -526,
  JET_errRecoveredWithErrors: -527,
  JET_errMissingLogFile: -528,
  JET_errLogDiskFull: -529,
  JET_errBadLogSignature: -530,
  JET_errBadDbSignature: -531,
  JET_errBadCheckpointSignature: -532,
  JET_errCheckpointCorrupt: -533,
  JET_errMissingPatchPage: -534,
  JET_errBadPatchPage: -535,
  JET_errRedoAbruptEnded: -536,
  JET_errDatabaseInconsistent: -550,
  JET_errConsistentTimeMismatch: -551,
  JET_errDatabasePatchFileMismatch: -552,
  JET_errEndingRestoreLogTooLow: -553,
  JET_errStartingRestoreLogTooHigh: -554,
  JET_errGivenLogFileHasBadSignature: -555,
  JET_errGivenLogFileIsNotContiguous: -556,
  JET_errMissingRestoreLogFiles: -557,
  JET_wrnExistingLogFileHasBadSignature: 558,
  JET_wrnExistingLogFileIsNotContiguous: 559,
  JET_errMissingFullBackup: -560,
  JET_errBadBackupDatabaseSize: -561,
  JET_errMissingCurrentLogFiles: -565,
  JET_errInvalidGrbit: -900,
  JET_errTermInProgress: -1000,
  JET_errFeatureNotAvailable: -1001,
  JET_errInvalidParameter: -1003,
  JET_errDatabaseFileReadOnly: -1008,
  JET_errOutOfMemory: -1011,
  JET_errOutOfDatabaseSpace: -1012,
  JET_errReadVerifyFailure: -1018,
  JET_errPageNotInitialized: -1019,
  JET_errDiskIO: -1022,
  JET_errInvalidPath: -1023,
  JET_errRecordTooBig: -1026,
  JET_errNotInitialized: -1029,
  JET_errAlreadyInitialized: -1030,
  JET_errFileAccessDenied: -1032,
  JET_errBufferTooSmall: -1038,
  JET_errNotInTransaction: -1054,
  JET_errWriteConflict: -1102,
  JET_errDatabaseDuplicate: -1201,
  JET_errDatabaseNotFound: -1203,
  JET_errDatabaseCorrupted: -1206,
  JET_errDatabase200Format: -1210,
  JET_errDatabase400Format: -1211,
  JET_errDatabase500Format: -1212,
  JET_errRecordNotFound: -1601,
  JET_errKeyDuplicate: -1605,
  JET_errDiskFull: -1808,
  JET_errFileNotFound: -1811,
  JET_errAfterInitialization: -1850,
  JET_errLogCorrupted: -1852,
} as const;

export type JetErrorName = keyof typeof JetError;
/** The number of an engine error: negative, or positive for a warning. */
export type JetErrorNumber = (typeof JetError)[JetErrorName];

const nameOfError = new Map<number, JetErrorName>(
  (Object.keys(JetError) as JetErrorName[]).map((name) => [JetError[name], name]),
);

/** The published name of an engine error, null for a number that the model knows nothing of. */
export const jetErrorName = (error: number): JetErrorName | null => nameOfError.get(error) ?? null;

/** The engine error that a text names, as `JET_errFileNotFound` or as `-1811`; null for any other text. */
export function jetErrorOf(text: string): JetErrorNumber | null {
  for (const [error, name] of nameOfError) if (text === name || text === String(error)) return JetError[name];
  return null;
}
