import { notOpened, says } from './evidence.ts';

/** What the sources say of listing, opening, reading and closing the files of a backup, in our words, and where. */
export const backupFilesEvidence = {
  'EDB-NAMES-1': [
    says(
      'M-HrBackupGetDatabaseNames',
      'first sentence and ppszAttachmentInformation',
      'It gives the attached databases of the computer, as a list of UNC paths.',
    ),
    says('M-loc', 'first example', 'Before each UNC path stands the file type, as BFT_MDB_PRIVATE_DATABASE.'),
  ],
  'EDB-NAMES-3': [
    says(
      'Q159170',
      'SYMPTOMS and CAUSE',
      'With SP3 of 4.0 the call may stop with 0x57, for its Edbbcli.dll converts ASCII to Unicode wrongly; no form of it is named.',
    ),
  ],
  'EDB-OPEN-1': [
    says(
      'M-HrBackupOpenFile',
      'first sentence and pliFileSize',
      'It opens a remote file for backup and gives its size in bytes.',
    ),
  ],
  'EDB-OPEN-7': [
    says(
      'Q178934',
      'SYMPTOMS and WORKAROUND',
      'A log that is missing or corrupt stops a full backup with -1811, at the start of that of the store; no call is named.',
    ),
    says('H', 'EDBMSG.H, 0xC8000713', 'hrFileNotFound is the code for a file that is not found, -1811 of the engine.'),
  ],
  'EDB-READ-1': [
    says(
      'M-HrBackupRead',
      'first sentence and pcbRead, Note',
      'It reads one block of the file; fewer bytes than the buffer holds are no error.',
    ),
    notOpened(
      'BT',
      'no copy with a named origin was found; edbbcli.md 3.4 says that the sample reads on until it has the size of the file',
    ),
  ],
  'EDB-READ-4': [
    says(
      'M-HrBackupRead',
      'cbBuffer and Remarks',
      'Without TCP/IP a size that is no multiple of 4096 bytes makes the call fail; with what is not said.',
    ),
  ],
  'EDB-READ-7': [
    says(
      'Q188646',
      'SYMPTOMS',
      'Event 105 of ESE97 says that the backup was stopped with -1018, after a page that did not verify.',
    ),
  ],
  'EDB-CLOSE-1': [
    says(
      'M-HrBackupClose',
      'first sentence',
      'It closes the file of the context that is being backed up; nothing is said of one that was not read to its end.',
    ),
  ],
} as const;
