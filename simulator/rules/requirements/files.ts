import { requirement } from '../requirement.ts';

/** HrBackupGetDatabaseNames, HrBackupOpenFile, HrBackupRead, HrBackupClose. */
export const fileRequirements = {
  databaseNames: requirement(
    'EDB-NAMES-1',
    'DOCUMENTED',
    'M-HrBackupGetDatabaseNames, M-loc',
    'HrBackupGetDatabaseNames lists the attached databases, each a token and a UNC path.',
  ),
  databaseNamesLogsOnly: requirement(
    'EDB-NAMES-2',
    'INFERRED',
    'JET-JetGetAttachInfo',
    'On a LOGS_ONLY context HrBackupGetDatabaseNames is answered with hrInvalidBackupSequence.',
  ),
  databaseNamesAnsi: requirement(
    'EDB-NAMES-3',
    'DOCUMENTED',
    'Q159170',
    'The DLL of Exchange 4.0 SP3 answers HrBackupGetDatabaseNamesA with 0x57; the W form works.',
  ),
  open: requirement(
    'EDB-OPEN-1',
    'DOCUMENTED',
    'M-HrBackupOpenFile',
    'HrBackupOpenFile opens one file and gives its size in bytes.',
  ),
  openEmptyName: requirement(
    'EDB-OPEN-2',
    'INFERRED',
    'ESE',
    'A NULL or empty file name is answered with hrInvalidParameter and ends nothing.',
  ),
  openSecond: requirement(
    'EDB-OPEN-3',
    'INFERRED',
    'DS-DsBackupClose, JET-JetOpenFile',
    'A context has one open file; a second open is refused.',
  ),
  openDatabaseLogsOnly: requirement(
    'EDB-OPEN-4',
    'INFERRED',
    'ESE',
    'A database cannot be opened on a LOGS_ONLY context: hrInvalidBackupSequence.',
  ),
  openDatabaseAfterList: requirement(
    'EDB-OPEN-5',
    'INFERRED',
    'Q256347',
    'A database may be opened after the log list was taken; the list does not change.',
  ),
  openNotAttached: requirement(
    'EDB-OPEN-6',
    'INFERRED',
    'ESE',
    'While a full backup is in its database phase only attached databases can be opened: hrDatabaseNotFound, and the session is cancelled.',
  ),
  openMissing: requirement(
    'EDB-OPEN-7',
    'DOCUMENTED',
    'Q178934',
    'Opening a log or patch file that is not on disk fails with hrFileNotFound and stops the backup.',
  ),
  openUnlisted: requirement(
    'EDB-OPEN-8',
    'UNKNOWN',
    'JET-JetOpenFile',
    'Whether a file that is on no list can be opened is a facet.',
  ),
  openStalePatch: requirement(
    'EDB-OPEN-9',
    'UNKNOWN',
    'Q178999',
    'In some versions a leftover patch file fails the opening of its database with hrFileNotFound.',
  ),
  openFailed: requirement(
    'EDB-OPEN-10',
    'INFERRED',
    'ESE, Q251410',
    'A file that the engine cannot open fails the call with the engine’s code and stops the backup.',
  ),
  read: requirement(
    'EDB-READ-1',
    'DOCUMENTED',
    'M-HrBackupRead, BT',
    'HrBackupRead fills the buffer from where the last read ended; fewer bytes than asked for are no error.',
  ),
  readNoFile: requirement(
    'EDB-READ-2',
    'INFERRED',
    'NTM',
    'HrBackupRead without an open file is answered with hrInvalidHandle.',
  ),
  readNullBuffer: requirement('EDB-READ-3', 'INFERRED', 'NTM', 'A NULL buffer is answered with hrInvalidParam.'),
  readMisaligned: requirement(
    'EDB-READ-4',
    'DOCUMENTED',
    'M-HrBackupRead',
    'Over a transport other than TCP/IP the size must be a multiple of 4096; the code is a facet.',
  ),
  readShortFirst: requirement(
    'EDB-READ-5',
    'UNKNOWN',
    'BT, JET-JetReadFile',
    'How large the first read of a database must be is a facet.',
  ),
  readEndOfFile: requirement(
    'EDB-READ-6',
    'UNKNOWN',
    'JET-JetReadFile, BT',
    'How the end of the file is said is a facet: no bytes, or ERROR_HANDLE_EOF.',
  ),
  readFailed: requirement(
    'EDB-READ-7',
    'DOCUMENTED',
    'Q188646, Q271847, Q178934',
    'A read that the engine cannot do is logged as a backup that was stopped; that the call fails with the engine’s code and the session is over is inferred.',
  ),
  close: requirement(
    'EDB-CLOSE-1',
    'DOCUMENTED',
    'M-HrBackupClose',
    'HrBackupClose closes the open file, at its end or before.',
  ),
  closeNothing: requirement(
    'EDB-CLOSE-2',
    'INFERRED',
    'DS-DsBackupClose',
    'HrBackupClose without an open file is answered with hrInvalidHandle.',
  ),
} as const;
