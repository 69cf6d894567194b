import { says } from './evidence.ts';

/** What the sources say of starts that fail, in our words, and where. */
export const recoveryChecksEvidence = {
  'EDB-RECOV-11': [
    says(
      'Q169859',
      'SYMPTOMS and CAUSE',
      'A line of EDB_RstMap that was no path made the store of 5.0 fail with 0x57, event 1081.',
    ),
    says(
      'Q232705',
      'CAUSE',
      'If any portion of the key is incorrect the start ends in error 87, event 1081; 4.0 to 5.5.',
    ),
  ],
  'EDB-RECOV-23': [
    says(
      'JET-JetExternalRestore',
      'Return Value, on failure',
      'The database is in an invalid state, and to try hard recovery again it must be restored again.',
    ),
    says(
      'Q269782',
      'RESOLUTION',
      'Has it otherwise for a gap: once the wrong logs are renamed the store should start, without another restore.',
    ),
    says(
      'Q188650',
      'WORKAROUND, steps 3 to 5',
      'Has it otherwise for a wrong map: once it is corrected the store should be able to start.',
    ),
  ],
  'EDB-RECOV-24': [
    says(
      'Q181449',
      'SYMPTOMS and CAUSE',
      'In 4.0 a corrupt log gives event 31, unable to read the log header, with -1022.',
    ),
    says(
      'Q185225',
      'SYMPTOMS',
      'ESE97 has event 124, unable to read the log header, with -1022 too; the cause given is a missing database.',
    ),
    says(
      'Q177761',
      'list, -501 and -1022',
      '-501 is a log file that is corrupt, -1022 a disk I/O error; nothing is said of where in the file.',
    ),
    says(
      'ESE',
      'ese/_log/log.cxx, ErrLGIReadFileHeader',
      'The published engine, which is much later, gives -501 for a header whose checksum is wrong.',
    ),
  ],
  'EDB-RECOV-26': [
    says('Q177761', 'list, -514', 'JET_errBadLogVersion is a log of a version that the engine cannot do with.'),
    says(
      'ESE',
      'ese/_log/log.cxx',
      'Logs of formats 500, 400 and 200 have codes of their own; what is too old or too new otherwise is -514.',
    ),
  ],
  'EDB-RECOV-27': [
    says(
      'Q177761',
      'list, -530 and -555',
      '-530 is a bad signature for a log file, -555 a restore log file with a bad signature.',
    ),
    says(
      'ESE',
      'ese/_log/log.cxx; ese/_log/logutil.cxx',
      '-530 against the signature of the first log read; -555 inside the range of a restore.',
    ),
  ],
  'EDB-RECOV-28': [
    says(
      'Q247769',
      'SYMPTOMS to RESOLUTION',
      'An Edb.log that interferes gives 124 with -530 and 1196 with c8000212; Dsadata is to be emptied before the restore.',
    ),
  ],
  'EDB-RECOV-29': [
    says(
      'Q177761',
      'list, -515 and -556',
      '-515 is a timestamp of the next log that does not match, -556 a restore log that is not contiguous.',
    ),
    says(
      'Q262375',
      'CAUSE',
      'In 5.5 logs out of sequence, because a virus scanner took one away, are 4294966781, that is -515.',
    ),
    says(
      'ESE',
      'ese/_log/logredo.cxx; ese/_log/logutil.cxx',
      'A next log with another number or another time of its forerunner is -515; in a restored set such a time is -556.',
    ),
  ],
  'EDB-RECOV-30': [
    says(
      'Q142782',
      'CAUSE, example',
      'In 4.0, with logs 1, 2, 4, 5 and EDB.LOG there and 3 missing, the start ends with -509.',
    ),
    says('Q262375', 'CAUSE', 'In 5.5 a log taken away by a virus scanner leaves the others out of sequence: -515.'),
    says(
      'Q259751',
      'WORKAROUND, last part',
      'If logs are missing 5.5 may show -509, -515, -528 or -550; which of them when, is not said.',
    ),
    says(
      'ESE',
      'ese/_log/logredo.cxx',
      'The later engine gives -528 if a log is missing and one with a higher number is there.',
    ),
  ],
  'EDB-RECOV-31': [
    says(
      'Q275602',
      'SYMPTOMS and CAUSE',
      'Saved logs whose numbers reach that of the new Edb.log are replayed, event 109, and the start ends with -515; 5.5.',
    ),
  ],
  'EDB-RECOV-32': [
    says(
      'Q177761',
      'list, -501 and -536',
      '-536 is a redo that ended abruptly for a failure in reading logs, -501 a corrupt log; neither names a kind of start.',
    ),
    says(
      'ESE',
      'ese/_log/logredo.cxx',
      'A log that ends abruptly while the next one is there is -536, in either kind of recovery.',
    ),
  ],
  'EDB-RECOV-33': [
    says(
      'Q200941',
      'Consistent vs. Inconsistent Databases Files',
      'A clean stop brings everything into the database, so that the next start has nothing to replay.',
    ),
  ],
  'EDB-RECOV-34': [
    says(
      'Q143235',
      'SYMPTOMS and CAUSE',
      'After a crash or a power failure, mostly with logs or database moved or deleted, the start shows -550; 4.0 to 5.5.',
    ),
    says('Q178907', 'SYMPTOMS', 'Copies of files in use, restored and started, show -550; 4.0 to 5.5.'),
    says(
      'Q185577',
      'CAUSE',
      'An inconsistent database needs its former logs, a consistent one does not; without them the start is 4294966746.',
    ),
  ],
  'EDB-RECOV-35': [
    says(
      'Q190440',
      'SYMPTOMS',
      'Event 132 with -1811 says that recovery will continue; the store then ends with -550.',
    ),
    says(
      'Q242063',
      'SYMPTOMS',
      'After 132 with -1032 the other logs are replayed, 110 tells of success, and the checkpoint has advanced.',
    ),
  ],
  'EDB-RECOV-36': [
    says(
      'Q185577',
      'WORKAROUND, Remove Pub.edb',
      'The failed start has marked Priv.edb as inconsistent, and it needs the Edb.log that was just created.',
    ),
  ],
  'EDB-RECOV-37': [
    says(
      'Q192657',
      'SYMPTOMS',
      'After a restore with a required log missing 5.5 shows 1080 with 0xc8000713, unable to find the file.',
    ),
    says('Q258236', 'SYMPTOMS', 'With logs not restored the start shows -1811 or -509, or the like; 4.0 to 5.5.'),
    says(
      'Q177761',
      'list, -557',
      'JET_errMissingRestoreLogFiles tells of logs that a restore misses; no article shows it.',
    ),
  ],
  'EDB-RECOV-43': [
    says(
      'Q177761',
      'list of codes',
      'There is neither -543 nor -610 in the list, but -565, which was seen, is not in it either: it is not complete.',
    ),
    says('Q269782', 'SYMPTOMS', '3355443765, that is -565, is seen after a restore, for 4.0 to 5.5.'),
    says('Q322314', 'SYMPTOMS', '5.5 shows 0xc8000235, that is -565, after a restore.'),
  ],
  'EDB-RECOV-44': [
    says(
      'Q161584',
      'RESOLUTION',
      'With the key deleted the store is started, and .edb files that are not found are made anew.',
    ),
    says(
      'Q175116',
      'WORKAROUND',
      'To let the store make Pub.edb and Priv.edb again and start, the key must be deleted.',
    ),
    says(
      'Q185577',
      'WORKAROUND, Remove Pub.edb',
      'To start without Pub.edb removes all public folder data of the server.',
    ),
  ],
} as const;
