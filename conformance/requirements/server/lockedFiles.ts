import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, testsIn, verified } from '../entry.ts';
import { engine, exchange } from '../testFiles.ts';

/** Files that other programs hold, or that are marked read-only, where no file that is spoken of elsewhere is meant. */
export const lockedFileEntries = [
  serverEntry(
    requirement(
      'EDB-FILE-25',
      'DOCUMENTED',
      'M-DeleteFile',
      [],
      'Windows does not delete a file that is marked read-only, nor one that another program has open without letting others delete it: not for the engine, nor for a tool or a restore.',
    ),
    verified(
      exchange.lockedFiles(
        'truncation at a log that is held, or read-only, leaves it, as the facet says, in the engine and in the rules',
        'edb.log of a stopped service that is held is not deleted by hand',
      ),
      testsIn('conformance/agent/restoreAgent')(
        'a restore that cannot delete or replace a file says which, and why, and ends',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-26',
      'DOCUMENTED',
      'Q213202',
      [],
      'A store whose logs another program has open cannot make its next log: an event with -1032, then 1111, and it stops.',
    ),
    verified(
      exchange.lockedFiles(
        'a store whose edb.log is held when it is full cannot begin the next one: -1032, and it stops (Q213202)',
      ),
      scenarios('locked-logs'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-27',
      'INFERRED',
      'M-DeleteFile, Q142782',
      [],
      'A read-only mark stays with its file when a full edb.log gets its number.',
    ),
    verified(
      exchange.lockedFiles('a read-only edb.log is renamed as any other: the mark goes with the file'),
      testsIn('conformance/runner/deeds')(
        'a read-only mark stays with its file when a full log is renamed; who held a file is gone with its drive',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-14',
      'INFERRED',
      'Q251410, M-DeleteFile',
      ['HrBackupOpenFile'],
      'A leftover patch file that is to be replaced and cannot be fails the opening of its database with hrFileAccessDenied.',
    ),
    verified(exchange.lockedFiles('a patch file that cannot be replaced fails the opening of its database with -1032')),
  ),
  serverEntry(
    requirement(
      'EDB-RECOV-49',
      'INFERRED',
      'Q142782, Q245058, M-DeleteFile',
      [],
      'Hard recovery fails, before anything is changed, when a log that it reads or discards, or the checkpoint file, is held or read-only.',
    ),
    verified(
      engine.hardRefusals(
        'what hard recovery must open, replace or discard and cannot is refused before anything is changed',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-28',
      'INFERRED',
      'Q148645, M-DeleteFile',
      [],
      'A tool answers -1032 for a database that another program holds, or that is marked read-only.',
    ),
    verified(
      exchange.service('tools answer -1032 for a database that another program holds, or that is marked read-only'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-29',
      'INFERRED',
      'Q151789, Q184209',
      [],
      'An offline defragmentation ends with -1018 or -1019 at a page of a tree that is damaged or blank, and the database stays as it was; damage in pages that no tree needs is gone with it.',
    ),
    verified(
      exchange.service(
        'a defragmentation ends at a damaged or blank page of a tree, and leaves what no tree needs behind',
      ),
      scenarios('defragmentation-of-a-damaged-database'),
    ),
  ),
];
