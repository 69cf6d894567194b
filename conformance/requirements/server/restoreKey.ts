import { requirement } from '../../../simulator/rules/index.ts';
import { impossible, serverEntry, verified } from '../entry.ts';
import { exchange, rules } from '../testFiles.ts';

/** The "Restore in Progress" key, and what HrRestoreRegister writes into it. */
export const restoreKeyEntries = [
  serverEntry(
    requirement(
      'EDB-KEY-1',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      ['HrRestoreRegister'],
      'The "Restore in Progress" key has eight values, with these names and types: BackupLogPath, CheckpointFilePath, LogPath, EDB_RstMap, EDB_RstMap Size, LowLog Number, HighLog Number, EDB Database recovered.',
    ),
    verified(exchange.restore('registering writes the eight values with their names and types (Q200941)')),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-2',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      ['HrRestoreRegister'],
      'EDB_RstMap has an odd line with the old and an even line with the new path for each database, and EDB_RstMap Size counts the databases.',
    ),
    verified(
      exchange.restoreKey('the map in the key is old and new path in turn, and its size counts databases (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-3',
      'DOCUMENTED',
      'M-HrRestoreRegister; edbbcli.md 3.12',
      ['HrRestoreRegister'],
      'The order of the rows in the map does not matter.',
    ),
    verified(exchange.restoreKey('the order of the rows in the map does not matter (M-HrRestoreRegister)')),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-4',
      'DOCUMENTED',
      'M-HrRestoreRegister (against M-loc); edbbcli.md 3.12',
      ['HrRestoreRegister'],
      'The checkpoint path may be NULL; the checkpoint then comes from the restored logs.',
    ),
    verified(exchange.restoreKey('a NULL checkpoint path is taken, and the restore comes back (M-HrRestoreRegister)')),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-5',
      'DOCUMENTED',
      'M-HrRestoreRegister; edbbcli.md 3.12',
      ['HrRestoreRegister'],
      'Restored logs may be in the folder of the logs, or in one of their own.',
    ),
    verified(exchange.restoreKey('restored logs may lie in a folder of their own (M-HrRestoreRegister)')),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-6',
      'DOCUMENTED',
      'Q161584, Q200941; edbbcli.md 3.13',
      ['HrRestoreRegisterComplete'],
      'A restore that was completed with success keeps the key: it is the order for hard recovery at the next start.',
    ),
    verified(
      exchange.restoreKey('the key outlives a completed restore, and is gone when the service has started (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-7',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      [],
      'After a complete replay the value "EDB Database recovered" becomes 01 and the key is deleted.',
    ),
    verified(
      exchange.restoreKey('the key outlives a completed restore, and is gone when the service has started (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-8',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      [],
      'Setting "EDB Database recovered" to 01 by hand is the same as deleting the key.',
      { level: 'hazard' },
    ),
    verified(
      exchange.restore('the flag "EDB Database recovered", set by hand, is as good as deleting the key (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-9',
      'DOCUMENTED',
      'M-restore, Q296229; edbbcli.md 3.10',
      [
        'HrRestorePrepare',
        'HrRestoreGetDatabaseLocations',
        'HrRestoreRegister',
        'HrRestoreRegisterComplete',
        'HrRestoreEnd',
      ],
      'The restore calls are answered while the service is stopped.',
    ),
    verified(
      rules.restore('HrRestorePrepare hands out a restore context'),
      exchange.restore('a full and an incremental backup bring everything back on an empty server'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-10',
      'INFERRED',
      'H, JET-JetExternalRestore; edbbcli.md 3.12, 3.14',
      ['HrRestoreRegister', 'HrRestoreEnd'],
      'Registering only records: nothing is replayed before the service is started.',
    ),
    verified(
      exchange.restoreKey('the key outlives a completed restore, and is gone when the service has started (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-11',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.7',
      ['HrRestoreRegister'],
      'The key of a restore is called "Restore in Progress", with its spaces, and is below MSExchangeIS or MSExchangeDS of the services.',
    ),
    verified(
      exchange.restoreKey('the key outlives a completed restore, and is gone when the service has started (Q200941)'),
      exchange.restore('registering writes the eight values with their names and types (Q200941)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-12',
      'DOCUMENTED',
      'M-HrRestoreRegister, JET-JetExternalRestore; edbbcli.md 3.12',
      ['HrRestoreRegister'],
      'New logs are made in the log path of the registration, wherever the restored ones are.',
    ),
    verified(
      exchange.restoreKey(
        'new logs are made in the log path of the registration, not beside the restored ones (M-HrRestoreRegister)',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-KEY-13',
      'INFERRED',
      'Q175298, Q249148, Q296229; edbbcli.md 3.10',
      ['HrRestorePrepare'],
      'It is the System Attendant that answers the restore calls, and it must run.',
    ),
    impossible(
      'The services are the only processes of a simulated server; what answers while they are stopped has no state of its own.',
    ),
  ),
];
