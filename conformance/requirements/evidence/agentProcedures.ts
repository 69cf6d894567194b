import { notOpened, says } from './evidence.ts';

/** What the sources say of the procedures of an agent (EDB-AGENT-41 to 55), in our words, and where. */
export const agentProceduresEvidence = {
  'EDB-AGENT-41': [
    says(
      'Q159838',
      'steps 1 to 9',
      'The order of a full backup, from HrBackupPrepare to HrBackupTruncateLogs and HrBackupEnd.',
    ),
    says(
      'M-backup',
      'full backup, steps 1 to 8',
      'The same order; its last step is HrBackupTruncateLogs, HrBackupEnd is missing.',
    ),
  ],
  'EDB-AGENT-42': [
    says(
      'M-backup',
      'second procedure, steps 1 to 6',
      'Logs Only for both kinds; no database names; truncation for the incremental one alone.',
    ),
    says(
      'M-HrBackupPrepare',
      'grbit and btBackupType',
      '1 stands for backing up the log files and 0 for not; that LOGS_ONLY goes with 1 is not said.',
    ),
    says(
      'Q271987',
      'Process of Online Backup',
      'Against the rule: a differential backup copies the database, and both take a patch file and Edb.log.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.1 says that the sample passes 1 with LOGS_ONLY',
    ),
  ],
  'EDB-AGENT-44': [
    says('M-HrBackupTruncateLogs', 'Remarks', 'To be used when the backup has completed successfully.'),
    says(
      'M-backup',
      'full backup, steps 3 and 8',
      'A file is closed when it is stored where it shall be; the logs are deleted in the last step.',
    ),
  ],
  'EDB-AGENT-46': [
    says(
      'M-HrBackupPrepare',
      'szBackupServer, Note',
      'The name of the server cannot contain an underscore; what follows if it does is not said.',
    ),
    says('M-HrRestorePrepare', 'szServerName, Note', 'The name of the server cannot contain an underscore.'),
    says('M-HrSetCurrentBackupLog', 'szServerName, Note', 'The name of the server cannot contain an underscore.'),
  ],
  'EDB-AGENT-47': [
    says(
      'M-restore',
      'steps 3 to 6',
      'Register, copy the files, complete with the status, and only then start the service; HrRestoreEnd is not named.',
    ),
    says(
      'M-HrRestoreEnd',
      'Remarks',
      'Cleans up after a restore; when it is called, before or after the start, is not said.',
    ),
  ],
  'EDB-AGENT-48': [
    says('M-restore', 'step 1', 'The service that is restored is shut down first, by the program or by the user.'),
  ],
  'EDB-AGENT-49': [
    says(
      'M-loc',
      'table and last paragraph',
      'Databases go to the path of their token, logs and Pub.pat to that of BFT_LOG_DIR, nothing to the checkpoint path.',
    ),
  ],
  'EDB-AGENT-52': [
    says(
      'Q247109',
      'directory step 3, store steps 3 and 4',
      'The full set first, then the incremental ones in the order of their making, the oldest first.',
    ),
    says(
      'M-overview',
      'list of the three types',
      'Incremental: the full backup and all since; differential: the full backup and one differential one.',
    ),
    says(
      'Q200941',
      'HighLog Number',
      'Chronological order in general; it is not critical as long as the highest log of the full tape is covered.',
    ),
  ],
  'EDB-AGENT-53': [
    says(
      'Q296787',
      'Roll Forward, guidelines',
      'No database is added or removed without a full backup of all databases at once.',
    ),
    says(
      'Q191357',
      'closing NOTE',
      'After one store was restored with the logs removed, a full backup is due at once; older ones are to be discarded.',
    ),
    says(
      'Q128325',
      'closing NOTE of the deletion of logs',
      'After logs were deleted by hand only a normal backup is possible.',
    ),
  ],
  'EDB-AGENT-54': [
    says(
      'Q146306',
      'table of options',
      'Erase all existing data removes all data of the set on the server; no kind of file is named.',
    ),
    says('Q231299', 'MORE INFORMATION', 'A restore without loss keeps all existing logs in the folders of the store.'),
  ],
  'EDB-AGENT-55': [
    says(
      'M-restore',
      'first paragraph',
      'A directory can be restored only to its own server, an information store to another one too.',
    ),
    says(
      'Q155600',
      'MORE INFORMATION',
      'NTBackup lets the destination be changed for the store; the original server is the only place for a directory.',
    ),
  ],
} as const;
