import { says } from './evidence.ts';

/** What the sources say of the events of backups, starts and recovery, in our words, and where. */
export const eventsEvidence = {
  'EDB-EVENT-1': [
    says('Q178999', 'MORE INFORMATION', 'In 4.0 and 5.0 the source of a stopped backup is EDB, event 15.'),
    says('Q178934', 'SYMPTOMS', 'For 5.0 and 5.5 the same is shown twice: event 15 of EDB and event 105 of ESE97.'),
    says('Q188646', 'SYMPTOMS', 'In 5.5 all events of the engine have the source ESE97.'),
    says('Q219035', 'SYMPTOMS', 'The event of a backup in 5.5 is ESE97 event 104.'),
  ],
  'EDB-EVENT-2': [
    says(
      'Q178934',
      'SYMPTOMS',
      'The engine has stopped the backup with error -1811: event 15 of EDB, event 105 of ESE97.',
    ),
    says('Q178999', 'MORE INFORMATION', 'In 4.0 and 5.0 a backup that is stopped with -1811 is event 15 of EDB.'),
    says('Q188646', 'SYMPTOMS', 'A backup of 5.5 that is stopped with -1018 is event 105 of ESE97.'),
    says('Q251410', 'SYMPTOMS', 'A backup of 5.5 that is stopped with -1032 is event 105 of ESE97.'),
    says('Q271847', 'SYMPTOMS', 'A backup of 5.5 that is stopped with -1808 is event 105 of ESE97.'),
  ],
  'EDB-EVENT-4': [
    says(
      'Q219035',
      'MORE INFORMATION',
      '104 of ESE97 is the success of the database’s part, whatever its text; it does not vouch for the backup as a whole.',
    ),
  ],
  'EDB-EVENT-6': [
    says(
      'Q242063',
      'SYMPTOMS, table of events',
      '100, 108, 109 for each log and 110 of ESE97 are those of a start that recovers; 5.5.',
    ),
    says(
      'Q185577',
      'MORE INFORMATION',
      '100, 108, 109 for edb.log and 110 of ESE97 come before the store says that it does not start.',
    ),
    says('Q181449', 'WORKAROUND', 'In 4.0 event 18 of EDB is recovery that runs, and 71 a log that is redone.'),
  ],
  'EDB-EVENT-7': [
    says(
      'Q262041',
      'SYMPTOMS',
      '106 names the directory that is restored from, 109 each log, and 107 the end of restoring; ESE97.',
    ),
  ],
  'EDB-EVENT-8': [
    says(
      'Q200941',
      'Key Values, HighLog Number',
      'Logs that are taken to have been on disk and that would be dangerous may be deleted without warning.',
    ),
    says(
      'Q262041',
      'SYMPTOMS',
      'Logs of another path pass without any error in the event log; they only take a few seconds each.',
    ),
    says(
      'Q296787',
      'Dealing with Database Signature and Path Mismatches',
      'Has it otherwise for offline copies: problems with signatures and paths are reported in line with the 109 events.',
    ),
  ],
  'EDB-EVENT-9': [
    says(
      'Q192657',
      'CAUSE and MORE INFORMATION',
      '1080 does not tell which log is missing; Ese.dll from 5.5.2389.0 on adds event 199, which does.',
    ),
    says('Q322314', 'SYMPTOMS', 'Event 199 of ESE97 names the log at which the gap begins.'),
  ],
  'EDB-EVENT-10': [
    says('Q181796', 'SYMPTOMS', 'The store writes 1120 and 5000, both with -528.'),
    says(
      'Q185577',
      'SYMPTOMS and MORE INFORMATION',
      '1120 and 5000 of MSExchangeIS both say that the database is inconsistent.',
    ),
    says('Q188674', 'MORE INFORMATION', 'The directory writes 1002 with -528, and cannot continue.'),
  ],
  'EDB-EVENT-11': [
    says('Q231299', 'SYMPTOMS', 'After a restore the store writes 5000 and 1080, both with 0xc8000228.'),
    says('Q322314', 'SYMPTOMS', 'After a restore the store writes 1081 and 5000, both with 0xc8000235.'),
    says('Q247769', 'SYMPTOMS', 'After a restore the directory writes 1196 with c8000212.'),
    says('Q181795', 'SYMPTOMS', 'With the key of a halted restore the directory writes 1196 with c7ff0007.'),
    says(
      'Q224977',
      'SYMPTOMS',
      '1081 and 5000 after a restore also come with codes of an ordinary start, 0xfffffa7a and 0xfffffbfa.',
    ),
  ],
  'EDB-EVENT-13': [
    says(
      'Q191357',
      'MORE INFORMATION',
      'Warning 1091 says that only the public store was restored; 134 names a database that was not recovered.',
    ),
  ],
  'EDB-EVENT-14': [
    says(
      'Q242063',
      'SYMPTOMS, table of events',
      'Two events 145 on PRIV.EDB come before 132 with -1032, unable to read its header.',
    ),
    says('Q190440', 'SYMPTOMS', '132 of ESE97 says that the header of a database cannot be read, with -1811.'),
    says('Q168357', 'CAUSE', '39 of EDB says that the header of a database cannot be read, with -1206.'),
    says(
      'Q258302',
      'SYMPTOMS',
      'For a database that does not belong there it is most often 37 of EDB with -1206; 39, 132 and 145 are possible too.',
    ),
  ],
  'EDB-EVENT-15': [
    says(
      'Q185577',
      'MORE INFORMATION',
      'Soft recovery takes place at the start after an abnormal end, and its events are shown for such a start.',
    ),
    says(
      'Q242063',
      'SYMPTOMS, table of events',
      'Events 108 to 110 are those of a start after a crash; none of a start after a clean stop is shown.',
    ),
  ],
} as const;
