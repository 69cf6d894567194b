import { type EngineCodeFacts, engineCode, shown, use } from '../codeFacts.ts';

/** Files, and what the engine does beside: 1803 to 2001. Names and numbers: Q177761. */
export const fileCodes = {
  JET_errTempFileOpenError: engineCode(-1803, 'A temporary file cannot be opened.'),
  JET_errTooManyAttachedDatabases: engineCode(-1805, 'Too many databases are attached.'),
  JET_errDiskFull: engineCode(
    -1808,
    'The disk is full.',
    use(
      'HrBackupRead',
      'the growing patch file filled the disk',
      'INFERRED',
      'event 105 says -1808: Q271847 (edbbcli.md 3.4)',
    ),
    shown('service start', 'the disk of the databases is full; the source of the event is EDB', 'Q128325'),
    shown('a tool', 'edbutil and eseutil make a temporary database', 'Q170491, Q189142, Q234764'),
    shown('a tool', 'isinteg makes its Refer.mdb; ESE97 142', 'Q258301'),
  ),
  JET_errPermissionDenied: engineCode(-1809, 'Permission was denied.'),
  JET_errFileNotFound: engineCode(
    -1811,
    'A file was not found.',
    use(
      'HrBackupRead',
      'a log is missing or damaged',
      'INFERRED',
      'events 15 and 105 say -1811: Q178934 (edbbcli.md 3.4)',
    ),
    use(
      'an online backup',
      'a patch file of an earlier backup lies in the way',
      'DOCUMENTED',
      'Q178999 (edbbcli.md section 7 no. 4)',
    ),
    use(
      'service start',
      'the Restore in Progress key is there, but databases or logs are not',
      'DOCUMENTED',
      'Q161584, Q175116, Q192657, Q258236 (edbbcli.md 6.7)',
    ),
    use(
      'service start',
      'the restore map names a database that was not restored',
      'DOCUMENTED',
      'Q188650, Q192176 (edbbcli.md 3.12)',
    ),
    use(
      'service start',
      'a log was deleted too early under circular logging, because edb.chk was locked',
      'DOCUMENTED',
      'Q176239 (edbbcli.md section 7 no. 65)',
    ),
    shown(
      'service start',
      'a database is not where the registry says, or a file is missing; for the directory event 1002',
      'Q163139, Q190440, Q196159, Q253309, Q262374',
    ),
    shown('service start', 'wrong logs were moved away when a disk was full', 'Q259751'),
    shown('a running service', 'a log could not be created; ESE97 125', 'Q275602'),
    shown('a tool', 'edbutil and eseutil do not find a file', 'Q182804, Q184738'),
    shown('service start', 'after a restore with a backup program that needed a fix', 'Q246277'),
  ),
  JET_wrnFileOpenReadOnly: engineCode(1813, 'The database file was opened for reading only.'),
  JET_errAfterInitialization: engineCode(-1850, 'A restore is not possible once the engine has been started.'),
  JET_errLogCorrupted: engineCode(-1852, 'The logs are damaged.'),
  JET_errInvalidOperation: engineCode(-1906, 'The operation is not valid.'),
  JET_errAccessDenied: engineCode(
    -1907,
    'Access was denied.',
    shown('a tool', 'edbutil cannot read the registry for the store', 'Q153946, Q167281'),
  ),
  JET_wrnIdleFull: engineCode(1908, 'The registry of work for idle time is full.'),
  JET_errTooManySplits: engineCode(-1909, 'Splitting a page did not come to an end.'),
  JET_errSessionSharingViolation: engineCode(-1910, 'Several threads use one session.'),
  JET_errEntryPointNotFound: engineCode(
    -1911,
    'A DLL does not have a function that the engine needs.',
    shown('a tool', 'eseutil /d on a Windows NT 4.0 without SP2', 'Q190996'),
    shown('service start', 'the directory: DLLs of Windows are damaged; events 1166 and 1002', 'Q240789'),
  ),
  JET_wrnDefragAlreadyRunning: engineCode(2000, 'The database is being defragmented online already.'),
  JET_wrnDefragNotRunning: engineCode(2001, 'The database is not being defragmented online.'),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
