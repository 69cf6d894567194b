import { requirement } from '../../../simulator/rules/index.ts';
import { serverEntry, verified } from '../entry.ts';
import { engine, exchange, protocol } from '../testFiles.ts';

/** Files of a service: what they are called, how large they are, what is in their headers. */
export const fileEntries = [
  serverEntry(
    requirement(
      'EDB-FILE-1',
      'DOCUMENTED',
      'M-overview, Q237767; edbbcli.md 6.1',
      [],
      'Each service has one stream of logs: the two databases of the information store share one, the directory has its own.',
    ),
    verified(
      engine.rows('two databases share one log'),
      exchange.service('each service has a stream of logs of its own, which its databases share'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-2',
      'DOCUMENTED',
      'Q296787, Q240145; edbbcli.md 6.1',
      [],
      'The current log is edb.log; closed ones are edb and five hexadecimal digits, beginning with edb00001.log.',
    ),
    verified(
      engine.logFileName(
        'a generation is five hexadecimal digits between edb and .log',
        'there is no log 0 and none beyond 0xfffff',
      ),
      engine.logWriter('a full log is closed with an end record and continued by the next; records never straddle'),
      engine.files('a clean stop leaves every log in place, and closes none'),
      engine.softRefusals(
        'dirty databases without any log cannot be started; clean ones begin a new stream with a new signature',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-3',
      'INFERRED',
      'Q296787, Q240145; edbbcli.md 6.1',
      [],
      'The names of logs are compared without regard to case.',
    ),
    verified(
      engine.logFileName('every name gives its generation back, in any case'),
      engine.softRefusals('paths are compared without regard to case'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-4',
      'DOCUMENTED',
      'Q296787; edbbcli.md 6.1',
      [],
      'The generation in a log’s header counts, not the one in its name.',
    ),
    verified(
      engine.hardRefusals(
        'what is wrong with the restored set is refused before anything is changed, each with its error',
      ),
      engine.softRefusals('what is missing or does not belong among the logs is refused, each with its error'),
      engine.logFolder(
        'a missing log, a forged time, a forged generation, another signature and a damaged header break the run',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-5',
      'DOCUMENTED',
      'Q296787, Q271987, Q259751; edbbcli.md 1.5',
      [],
      'Every log has 5 MB: 10,240 sectors of 512 bytes.',
    ),
    verified(
      protocol.constants('the sizes of the page follow from each other'),
      engine.logHeader('the sizes are those of Exchange: 5 MB in 10 240 sectors, records from sector 8'),
      engine.logWriter('a full log is closed with an end record and continued by the next; records never straddle'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-6',
      'INFERRED',
      'Q177761; edbbcli.md 6.1',
      [],
      'After generation 0xFFFFF no log can be closed any more: -519.',
    ),
    verified(
      engine.log('the last generations stop the engine cleanly'),
      engine.logWriter('sixteen generations below the last are kept for shutting down'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-7',
      'DOCUMENTED',
      'Q163913, Q246272; edbbcli.md 6.1',
      [],
      'Two reserve logs serve for the clean stop of a service whose log disk is full.',
    ),
    verified(
      engine.log('a full log disk stops the engine cleanly on its reserve, and what was committed is there'),
      exchange.service(
        'a full log disk stops the service cleanly; nothing committed is lost when there is room again (Q163913)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-8',
      'DOCUMENTED',
      'Q296787; edbbcli.md 6.1',
      [],
      'Consistent databases without any log begin a new stream at edb00001; no older log can be replayed afterwards.',
    ),
    verified(
      engine.softRefusals(
        'dirty databases without any log cannot be started; clean ones begin a new stream with a new signature',
      ),
      engine.files('a database that joins another log stream forgets the backups of the old one'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-9',
      'DOCUMENTED',
      'Q296787; edbbcli.md 6.1',
      [],
      'The header of the first log of a stream names no database.',
    ),
    verified(engine.logHeaders('the first log of a stream names no database, the next one names them all (Q296787)')),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-10',
      'DOCUMENTED',
      'Q200941, Q296787; edbbcli.md 6.1',
      [],
      'A log’s header has the signature of its stream and the paths and signatures of the databases.',
    ),
    verified(
      engine.logHeader('every header comes back', 'a header with any one byte damaged, or not all there, is not read'),
      engine.softRefusals('a database of another signature or stream is skipped and told of (Q191357)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-11',
      'INFERRED',
      'ESE; edbbcli.md 6.1',
      [],
      'A log continues another when its header has the other’s time of creation.',
    ),
    verified(
      engine.copyInvariants('I2 the logs of a backup are whole, consecutive, chained, of one stream, and at least one'),
      engine.hardRefusals('signatures are checked before sequence, and sequence before completeness'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-12',
      'DOCUMENTED',
      'Q296787, Q259851, Q200941, ESE, LIB; edbbcli.md 6.1',
      [],
      'A database’s header has its signature, that of its log stream, whether it is consistent and up to where, and its backups.',
    ),
    verified(
      engine.databaseHeader(
        'every field is where the table of ese-engine.md 2.2 says, and nothing else is written',
        'every header comes back, wherever in the bytes it is',
      ),
      engine.files('a running database is dirty and a stopped one is clean where it left the log'),
      engine.backupInfo('it prints as in Q200941: generations in hexadecimal, the mark in decimal'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-13',
      'DOCUMENTED',
      'Q200941, Q151789, Q271847; edbbcli.md 1.5',
      [],
      'A database is pages of 4096 bytes behind two pages of header.',
    ),
    verified(
      protocol.constants('the sizes of the page follow from each other'),
      engine.copies('every page of a copy has its checksum and its number'),
      engine.shadowedHeader('a header that was written reads back, and both copies are sound'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-14',
      'DOCUMENTED',
      'Q240145, Q296787; edbbcli.md 1.5',
      [],
      'A position in the logs is a generation, a sector of 512 bytes and a byte offset.',
    ),
    verified(
      engine.logPosition(
        'a position is stored as byte, sector, generation, little-endian',
        'an offset in a log file and a position are the same thing said twice',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-15',
      'DOCUMENTED',
      'Q200941, Q240145, Q263548, BORES; edbbcli.md 6.1',
      [],
      'Paths and circular logging of a service are in the registry, under ParametersSystem, ParametersPrivate and ParametersPublic of MSExchangeIS and Parameters of MSExchangeDS.',
    ),
    verified(
      exchange.registryPaths(
        'setup writes where everything is into the registry, under the names that the articles give (Q200941, Q263548)',
        'moving a database moves its path in the registry, and the service finds it by that',
        'logs that were moved by hand are found by the registry; checkpoint and databases stay where they are',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-16',
      'DOCUMENTED',
      'Q245211; edbbcli.md 3.15',
      ['HrBackupPrepare'],
      'An incremental depends on what is below HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation: on a node of a cluster that lacks it, it is refused for a missing log.',
    ),
    verified(
      exchange.restoreKey('the log number of HrSetCurrentBackupLog is kept below the key Backupinformation (Q245211)'),
      exchange.consultedRecords(
        'each record alone: no full backup is the header’s to say, a mark the registry’s, a missing log the facet’s',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-17',
      'DOCUMENTED',
      'Q296787; ese-engine.md 1.1',
      [],
      'A log that was closed is never written again.',
    ),
    verified(
      engine.crashInvariants('closed logs never change again'),
      engine.logWriter('a closed log costs the memory of its records only, and never changes again'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-18',
      'DOCUMENTED',
      'Q296787, Q196332; edbbcli.md 6.1',
      [],
      'The checkpoint file is in the working directory, and stays there when logs or databases are moved.',
    ),
    verified(
      exchange.registryPaths(
        'logs that were moved by hand are found by the registry; checkpoint and databases stay where they are',
        'moving a database moves its path in the registry, and the service finds it by that',
        'the locations for a restore are those of the registry, the checkpoint’s its working directory',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-19',
      'DOCUMENTED',
      'BORES, Q155269, Q196332; edbbcli.md 6.1',
      [],
      'A service reads its paths and circular logging from the registry when it starts; a value of the information store that is not there has its default.',
    ),
    verified(
      exchange.registryPaths(
        'paths are read when the service starts, and at no other time',
        'circular logging that was switched in the registry holds from the next start on',
        'without its value circular logging is on (BORES, Q229032); what nobody knows of it is said, and the service stays down',
        'a value that is not there means the default (BORES); one that is no path is said, and the service stays down',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-FILE-20',
      'INFERRED',
      'Q296787; edbbcli.md 4.6, 6.1',
      [],
      'Moving a database moves its path in the registry.',
    ),
    verified(
      exchange.registryPaths('moving a database moves its path in the registry, and the service finds it by that'),
    ),
  ),
];
