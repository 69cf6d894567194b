import { type EngineCodeFacts, engineCode, shown } from '../codeFacts.ts';

/** Tables and indexes: 1301 to 1415, of both signs. Names and numbers: Q177761. */
export const tableCodes = {
  JET_wrnTableEmpty: engineCode(1301, 'The opened table is empty.'),
  JET_errTableLocked: engineCode(-1302, 'The table is locked.'),
  JET_errTableDuplicate: engineCode(-1303, 'The table exists already.'),
  JET_errTableInUse: engineCode(-1304, 'The table is in use and cannot be locked.'),
  JET_errObjectNotFound: engineCode(
    -1305,
    'The table or other object does not exist.',
    shown('a tool', 'edbutil repaired a database and lost a table; EDB 44', 'Q162880'),
  ),
  JET_errDensityInvalid: engineCode(-1307, 'The page density is not valid.'),
  JET_errTableNotEmpty: engineCode(-1308, 'The table is not empty, so it can have no new clustered index.'),
  JET_errInvalidTableId: engineCode(-1310, 'The table id is not valid.'),
  JET_errTooManyOpenTables: engineCode(-1311, 'Too many tables are open.'),
  JET_errIllegalOperation: engineCode(-1312, 'Tables do not support the operation.'),
  JET_errObjectDuplicate: engineCode(-1314, "The object's name is taken."),
  JET_errInvalidObject: engineCode(-1316, 'The object is not valid for this operation.'),
  JET_errCannotDeleteTempTable: engineCode(-1317, 'A temporary table goes when it is closed; it cannot be deleted.'),
  JET_errCannotDeleteSystemTable: engineCode(-1318, 'A table of the system cannot be deleted.'),
  JET_errCannotDeleteTemplateTable: engineCode(-1319, 'A table that others are made after cannot be deleted.'),
  errFCBTooManyOpen: engineCode(-1320, 'No more tables can be described in memory; nothing was cleaned up yet.'),
  errFCBAboveThreshold: engineCode(
    -1321,
    'A table can be described in memory only beyond the preferred number; nothing was cleaned up yet.',
  ),
  JET_errExclusiveTableLockRequired: engineCode(-1322, 'The table must be locked for this session alone.'),
  JET_errFixedDDL: engineCode(-1323, 'The definition of this table is fixed.'),
  JET_errFixedInheritedDDL: engineCode(-1324, 'The table inherits this part of its definition, which is fixed.'),
  JET_errCannotNestDDL: engineCode(-1325, 'A table that was made after another cannot itself be made after.'),
  JET_errDDLNotInheritable: engineCode(-1326, 'The table is none that others can be made after.'),
  JET_wrnTableInUseBySystem: engineCode(1327, 'A clean-up of the engine has the table open.'),
  JET_errInvalidSettings: engineCode(
    -1328,
    'The settings of the engine do not go together.',
    shown(
      'service start',
      'Performance Optimizer left a registry value out; ESE97 188, events 1120 and 5000 say 0xfffffad0',
      'Q295649',
    ),
  ),
  JET_errClientRequestToStopJetService: engineCode(-1329, 'A client asked for the service to be stopped.'),
  JET_errIndexCantBuild: engineCode(-1401, 'The clustered index cannot be built.'),
  JET_errIndexHasPrimary: engineCode(-1402, 'The table has a primary index already.'),
  JET_errIndexDuplicate: engineCode(-1403, 'The index exists already.'),
  JET_errIndexNotFound: engineCode(-1404, 'The index does not exist.'),
  JET_errIndexMustStay: engineCode(-1405, 'The clustered index cannot be deleted.'),
  JET_errIndexInvalidDef: engineCode(-1406, 'The index definition is not valid.'),
  JET_errInvalidCreateIndex: engineCode(
    -1409,
    'The description of a new index is not valid. EDBMSG.H has the warning 1409, hrCreateIndexFailed.',
  ),
  JET_errTooManyOpenIndexes: engineCode(-1410, 'There are no index descriptors left.'),
  JET_errMultiValuedIndexViolation: engineCode(
    -1411,
    'One record gives the same key twice, in an index with several values for each record that wants them unique.',
  ),
  JET_errIndexBuildCorrupted: engineCode(
    -1412,
    'A secondary index was built that does not agree with the primary one.',
  ),
  JET_errPrimaryIndexCorrupted: engineCode(
    -1413,
    'The primary index is damaged; the database must be defragmented offline.',
  ),
  JET_errSecondaryIndexCorrupted: engineCode(
    -1414,
    'A secondary index is damaged, or of another sort order of Windows; the database must be defragmented offline.',
    shown(
      'service start',
      'after an online restore, or a change of the service pack of Windows; ESE97 172 and 177, events 1081 and 5000 say 0xfffffa7a',
      'Q224977',
    ),
  ),
  JET_wrnCorruptIndexDeleted: engineCode(
    1415,
    'An index that was out of date was removed when the database was attached.',
  ),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
