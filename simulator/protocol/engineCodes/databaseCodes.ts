import { type EngineCodeFacts, engineCode, shown, use } from '../codeFacts.ts';

/** Sessions, transactions and databases: 1101 to 1212. Names and numbers: Q177761. */
export const databaseCodes = {
  JET_errOutOfSessions: engineCode(-1101, 'There are no sessions left.'),
  JET_errWriteConflict: engineCode(-1102, 'Another transaction changed the record first.'),
  JET_errTransTooDeep: engineCode(-1103, 'Transactions are nested too deep.'),
  JET_errInvalidSesid: engineCode(-1104, 'The session handle is not valid.'),
  JET_errWriteConflictPrimaryIndex: engineCode(
    -1105,
    'The record cannot change while the primary index is not committed.',
  ),
  JET_errInTransaction: engineCode(-1108, 'The operation is not allowed inside a transaction.'),
  JET_errRollbackRequired: engineCode(
    -1109,
    'The transaction can only be rolled back; it can neither be committed nor be followed by another.',
    shown(
      'a running service',
      'the directory of 5.0: exception e0010004, after a transaction that was not rolled back',
      'Q176459',
    ),
  ),
  JET_errDatabaseDuplicate: engineCode(
    -1201,
    'The database exists already.',
    shown('service start', 'the store with damaged databases, or logs lost; unsigned 4294966095', 'Q181559'),
    shown(
      'a running service',
      'dirsync could not make its database; event 249 of MSExchangeDX',
      'Q153658, Q169677, Q224991',
    ),
  ),
  JET_errDatabaseInUse: engineCode(-1202, 'The database is in use.'),
  JET_errDatabaseNotFound: engineCode(-1203, 'The database does not exist.'),
  JET_errDatabaseInvalidName: engineCode(-1204, "The database's name is not valid."),
  JET_errDatabaseInvalidPages: engineCode(-1205, 'The number of pages is not valid.'),
  JET_errDatabaseCorrupted: engineCode(
    -1206,
    'The database is damaged, or the file is none.',
    use(
      'service start',
      'databases were restored over others that lay in the folder',
      'DOCUMENTED',
      'Q267238 (edbbcli.md section 7 no. 57)',
    ),
    shown('service start', 'the header of a database cannot be read; EDB 37 and 39', 'Q168357, Q258302'),
    shown(
      'service start',
      'a database of another version, a wrong path in the registry, or one that is held',
      'Q185008, Q233295, Q246207, Q260230',
    ),
    shown('a tool', 'eseutil /g of 5.5 SP1 on a tree that lost a page', 'Q181824'),
  ),
  JET_errDatabaseLocked: engineCode(-1207, 'The database is locked.'),
  JET_errCannotDisableVersioning: engineCode(-1208, 'Versions cannot be switched off for this database.'),
  JET_errInvalidDatabaseVersion: engineCode(-1209, 'The database is of a version that this engine does not work with.'),
  JET_errDatabase200Format: engineCode(-1210, 'The file is in the format of an engine two generations older.'),
  JET_errDatabase400Format: engineCode(-1211, 'The file is in the format of the engine before Exchange 4.0.'),
  JET_errDatabase500Format: engineCode(-1212, 'The file is in the format of the engine of Exchange 4.0 and 5.0.'),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
