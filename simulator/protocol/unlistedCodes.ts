import { type CodeFacts, type EngineCodeFacts, engineCode, plainCode, use } from './codeFacts.ts';
import type { JetErrorName } from './jetErrors.ts';
import type { Win32Name } from './windowsCodes.ts';

/**
 * Errors of the engine that EDBMSG.H has no name for. Their 32-bit form follows the layer's formula; only that of -565
 * was printed by Microsoft.
 */
export const unlistedEngineCodes = {
  JET_errInvalidLoggedOperation: engineCode(-500, 'The log holds an operation that is not valid.'),
  JET_errRestoreInProgress: engineCode(-506, 'The engine is restoring.'),
  JET_errMissingPatchPage: engineCode(-534, 'Recovery needed a page that the patch file does not hold.'),
  JET_errBadPatchPage: engineCode(-535, 'A page in the patch file is not valid.'),
  JET_errRedoAbruptEnded: engineCode(-536, 'Replaying the logs ended before its time.'),
  JET_errMissingCurrentLogFiles: engineCode(
    -565,
    'The log folder has a gap after the last registered generation.',
    use(
      'service start',
      'after a restore, with a gap or with foreign logs behind the restored ones; event 199',
      'DOCUMENTED',
      'Q269782, Q322314, Q192657 (edbbcli.md 6.7)',
    ),
  ),
  JET_errInvalidGrbit: engineCode(-900, 'A flag argument is not valid.'),
  JET_errDatabaseFileReadOnly: engineCode(-1008, 'The database file can only be read.'),
  JET_errPageNotInitialized: engineCode(-1019, 'The page was never written.'),
  JET_errDatabase200Format: engineCode(-1210, 'The file is in the format of an engine two generations older.'),
  JET_errDatabase400Format: engineCode(-1211, 'The file is in the format of the engine before Exchange 4.0.'),
  JET_errDatabase500Format: engineCode(-1212, 'The file is in the format of the engine of Exchange 4.0 and 5.0.'),
} as const satisfies Partial<Record<JetErrorName, EngineCodeFacts>>;

/**
 * Errors that only engines after Exchange 5.5 have. A server of 4.0 to 5.5 that answers one of them is not accurate.
 * Source: edbbcli.md 2.3, ese-engine.md 4.1 (the MIT-licensed ESE).
 */
export const laterEngineCodes = {
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
} as const satisfies Record<string, EngineCodeFacts>;

/** Codes of Windows that come through the API, or are told of it. */
export const windowsCodes = {
  ERROR_INVALID_FUNCTION: plainCode(
    'The function is not a valid one.',
    use('service start', 'a path of the directory is not in the registry; event 1002', 'DOCUMENTED', 'Q263548'),
  ),
  ERROR_FILE_NOT_FOUND: plainCode(
    'Windows did not find a file.',
    use(
      'service start',
      'after a restore to a server whose circular logging is set otherwise',
      'DOCUMENTED',
      'Q175469 (edbbcli.md 2.4)',
    ),
  ),
  ERROR_HANDLE_EOF: plainCode(
    'The end of the file was reached.',
    use(
      'HrBackupRead',
      'at the end of the file: the SDK sample takes it for a success, the sibling API lists it',
      'UNKNOWN',
      'backtest.c, DS-DsBackupRead (edbbcli.md 2.4, section 8 question 7)',
    ),
  ),
  ERROR_HANDLE_DISK_FULL: plainCode(
    'The disk is full, says Windows.',
    use('the SDK sample', 'it could not write all that it had read', 'DOCUMENTED', 'backtest.c (edbbcli.md 2.4)'),
  ),
  ERROR_INVALID_PARAMETER: plainCode(
    'Windows found an argument not valid.',
    use(
      'HrBackupGetDatabaseNames',
      'always, in the A form of the EDBBCLI.DLL of Exchange 4.0 SP3',
      'DOCUMENTED',
      'Q159170 (edbbcli.md 2.4)',
    ),
    use(
      'service start',
      'the Restore in Progress key holds a wrong value, such as a broken restore map',
      'DOCUMENTED',
      'Q169859, Q232705 (edbbcli.md 2.4)',
    ),
  ),
  ERROR_SEM_IS_SET: plainCode(
    'A semaphore is set already, says Windows.',
    use(
      'HrBackupRead',
      'event 8010 says 102, which is this code if the event printed decimal; elsewhere it prints hex',
      'UNKNOWN',
      'Q156715 (edbbcli.md 2.4)',
    ),
  ),
  WAIT_TIMEOUT: plainCode(
    'A wait took too long.',
    use(
      'HrBackupRead',
      'event 8010 says 102, which is this code if the event printed hex, as it does elsewhere',
      'UNKNOWN',
      'Q156715 (edbbcli.md 2.4)',
    ),
  ),
  RPC_S_ALREADY_LISTENING: plainCode(
    'The RPC server is listening already. EDBMSG.H gives it a second name, hrAlreadyListening.',
    use('unknown', 'no source names a function that returns it', 'UNKNOWN', 'dialects.md a4'),
  ),
  RPC_S_SERVER_UNAVAILABLE: plainCode(
    'The RPC server cannot be reached.',
    use(
      'HrBackupPrepare',
      'the address is one on which Exchange registered no endpoints',
      'DOCUMENTED',
      'Q314588 (edbbcli.md 2.4)',
    ),
  ),
} as const satisfies Record<Win32Name, CodeFacts>;
