import { notOpened, says } from './evidence.ts';

/** What the sources say of the rules for reading, lists and names (EDB-AGENT-19 to 27), in our words, and where. */
export const agentTransferEvidence = {
  'EDB-AGENT-19': [
    says(
      'M-HrBackupRead',
      'pcbRead, Note',
      'Fewer bytes than the buffer holds are no error: some transports break the data up.',
    ),
    says(
      'Q264102',
      'CAUSE',
      'With the DLL of a fix after SP3, programs that read beyond the end with overlapped I/O stop responding.',
    ),
    says(
      'DS-DsBackupRead',
      'Return value',
      'The sibling API answers ERROR_HANDLE_EOF at the end of the file; of zero bytes it says nothing.',
    ),
    says(
      'JET-JetReadFile',
      'Remarks',
      'In the engine beneath, a read after all data was returned succeeds with zero bytes.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 2.4 says that the sample takes ERROR_HANDLE_EOF for success',
    ),
  ],
  'EDB-AGENT-20': [
    says(
      'Q243601',
      'CAUSE',
      'Scrubbing reads metadata ahead, which may exceed the default of two minutes: the backup times out. Of single reads nothing is said.',
    ),
  ],
  'EDB-AGENT-21': [
    says(
      'M-HrBackupRead',
      'cbBuffer and Remarks',
      'A multiple of 4096 bytes unless the protocol is TCP/IP; any other size fails.',
    ),
    says(
      'JET-JetReadFile',
      'JET_errInvalidParameter and Remarks',
      'From Windows XP on: whole pages, three at least in the first read, 64 KB or more, one large buffer.',
    ),
    says(
      'Q197500',
      'CAUSE',
      'A server may not be able to allocate a large buffer, and the client waits for ever; no size is named.',
    ),
    says(
      'Q237953',
      'SYMPTOMS and WORKAROUND',
      '512 KB or less for NTBackup, because of false -1018 with Ese.dll 5.5.2608.0 on one processor.',
    ),
    says(
      'Q253216',
      'SYMPTOMS',
      'Against 512 KB: with more than 64 KB on several processors a damaged page is not noticed.',
    ),
  ],
  'EDB-AGENT-22': [
    says(
      'Q192440',
      'CAUSE',
      'A backup to NULL, or buffering what was read, may leave client and server waiting for each other; a communications error follows.',
    ),
  ],
  'EDB-AGENT-23': [
    says(
      'Q185694',
      'SYMPTOMS and CAUSE',
      'NTBackup hangs when a backup is stopped before its end: the closing procedure waits for a thread handle. No call is named.',
    ),
    says('M-HrBackupEnd', 'Remarks', 'The call cleans up after an unsuccessful attempt as well.'),
  ],
  'EDB-AGENT-24': [
    says(
      'M-backup',
      'full backup, steps 4 and 7',
      'The memory of either list is released with BackupFree, once it has been used.',
    ),
    says(
      'DS-DsBackupFree',
      'list of functions',
      'The sibling frees what its lists, its Prepare and its database locations have allocated; its Read is not among them.',
    ),
    says(
      'M-HrBackupRead',
      'Remarks',
      'Against the rule: the application allocates the read buffer and releases it with BackupFree.',
    ),
    says(
      'M-BackupFree',
      'Remarks',
      'Against the rule: names the buffer of HrBackupRead as what is freed, and no list.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.4 says that the sample frees its read buffer with free',
    ),
  ],
  'EDB-AGENT-25': [
    says(
      'M-HrBackupGetDatabaseNames',
      'ppszAttachmentInformation and pcbSize',
      'Null-terminated names, the list ended by a double null; the size is the number of bytes.',
    ),
    says(
      'M-HrBackupGetBackupLogs',
      'szBackupLogFile and pcbSize',
      'Null-terminated log names, the list ended by a double null; the size is in bytes.',
    ),
    says('M-loc', 'examples', 'The list of restore locations is shown with a double null at its end as well.'),
    says(
      'E2K-HrESEBackupGetLogAndPatchFiles',
      'Remarks, Important',
      'The successor: not one null-terminated string; string functions cut it, and backups fail.',
    ),
  ],
  'EDB-AGENT-26': [
    says(
      'Q159838',
      'steps 2 and 5',
      'A one-byte token before each name tells the type of the file and is to be saved with its data.',
    ),
    says(
      'M-loc',
      'second paragraph and examples',
      'The first character of a line is the file type, the UNC path follows it.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.3 says that the sample opens the name without its first character',
    ),
  ],
  'EDB-AGENT-27': [
    says(
      'Q159170',
      'CAUSE',
      'The conversion from ASCII to Unicode was wrong in the DLL of 4.0 SP3; NTBackup is said to use Unicode directly.',
    ),
    says(
      'M-HrBackupGetDatabaseNames',
      'Quick Info',
      'A Unicode form exists; which form to prefer is not said, nor what becomes of unusual names.',
    ),
  ],
} as const;
