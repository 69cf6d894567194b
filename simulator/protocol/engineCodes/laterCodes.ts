import { type EngineCodeFacts, engineCode } from '../codeFacts.ts';

/**
 * Errors that only engines after Exchange 5.5 have: neither Q177761 nor an article of 4.0 to 5.5 shows one. A server of
 * 4.0 to 5.5 that answers one of them is not accurate. Source: edbbcli.md 2.3, ese-engine.md 4.1 (the MIT-licensed ESE).
 */
export const laterCodes = {
  JET_errPatchFileMissing: engineCode(-538, 'The patch file is missing.'),
  JET_errLogFileSizeMismatch: engineCode(-541, 'The log files have another size than the engine is set to.'),
  JET_errRequiredLogFilesMissing: engineCode(-543, 'Logs that recovery needs are missing.'),
  JET_errSoftRecoveryOnBackupDatabase: engineCode(-544, 'A database from a backup was started without a restore.'),
  JET_errMissingFileToBackup: engineCode(-569, 'A log or patch file went missing during a backup.'),
  JET_errExistingLogFileHasBadSignature: engineCode(-610, 'A log in the log folder is foreign; in 5.5 warning 558.'),
  JET_errExistingLogFileIsNotContiguous: engineCode(-611, 'The log folder has a gap; in 5.5 warning 559.'),
  JET_errRestoreOfNonBackupDatabase: engineCode(-615, 'A database that is not from a backup was restored.'),
  JET_errLogFileNotCopied: engineCode(-616, 'A truncation was refused, because a log had not been read.'),
  JET_errSurrogateBackupInProgress: engineCode(-617, 'Another kind of backup is under way.'),
  JET_errBackupAbortByServer: engineCode(-801, 'The server ended the backup.'),
  JET_errAttachedDatabaseMismatch: engineCode(-1216, 'The logs name a database that is missing or another one.'),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
