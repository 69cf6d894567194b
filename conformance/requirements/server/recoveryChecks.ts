import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';
import { engine, exchange } from '../testFiles.ts';

const everyCode = testsIn('simulator/engine/recovery/everyCode');
const hardInvariants = testsIn('simulator/engine/invariants/hardRecovery');
const softCases = engine.softRefusals(
  'what is missing or does not belong among the logs is refused, each with its error',
);
const hardCases = engine.hardRefusals(
  'what is wrong with the restored set is refused before anything is changed, each with its error',
);

/** What recovery looks at in logs, databases and patch files, and what it answers (ese-engine.md 1.5, 2.4, 3, 6). */
export const recoveryCheckEntries = [
  serverEntry(
    requirement(
      'EDB-RECOV-24',
      'DOCUMENTED',
      'Q181449, Q185225, Q177761 (against ESE); ese-engine.md 1.5',
      [],
      'A log whose header does not verify ends a recovery: with -1022 in 4.0; what the others answer is a facet.',
    ),
    verified(
      softCases,
      hardCases,
      exchange.startAnswers(
        'a log header that does not verify: 31 or 124 with -1022, then 1120 and 5000 (Q181449, Q185225); -501 is a facet',
      ),
      scenarios('log-header-damaged'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-25',
      'INFERRED',
      'ESE (log.cxx); ese-engine.md 1.5',
      [],
      'ESE97 refuses a log of Exchange 4.0 and 5.0 with -1212, one of the two engines before with -1211 or -1210.',
    ),
    verified(softCases),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-26',
      'DOCUMENTED',
      'Q177761, ESE; ese-engine.md 1.5',
      [],
      'A log whose version the engine does not understand ends a recovery with -514.',
    ),
    verified(softCases, hardCases),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-27',
      'DOCUMENTED',
      'Q177761, ESE; ese-engine.md 1.5',
      [],
      'A log of another stream ends an ordinary start with -530, and a restore with -555 where it is one of those restored.',
    ),
    verified(softCases, hardCases),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-28',
      'DOCUMENTED',
      'Q247769; edbbcli.md 7 row 49',
      [],
      'An edb.log of another stream behind the restored logs fails the start with -530: the folder must be emptied before a restore.',
      { profiles: ['exchange-5.5'] },
    ),
    verified(
      engine.hardRecovery(
        'an edb.log of another stream is discarded, or refused with -530, as the product does (Q247769)',
      ),
      scenarios('stale-current-log', 'one-store-to-a-new-server'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-29',
      'DOCUMENTED',
      'Q177761, Q262375, ESE; ese-engine.md 1.5',
      [],
      'A log must have the next number and name the creation time of the one before: else -515, or -556 among restored logs.',
    ),
    verified(softCases, hardCases),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-30',
      'DOCUMENTED',
      'Q142782, Q262375, Q259751 (against ESE); ese-engine.md 1.5',
      [],
      'An ordinary start with a gap among the logs that it must replay fails: with -509 in 4.0; what the others answer is a facet.',
    ),
    verified(
      softCases,
      exchange.startAnswers(
        'a log missing between two: -509 in 4.0 (Q142782), -515 in 5.5 (Q262375), and the others that Q259751 counts',
      ),
      scenarios('log-missing-at-start'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-31',
      'DOCUMENTED',
      'Q275602',
      [],
      'Numbered logs that reach the number of edb.log are replayed, and edb.log then fails the start with -515.',
    ),
    verified(
      engine.softRefusals(
        'numbered logs that reach the number of edb.log are replayed, and then edb.log does not follow (Q275602)',
      ),
      scenarios('logs-put-back-too-late'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-32',
      'INFERRED',
      'Q177761, ESE; ese-engine.md 1.5',
      [],
      'A closed log that breaks off ends a recovery: an ordinary start with -501 or -536, as a facet says, and a restore with -536.',
    ),
    verified(
      softCases,
      engine.hardRefusals('a closed log that breaks off ends the redo'),
      exchange.startAnswers('a closed log that breaks off ends a start with -501 or -536, as the facet says'),
    ),
  ),
  serverEntry(
    requirement('EDB-RECOV-33', 'DOCUMENTED', 'Q200941', [], 'After a clean stop a start has nothing to replay.'),
    verified(engine.softRefusals('after a clean stop nothing is replayed, and no recovery begins (Q200941)')),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-34',
      'DOCUMENTED',
      'Q143235, Q178907, Q185577; edbbcli.md 7 rows 57, 63',
      [],
      'A database that was not shut down cleanly, and that no log makes so, fails the start with -550.',
    ),
    verified(
      engine.softRefusals(
        'dirty databases without any log cannot be started; clean ones begin a new stream with a new signature',
      ),
      scenarios('open-files-copied', 'folders-not-empty'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-35',
      'DOCUMENTED',
      'Q190440, Q242063',
      [],
      'Recovery goes on without a database whose header it cannot read where the logs name it, and so does the checkpoint.',
      { level: 'hazard' },
    ),
    verified(
      engine.softRefusals(
        'a database that is not where the logs say is passed over with a warning, and then found dirty (Q190440)',
        'recovery goes on without a database it cannot read, and the checkpoint with it: what it missed is lost in silence (Q242063)',
      ),
      scenarios('missing-store-made-anew'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-36',
      'DOCUMENTED',
      'Q185577',
      [],
      'A start that fails at one database leaves those that had joined before it inconsistent, and the edb.log that they need.',
      { level: 'hazard' },
    ),
    verified(
      engine.softRefusals(
        'a start that fails leaves the databases that had joined dirty, and the log they need (Q185577)',
      ),
      scenarios('one-store-dirty'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-37',
      'DOCUMENTED',
      'Q192657, Q258236, Q177761; edbbcli.md 7 rows 51, 56',
      [],
      'A log of the restored range that is not there fails the start: with -1811 in 5.5; what the others answer is a facet.',
    ),
    verified(
      hardCases,
      scenarios(
        'restored-log-missing',
        'restored-log-missing-named',
        'restored-without-logs',
        'incremental-link-missing',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-38',
      'INFERRED',
      'Q177761, ESE; ese-engine.md 6',
      [],
      'Restored logs that begin too late for a database are -554, and such that end too early are -553.',
    ),
    verified(hardCases),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-39',
      'INFERRED',
      'Q177761; ese-engine.md 2.1, 6',
      [],
      'A restored database that is no whole number of pages is -561, one without a header -1018 or -1206.',
    ),
    verified(hardCases),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-40',
      'INFERRED',
      'Q177761; ese-engine.md 2.4',
      [],
      'A damaged patch file fails hard recovery with -535 before anything is changed; a page that is in none fails it with -534.',
    ),
    verified(
      hardCases,
      engine.hardRefusals('without the patch file recovery fails at the first page that needs it, and names the page'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-41',
      'INFERRED',
      'JET-JetExternalRestore; ese-engine.md 6',
      [],
      'A hard recovery that a crash cut short can be done again, until one of its databases counts as recovered: then it is -552.',
    ),
    verified(
      hardInvariants(
        'a hard recovery that a crash cuts short is done again with the same result, until a database counts as recovered',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-42',
      'INFERRED',
      'Q200941; ese-engine.md 5, 6',
      [],
      'What hard recovery makes of a set depends on the saved bytes and the order alone, not on the server, its clock or its past.',
    ),
    verified(
      hardInvariants(
        'what hard recovery makes depends on the saved bytes alone: another server, clock and seed make the same pages',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-43',
      'INFERRED',
      'Q177761, Q269782, Q322314; ese-engine.md 4.1, edbbcli.md 2.3',
      [],
      'No recovery answers with an error that came with a later engine, such as -543 or -610; the one exception is -565.',
    ),
    verified(
      everyCode(
        'no error that this engine can name is one of a later engine, but for -565',
        'whatever is missing or damaged, an ordinary start answers with an error of ESE97 and never of a later engine',
        'whatever is wrong with a restore, hard recovery answers with an error of ESE97 or -565, and never of a later engine',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-44',
      'DOCUMENTED',
      'Q161584, Q175116, Q185577',
      [],
      'Without a restore key a store whose database is not there makes a new one and starts: what was in it is gone.',
      { level: 'hazard' },
    ),
    verified(
      engine.softRefusals(
        'a store makes a database anew that is not there, and what was in it is lost (Q161584, Q185577)',
      ),
      scenarios('missing-store-made-anew', 'map-names-missing-database'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-45',
      'INFERRED',
      'ESE (logredo); Q242063',
      [],
      'A recovery ends its log with the record that it is over, also when it had nothing to undo: no later start replays those logs again.',
    ),
    verified(
      engine.softRecovery(
        'a recovery that had nothing to undo ends the log as well: the next start does not replay it again',
      ),
      scenarios('database-held-at-start', 'path-not-in-map'),
    ),
  ),
];
