import { requirement } from '../requirement.ts';

/** HrBackupPrepare, and what refuses a LOGS_ONLY backup. */
export const prepareRequirements = {
  success: requirement(
    'EDB-PREP-1',
    'DOCUMENTED',
    'M-HrBackupPrepare',
    'HrBackupPrepare opens a session and returns a context.',
  ),
  lowGeneration: requirement(
    'EDB-PREP-2',
    'INFERRED',
    'ESE',
    'A full backup fixes its lowest log generation when it is prepared: the one that holds the checkpoint.',
  ),
  backupType: requirement(
    'EDB-PREP-3',
    'INFERRED',
    'H, E2K-HrESEBackupSetup',
    'Only BACKUP_TYPE_FULL and BACKUP_TYPE_LOGS_ONLY are accepted; others are answered with hrInvalidParam.',
  ),
  grbit: requirement(
    'EDB-PREP-4',
    'UNKNOWN',
    'M-HrBackupPrepare, BT',
    'FULL goes with grbit 0 and LOGS_ONLY with 1; what another pairing does is a facet, other values are not modelled.',
  ),
  serviceStopped: requirement(
    'EDB-PREP-5',
    'DOCUMENTED',
    'Q261160',
    'A service that is not running is answered with hrCouldNotConnect.',
  ),
  oneBackup: requirement(
    'EDB-PREP-6',
    'INFERRED',
    'JET-JetBeginExternalBackup',
    'One backup per log stream: a second HrBackupPrepare is answered with hrBackupInProgress and does not disturb the first.',
  ),
  checkpointUnreadable: requirement(
    'EDB-PREP-7',
    'INFERRED',
    'JET-JetBeginExternalBackup',
    'A full backup reads the checkpoint file; without it the call fails with hrCheckpointCorrupt.',
  ),
  stalePatchFile: requirement(
    'EDB-PREP-8',
    'DOCUMENTED',
    'Q297172, Q178999',
    'A patch file left behind by an earlier backup makes the next full backup fail; in which call is a facet, the code is that of Q178999.',
  ),
  incrementalDisabled: requirement(
    'EDB-PREP-9',
    'DOCUMENTED',
    'M-prevent, M-HrSetCurrentBackupLog',
    'After BACKUP_DISABLE_INCREMENTAL, LOGS_ONLY is refused until a full backup is done; that the code is hrIncrementalBackupDisabled is inferred from its text.',
  ),
  circularLogging: requirement(
    'EDB-PREP-10',
    'DOCUMENTED',
    'M-backup, Q246272, XSP1',
    'Under circular logging LOGS_ONLY is refused.',
  ),
  noFullBackup: requirement(
    'EDB-PREP-11',
    'DOCUMENTED',
    'Q295751, M-backup',
    'LOGS_ONLY is refused when a database’s header records no full backup: none was made, or it was defragmented or moved since.',
  ),
  logMissing: requirement(
    'EDB-PREP-12',
    'DOCUMENTED',
    'Q245211, Q128325',
    'LOGS_ONLY is refused with hrLogFileNotFound when a log that it must contain is not on disk.',
  ),
  logOutOfSequence: requirement(
    'EDB-PREP-13',
    'DOCUMENTED',
    'M-backup, Q159838',
    'LOGS_ONLY is refused when the logs on disk are out of sequence; the code is a facet.',
  ),
} as const;
