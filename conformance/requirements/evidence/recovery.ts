import { says } from './evidence.ts';

/** What the sources say of recovery, after a restore and otherwise, in our words, and where. */
export const recoveryEvidence = {
  'EDB-RECOV-1': [
    says(
      'Q200941',
      'MORE INFORMATION, first difference',
      'With the key Edb.chk is ignored altogether, and LowLog Number acts as the checkpoint.',
    ),
  ],
  'EDB-RECOV-2': [
    says(
      'Q200941',
      'Restore in Progress Registry Key Values',
      'With the key, but without the .pat files and all the logs of the tape, the service does not start.',
    ),
  ],
  'EDB-RECOV-3': [
    says(
      'Q200941',
      'Consistent vs. Inconsistent Databases Files',
      'Where a log describes a page that the patch file has, the image of the patch file is taken.',
    ),
  ],
  'EDB-RECOV-4': [
    says(
      'Q296229',
      'step 13, note',
      'After the logs of the key all others are played, Edb.log with them, as long as there is no break in the numbers.',
    ),
    says(
      'Q200941',
      'Key Values, EDB Database recovered',
      'Both the logs from tape and those that already were on disk are replayed.',
    ),
  ],
  'EDB-RECOV-5': [
    says(
      'Q179654',
      'CAUSE',
      'Logs are replayed up to where numbers are skipped, then the remaining ones are deleted; by design, 4.0 to 5.5.',
    ),
    says(
      'Q269782',
      'SYMPTOMS and CAUSE',
      'A gap in the log directory fails the start with 3355443765, that is 0xc8000235.',
    ),
    says('Q322314', 'SYMPTOMS', 'In 5.5 event 199 names the missing log, and 1081 and 5000 show 0xc8000235.'),
  ],
  'EDB-RECOV-6': [
    says(
      'Q262041',
      'SYMPTOMS and CAUSE',
      'A log whose path is not an old location of the map is skipped; the events show no error, and the data are missing.',
    ),
  ],
  'EDB-RECOV-7': [
    says(
      'Q191357',
      'MORE INFORMATION, steps 1 to 6',
      'Pub.edb alone is restored and replayed, and Priv.edb, which is consistent, is not affected; 5.5.',
    ),
    says(
      'Q188650',
      'WORKAROUND, steps 3 and 4',
      'After a restore of Priv.edb alone the key must have its two lines only, and a size of 1.',
    ),
    says(
      'Q192176',
      'WORKAROUND, steps 4 to 7',
      'The same for 4.0 to 5.5: with the lines of PUB.EDB gone and the size 1 the store is started.',
    ),
  ],
  'EDB-RECOV-9': [
    says(
      'Q161584',
      'SYMPTOMS and CAUSE',
      'With the key and no .edb files the start fails with 0xc8000713, no blank files are made, and the key stays.',
    ),
    says(
      'Q175116',
      'SYMPTOMS and CAUSE',
      'With the key of a failed restore the store does not make its databases anew and shows 0xc8000713.',
    ),
  ],
  'EDB-RECOV-10': [
    says(
      'Q188650',
      'SYMPTOMS and WORKAROUND',
      'A map with Pub.edb in it, after a restore of Priv.edb alone, makes the start fail with 3355445011.',
    ),
    says(
      'Q192176',
      'SYMPTOMS and CAUSE',
      'The store looks for files that the key names and that were not restored: 3355445011.',
    ),
    says('Q161584', 'SYMPTOMS', 'It has the same error as 3355445011 and as 0xc8000713.'),
  ],
  'EDB-RECOV-12': [
    says(
      'Q188674',
      'CAUSE',
      'Without the key the directory starts as usual, expects logs in sequence with EDB.LOG, finds none and gives -528.',
    ),
    says(
      'Q238063',
      'step 7, note',
      'A store whose key is not read fails with 1120 and 5000: current log file missing.',
    ),
  ],
  'EDB-RECOV-13': [
    says(
      'Q296787',
      'How Exchange Server Database Files Relate',
      'After an abnormal stop the checkpoint file tells from which log on soft recovery must replay.',
    ),
    says(
      'Q271987',
      'Transaction Log Files',
      'The logs let data be recovered up to the last transaction that was committed before the crash.',
    ),
    says(
      'Q185577',
      'MORE INFORMATION',
      'Soft recovery backs out or commits what is necessary, at the start after an abnormal end.',
    ),
  ],
  'EDB-RECOV-14': [
    says('Q181796', 'CAUSE', '-528 comes when Edb.log and Edb.chk are missing while other logs are there; 4.0 to 5.5.'),
    says(
      'Q188674',
      'CAUSE',
      'The engine of 5.5 expects a sequence of logs that includes EDB.LOG, and gives -528 without it.',
    ),
    says('Q177761', 'list, -528', 'JET_errMissingLogFile is described as the current log file missing.'),
  ],
  'EDB-RECOV-15': [
    says(
      'Q200941',
      'Interpreting Error Messages',
      'An error of a restored database is 0xc8000nnn or 335544nnnn, an ordinary one 0xfffffnnn; 0xc8000212 is -530.',
    ),
    says(
      'Q224977',
      'SYMPTOMS',
      'Shows exceptions: 1081 and 5000 after a restore with 0xfffffa7a and 0xfffffbfa, beside 1080 with 0xc8000406.',
    ),
  ],
  'EDB-RECOV-16': [
    says(
      'Q188650',
      'WORKAROUND, steps 3 to 5',
      'Two lines are deleted from EDB_RstMap and the size is set from 2 to 1; then the store should be able to start.',
    ),
    says(
      'Q192176',
      'WORKAROUND, steps 4 to 7',
      'The lines of PUB.EDB are removed, the size is set to 1, and the store is started.',
    ),
  ],
  'EDB-RECOV-17': [
    says(
      'Q242063',
      'SYMPTOMS and STATUS',
      'With the database held -1032 is not handled, logs and checkpoint go on without it; corrected first in SP4 of 5.5.',
    ),
  ],
} as const;
