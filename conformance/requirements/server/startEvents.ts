import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';

const told = testsIn('simulator/exchange/events/recoveryEvents');

/** What a start writes to the event log, and what it keeps to itself. */
export const startEventEntries = [
  serverEntry(
    requirement(
      'EDB-EVENT-6',
      'DOCUMENTED',
      'Q242063, Q185577, Q181449; edbbcli.md 2.5',
      [],
      'A start after a crash writes 100, 108, 109 for each log and 110 of ESE97; 4.0 writes 18 and 71 of EDB.',
    ),
    verified(
      told(
        'a start after a crash: 100, 108, 109 for each log, 110; 18 and 71 in 4.0 (Q242063, Q185577, Q181449)',
        'an ordinary start says that the engine started, and nothing of recovery after a clean stop (Q200941)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-7',
      'DOCUMENTED',
      'Q262041; edbbcli.md 2.5',
      [],
      'A start after a restore writes 106, 109 for each log and 107 of ESE97.',
    ),
    verified(
      told(
        'a restore: 106, 109 for each log, 107, and then the service starts without recovery (Q262041)',
        'a restore in 4.0 and 5.0 is 16, 71 for each log, and 17',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-8',
      'DOCUMENTED',
      'Q200941, Q262041 (against Q296787); edbbcli.md 6.7',
      [],
      'No event tells of logs that are deleted behind a gap, or of logs that name another path.',
      { level: 'hazard' },
    ),
    verified(
      told(
        'logs behind a gap: deleted without a word before Ese.dll 5.5.2389.0, -565 with 199 and 1081 from then on (Q179654, Q322314)',
      ),
      scenarios('newer-logs-deleted', 'path-not-in-map'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-9',
      'DOCUMENTED',
      'Q192657, Q322314; edbbcli.md 2.5',
      [],
      'From Ese.dll 5.5.2389.0 on event 199 names the log that a restore finds missing; before it no event does.',
      { profiles: ['exchange-5.5', 'exchange-5.5-sp2'] },
    ),
    verified(
      told(
        'a missing log of the restored range: only 1080 before Ese.dll 5.5.2389.0, event 199 with its name from then on (Q192657)',
      ),
      scenarios('restored-log-missing', 'restored-log-missing-named', 'log-gap-refused'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-10',
      'DOCUMENTED',
      'Q181796, Q185577, Q188674; edbbcli.md 2.5',
      [],
      'A store that does not start writes 1120 and 5000, a directory 1002, with the error of an ordinary start.',
    ),
    verified(
      told(
        'no edb.log: 1120 and 5000 with -528, as a number in 4.0 and in words in 5.5; 1002 of the directory (Q181796, Q238063, Q188674)',
        'a log that does not follow: 108, 109, event 0 with -515, 1120 and 5000 with 0xfffffdfd (Q275602)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-11',
      'DOCUMENTED',
      'Q231299, Q322314, Q247769, Q181795 (against Q224977); edbbcli.md 2.5',
      [],
      'After a restore a store that does not start writes 1080 or 1081, and 5000, a directory 1196, with the code of hard recovery where that gave it.',
    ),
    verified(
      told(
        'a patch file of another backup: event 0 with -552, 107, 1080 with its meaning, 5000, and 3355443752 (Q231299)',
        'a stale edb.log on a recovery server: 124 with -530, and the directory’s 1196 with c8000212 (Q247769)',
        'a restore that is not completed keeps the service down: 1196 with c7ff0007 of the directory (Q181795)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-12',
      'INFERRED',
      'Q161584, Q231299 against Q322314, Q232705, Q175469 (and Q175116); edbbcli.md 2.5',
      [],
      'Event 1080 says what the error means, when the message file of the API knows it; for any other error it is 1081.',
    ),
    verified(
      told(
        'a patch file of another backup: event 0 with -552, 107, 1080 with its meaning, 5000, and 3355443752 (Q231299)',
        'a key that makes no sense is 1081 with 0x00000057, and 5000 (Q169859, Q232705)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-13',
      'DOCUMENTED',
      'Q191357; edbbcli.md 2.5',
      [],
      'When one store of two was restored, warning 1091 says which; another database than the logs name is event 134.',
    ),
    verified(
      told(
        'one store of two restored: it starts, and warning 1091 says which (Q191357)',
        'the other store, defragmented since the backup, is 134, which is not fatal (Q191357)',
      ),
      scenarios('single-store-restored'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-14',
      'DOCUMENTED',
      'Q242063, Q190440, Q168357, Q258302',
      [],
      'A database whose header recovery cannot read is event 132 of ESE97, 39 or 37 of EDB; one that somebody holds is 145 before it.',
    ),
    verified(
      told(
        'a store that is not where the logs say: 132 with -1811 among the logs, and -550 at the end (Q190440)',
        'a store that somebody holds: 145, 132, recovery completes, 145, 1120, 5000; from SP4 on it fails with -1032 (Q242063)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-EVENT-15',
      'INFERRED',
      'Q185577, Q242063; edbbcli.md 2.5',
      [],
      'A start after a clean stop writes no event of recovery.',
    ),
    verified(
      told('an ordinary start says that the engine started, and nothing of recovery after a clean stop (Q200941)'),
    ),
  ),
];
