import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';
import { engine, exchange } from '../testFiles.ts';

/** What a service does with restored files and with a crash, when it is started. */
export const recoveryEntries = [
  serverEntry(
    requirement(
      'EDB-RECOV-1',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      [],
      'With the "Restore in Progress" key a start ignores the checkpoint file and begins at the lowest log of the key.',
    ),
    verified(
      engine.hardRecovery('the old checkpoint is not looked at'),
      engine.restoreInvariants(
        'I6 recovering twice is recovering once, and starting at an earlier log changes nothing',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-2',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      [],
      'Recovery after a restore needs every log from the lowest to the highest of the key; with one missing the start fails.',
    ),
    verified(
      engine.hardRefusals(
        'what is wrong with the restored set is refused before anything is changed, each with its error',
      ),
      scenarios('incremental-link-missing'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-3',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      [],
      'While the logs are replayed, pages of the patch files take the place of those in the databases.',
    ),
    verified(
      engine.hardRecovery(
        'the story has moves that only the patch file saves',
        'a restore to an empty server comes back with what was committed when the backup closed its logs',
      ),
      engine.restoreInvariants('planted: an engine without the patch rule, or with one that forgets a case, fails I4'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-4',
      'DOCUMENTED',
      'Q296229, Q200941; edbbcli.md 6.7',
      [],
      'Behind the restored logs recovery goes on into logs on the disk, edb.log included, as long as there is no break in their numbers.',
    ),
    verified(
      engine.hardRecovery(
        'logs on the disk that continue the restored ones are rolled forward, to the last committed row',
        'logs up to a later gap are rolled forward',
        'logs of another stream are warned of as such',
      ),
      scenarios('damaged-page', 'not-truncated-after-failure'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-5',
      'DOCUMENTED',
      'Q179654 against Q269782, Q322314; edbbcli.md 6.7',
      [],
      'What lies behind a gap is deleted, or the start fails with -565: both are documented, the condition between them is a facet.',
      { level: 'hazard' },
    ),
    verified(
      engine.hardRecovery(
        'what lies behind a gap is deleted with a warning, or refused, as the product does (Q179654, Q269782)',
      ),
      scenarios('newer-logs-deleted', 'log-gap-refused'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-6',
      'DOCUMENTED',
      'Q262041; edbbcli.md 6.7',
      [],
      'Logs that name a database by another path than the old side of the map are passed over for it in silence.',
      { level: 'hazard' },
    ),
    verified(
      engine.hardRecovery(
        'a database goes to another path when the map says so; one that the logs know by another path is skipped',
      ),
      scenarios('path-not-in-map'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-7',
      'DOCUMENTED',
      'Q191357, Q188650, Q192176; edbbcli.md 6.7',
      [],
      'One of two databases can be restored alone, with a map of one row; the other is passed over.',
    ),
    verified(
      engine.hardRecovery('one of two databases can be restored alone, onto a server that was stopped'),
      engine.softRefusals('a database of another signature or stream is skipped and told of (Q191357)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-8',
      'INFERRED',
      'ESE; ese-engine.md 6 (against edbbcli.md 6.7)',
      [],
      'What is wrong with a restored set is looked for in this order: signatures, sequence, completeness, and then of each database patch file, too high, too low; of these three no source of the era tells the order.',
      { level: 'should' },
    ),
    verified(
      engine.hardRefusals('signatures are checked before sequence, and sequence before completeness'),
      engine.hardRefusals(
        'a set is complete before its databases are looked at; the patch file comes first, then where the logs begin, then where they end',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-9',
      'DOCUMENTED',
      'Q161584, Q175116; edbbcli.md 6.7',
      [],
      'A key without databases fails the start with 0xC8000713, and no new databases are made.',
    ),
    verified(
      exchange.restore('a key without databases keeps failing with 0xC8000713 and makes no new databases (Q161584)'),
      engine.hardRefusals(
        'what is wrong with the restored set is refused before anything is changed, each with its error',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-10',
      'DOCUMENTED',
      'Q188650, Q192176, Q161584; edbbcli.md 3.12',
      ['HrRestoreRegister'],
      'A map with a database that was not restored fails the start with 3355445011 (0xC8000713).',
    ),
    verified(
      exchange.restoreKey(
        'a map with a database that was not restored fails the start with 3355445011, until its row is taken out (Q188650)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-12',
      'DOCUMENTED',
      'Q188674, Q238063; edbbcli.md 6.7',
      [],
      'A restored set without edb.log whose key is gone fails the start with -528: the current log is missing.',
    ),
    verified(engine.hardRefusals('a restored set started without its restore key has no edb.log (Q188674)')),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-13',
      'DOCUMENTED',
      'Q296787, Q271987, Q185577; edbbcli.md 6.1, 6.2',
      [],
      'After a crash a service recovers by itself from the checkpoint on: what was committed is there, the rest is not.',
    ),
    verified(
      engine.softRecovery('a crashed server comes back with what was committed, from the checkpoint on'),
      engine.crashInvariants(
        'a crash at any moment loses nothing that was committed and keeps nothing that was not',
        'a crash during recovery, again and again, changes nothing about its outcome',
        'a torn tail of the log is no more than a crash a little earlier',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-14',
      'DOCUMENTED',
      'Q181796, Q188674, Q177761; edbbcli.md 2.3',
      [],
      'A start with closed logs and without edb.log fails with -528.',
    ),
    verified(
      engine.softRefusals('what is missing or does not belong among the logs is refused, each with its error'),
      exchange.service(
        'a log that was deleted by hand refuses the next incremental, and edb.log keeps the service down (Q181796)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-15',
      'DOCUMENTED',
      'Q200941 (against Q224977); edbbcli.md 2.1, 2.3',
      [],
      'A failed start reports an error of the engine as itself, and an error of hard recovery in the form 0xC8000000 + n.',
    ),
    verified(
      exchange.restoreKey('a failed start reports -528 as itself, and -1811 after a restore as 0xC8000713 (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-16',
      'DOCUMENTED',
      'Q188650, Q192176; edbbcli.md 3.12',
      [],
      'The start succeeds when the rows of databases that were not restored are taken out of EDB_RstMap, and its size is corrected, by hand.',
    ),
    verified(
      exchange.restoreKey(
        'a map with a database that was not restored fails the start with 3355445011, until its row is taken out (Q188650)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-17',
      'DOCUMENTED',
      'Q242063; edbbcli.md 6.8',
      [],
      'Where the facet held-database says passed-over, recovery goes on without a database that a file copy holds, and so does the checkpoint.',
      { level: 'hazard' },
    ),
    verified(
      engine.softRefusals(
        'recovery goes on without a database it cannot read, and the checkpoint with it: what it missed is lost in silence (Q242063)',
        'an engine that was mended fails at a database that somebody holds, and loses nothing (Q242063)',
      ),
      scenarios('database-held-at-start', 'database-held-at-start-mended'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-23',
      'INFERRED',
      'JET-JetExternalRestore (against Q269782, Q188650); ese-engine.md 6',
      [],
      'After hard recovery has failed in the midst of replay the files are restored again; a start that failed before it can be repeated when its cause is gone.',
    ),
    verified(
      testsIn('simulator/engine/invariants/hardRecovery')(
        'a restore that failed can be repeated: whatever was wrong, the files restored again recover as if nothing had been',
      ),
      engine.hardRefusals('a start that failed before anything was replayed can be repeated when its cause is gone'),
    ),
  ),
];
