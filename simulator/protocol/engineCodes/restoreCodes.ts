import { type EngineCodeFacts, engineCode, shown, use } from '../codeFacts.ts';

/** Databases, patch files and logs that do not fit each other: -550 to 564. Names and numbers: Q177761. */
export const restoreCodes = {
  JET_errDatabaseInconsistent: engineCode(
    -550,
    'The database was not shut down cleanly and needs its logs.',
    use(
      'service start',
      'files were copied while in use, or restored over others',
      'DOCUMENTED',
      'Q178907, Q246277, Q267238 (edbbcli.md section 7)',
    ),
    shown('a tool', 'edbutil or eseutil on a database that needs its logs', 'Q143235'),
    shown(
      'service start',
      'one database was repaired and the logs deleted, the other not; 109 and 110 stand before 1120 and 5000',
      'Q185577',
    ),
    shown('service start', 'the databases are not where the logs say; ESE97 132 for each', 'Q190440'),
    shown('service start', 'the directory, event 1002', 'Q268577'),
    shown('service start', 'a second recovery on 5.0', 'Q166542'),
    shown(
      'service start',
      'as 4294966746, the service-specific error; after isinteg -patch on files of a restore',
      'Q219419, Q272570',
    ),
  ),
  JET_errConsistentTimeMismatch: engineCode(
    -551,
    'The database was last consistent at another time than the log says.',
  ),
  JET_errDatabasePatchFileMismatch: engineCode(
    -552,
    'The patch file is not of this backup, or the database has moved on since.',
    use(
      'service start',
      'a repair tool ran before the first start after a restore, or a wrong patch file was restored',
      'DOCUMENTED',
      'Q231299, Q240153 (edbbcli.md section 7)',
    ),
  ),
  JET_errEndingRestoreLogTooLow: engineCode(
    -553,
    'The last generation to restore is lower than the backup needs.',
    use(
      'service start',
      'HrRestoreRegister was given a genHigh that is too low',
      'INFERRED',
      'Q177761 (edbbcli.md 2.3, 6.7)',
    ),
  ),
  JET_errStartingRestoreLogTooHigh: engineCode(
    -554,
    'The first generation to restore is higher than the backup needs.',
    use(
      'service start',
      'HrRestoreRegister was given a genLow that is too high',
      'INFERRED',
      'Q177761 (edbbcli.md 2.3, 6.7)',
    ),
  ),
  JET_errGivenLogFileHasBadSignature: engineCode(
    -555,
    'A restored log belongs to another sequence of logs.',
    use('service start', 'hard recovery checks the restored logs', 'INFERRED', 'Q177761 (edbbcli.md 6.7)'),
  ),
  JET_errGivenLogFileIsNotContiguous: engineCode(
    -556,
    'The restored logs have a gap.',
    use('service start', 'hard recovery checks the restored logs', 'INFERRED', 'Q177761 (edbbcli.md 6.7)'),
  ),
  JET_errMissingRestoreLogFiles: engineCode(
    -557,
    'A log between the first and the last that were registered is missing.',
    use('service start', 'hard recovery looks for genLow to genHigh', 'INFERRED', 'Q177761 (edbbcli.md 6.7)'),
  ),
  JET_wrnExistingLogFileHasBadSignature: engineCode(
    558,
    'A log that lay in the log folder already is foreign or damaged; it is passed over.',
    use(
      'service start',
      'hard recovery goes on to the logs in the folder',
      'INFERRED',
      'Q177761; later engines make it an error (edbbcli.md 2.3)',
    ),
  ),
  JET_wrnExistingLogFileIsNotContiguous: engineCode(
    559,
    'The logs that lay in the log folder already do not continue the restored ones.',
    use(
      'service start',
      'hard recovery goes on to the logs in the folder',
      'INFERRED',
      'Q177761; later engines make it an error (edbbcli.md 2.3)',
    ),
  ),
  JET_errMissingFullBackup: engineCode(
    -560,
    'A database has no full backup on record that an incremental could build on.',
    use(
      'HrBackupPrepare',
      'LOGS_ONLY without a full backup before it; event 156',
      'DOCUMENTED',
      'Q295751 (edbbcli.md 2.3)',
    ),
  ),
  JET_errBadBackupDatabaseSize: engineCode(-561, 'The database in the backup is not a whole number of 4 KB pages.'),
  JET_errDatabaseAlreadyUpgraded: engineCode(-562, 'A database was to be upgraded that is up to date.'),
  JET_errDatabaseIncompleteUpgrade: engineCode(
    -563,
    'An upgrade of the database was left half-way; it must be restored from a backup.',
  ),
  JET_wrnSkipThisRecord: engineCode(564, 'The converter passes over this record; for the inside only.'),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
