import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';
import { exchange } from '../testFiles.ts';

/** What ends a start, or follows from one that ended, and belongs to no file of its own. */
export const startEntries = [
  serverEntry(
    requirement(
      'EDB-FILE-22',
      'DOCUMENTED',
      'Q260230',
      [],
      'A store whose DB Path names a folder does not start: event 145 names the folder, and the code is -1206.',
    ),
    verified(
      exchange.startDatabases(
        'a DB Path that names a folder: 145 with the folder, then -1206 in 1120 and 5000, and nothing is made or lost (Q260230)',
      ),
      scenarios('store-path-is-a-folder'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-23',
      'DOCUMENTED',
      'Q185008, Q246207, Q233295',
      [],
      'A database that is not of 5.5 keeps a service of 5.5 from starting with -1206, as a damaged one does; what 4.0 and 5.0 answer to one of 5.5 is a facet.',
    ),
    verified(
      exchange.startDatabases(
        'a sound database of another product is answered as a damaged one: -1206 in words (Q185008, Q233295); -1212 is a facet',
      ),
      scenarios('database-of-another-version'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-24',
      'DOCUMENTED',
      'Q148645',
      [],
      'A tool that is run on the databases of a service while it runs answers -1032.',
    ),
    verified(
      testsIn('conformance/runner/deeds')(
        'a tool that is run against a running service answers with -1032, which can be expected (Q148645)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-14',
      'DOCUMENTED',
      'Q224977',
      [],
      'A start that fails once a restored set is replayed leaves the key marked as recovered, and says so in 1081 and 5000 with the error of an ordinary start.',
    ),
    verified(
      exchange.startDatabases(
        'what fails once a restored set is replayed: 1081 and 5000 with the ordinary error, the key marked 01, the next start an ordinary one (Q224977)',
      ),
      scenarios('error-behind-a-restore'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-SVC-18',
      'UNKNOWN',
      'Q185457',
      [],
      'Whether the transaction that reached 16 GB is committed by a later start of a smaller database is not settled: here it does not come back.',
    ),
    verified(
      exchange.startAnswers(
        'a store that reaches 16 GB takes the transaction back, says 1112 and stops in order; the Enterprise Edition goes on (Q185457)',
      ),
    ),
  ),
];
