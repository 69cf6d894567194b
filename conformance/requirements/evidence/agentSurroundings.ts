import { notOpened, says } from './evidence.ts';

/** What the sources say of the rules about network, cluster, versions and damage (EDB-AGENT-28 to 40), in our words, and where. */
export const agentSurroundingsEvidence = {
  'EDB-AGENT-28': [
    says(
      'Q275885',
      'SYMPTOMS and CAUSE',
      '5.5: a backup over the network stops after some KB when the client has a name of 15 characters or more.',
    ),
    says('Q275885', 'RESOLUTION', 'Corrected in Edbbcli.dll and Eseback.dll 5.5.2654.15.'),
  ],
  'EDB-AGENT-29': [
    says(
      'Q245211',
      'MORE INFORMATION',
      'After a full backup on the first node and a failover, an incremental one on the second node is refused.',
    ),
  ],
  'EDB-AGENT-30': [
    says(
      'Q238063',
      'step 5',
      'The name of the virtual server is chosen as the destination of an online restore; nothing is said of backups.',
    ),
    says(
      'Q314588',
      'CAUSE',
      'Exchange binds to one IP address resource of a cluster; a backup by way of another one ends with 1722.',
    ),
  ],
  'EDB-AGENT-31': [
    says(
      'M-HrBackupEnd',
      'Remarks',
      'Closes binding handles and cleans up after a successful or an unsuccessful attempt.',
    ),
    says('Q159838', 'step 9', 'HrBackupEnd releases the context; it is the last step of every kind of backup.'),
  ],
  'EDB-AGENT-33': [
    says(
      'Q181445',
      'SUMMARY and MORE INFORMATION',
      'A remote client needs Edbbcli.dll, from the Administrator setup or copied from the right CD-ROM.',
    ),
    says(
      'Q246337',
      'CAUSE and WORKAROUND',
      'A service pack over DLLs in use leaves versions that do not fit; no backup program may hold Edbbcli.dll.',
    ),
    says(
      'Q264102',
      'WORKAROUND',
      'Against the second half: the older DLL of SP3 is to be put over a newer one that does harm.',
    ),
  ],
  'EDB-AGENT-34': [
    says(
      'Q245664',
      'SYMPTOMS and WORKAROUND',
      'c7ff000d from BackupRead() in a Terminal Server session; back up on the server or from another one.',
    ),
    says('Q261160', 'CAUSE', 'BackupPrepare() cannot connect when NetBIOS over TCP/IP is not enabled.'),
    says('Q314588', 'CAUSE', '1722 when the backup goes to an address of a cluster that Exchange has not bound to.'),
  ],
  'EDB-AGENT-35': [
    says(
      'Q188646',
      'SYMPTOMS and WORKAROUND',
      'The backup is stopped with -1018, event 105; the way back is a restore from the previous backup.',
    ),
    says(
      'JET-JetReadFile',
      'Remarks',
      'Damage fails a backup on purpose: were it to succeed, the older good one might be thrown away.',
    ),
    says('Q159838', 'step 8, NOTE', 'Logs are not truncated when the backup is unsuccessful.'),
  ],
  'EDB-AGENT-36': [
    says(
      'Q183380',
      'SUMMARY',
      'After an offline defragmentation or repair a full online backup is due as soon as possible.',
    ),
    says(
      'Q195515',
      'SUMMARY and MORE INFORMATION',
      'After the Move Server Wizard a full backup, and no incremental or differential one, is due.',
    ),
    says('Q262041', 'RESOLUTION', 'After database files were moved a full online backup has to be made.'),
    says(
      'Q181798',
      'WORKAROUND',
      'A backup is due at once when circular logging is turned off; of turning it on the remedy says nothing.',
    ),
  ],
  'EDB-AGENT-38': [
    says(
      'Q176239',
      'CAUSE and Cautions',
      'A backup program that holds edb.chk may spoil a later start; removing the file may damage the database.',
    ),
    says(
      'Q296787',
      'Before You Begin',
      'The checkpoint file is neither backed up nor restored, but may have to be deleted in recovery.',
    ),
    says('M-loc', 'last paragraph', 'No file is ever restored to the path of the checkpoint directory.'),
    says(
      'Q296229',
      'step 14',
      'Against the rule: an edb.chk beside restored files is to be moved away or deleted before the start.',
    ),
  ],
  'EDB-AGENT-39': [
    says(
      'Q164161',
      'CAUSE',
      'NTBackup failed because it got no message for the code from Edbbcli.dll; so the texts are in the DLL.',
    ),
    says(
      'Q200941',
      'Interpreting Error Messages',
      'One error shows as hexadecimal, unsigned and signed number; knowing several forms helps to find it.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 2.1 says that the sample asks the DLL first and then the system',
    ),
  ],
  'EDB-AGENT-40': [
    says('M-backup', 'full backup, step 5', 'The list of HrBackupGetBackupLogs says which logs there are to save.'),
    says(
      'Q177794',
      'MORE INFORMATION',
      'More than four logs may be made during an online backup in spite of circular logging.',
    ),
    says(
      'Q296787',
      'Roll Forward, step 6',
      'The number in the header is the real position of a log, whatever its file name.',
    ),
  ],
} as const;
