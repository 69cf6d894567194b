import { notOpened, says } from './evidence.ts';

/** What the sources say of the rules for an agent that makes backups (EDB-AGENT-1 to 8), in our words, and where. */
export const agentBackupEvidence = {
  'EDB-AGENT-1': [
    says(
      'Q297172',
      'MORE INFORMATION',
      'Patch files of an unsuccessful backup are still there, and each later one fails with HrBackupPrepare until they are removed.',
    ),
    says(
      'Q178999',
      'CAUSE',
      'A backup failed before for an unknown reason and left a patch file; directory or store then cannot be backed up, -1811.',
    ),
  ],
  'EDB-AGENT-2': [
    says(
      'Q256347',
      'RESOLUTION',
      'The log list is to be asked for after HrBackupClose of the database; asked for before, it is incomplete and stays so.',
    ),
  ],
  'EDB-AGENT-3': [
    says(
      'Q159838',
      'step 8, NOTE',
      'No HrBackupTruncateLogs when the backup is unsuccessful: an interrupted database could then not be recovered.',
    ),
    says(
      'M-backup',
      'incremental procedure, step 5, Important',
      'The same warning as in Q159838; it stands under the incremental procedure and not under the full one.',
    ),
  ],
  'EDB-AGENT-4': [
    says(
      'M-backup',
      'full backup, step 3',
      'A file is closed when it was read and stored; of the result of a close after a failed read nothing is said.',
    ),
    says(
      'JET-JetReadFile',
      'text below the return codes',
      'A failed read cancels the whole backup, and from Windows XP on at least that of the database file.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.5 says that the sample does the contrary: the code of the close hides that of the read',
    ),
  ],
  'EDB-AGENT-5': [
    says(
      'M-HrBackupTruncateLogs',
      'Remarks and Warning',
      'To be used when a full or an incremental backup has completed successfully, and not after a differential one.',
    ),
    says(
      'DS-DsBackupTruncateLogs',
      'Remarks and Caution',
      'The sibling API says the same, and that all incremental information is lost after a differential backup.',
    ),
    says(
      'Q271987',
      'Process of Online Backup, step 5 of both lists',
      'A copy and a differential backup delete no logs; a full and an incremental one do.',
    ),
  ],
  'EDB-AGENT-6': [
    says(
      'Q159838',
      'step 1',
      'When HrBackupPrepare fails for the type asked for, a full backup is to be made before the next incremental attempt.',
    ),
    says(
      'M-backup',
      'incremental procedure, step 1',
      'A full backup comes first when HrBackupPrepare refuses; of reports to the user or of repeated attempts nothing is said.',
    ),
  ],
  'EDB-AGENT-7': [
    says(
      'M-HrBackupPrepare',
      'btBackupType, Note',
      'The call serves to test whether a type of backup is possible now: when it fails, that type is not allowed.',
    ),
    says(
      'Q295751',
      'CAUSE',
      'Backup Exec 7.0 goes by the archive bit, which is sometimes not reset, so that the full backup is not made: 0xc8000230.',
    ),
  ],
  'EDB-AGENT-8': [
    says(
      'M-backup',
      'full backup, steps 3, 5 and 6',
      'Each file of both lists is opened, read and closed; with a full backup one of the second list is a patch file.',
    ),
    says(
      'Q159838',
      'steps 3, 5 and 6',
      'Each file of the two lists is to be saved, and in a full backup a patch file is among them.',
    ),
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'A start with the key does not work without the patch files and all logs from the tape.',
    ),
  ],
} as const;
