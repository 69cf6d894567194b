import { notOpened, says } from './evidence.ts';

/** What the sources say of the lists of names, in our words, and where. */
export const listsEvidence = {
  'EDB-FREE-1': [
    says(
      'M-HrBackupGetDatabaseNames',
      'Remarks',
      'The function allocates a buffer that is large enough for the whole list.',
    ),
    says('M-backup', 'full backup, steps 4 and 7', 'BackupFree is called on what each of the two lists has returned.'),
  ],
  'EDB-HINT-1': [
    says(
      'M-HrBackupOpenFile',
      'cbReadHintSize',
      'It is the size of the buffer that will be passed to HrBackupRead, and serves to optimize the traffic; other sizes are not spoken of.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.3 says that the sample has a mode of smaller, random reads',
    ),
  ],
  'EDB-HINT-2': [
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.3 says that the sample closes also after a failed open',
    ),
  ],
  'EDB-LIST-1': [
    says(
      'M-HrBackupGetDatabaseNames',
      'ppszAttachmentInformation',
      'Names as UNC paths, each closed by a null and the list by a double null.',
    ),
    says(
      'M-loc',
      'second paragraph and examples',
      'Each line begins with a file type of EDBBCLI.H, the path follows, and the last line ends in two nulls.',
    ),
  ],
  'EDB-LIST-2': [
    says(
      'M-HrBackupGetDatabaseNames',
      'pcbSize and Quick Info',
      'The size is the number of bytes in the buffer; the page stands for the Unicode form too.',
    ),
    says('M-HrBackupGetBackupLogs', 'pcbSize', 'The size is the number of bytes in the buffer, beside an LPSTR.'),
    says('M-HrRestoreGetDatabaseLocations', 'pcbSize', 'The size of the list, without a unit.'),
  ],
  'EDB-LIST-4': [
    says(
      'H',
      'Backup/Restore file types',
      'They are binary although text-typed: 0x80 for a directory, 0x40 and 0x20 for where a file belongs, and a low code for its kind.',
    ),
  ],
  'EDB-LIST-6': [
    says(
      'Q169859',
      'CAUSE',
      'The good example of EDB_RstMap has paths through the share of a drive; no list of the API is shown.',
    ),
    says(
      'Q192176',
      'WORKAROUND, step 4',
      'EDB_RstMap has paths with the share e$; that is a value of the registry as well.',
    ),
    says('M-loc', 'examples', 'Has it otherwise: the lists of the example have a share MDBDATA, and no drive.'),
  ],
  'EDB-LIST-7': [
    says(
      'Q200941',
      'Key Values, EDB_RstMap Size',
      'A store has one database when the server is for private or for public folders only, else two.',
    ),
    says('Q296787', 'Backing Up, step 2', 'The store has Priv.edb and Pub.edb, and not every server has both.'),
  ],
  'EDB-LIST-10': [
    says(
      'M-loc',
      'third example and table',
      'The tokens of the two databases stand before directories, and PRIV.EDB and PUB.EDB go into them.',
    ),
  ],
  'EDB-LIST-11': [
    says(
      'Q200941',
      'MORE INFORMATION, second difference',
      'The tape of an online backup always has at least one log, because its database is never consistent.',
    ),
  ],
  'EDB-LIST-12': [
    says(
      'Q296787',
      'Before You Begin; Backing Up, step 5',
      'Of an offline backup: neither Edb.chk nor Res1.log and Res2.log are to be copied.',
    ),
    says('M-loc', 'last paragraph', 'No file is ever restored to the path of the checkpoint directory.'),
    says(
      'M-overview',
      'files of the directory and information store',
      'A main database and the logs EDB#####.LOG are all that a service consists of there.',
    ),
  ],
  'EDB-LIST-13': [
    says(
      'M-backup',
      'full backup, step 5; second procedure, step 2',
      'That one of the files is a patch file is said of a full backup only.',
    ),
    says(
      'Q271987',
      'Process of Online Backup',
      'Has it otherwise: pages are added to a .pat file and saved in an incremental backup as well.',
    ),
  ],
} as const;
