import { requirement } from '../../../simulator/rules/index.ts';
import { serverEntry, testsIn, verified } from '../entry.ts';
import { engine } from '../testFiles.ts';

/** Bytes: headers, pages, checkpoint file. */
export const formatEntries = [
  serverEntry(
    requirement(
      'EDB-FORMAT-1',
      'DOCUMENTED',
      'ESE; ese-engine.md 2.1',
      [],
      'The second page of a database is a copy of its header: one sound copy is enough, of two that differ the first counts, and without a sound one the database cannot be used.',
    ),
    verified(
      engine.shadowedHeader(
        'one damaged copy is survived and named, so that it can be repaired',
        'of two sound copies that differ the primary wins, and the shadow is the one to repair',
        'two damaged copies fail with the checksum error',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-2',
      'DOCUMENTED',
      'LIB, ESE; ese-engine.md 2.1, 2.3',
      [],
      'Pages are numbered from 1 behind the two of the header, and each has its own number and the time of its last change in it.',
    ),
    verified(
      engine.pageCodec('identity is number and dbtime', 'a page comes back from its bytes'),
      engine.copies('every page of a copy has its checksum and its number'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-3',
      'DOCUMENTED',
      'ESE, LIB; ese-engine.md 1.3',
      [],
      'The checksum of a header or page is 0x89ABCDEF combined by exclusive or with all its other words, and stands first.',
    ),
    verified(
      engine.checksum(
        'the checksum is the one of the definition at every offset, aligned or not',
        'a stamped block matches, and no longer does when any one bit of it changes',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-4',
      'DOCUMENTED',
      'ESE, Q151789, Q296787; ese-engine.md 2.3',
      ['HrBackupRead'],
      'A wrong checksum and a wrong number are both damage, -1018; a page of zeros was never used and is none.',
    ),
    verified(
      engine.pageCodec('a changed bit or another number is damage; zeros are not'),
      engine.copies(
        'damage in any page, used or not, stops the copy there and moves nothing',
        'a page of another number is damage',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-5',
      'DOCUMENTED',
      'Q259851, ESE; ese-engine.md era map',
      [],
      'Databases of 5.5 have version 0x620, update 2.',
    ),
    verified(engine.engineFormat('the version numbers are those of the era map')),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-16',
      'INFERRED',
      'ESE; ese-engine.md era map',
      [],
      'Databases of 4.0 and 5.0 have version 0x500.',
    ),
    verified(engine.engineFormat('the version numbers are those of the era map')),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-6',
      'INFERRED',
      'ESE, LIB; ese-engine.md 2.2',
      [],
      'The fields of a database’s header are where the later engine has them; those that came later are zero.',
    ),
    verified(
      engine.databaseHeader('every field is where the table of ese-engine.md 2.2 says, and nothing else is written'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-7',
      'DOCUMENTED',
      'ESE, LIB; ese-engine.md 2.1',
      [],
      'Page 1 is the root of the database, page 4 that of its catalog, and page 24 that of a copy of the catalog.',
    ),
    verified(
      testsIn('simulator/engine/pages/systemPages')(
        'the catalog has one record for each table, column and index, in key order, and its shadow has the same',
        'a root has the two space trees behind it, and its space header says so',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-8',
      'DOCUMENTED',
      'ESE; ese-engine.md 1.2',
      [],
      'A log’s header says of which version it is, where the later engine looks for it: 4.995.0 of Exchange 4.0.',
    ),
    verified(
      engine.logHeader(
        'a log of Exchange 4.0 says 4.995.0 where the later reader looks for it',
        'the first 36 bytes are those of the era, the rest is the field set of the later header',
      ),
    ),
  ),
  serverEntry(
    requirement('EDB-FORMAT-17', 'INFERRED', 'ESE; ese-engine.md 1.2', [], 'A log’s header of 5.5 says 6.1503.0.'),
    verified(
      engine.logHeader('the first 36 bytes are those of the era, the rest is the field set of the later header'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-9',
      'INFERRED',
      'ESE; ese-engine.md 1.2, 4.0',
      [],
      'A log’s header says whether circular logging was on, then and earlier in its stream.',
    ),
    verified(engine.log('circular logging keeps what the checkpoint needs, and says so in the headers')),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-10',
      'INFERRED',
      'ESE; ese-engine.md 3',
      [],
      'The checkpoint file is one page, twice: one sound copy is enough.',
    ),
    verified(engine.checkpointFile('one damaged copy is survived, two are not, and the primary wins')),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-11',
      'DOCUMENTED',
      'ESE, Q200941; ese-engine.md 2.2',
      [],
      'What a header says of a backup is its mark with the time, and its lowest and highest generation, in 24 bytes.',
    ),
    verified(engine.backupInfo('a backup info is mark, time, low and high in 24 bytes')),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-12',
      'DOCUMENTED',
      'ESE, Q259851; ese-engine.md 1.1',
      [],
      'A signature is a random number, a time and a computer name, which Exchange leaves empty.',
    ),
    verified(
      testsIn('simulator/engine/format/signature')(
        'a signature is random, time and name in 28 bytes, whatever was there before',
      ),
      testsIn('simulator/exchange/service/engineFormat')(
        'the signatures of databases and logs have no computer name, as those of Exchange have none (Q259851)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-13',
      'DOCUMENTED',
      'ESE, LIB, Q182960; ese-engine.md 1.1',
      [],
      'A time in a header is second, minute, hour, day, month from 1, and year from 1900.',
    ),
    verified(
      testsIn('simulator/engine/format/logTime')(
        'a time is second, minute, hour, day, month from 1, year from 1900, and two zeros',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-14',
      'INFERRED',
      'Q177761, ESE; ese-engine.md 2.1',
      [],
      'A restored database whose size is no multiple of 4096 bytes fails with -561.',
    ),
    verified(
      engine.hardRefusals(
        'what is wrong with the restored set is refused before anything is changed, each with its error',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FORMAT-15',
      'DOCUMENTED',
      'ESE; ese-engine.md 2.2',
      [],
      'While a database is in use its header says that it is inconsistent, and has no position up to which it is complete.',
    ),
    verified(engine.files('a running database is dirty and a stopped one is clean where it left the log')),
  ),
];
