import { says } from './evidence.ts';

/** What the sources say of patch files, in our words, and where. */
export const patchFilesEvidence = {
  'EDB-COPY-9': [
    says(
      'Q177761',
      'list, -535',
      'JET_errBadPatchPage is a patch file page that is not valid; nothing is said of what follows.',
    ),
    says(
      'ESE',
      'ese/db.cxx, ErrDBReadAndCheckDBTrailer',
      'The later engine gives -535 for the page behind the database that replaced the patch file, when its checksum is wrong.',
    ),
  ],
  'EDB-PATCH-1': [
    says('Q271847', 'MORE INFORMATION', 'Each database has a .pat file of its own: Priv.pat, Pub.pat and Dir.pat.'),
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'After a restore there is a .pat file for each database that was restored.',
    ),
  ],
  'EDB-PATCH-2': [
    says(
      'Q271847',
      'MORE INFORMATION, sequence of a backup',
      'The .pat file of a database is made first, then the backup of its .edb file begins; no call is named.',
    ),
    says(
      'Q158526',
      'MORE INFORMATION',
      'Patch files are temporary files that are there as soon as the backup process begins.',
    ),
    says(
      'JET-JetOpenFile',
      'Return Value, on success',
      'Opening a database may make its patch file, at its place and under its name with .PAT; older engines only.',
    ),
  ],
  'EDB-PATCH-3': [
    says('Q271847', 'MORE INFORMATION', 'A patch file is a header of 8,192 bytes and database pages of 4 KB.'),
    says(
      'Q200941',
      'Hard Recovery and the key',
      'An empty patch file has 8 KB, two header pages; every further 4 KB stand for one page of the database.',
    ),
  ],
  'EDB-PATCH-4': [
    says(
      'Q200941',
      'Consistent vs. Inconsistent Databases Files',
      'Changes to parts already on tape that the logs cannot capture go to the patch file, as images of pages.',
    ),
    says(
      'Q271847',
      'MORE INFORMATION',
      'What must be written to a part that was already backed up is written to the .edb and to the .pat file.',
    ),
    says(
      'Q271987',
      'Process of Online Backup, step 2',
      'A subset of pages, those that change after they were copied to tape, is added to the .pat file.',
    ),
    says(
      'Q158526',
      'MORE INFORMATION',
      'Has it otherwise: the file takes the transactions of the backup, so that edb.log can be copied.',
    ),
  ],
  'EDB-PATCH-5': [
    says(
      'Q200941',
      'How to Tell If Hard Recovery Has Finished, step 1',
      'The header of a .pat file gives under Current Full Backup the range of logs that come from the full backup.',
    ),
  ],
  'EDB-PATCH-6': [
    says(
      'Q177761',
      'list, -552',
      'JET_errDatabasePatchFileMismatch is a patch file that does not come of the same backup.',
    ),
    says(
      'Q231299',
      'SYMPTOMS',
      'After a restore 1080 with 0xc8000228 has the text that the patch file is not from this backup, and the engine says -552.',
    ),
    says(
      'Q240153',
      'SYMPTOMS',
      'The same code and text after a vendor’s restore to a recovery server, mended by a newer version of his program.',
    ),
    says(
      'ESE',
      'ese/_log/logutil.cxx',
      'The later engine gives -552 if signature of database or logs, or the mark, of database and patch header differ.',
    ),
  ],
  'EDB-PATCH-7': [
    says(
      'Q231299',
      'CAUSE',
      'isinteg -patch or eseutil /r before the first start makes a database that no longer matches its patch file: -552.',
    ),
  ],
  'EDB-PATCH-8': [
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'After the restore of a full online backup the .pat files are in the current folder of the transaction logs.',
    ),
  ],
  'EDB-PATCH-9': [
    says(
      'Q200941',
      'Hard Recovery and the key',
      'Without the patch file the database has a corrupted page for every 4 KB that it held beyond its header.',
    ),
  ],
  'EDB-PATCH-10': [
    says(
      'Q200941',
      'Hard Recovery and the key',
      'Patch data are needed to replay logs of a full backup only, not those of incrementals or from the disk.',
    ),
  ],
  'EDB-PATCH-11': [
    says(
      'Q271847',
      'SYMPTOMS and CAUSE',
      'The backup of 5.5 stops with -1808, event 105, if .pat files fill the disk; of the service itself nothing is said.',
    ),
  ],
  'EDB-PATCH-13': [
    says(
      'Q158526',
      'MORE INFORMATION',
      'Patch files may be deleted when no backup takes place and no recovery after a restore is in process.',
    ),
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'If the key is there and the .pat files are not, the service does not start.',
    ),
  ],
} as const;
