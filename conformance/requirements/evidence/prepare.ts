import { notOpened, says } from './evidence.ts';

/** What the sources say of HrBackupPrepare, of sessions and of what is on record, in our words, and where. */
export const prepareEvidence = {
  'EDB-PREP-1': [
    says(
      'M-HrBackupPrepare',
      'first sentence and hbcBackupContext',
      'The function connects to the database of a server, prepares its backup, and gives out a context.',
    ),
  ],
  'EDB-PREP-5': [
    says(
      'Q261160',
      'SYMPTOMS',
      'The text of BackupPrepare() names a service that is not running as one of two causes; in the article it is the other one.',
    ),
    says(
      'H',
      'EDBMSG.H, 0xC7FF0007',
      'The text of hrCouldNotConnect has two causes: no connection, or the service to be saved is not running.',
    ),
  ],
  'EDB-PREP-8': [
    says(
      'Q297172',
      'SUMMARY and MORE INFORMATION',
      'In 5.5 HrBackupPrepare fails at each attempt, while .pat files of an unsuccessful backup are in Mdbdata.',
    ),
    says(
      'Q178999',
      'CAUSE and MORE INFORMATION',
      'In 4.0 and 5.0 a patch file of a failed backup is followed by -1811 and event 15; no call is named.',
    ),
  ],
  'EDB-PREP-9': [
    says(
      'M-prevent',
      'procedure',
      'Setting the value by HrSetCurrentBackupLog makes incremental backups fail until a full one was made.',
    ),
    says(
      'M-HrSetCurrentBackupLog',
      'dwCurrentLog and Remarks',
      'The value keeps incremental backups away until the next full one, as after a defragmentation; no code is given.',
    ),
    says(
      'H',
      'BACKUP_DISABLE_INCREMENTAL; EDBMSG.H, 0xC7FF0009',
      'The value is for incremental and differential backups, and hrIncrementalBackupDisabled asks for a full one.',
    ),
  ],
  'EDB-PREP-10': [
    says(
      'M-backup',
      'second procedure, step 1',
      'Circular logging is one of the reasons why a differential or incremental backup may not be possible.',
    ),
    says(
      'Q246272',
      'RESOLUTION, NOTE',
      'With circular logging on there can be no incremental and no differential backup.',
    ),
    says(
      'XSP1',
      'Database Circular Logging',
      'While it is enabled differential and incremental backups cannot be made.',
    ),
  ],
  'EDB-PREP-11': [
    says(
      'Q295751',
      'SYMPTOMS',
      'Event 156 says that a database needs a full backup first, and preparing the backup fails with 0xc8000230; 5.5.',
    ),
    says(
      'M-backup',
      'second procedure, step 1',
      'It may be impossible because no full backup was made since a defragmentation or migration.',
    ),
  ],
  'EDB-PREP-12': [
    says(
      'Q245211',
      'SYMPTOMS',
      'BackupPrepare answers that a log that an incremental backup requires could not be found; after a failover, 5.5.',
    ),
    says(
      'H',
      'EDBMSG.H, 0xC7FF000A',
      'hrLogFileNotFound has the text of that event: a log that an incremental backup needs was not found.',
    ),
  ],
  'EDB-PREP-13': [
    says(
      'M-backup',
      'second procedure, step 1',
      'Logs that are out of sequence on the disk are another reason for HrBackupPrepare to fail.',
    ),
    says(
      'Q159838',
      'step 1',
      'Logs that are out of sequence on the disk are another reason for HrBackupPrepare to fail.',
    ),
  ],
  'EDB-SESS-2': [
    says(
      'Q251410',
      'SYMPTOMS and CAUSE',
      'A log that another backup job holds stops the backup of 5.5: event 105 with -1032, and 145 with the path; no call is named.',
    ),
  ],
  'EDB-SESS-4': [
    says(
      'Q186184',
      'CAUSE',
      'An online backup reads all pages, so that one that a repair took out of use is still met: -1018.',
    ),
    says(
      'Q271987',
      'Detecting Physical Corruption',
      'Each page of 4 KB is given to the engine, which verifies its checksum, before it is written to tape.',
    ),
  ],
  'EDB-SESS-5': [
    says(
      'M-HrBackupOpenFile',
      'pliFileSize',
      'It is the size in bytes of the file to back up; of growth during the backup nothing is said.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.4 says that the sample reads until it has that size',
    ),
  ],
  'EDB-SESS-8': [
    says(
      'M-HrBackupEnd',
      'Remarks',
      'It cleans up after an attempt that was not successful as well; what is left on record is not said.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.8 says that the sample ends its context after errors',
    ),
    says(
      'Q297172',
      'MORE INFORMATION',
      'Has it otherwise for backups that failed: .pat files stay, and every later backup fails until they are gone.',
    ),
  ],
  'EDB-SESS-9': [
    says(
      'M-overview',
      'list of the three types',
      'Full and all incremental backups since, or the full one and one differential: the changes up to the last of them.',
    ),
  ],
  'EDB-SESS-10': [
    says(
      'Q183380',
      'MORE INFORMATION',
      'A database that was defragmented or repaired gets a new log signature, and logs made afterwards do not fit older backups.',
    ),
    says(
      'Q296787',
      'Roll Forward, guidelines; signature mismatches',
      'A full backup is due after eseutil /p or /d; it is the signature of the database that is compared.',
    ),
  ],
  'EDB-BOOK-13': [
    says(
      'M-HrSetCurrentBackupLog',
      'Remarks',
      'It is normally not needed, because the functions of a backup determine and set the number by themselves.',
    ),
  ],
  'EDB-BOOK-15': [
    says(
      'M-backup',
      'second procedure, step 1',
      'Whatever was the reason, a full backup comes before the next attempt; of circular logging no exception is made.',
    ),
    says(
      'Q159838',
      'step 1',
      'When HrBackupPrepare fails for the type wanted a full backup is to be made before that is tried again.',
    ),
    says(
      'Q246272',
      'RESOLUTION, NOTE',
      'With circular logging on incremental and differential backups stay impossible, whatever was saved.',
    ),
  ],
} as const;
