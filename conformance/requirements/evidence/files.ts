import { says } from './evidence.ts';

/** What the sources say of the files of a service, in our words, and where. */
export const filesEvidence = {
  'EDB-FILE-1': [
    says(
      'M-overview',
      'files of the directory and information store',
      'One set of logs EDB#####.LOG is for the directory, and one for the private and public information stores combined.',
    ),
    says(
      'Q237767',
      'Cautions and Considerations',
      'Before Exchange 2000 a server has one storage group of at most two databases, which are stopped, started and backed up together.',
    ),
  ],
  'EDB-FILE-2': [
    says(
      'Q296787',
      'How Exchange Server Database Files Relate; step 5',
      'A full Edb.log gets its generation as a name: Edb00001.log, Edb00002.log and on, five hexadecimal digits with leading zeros.',
    ),
    says(
      'Q240145',
      'steps 3 and 4',
      'Logs are named with five hexadecimal digits; the full Edb.log gets the next name and a new Edb.log is made.',
    ),
  ],
  'EDB-FILE-4': [
    says(
      'Q296787',
      'Roll Forward, step 6',
      'lGeneration in the header is the real place of a log in the sequence, whatever the file is called at present.',
    ),
  ],
  'EDB-FILE-5': [
    says(
      'Q296787',
      'How Exchange Server Database Files Relate; step 5',
      'Logs are uniformly 5 MB in size and have about 10,000 pages of 512 bytes each.',
    ),
    says(
      'Q271987',
      'Data Protection',
      'Each log of a sequence can hold up to 5 MB, and at 5 MB the next one is begun.',
    ),
    says(
      'Q259751',
      'WORKAROUND, dump of edb.chk',
      'The line Env of the checkpoint gives LogFile as 10240; with sectors of 512 bytes that is the 5 MB of the others.',
    ),
  ],
  'EDB-FILE-7': [
    says(
      'Q163913',
      'MORE INFORMATION, steps 1 to 3',
      'With the log drive full the store rolls back what is not committed with the help of RES1.LOG and RES2.LOG, and stops cleanly.',
    ),
    says(
      'Q246272',
      'MORE INFORMATION',
      'Res1.log and Res2.log serve for the roll back before the store stops with consistent databases; no other use is named.',
    ),
  ],
  'EDB-FILE-8': [
    says(
      'Q296787',
      'Point in Time, step 3',
      'A start without any log begins a new series at Edb00001.log, and older logs are of no use to the database from then on.',
    ),
  ],
  'EDB-FILE-9': [
    says(
      'Q296787',
      'Roll Forward, step 4, note',
      'The header of Edb00001.log is made before a database is attached, so that it has no paths; rarely a later one has none either.',
    ),
  ],
  'EDB-FILE-10': [
    says(
      'Q200941',
      'How to Re-Create the key, ESEUTIL /ML EDB00036.LOG',
      'The dump of a log lists each database with its path and signature, and where it was last attached and consistent.',
    ),
    says(
      'Q296787',
      'Roll Forward, steps 3 and 4',
      'The first signature in a log is its own, the others are those of the databases that ran; their paths are there too.',
    ),
  ],
  'EDB-FILE-12': [
    says(
      'Q296787',
      'Backing Up, step 2; Roll Forward, step 3',
      'The dump of a database shows State, Last Consistent with position and time, and the signature of its logs.',
    ),
    says(
      'Q259851',
      'MORE INFORMATION, sample of a header',
      'The header of Priv.edb shows DB Signature, State, Shadowed and the count and date of repairs.',
    ),
    says(
      'Q200941',
      'How to Tell If Hard Recovery Has Finished, step 1',
      'A header that is shown with /MH has a section Current Full Backup with generations and mark; the sample is that of a patch file.',
    ),
    says(
      'ESE',
      'inc/daedef.hxx, DBFILEHDR',
      'The header of a database has the last full and incremental backup and the current full one, each as a BKINFO.',
    ),
    says(
      'LIB',
      'file header, offsets 136, 160, 184',
      'Previous full, previous incremental and current full backup have 24 bytes each in the header of a database.',
    ),
  ],
  'EDB-FILE-13': [
    says(
      'Q200941',
      'Hard Recovery and the key, on the empty patch file',
      'A patch file has two header pages of 4 KB, just as a database file has.',
    ),
    says(
      'Q151789',
      'CAUSE',
      'The engine writes and reads the database in pages of 4 KB, each with a checksum in its header.',
    ),
    says('Q271847', 'MORE INFORMATION', 'What follows the 8 KB of header in a patch file are database pages of 4 KB.'),
  ],
  'EDB-FILE-14': [
    says(
      'Q240145',
      'step 2',
      'The three numbers of a checkpoint are the generation of the log, a sector in it and a byte in the sector.',
    ),
    says(
      'Q296787',
      'Backing Up, step 5',
      'A position names a log, a page in that log and a byte in that page, and such pages have 512 bytes.',
    ),
  ],
  'EDB-FILE-15': [
    says(
      'Q200941',
      'How to Re-Create the key',
      'Log path and working directory of the store are below ParametersSystem, its databases below ParametersPrivate and ParametersPublic.',
    ),
    says(
      'Q240145',
      'step 1',
      'The working path is Working Directory of MSExchangeIS\\ParametersSystem, or DSA Working Directory of MSExchangeDS\\Parameters.',
    ),
    says(
      'Q263548',
      'CAUSE',
      'MSExchangeDS\\Parameters has Database log files path, DSA Working Directory, Dsa Database File and Circular Logging as a dword.',
    ),
    says(
      'BORES',
      'Information Store Registry Reference',
      'ParametersSystem of the store has Circular Logging, DB Log Path and Working Directory; DB Path is below the key of each store.',
    ),
  ],
  'EDB-FILE-16': [
    says(
      'Q245211',
      'WORKAROUND and MORE INFORMATION',
      'After a failover an incremental is refused for a missing log, unless Exchange\\Backupinformation is replicated to the second node.',
    ),
  ],
  'EDB-FILE-17': [
    says(
      'Q296787',
      'Backing Up, step 5',
      'A log that has its number as its name is written no more, and can be copied at any time.',
    ),
  ],
  'EDB-FILE-18': [
    says(
      'Q296787',
      'Before You Begin, list of locations',
      'Edb.chk is in the working path of its service, which is a location apart from those of logs and databases.',
    ),
    says(
      'Q196332',
      'CAUSE and WORKAROUND',
      'Performance Optimizer does not move Edb.chk with the rest, by design; only a change of the working path moves it.',
    ),
  ],
  'EDB-FILE-19': [
    says(
      'BORES',
      'Information Store Registry Reference',
      'A value that is not specified has its default; the store must be started again to read Circular Logging anew. No default path is given.',
    ),
    says(
      'Q155269',
      'second question',
      'A change of circular logging stops and starts the directory or the store, and that makes it hold.',
    ),
    says(
      'Q196332',
      'WORKAROUND, steps 3 and 4',
      'To apply another working path stops and starts the service, which then makes Edb.chk at the new place.',
    ),
  ],
  'EDB-FILE-21': [
    says(
      'Q263548',
      'SYMPTOMS and CAUSE',
      'Without a value such as DSA Database file the directory of 5.5 does not start: event 1016, a missing parameter, and 1002 with error 1.',
    ),
  ],
} as const;
