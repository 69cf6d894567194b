import { type CodeFacts, engineCode, use } from './codeFacts.ts';
import type { HrName } from './hr.ts';

/**
 * The engine's codes for logging, backup and recovery.
 * Names and values: dialects.md a4. Meanings in our words after it and edbbcli.md 2.3; uses as each source says.
 *
 * -553: the paraphrase of dialects.md speaks of the first log, the engine's own name and edbbcli.md of the last one;
 * the engine's name decides (ese-engine.md 4.1).
 */
export const recoveryCodes = {
  hrLogFileCorrupt: engineCode(-501, 'A log file is damaged.'),
  hrNoBackupDirectory: engineCode(
    -503,
    "No directory for the backup was given; only the engine's own backup to disk needs one.",
  ),
  hrBackupDirectoryNotEmpty: engineCode(
    -504,
    "The directory for the backup is not empty; only the engine's own backup to disk asks.",
  ),
  hrBackupInProgress: engineCode(
    -505,
    'Another backup of the same engine is under way.',
    use(
      'HrBackupPrepare',
      'another backup of the component is active',
      'INFERRED',
      'JET-JetBeginExternalBackup (edbbcli.md 3.1, 6.8)',
    ),
  ),
  hrMissingPreviousLogFile: engineCode(
    -509,
    'The log that the checkpoint points into is missing.',
    use(
      'service start',
      'the backup program did not restore the logs',
      'DOCUMENTED',
      'Q258236 (edbbcli.md section 7 no. 56)',
    ),
  ),
  hrLogWriteFail: engineCode(
    -510,
    'The log could not be written.',
    use(
      'HrBackupPrepare',
      'the log has failed to be written',
      'INFERRED',
      'JET-JetBeginExternalBackup (edbbcli.md 6.8)',
    ),
  ),
  hrBadLogVersion: engineCode(-514, 'The log was written by an engine of another version.'),
  hrInvalidLogSequence: engineCode(-515, 'The next log was not created when this one says.'),
  hrLoggingDisabled: engineCode(
    -516,
    'The engine runs without a log.',
    use('HrBackupPrepare', 'logging is switched off', 'INFERRED', 'JET-JetBeginExternalBackup (edbbcli.md 6.8)'),
  ),
  hrLogBufferTooSmall: engineCode(-517, 'The log buffer is too small for recovery.'),
  hrLogSequenceEnd: engineCode(
    -519,
    'The generation numbers are used up.',
    use('service start', 'five hex digits cannot name the next log', 'INFERRED', 'Q177761 (edbbcli.md 6.1)'),
  ),
  hrNoBackup: engineCode(
    -520,
    'No backup is under way.',
    use(
      'any function',
      'the server has no session of this client',
      'INFERRED',
      'the engine calls underneath (edbbcli.md 6.9)',
    ),
  ),
  hrInvalidBackupSequence: engineCode(
    -521,
    'A call of the backup came out of its order.',
    use('HrBackupGetDatabaseNames', 'on a LOGS_ONLY context', 'INFERRED', 'JET-JetGetAttachInfo (edbbcli.md 3.2)'),
    use(
      'HrBackupOpenFile',
      'a database, in the log phase or on a LOGS_ONLY context',
      'INFERRED',
      'the MIT-licensed ESE (edbbcli.md 3.3)',
    ),
    use(
      'HrBackupTruncateLogs',
      'before HrBackupGetBackupLogs, or with a file open',
      'INFERRED',
      'JET-JetTruncateLog (edbbcli.md 3.7)',
    ),
    use(
      'HrBackupGetBackupLogs',
      'with a database open, in engines after 5.5 only: 4.0 to 5.5 succeed with a defective list',
      'DOCUMENTED',
      'JET-JetGetLogInfo; Q256347 (edbbcli.md 3.6)',
    ),
  ),
  hrBackupNotAllowedYet: engineCode(
    -523,
    'A backup is not possible now, but will be.',
    use(
      'HrBackupPrepare',
      'the engine is recovering or shutting down',
      'INFERRED',
      'JET-JetBeginExternalBackup (edbbcli.md 6.8)',
    ),
  ),
  hrDeleteBackupFileFail: engineCode(-524, 'A file of the backup could not be deleted.'),
  hrMakeBackupDirectoryFail: engineCode(-525, 'A temporary directory for the backup could not be made.'),
  hrInvalidBackup: engineCode(
    -526,
    'An incremental is not possible while circular logging is on.',
    use(
      'HrBackupPrepare',
      'LOGS_ONLY while circular logging is on',
      'INFERRED',
      'seen with Exchange 2000 and later only: OCB (edbbcli.md 3.1, section 8 question 2)',
    ),
  ),
  hrRecoveredWithErrors: engineCode(-527, 'The repair came to its end, with errors.'),
  hrMissingLogFile: engineCode(
    -528,
    'The current log, edb.log, is missing although others exist.',
    use(
      'service start',
      'after a restore on a cluster that put back an old registry key',
      'DOCUMENTED',
      'Q188674, Q238063 (edbbcli.md 6.7)',
    ),
  ),
  hrLogDiskFull: engineCode(
    -529,
    'The disk of the logs is full.',
    use(
      'a running service',
      'the store stops for want of space for logs',
      'DOCUMENTED',
      'Q246272 (edbbcli.md section 7 no. 34)',
    ),
  ),
  hrBadLogSignature: engineCode(
    -530,
    'The log belongs to another sequence of logs.',
    use(
      'service start',
      'only one of the two stores was restored, or a foreign edb.log was left in the folder',
      'DOCUMENTED',
      'Q184830, Q246277, Q247769 (edbbcli.md section 7)',
    ),
  ),
  hrBadDbSignature: engineCode(-531, 'The database is not the one that the log names.'),
  hrBadCheckpointSignature: engineCode(-532, 'The checkpoint file belongs to another sequence of logs.'),
  hrCheckpointCorrupt: engineCode(-533, 'The checkpoint file is missing or damaged.'),
  hrDatabaseInconsistent: engineCode(
    -550,
    'The database was not shut down cleanly and needs its logs.',
    use(
      'service start',
      'files were copied while in use, or restored over others',
      'DOCUMENTED',
      'Q178907, Q246277, Q267238 (edbbcli.md section 7)',
    ),
  ),
  hrConsistentTimeMismatch: engineCode(-551, 'The database was last consistent at another time than the log says.'),
  hrPatchFileMismatch: engineCode(
    -552,
    'The patch file is not of this backup, or the database has moved on since.',
    use(
      'service start',
      'a repair tool ran before the first start after a restore, or a wrong patch file was restored',
      'DOCUMENTED',
      'Q231299, Q240153 (edbbcli.md section 7)',
    ),
  ),
  hrRestoreLogTooLow: engineCode(
    -553,
    'The last generation to restore is lower than the backup needs.',
    use(
      'service start',
      'HrRestoreRegister was given a genHigh that is too low',
      'INFERRED',
      'Q177761 (edbbcli.md 2.3, 6.7)',
    ),
  ),
  hrRestoreLogTooHigh: engineCode(
    -554,
    'The first generation to restore is higher than the backup needs.',
    use(
      'service start',
      'HrRestoreRegister was given a genLow that is too high',
      'INFERRED',
      'Q177761 (edbbcli.md 2.3, 6.7)',
    ),
  ),
  hrGivenLogFileHasBadSignature: engineCode(
    -555,
    'A restored log belongs to another sequence of logs.',
    use('service start', 'hard recovery checks the restored logs', 'INFERRED', 'Q177761 (edbbcli.md 6.7)'),
  ),
  hrGivenLogFileIsNotContiguous: engineCode(
    -556,
    'The restored logs have a gap.',
    use('service start', 'hard recovery checks the restored logs', 'INFERRED', 'Q177761 (edbbcli.md 6.7)'),
  ),
  hrMissingRestoreLogFiles: engineCode(
    -557,
    'A log between the first and the last that were registered is missing.',
    use('service start', 'hard recovery looks for genLow to genHigh', 'INFERRED', 'Q177761 (edbbcli.md 6.7)'),
  ),
  hrExistingLogFileHasBadSignature: engineCode(
    558,
    'A log that lay in the log folder already is foreign or damaged; it is passed over.',
    use(
      'service start',
      'hard recovery goes on to the logs in the folder',
      'INFERRED',
      'Q177761; later engines make it an error (edbbcli.md 2.3)',
    ),
  ),
  hrExistingLogFileIsNotContiguous: engineCode(
    559,
    'The logs that lay in the log folder already do not continue the restored ones.',
    use(
      'service start',
      'hard recovery goes on to the logs in the folder',
      'INFERRED',
      'Q177761; later engines make it an error (edbbcli.md 2.3)',
    ),
  ),
  hrMissingFullBackup: engineCode(
    -560,
    'A database has no full backup on record that an incremental could build on.',
    use(
      'HrBackupPrepare',
      'LOGS_ONLY without a full backup before it; event 156',
      'DOCUMENTED',
      'Q295751 (edbbcli.md 2.3)',
    ),
  ),
  hrBadBackupDatabaseSize: engineCode(-561, 'The database in the backup is not a whole number of 4 KB pages.'),
} as const satisfies Partial<Record<HrName, CodeFacts>>;
