import { says } from './evidence.ts';

/** What the sources say of the rules for an agent that restores (EDB-AGENT-9 to 18), in our words, and where. */
export const agentRestoreEvidence = {
  'EDB-AGENT-9': [
    says(
      'Q240153',
      'SYMPTOMS',
      'After a large restore by NetWorker 1.1.003 the start fails with 0xc8000228: the patch file is not of this backup. No cause is given.',
    ),
    says(
      'Q231299',
      'CAUSE',
      'A database that no longer matches its patch files ends recovery with -552 when the service starts.',
    ),
  ],
  'EDB-AGENT-10': [
    says(
      'Q188650',
      'WORKAROUND, steps 3 and 4',
      'Only the private store was restored: the two lines of Pub.edb have to go and the size from 2 to 1.',
    ),
    says(
      'Q192176',
      'CAUSE and steps 4 and 5',
      'No entry may stand for a database that was not restored: the store looks for it and fails, 3355445011.',
    ),
    says(
      'M-HrRestoreRegister',
      'rgrstmap and crstmap',
      'One row for each database that is restored and their number; against the articles, one more for the system database.',
    ),
  ],
  'EDB-AGENT-11': [
    says(
      'Q169859',
      'CAUSE',
      'A line with a single letter between the paths of the map makes the start fail with 0x57, event 1081; of 5.0.',
    ),
    says('Q232705', 'CAUSE', 'Any incorrect part of the key is followed by error 0x57; for 4.0, 5.0 and 5.5.'),
    says(
      'Q262041',
      'CAUSE',
      'Two lines for each restored database: the first is the old location, the second the new one.',
    ),
    says(
      'M-EDB_RSTMAP',
      'Members',
      'The first member is the name at the time of the backup, the second the new one with its location.',
    ),
  ],
  'EDB-AGENT-12': [
    says(
      'Q262041',
      'CAUSE',
      'The path in the log header is compared with the old line; where they differ the log is passed over and no error is logged.',
    ),
    says(
      'Q262041',
      'RESOLUTION',
      'A full online backup has to be made after any database file was moved, by whatever means.',
    ),
  ],
  'EDB-AGENT-13': [
    says(
      'Q200941',
      'values LowLogNumber and HighLog Number',
      'The low one is the first log that must be replayed, the high one the highest restored, incremental tapes included.',
    ),
    says(
      'Q269782',
      'CAUSE and RESOLUTION',
      'A gap among the logs is answered with 3355443765; those from LowLog to HighLog are the ones that belong there.',
    ),
    says(
      'Q322314',
      'Determine Which Log Files the Restoration Requires',
      'All logs between the first and the last that the key names are needed to finish the restore.',
    ),
    says(
      'M-HrRestoreRegister',
      'genLow and genHigh',
      'The lowest and the highest number of a log that is restored, from 0x00000 to 0xFFFFF.',
    ),
  ],
  'EDB-AGENT-14': [
    says(
      'Q258236',
      'CAUSE and RESOLUTION',
      'Some programs leave the choice; the logs are to be restored with an online backup, or -1811 or -509 may follow.',
    ),
  ],
  'EDB-AGENT-15': [
    says(
      'Q179654',
      'CAUSE',
      'When the store starts before all incremental sets are restored, the logs behind the first missing number are deleted, by design.',
    ),
    says(
      'Q179654',
      'SYMPTOMS',
      'Existing logs should be backed up before a restore; those written since are deleted when an older set is restored.',
    ),
  ],
  'EDB-AGENT-16': [
    says(
      'M-restore',
      'step 5',
      'Before the service starts HrRestoreRegisterComplete must be called with the status; without success the service does not start.',
    ),
    says(
      'M-HrRestoreRegisterComplete',
      'hrRestoreState and Remarks',
      'hrNone lets the service start, any other value keeps it from starting; further restores are allowed.',
    ),
    says(
      'M-HrRestoreEnd',
      'Remarks',
      'Closes binding handles and cleans up after an attempt to restore; whether it succeeded is left open.',
    ),
    says(
      'Q181795',
      'SYMPTOMS and CAUSE',
      'After a halted or failed restore the key that is left keeps the directory from starting, by design: c7ff0007.',
    ),
  ],
  'EDB-AGENT-17': [
    says(
      'Q231299',
      'CAUSE and RESOLUTION',
      'isinteg -patch or eseutil /r between an online restore and the first start spoils it, -552; restore again without them.',
    ),
  ],
  'EDB-AGENT-18': [
    says(
      'Q201811',
      'SYMPTOMS and MORE INFORMATION',
      'HrRestoreRegister fails without rights to the remote registry, though the same account may back up.',
    ),
    says('M-HrBackupPrepare', 'Remarks', 'The caller has to be a member of the Backup Operators of the server.'),
    says('M-HrRestorePrepare', 'Remarks', 'The caller has to be a member of the Administrators of the server.'),
    says(
      'Q166824',
      'MORE INFORMATION',
      'Backup Operators may back up; to restore, the account must be an Administrator, for only they can stop services.',
    ),
  ],
} as const;
