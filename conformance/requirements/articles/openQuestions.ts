import { type Places, places } from './places.ts';

/** Something that the sources do not settle, or on which they disagree, and what this project does about it. */
export interface OpenQuestion extends Places {
  /** The section that asks. */
  readonly where: string;
  readonly question: string;
}

const ask = (where: string, question: string, found: Partial<Places>): OpenQuestion => ({
  where,
  question,
  ...places(found),
});

/** Section 8 of edbbcli.md, question by question. */
const ofSection8: readonly OpenQuestion[] = [
  ask('edbbcli.md 8.1', 'Why is C7FF0007 the code of a directory that a restore key keeps from starting?', {
    requirements: ['EDB-SVC-6'],
    notModelled: 'The code is that of the article; why its text does not fit is not known.',
  }),
  ask('edbbcli.md 8.2', 'Which of two codes refuses circular logging, and which a missing full backup?', {
    facets: ['circular-logging-refusal', 'missing-full-backup-refusal'],
  }),
  ask('edbbcli.md 8.3', 'Which refusal comes first?', { facets: ['refusal-precedence', 'refusal-while-busy'] }),
  ask('edbbcli.md 8.4', 'What does a grbit mean that does not go with the backup type?', {
    facets: ['grbit-mismatch'],
    notModelled: 'Values above 1 are in no source.',
  }),
  ask('edbbcli.md 8.5', 'When is the last backup recorded, under which names, and does a differential touch it?', {
    facets: ['backup-recorded-at', 'last-backup-consulted'],
    notModelled: 'The names of the registry values are ours: they carry the annotation.',
  }),
  ask('edbbcli.md 8.6', 'Does a truncation that deletes nothing move the incremental marker?', {
    facets: ['empty-truncation'],
  }),
  ask('edbbcli.md 8.7', 'How does a read end, how small may it be, how must it be aligned, may it exceed the hint?', {
    facets: ['end-of-file', 'short-first-read', 'misaligned-read', 'over-hint-read'],
  }),
  ask('edbbcli.md 8.8', 'What does the size of a list count?', {
    requirements: ['EDB-LIST-2', 'EDB-LIST-3'],
    notModelled: 'Bytes are documented; that the closing NUL counts is inferred from the engine and has no facet.',
  }),
  ask('edbbcli.md 8.9', 'How do the restore locations tell of a store that is not there?', {
    facets: ['absent-database-location'],
    requirements: ['EDB-RLOC-3'],
  }),
  ask('edbbcli.md 8.10', 'What do restores do out of turn, and how is a failed one recorded?', {
    facets: [
      'restore-while-running',
      'second-restore-prepare',
      'second-register',
      'register-after-complete',
      'second-complete',
      'complete-without-register',
    ],
    notModelled: 'How the registry says that a restore failed is not known, so that is kept beside the key.',
  }),
  ask('edbbcli.md 8.11', 'Is there a row for the system database in the map?', {
    requirements: ['EDB-RECOV-10'],
    notModelled:
      'MSDN wants it and no registry dump has it; such a row names a database that was not restored, and is answered so.',
  }),
  ask('edbbcli.md 8.12', 'What happens to session and patch file when the client vanishes?', {
    facets: ['client-gone', 'dead-context'],
  }),
  ask('edbbcli.md 8.13', 'Which numbers have the events that no source prints?', {
    requirements: ['EDB-EVENT-3'],
    notModelled: 'An event whose number no source gives is logged with 0; no event tells of log ranges or truncation.',
  }),
  ask('edbbcli.md 8.14', 'What does I_HrCheckBackupLogs do?', {
    requirements: ['EDB-CTX-9'],
    notModelled: 'No source describes it: it answers the mark.',
  }),
  ask('edbbcli.md 8.15', 'When are newer logs deleted, and when is a gap an error?', {
    facets: ['existing-logs-after-gap'],
  }),
  ask('edbbcli.md 8.16', 'Which logs does a copy take, and what does it leave on record?', {
    facets: ['backup-recorded-at'],
    requirements: ['EDB-SESS-7'],
    notModelled: 'A copy is a full backup that truncates nothing; the server cannot know it when it lists the logs.',
  }),
  ask('edbbcli.md 8.17', 'What does RESTTEST.CPP do?', {
    notModelled: 'No copy of the sample was found; the restore procedure is that of M-restore.',
  }),
  ask('edbbcli.md 8.18', 'How long may names be, does letter case count, and what answers an underscore?', {
    facets: ['overlong-name', 'annotation-case', 'underscore-in-server-name'],
    notModelled: 'A server name or an annotation of any length is one that nobody has.',
  }),
];

/** What the other sections of edbbcli.md leave unknown, or tell in two ways. */
const ofOtherSections: readonly OpenQuestion[] = [
  ask('edbbcli.md 1.6', 'What does I_HrRestoreW do, and what are its nine words of arguments?', {
    requirements: ['EDB-CTX-13'],
    notModelled: 'No source describes it: it answers the mark.',
  }),
  ask('edbbcli.md 1.6', 'Which version of the DLL exports 24 names, and which 26?', {
    requirements: ['EDB-API-1', 'EDB-API-7'],
    notModelled:
      'The import library of July 1996 has 26, and of the listing with 24 nobody says what it was made from. Ours exports all, and a real one may lack any that no public header has.',
  }),
  ask('edbbcli.md 1.2', 'What answers an annotation that nobody has?', { facets: ['unknown-annotation'] }),
  ask('edbbcli.md 1.2', 'Are the services called EDBBACK_MDB_SERVER or EDBBACK_MDB_DATABASE?', {
    requirements: ['EDB-CTX-8'],
    notModelled: 'The header and the sample have the first; the names on two pages of MSDN are in no header.',
  }),
  ask('edbbcli.md 2.1', 'Does EDBBCLI return the codes of the EDK, and hrNyi?', {
    notModelled: 'Nothing shows that it does, and it never does here.',
  }),
  ask('edbbcli.md 2.2', 'Which code answers a backup call on a restore context, or the reverse?', {
    facets: ['wrong-context-kind'],
  }),
  ask('edbbcli.md 3.11', 'Does HrRestoreGetDatabaseLocations answer on a backup context, as it does in the siblings?', {
    facets: ['locations-on-backup-context'],
    requirements: ['EDB-RLOC-4'],
  }),
  ask('edbbcli.md 2.2', 'Which code refuses incrementals when the logs do not chain?', {
    facets: ['out-of-sequence-refusal'],
  }),
  ask('edbbcli.md 2.4', 'Is the 102 of event 8010 decimal or hexadecimal?', { facets: ['second-remote-file-code'] }),
  ask('edbbcli.md 3', 'What happens when two threads use one context?', {
    notModelled: 'Calls are made one after the other, as everywhere in this project.',
  }),
  ask('edbbcli.md 3.1', 'What is in *phbc after a failed HrBackupPrepare?', {
    notModelled: 'There is no out parameter in TypeScript: the context is null. A binding to C has to decide.',
  }),
  ask('edbbcli.md 3.1', 'Which call does a patch file fail that was left behind?', { facets: ['stale-patch-file'] }),
  ask('edbbcli.md 3.3', 'May a file be opened that is on no list?', { facets: ['unlisted-file'] }),
  ask('edbbcli.md 3.3', 'Which code answers a second open?', { facets: ['second-open'] }),
  ask('edbbcli.md 3.4', 'Who frees the buffer of a read?', {
    requirements: ['EDB-FREE-3'],
    notModelled: 'A language with one allocator cannot show it.',
  }),
  ask('edbbcli.md 3.4', 'Does a read error of a database end the whole backup?', { requirements: ['EDB-READ-7'] }),
  ask('edbbcli.md 3.6', 'Does the log list succeed while a database is open?', {
    facets: ['log-list-before-close', 'list-out-of-sequence'],
  }),
  ask('edbbcli.md 3.6', 'May a database be opened after the log list?', {
    facets: ['database-after-log-list', 'open-out-of-sequence'],
  }),
  ask('edbbcli.md 3.6', 'Is edb.log ever on a list?', {
    requirements: ['EDB-LOGS-1'],
    notModelled: 'Q271987 says so of incrementals, against all other sources: it is taken for a mistake.',
  }),
  ask('edbbcli.md 3.7', 'What does HrBackupTruncateLogs answer out of turn, and a second time?', {
    facets: ['truncate-before-log-list', 'truncate-open-file', 'truncate-out-of-sequence', 'second-truncate'],
  }),
  ask('edbbcli.md 3.7', 'Does truncation check that the logs were read?', {
    requirements: ['EDB-TRUNC-3'],
  }),
  ask('edbbcli.md 3.8', 'When are patch files deleted?', { facets: ['patch-file-removal'] }),
  ask('edbbcli.md 3.9', 'What does BackupFree do with NULL, and after HrBackupEnd?', {
    requirements: ['EDB-FREE-1'],
    notModelled: 'It returns nothing, so nothing is to be seen: any pointer is taken without a word.',
  }),
  ask('edbbcli.md 3.10', 'What keeps a directory from another server than its own?', {
    facets: ['directory-of-another-server'],
  }),
  ask('edbbcli.md 3.11', 'Are the locations of databases files or folders, and where do patch files go?', {
    requirements: ['EDB-LIST-10'],
    notModelled: 'The sibling API says otherwise of itself; of Exchange all sources say the same.',
  }),
  ask('edbbcli.md 3.12', 'May the path of the checkpoint be NULL?', {
    facets: ['null-checkpoint-path'],
    requirements: ['EDB-RREG-8'],
  }),
  ask('edbbcli.md 3.12', 'Which code answers a second map?', { facets: ['second-map'] }),
  ask('edbbcli.md 3.13', 'Is the state an input or an output of HrRestoreRegisterComplete?', {
    requirements: ['EDB-RCOMP-2'],
    notModelled: 'The header passes it by value, so it is an input, whatever the page says.',
  }),
  ask('edbbcli.md 3.15', 'What does HrSetCurrentBackupLog answer while the service is stopped, and to whom?', {
    facets: ['log-number-while-stopped'],
    notModelled: 'The right that it needs is not known, and Windows with its rights is not simulated.',
  }),
  ask('edbbcli.md 6.2', 'How does moving a database make the next incremental fail?', { facets: ['migration-record'] }),
  ask('edbbcli.md 6.6', 'Does a patch file hold pages or transactions?', {
    requirements: ['EDB-PATCH-3'],
    notModelled: 'Q158526 says transactions, against three articles: it is taken for a mistake.',
  }),
  ask('edbbcli.md 6.6', 'In which folder is a patch file while the backup runs?', {
    requirements: ['EDB-PATCH-1'],
    notModelled:
      'In that of the logs, where the flags of its token put it; in a default installation all folders are one.',
  }),
  ask('edbbcli.md 6.7', 'Is the key called "Restore in Progress" or RestoreInProgress?', {
    requirements: ['EDB-KEY-1'],
    notModelled: 'The article that lists its values has the spaces, and says that they matter.',
  }),
  ask('edbbcli.md 6.3', 'Does a service start after a restore from a server with another circular logging?', {
    facets: ['circular-logging-mismatch'],
  }),
];

/** What ese-engine.md leaves open of the era. */
const ofEngine: readonly OpenQuestion[] = [
  ask('ese-engine.md era map', 'With which version is the DIR.EDB of Exchange 4.0 stamped?', {
    requirements: ['EDB-FILE-14'],
    notModelled:
      '0x500, like all of 4.0: that the skeleton on its disks said 0x400 does not tell what setup made of it.',
  }),
  ask('ese-engine.md 2.2', 'Which Windows stands in the header of a database?', {
    notModelled: 'NT 4.0 SP6 in every profile, stated as UNKNOWN there: a product ran on more than one.',
  }),
  ask('ese-engine.md 9', 'Which bytes has a log header of the era beyond its first 36?', {
    requirements: ['EDB-FILE-15'],
    notModelled: 'No public source says; the field set is that of later engines, behind the prefix of the era.',
  }),
  ask('ese-engine.md 9', 'In which order are logs and patch files listed?', { requirements: ['EDB-LOGS-1'] }),
  ask('ese-engine.md 9', 'Does truncation need the log list first?', { facets: ['truncate-before-log-list'] }),
  ask('ese-engine.md 9', 'What does truncation do at a log that cannot be deleted, and what does it answer?', {
    facets: ['locked-log-truncation'],
    requirements: ['EDB-TRUNC-10'],
  }),
  ask('ese-engine.md 9', 'Is truncation bounded by the checkpoint of the list or by that of the call?', {
    facets: ['truncation-bound'],
  }),
  ask('ese-engine.md 4.0', 'After which calls out of sequence is the session over?', {
    facets: ['names-out-of-sequence', 'open-out-of-sequence', 'list-out-of-sequence', 'truncate-out-of-sequence'],
    requirements: ['EDB-CTX-10'],
  }),
  ask('ese-engine.md 4.0', 'Is circular logging refused before another backup is seen?', {
    facets: ['refusal-while-busy'],
  }),
  ask('ese-engine.md 2.4', 'Must a patch file be there that is not needed?', { facets: ['missing-patch-file'] }),
];

/** What articles leave open or contradict each other in, that the two pages do not name. */
const ofArticles: readonly OpenQuestion[] = [
  ask('Q142782, Q262375, Q259751', 'Which code answers a log that is missing between two others?', {
    facets: ['missing-log'],
  }),
  ask('Q143235, Q181559', 'Which code answers a database that was in use and whose logs are all gone?', {
    facets: ['logs-gone'],
  }),
  ask('Q240145, Q200941, Q142782', 'Does a service start whose recovery lacks a log that a page needs?', {
    facets: ['low-log-missing'],
  }),
  ask('Q301505', 'What does a start do about an edb.log that is damaged, and where in it?', {
    facets: ['damaged-current-log'],
    notModelled: 'Where the damage is, the article does not say: here it is a record with others behind it.',
  }),
  ask('Q177761', 'Which of -501 and -536 answers a closed log that breaks off?', { facets: ['broken-log'] }),
  ask('Q245058, Q142782', 'Which code answers a log or edb.chk that cannot be written?', { facets: ['locked-file'] }),
  ask('Q245058, Q262371', 'Which code answers a database that is marked read-only?', {
    facets: ['protected-database'],
    notModelled: 'Q245058 shows events that name edb.chk and edb.log, and none that names the database.',
  }),
  ask('Q128325, Q142782, Q177959', 'Which code answers a full disk at a start?', { facets: ['full-disk-at-start'] }),
  ask('Q184209, Q177761', 'What answers a blank page into which rows were moved, without a restore?', {
    facets: ['lost-move'],
  }),
  ask('Q166542', 'Has the engine of 4.0 the defect of two recoveries in a row?', { facets: ['second-recovery'] }),
  ask('Q185008, Q177761', 'Which code answers a sound database of a product with another engine?', {
    facets: ['database-of-another-version'],
    notModelled: 'What Setup does with one when it upgrades to 5.5 (Q246207): no setup is modelled.',
  }),
  ask('Q185457', 'Is the transaction that reached 16 GB committed once the database is smaller?', {
    requirements: ['EDB-SVC-18'],
    notModelled:
      'The article says that no part of it succeeds, and also that the next start commits it after a defragmentation: here it does not come back.',
  }),
  ask(
    'Q311396',
    'Why does a directory of 5.5 whose offline copy is rolled forward fail once, and at a second restore again?',
    {
      notModelled:
        '-1022 and -1032 of the directory alone, of which the article gives no cause that a model could follow; here the logs are replayed at once.',
    },
  ),
  ask('Q263548', 'What does a directory of 4.0 and 5.0 do when one of its paths is not in the registry?', {
    facets: ['missing-parameter'],
  }),
];

export const openQuestions: readonly OpenQuestion[] = [...ofSection8, ...ofOtherSections, ...ofEngine, ...ofArticles];
