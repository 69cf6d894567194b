import { facet } from './facet.ts';

/** Facets of an ordinary start: what it does about logs, disks and files that are not as they should be. */
export const startFacets = {
  missingCheckpointLog: facet(
    'missing-checkpoint-log',
    'What does a start answer when the log that the checkpoint names is not there?',
    ['hrMissingPreviousLogFile', 'hrFileNotFound'],
    {
      value: 'hrMissingPreviousLogFile',
      provenance: 'UNKNOWN',
      source: 'Q177761, Q258236 against Q176239',
      reason:
        'Q177761 has the code for exactly this, and Q258236 saw it, of all products; in Q176239, of 5.5, the same start fails with -1811.',
    },
    {
      on: 'any product, the service stopped by a crash and the log of its checkpoint (eseutil /mk) moved away',
      act: 'a start of the service, with no restore before it',
      see: 'the service-specific error',
    },
  ),
  heldDatabase: facet(
    'held-database',
    'What does recovery do at a database that another program holds open?',
    ['passed-over', 'fails'],
    {
      value: 'passed-over',
      provenance: 'UNKNOWN',
      source: 'Q242063',
      reason: 'The defect is documented for 5.5; that the engine of 4.0 and 5.0 has it is a guess from its age.',
    },
    {
      on: '4.0 and 5.0, a service that crashed, with PRIV.EDB held open by a file backup',
      act: 'a start of the service, then HrBackupPrepareW for a full backup',
      see: 'whether edb.chk has moved and events say that recovery was completed',
    },
  ),
  databaseOfAnotherVersion: facet(
    'database-of-another-version',
    'What does a start answer when a database is sound and of a product with another engine?',
    ['JET_errDatabaseCorrupted', 'JET_errDatabase500Format'],
    {
      value: 'JET_errDatabaseCorrupted',
      provenance: 'UNKNOWN',
      source: 'Q185008, Q233295 against Q177761 (-1212)',
      reason:
        'The articles are of a database of 5.0 under 5.5; what 4.0 and 5.0 do with one of 5.5 is not said, and the list has a code for older formats.',
    },
    {
      on: '4.0 and 5.0, stopped cleanly, with the PRIV.EDB of a 5.5 server in an emptied folder',
      act: 'a start of the service',
      see: 'the service-specific error and the events of EDB',
    },
  ),
  unreadableLogHeader: facet(
    'unreadable-log-header',
    'What does a start answer when the header of a log does not verify?',
    ['JET_errDiskIO', 'JET_errLogFileCorrupt'],
    {
      value: 'JET_errDiskIO',
      provenance: 'INFERRED',
      source: 'Q181449, Q185225',
      reason:
        'Event 31 of EDB (Q181449, 4.0) and event 124 of ESE97 (Q185225) come with -1022, and both say that the header of a log could not be read. -501 is what the published engine of later years answers.',
    },
    {
      on: '5.0 and 5.5, a service that crashed, with one byte of the header of EDB.LOG changed, and then of the log of the checkpoint',
      act: 'a start of the service',
      see: 'the service-specific error, and the error in event 31 or 124',
    },
  ),
  brokenLog: facet(
    'broken-log',
    'What does a start answer when a closed log breaks off before its last record?',
    ['JET_errLogFileCorrupt', 'JET_errRedoAbruptEnded'],
    {
      value: 'JET_errLogFileCorrupt',
      provenance: 'UNKNOWN',
      source: 'Q177761 (-501, -536)',
      reason: 'The list has two codes that would fit and says of neither when it comes; no article shows one.',
    },
    {
      on: 'any product, a service that crashed, with a sector in the middle of a closed log above the checkpoint zeroed',
      act: 'a start of the service',
      see: 'the service-specific error and the events of the engine',
    },
  ),
  damagedCurrentLog: facet(
    'damaged-current-log',
    'What does a start do about an edb.log that has records behind one that cannot be read?',
    ['JET_errLogWriteFail', 'passed-over'],
    {
      value: 'JET_errLogWriteFail',
      provenance: 'UNKNOWN',
      source: 'Q301505',
      reason:
        'The article is of the directory of 5.5 and does not say where the damage is; that the rest is passed over in silence is what a log that a crash cut short needs.',
    },
    {
      on: 'any product, a service that crashed, with a sector in the middle of EDB.LOG zeroed',
      act: 'a start of the service',
      see: 'whether it starts, the service-specific error, and whether event 110 comes before it',
    },
  ),
  missingLog: facet(
    'missing-log',
    'What does an ordinary start answer when a log is missing between two that are there?',
    ['JET_errMissingPreviousLogFile', 'JET_errInvalidLogSequence', 'JET_errMissingLogFile', 'JET_errFileNotFound'],
    {
      value: 'JET_errMissingPreviousLogFile',
      provenance: 'UNKNOWN',
      source: 'Q142782, Q262375, Q259751',
      reason:
        'Q142782 has -509 for 4.0, whose engine 5.0 has too; Q262375 has -515 for 5.5, and Q259751 counts -1811, -509, -515, -528 and -550 as possible.',
    },
    {
      on: '5.0 and 5.5, a service that crashed with five logs above its checkpoint, the third of them moved away',
      act: 'a start of the service',
      see: 'the service-specific error and the events of the engine',
    },
  ),
  lowLogMissing: facet(
    'low-log-missing',
    'What does recovery without a checkpoint do where a page needs a log that is not there?',
    ['refused', 'applied'],
    {
      value: 'refused',
      provenance: 'UNKNOWN',
      source: 'Q240145 against Q200941, Q142782',
      reason:
        'Refused: the start ends at the first record that does not fit its page; Q240145 has such a database almost always unstartable, of 5.5. Applied: by Q200941 what there is is applied, and by Q142782 (4.0) a service starts once checkpoint and older logs are moved away.',
    },
    {
      on: 'any product, a service that crashed with the checkpoint five logs behind, with edb.chk and the log of the checkpoint moved away',
      act: 'a start of the service, many times with other work in the logs',
      see: 'how often it starts, and whether eseutil /g finds the database sound then',
    },
  ),
  logsGone: facet(
    'logs-gone',
    'What does a start answer when a database was not shut down cleanly and there is no log at all?',
    ['JET_errDatabaseInconsistent', 'JET_errDatabaseDuplicate'],
    {
      value: 'JET_errDatabaseInconsistent',
      provenance: 'UNKNOWN',
      source: 'Q143235 (-550), Q181559 (-1201)',
      reason: 'Two articles for all products, one state, two codes; -550 is said more often (Q178907, Q267238).',
    },
    {
      on: 'any product, a service that crashed, with all logs moved away, once with and once without edb.chk',
      act: 'a start of the service',
      see: 'the service-specific error',
    },
  ),
  lockedFile: facet(
    'locked-file',
    'What does a start answer when edb.chk or a log cannot be opened for writing?',
    ['JET_errFileAccessDenied', 'JET_errMissingPreviousLogFile'],
    {
      value: 'JET_errFileAccessDenied',
      provenance: 'UNKNOWN',
      source: 'Q245058, Q190813 (5.5), Q142782 (4.0)',
      reason: 'Of 5.0 nothing is said, and the two products beside it differ.',
    },
    {
      on: '5.0, with EDB.LOG held open by another program, and then marked read-only',
      act: 'a start of the service',
      see: 'the service-specific error and the events of EDB',
    },
  ),
  protectedDatabase: facet(
    'protected-database',
    'What does a start answer when a database is marked read-only?',
    ['by-service', 'JET_errFileAccessDenied', 'JET_errDatabaseFileReadOnly'],
    {
      value: 'by-service',
      provenance: 'UNKNOWN',
      source: 'Q245058, Q262371',
      reason:
        'By-service: the store -1032, the directory -1008, as the two articles have it for 5.5; nothing is said of 4.0 and 5.0.',
    },
    {
      on: '4.0 and 5.0, a service that was stopped cleanly, with its database marked read-only',
      act: 'a start of the store, and of the directory',
      see: 'the service-specific error, event 1002 of the directory, and which files the engine names',
    },
  ),
  fullDiskAtStart: facet(
    'full-disk-at-start',
    'What does a start answer when a disk that the service writes to takes no further byte?',
    ['JET_errDiskFull', 'JET_errDiskIO', 'JET_errMissingPreviousLogFile', 'starts'],
    {
      value: 'JET_errDiskFull',
      provenance: 'UNKNOWN',
      source: 'Q128325, Q170491 against Q142782, Q177959',
      reason:
        'Q128325 has -1808 (4.0), Q170491 says that it might come (4.0, 5.0), Q142782 has -509 for a full disk of the databases (4.0).',
    },
    {
      on: 'any product, stopped cleanly and after a crash, with the disk of the logs filled to the last byte, and that of the databases',
      act: 'a start of the service',
      see: 'whether it starts, the service-specific error, and whether event 109 or 71 comes before it',
    },
  ),
  lostMove: facet(
    'lost-move',
    'What does a start without a restore answer when a page lacks the rows that were moved into it, and the page they came from no longer has them?',
    ['by-page', 'JET_errMissingPatchPage'],
    {
      value: 'by-page',
      provenance: 'UNKNOWN',
      source: 'Q184209, Q242364, Q177761; ESE',
      reason:
        'By-page: -1019 for a page that is blank, as any start answers one, and -1206 for one that is older than it can be. -534 speaks of a patch file, which such a start has none of; no source shows one with it.',
    },
    {
      on: 'any product, a service that crashed after pages were split and written, with the new page overwritten by zeros, and then by what it was before',
      act: 'a start of the service',
      see: 'the service-specific error and the events of the engine',
    },
  ),
  secondRecovery: facet(
    'second-recovery',
    'Does a service start that crashed after a recovery was completed and before anything more was logged?',
    ['recovers', 'JET_errDatabaseInconsistent'],
    {
      value: 'recovers',
      provenance: 'UNKNOWN',
      source: 'Q166542',
      reason: 'The article is of 5.0 only; whether the engine of 4.0 has the defect is not said.',
    },
    {
      on: '4.0, a service that crashed, was started and was killed while it started',
      act: 'a start of the service, a few dozen times with a kill at another moment',
      see: 'whether a start fails with -550',
    },
  ),
  missingParameter: facet(
    'missing-parameter',
    'What does a directory do when one of its paths is not in the registry?',
    ['fails-with-1', 'default'],
    {
      value: 'fails-with-1',
      provenance: 'UNKNOWN',
      source: 'Q263548; BORES',
      reason: 'The article is of 5.5; the reference of the registry speaks of the store, whose values have defaults.',
    },
    {
      on: '4.0 and 5.0, with the value "DSA Database file" deleted',
      act: 'a start of the directory',
      see: 'whether it starts, and events 1016 and 1002',
    },
  ),
} as const;
