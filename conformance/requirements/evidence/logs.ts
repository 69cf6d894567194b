import { notOpened, says } from './evidence.ts';

/** What the sources say of the list of logs, of truncation, of the end and of circular logging, in our words, and where. */
export const logsEvidence = {
  'EDB-LOGS-1': [
    says('M-loc', 'second example', 'Two logs stand in the order of their numbers, and the patch file behind them.'),
    says(
      'Q271987',
      'Process of Online Backup, steps 3 and 4',
      'After the databases Edb.log gets its number, a new one is begun, and all but that one are saved; no call is named.',
    ),
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'Edb.log never gets onto a tape; one that is there after a restore was there before.',
    ),
  ],
  'EDB-LOGS-4': [
    says('Q256347', 'CAUSE', 'The list is made once in a session, and later calls are given the same one.'),
  ],
  'EDB-LOGS-5': [
    says(
      'Q256347',
      'SYMPTOMS and CAUSE',
      'Called before HrBackupClose it succeeds with an incomplete list, and what is saved cannot be restored consistently; by design.',
    ),
  ],
  'EDB-LOGS-9': [
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.1 says that the sample passes 0 in a full backup and lists its logs',
    ),
    says('M-HrBackupPrepare', 'grbit', 'Has it otherwise by its words: 0 stands for not backing up the log files.'),
  ],
  'EDB-TRUNC-1': [
    says(
      'M-HrBackupTruncateLogs',
      'first sentence',
      'It deletes the log files that are committed; which ones these are is not explained.',
    ),
    says(
      'Q240145',
      'steps 4 and 5',
      'Logs below the checkpoint can go, and its own log, which may still be Edb.log, cannot; of removal by hand.',
    ),
    says(
      'Q271987',
      'Process of Online Backup, step 5',
      'Full and incremental backups delete the logs that are older than the checkpoint.',
    ),
  ],
  'EDB-TRUNC-2': [
    says(
      'Q177773',
      'SYMPTOMS to STATUS',
      'When all logs are needed for soft recovery a full backup deletes none, and that is by design.',
    ),
  ],
  'EDB-TRUNC-6': [
    says(
      'Q184578',
      'SYMPTOMS and CAUSE',
      'In 4.0 a corrupt edb.chk leaves all logs where they are after a full backup, and event 61 tells of it.',
    ),
  ],
  'EDB-END-1': [
    says(
      'M-HrBackupEnd',
      'Remarks',
      'It closes binding handles and cleans up, after a successful attempt and after another one.',
    ),
    says('Q159838', 'step 9', 'The call is there to release the backup context.'),
  ],
  'EDB-END-4': [
    says(
      'Q271847',
      'MORE INFORMATION, sequence of a backup',
      'The .pat file is written to tape and then deleted from its folder, which ends the sequence; no call is named.',
    ),
  ],
  'EDB-END-5': [
    says(
      'Q177794',
      'STATUS and MORE INFORMATION',
      '5.5 removes these logs when the backup is complete, 4.0 and 5.0 do not; a service pack corrects 5.0.',
    ),
    says(
      'Q168735',
      'section 5.2, list of fixes',
      'Q177794 is among what the readme of Service Pack 2 of 5.0 lists as mended.',
    ),
  ],
  'EDB-SETLOG-1': [
    says(
      'M-HrSetCurrentBackupLog',
      'prototype and dwCurrentLog',
      'Server, annotation and the number of the last log that was backed up are all it takes.',
    ),
  ],
  'EDB-SETLOG-2': [
    says(
      'M-prevent',
      'title and procedure',
      'BACKUP_DISABLE_INCREMENTAL as the number forces incremental backups to fail until a full one is made.',
    ),
    says(
      'M-HrSetCurrentBackupLog',
      'dwCurrentLog',
      'That value keeps incremental backups from being made before the next full one.',
    ),
    says(
      'H',
      'BACKUP_DISABLE_INCREMENTAL',
      'The comment names differential backups beside incremental ones, so both uses of LOGS_ONLY.',
    ),
  ],
  'EDB-CIRC-1': [
    says(
      'Q229032',
      'SUMMARY and MORE INFORMATION',
      '4.0, 5.0 and 5.5 are installed with it on; Server.ins has two lines that set it, in each version.',
    ),
    says('Q237767', 'General Information', 'It is enabled by default in all versions before Exchange 2000.'),
    says('Q155269', 'first question', 'The directory has a check box of its own, and so has the information store.'),
  ],
  'EDB-CIRC-2': [
    says(
      'Q240145',
      'SUMMARY',
      'With circular logging logs are deleted soon after they have been written to the database.',
    ),
    says('Q271987', 'Circular Logging', 'Old files are used again when the checkpoint moves on to the next log.'),
    says(
      'Q296787',
      'Backing Up, step 6',
      'The service deletes old logs by itself, once the checkpoint has gone through them.',
    ),
  ],
  'EDB-CIRC-4': [
    says(
      'Q177794',
      'MORE INFORMATION',
      'In times of heavy use more than four logs may be made during an online backup in spite of it.',
    ),
  ],
  'EDB-CIRC-5': [
    says('Q155269', 'second question', 'A change of the option stops the directory or the store and starts it again.'),
    says(
      'Q296787',
      'Before You Begin',
      'To disable it makes the service stop and start again, which interrupts its work.',
    ),
  ],
  'EDB-CIRC-6': [
    says(
      'Q181798',
      'CAUSE and WORKAROUND',
      'Logs made after it was disabled cannot be replayed into a backup from before; a backup is due at once.',
    ),
  ],
  'EDB-CIRC-7': [
    says('Q271987', 'Circular Logging', 'Logs cannot be replayed, and data come back up to the last full backup only.'),
  ],
  'EDB-CIRC-8': [
    says(
      'Q175469',
      'SYMPTOMS and CAUSE',
      'Enabled where one restores and disabled where the backup was made, the store of 5.0 ends with error 2: 1081 and 5000.',
    ),
  ],
} as const;
