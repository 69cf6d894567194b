import { says } from './evidence.ts';

/** What the sources say of the checkpoint and its file, in our words, and where. */
export const checkpointEvidence = {
  'EDB-CHECK-1': [
    says(
      'Q296787',
      'How Exchange Server Database Files Relate',
      'Up to the checkpoint everything has been flushed to the database; to be three or more logs behind Edb.log is normal.',
    ),
  ],
  'EDB-CHECK-2': [
    says(
      'Q240145',
      'step 4',
      'The log of the checkpoint may not be there under its number because the checkpoint is in Edb.log; the one below always is.',
    ),
  ],
  'EDB-CHECK-3': [
    says(
      'Q240145',
      'step 2, dump of edb.chk',
      'The dump shows FullBackup and IncBackup with their times; the latter is (0,0,0) and 0/0/1900.',
    ),
    says(
      'Q259751',
      'WORKAROUND, dump of edb.chk',
      'FullBackup (135,5422,45) and IncBackup (201,4231,62) both have a position and a time.',
    ),
    says(
      'Q182960',
      'MORE INFORMATION, dump of edb.chk',
      'Edbutil of 5.0 shows the same lines, with FullBackup set and IncBackup all zeros.',
    ),
    says(
      'Q296787',
      'Backing Up, step 6',
      'LastFullBackupCheckpoint stays all zeros as long as no online backup was made.',
    ),
  ],
  'EDB-CHECK-4': [
    says(
      'Q184578',
      'SYMPTOMS and CAUSE',
      'In 4.0 a corrupt edb.chk cannot be written, event 61 of EDB, and a full backup deletes no logs.',
    ),
    says(
      'Q176239',
      'CAUSE',
      'In 5.5 the checkpoint in memory goes on while the file cannot be written, and circular logging deletes by it.',
    ),
  ],
  'EDB-CHECK-6': [
    says(
      'Q176239',
      'CAUSE and RESOLUTION',
      'With Edb.chk held the checkpoint advances in memory, the log the file names may go, and a start after a crash fails until it is removed.',
    ),
  ],
} as const;
