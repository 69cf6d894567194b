import { says } from './evidence.ts';

/** What the sources say of the settings of facets about an ordinary start, in our words, and where. */
export const startFacetEvidence = {
  'unreadable-log-header = JET_errDiskIO @ exchange-4.0': [
    says(
      'Q181449',
      'SYMPTOMS and CAUSE',
      'Event 31 of EDB, unable to read the log header, and event 1120, both with -1022: a corrupt log may be the cause.',
    ),
  ],
  'database-of-another-version = JET_errDatabaseCorrupted @ exchange-5.5': [
    says(
      'Q185008',
      'SYMPTOMS and CAUSE',
      'A store that is not of 5.5, put in offline: service-specific error 4294966090, and 5000 and 1120 in words.',
    ),
    says(
      'Q246207',
      'CAUSE',
      'With -1206 the database may be of the wrong version, one of 5.0 under 5.5, and not damaged.',
    ),
    says('Q233295', 'CAUSE', 'The generic error of a start: a wrong version, a damaged database, or one that is held.'),
  ],
  'missing-log = JET_errMissingPreviousLogFile @ exchange-4.0': [
    says(
      'Q142782',
      'SYMPTOMS and CAUSE, first reason',
      'In the example log 3 of 1 to 5 is missing, and directory, store or directory synchronization of 4.0 ends with -509.',
    ),
  ],
  'low-log-missing = applied @ exchange-4.0': [
    says(
      'Q142782',
      'RESOLUTION, step 1',
      'The cure of -509 in 4.0: move the logs below the gap and the checkpoint away, and start the services.',
    ),
  ],
  'locked-file = JET_errMissingPreviousLogFile @ exchange-4.0': [
    says(
      'Q142782',
      'CAUSE, second reason',
      'Logs that are read-only, hidden or out of reach for the service account give -509 as well; edb.chk is not named.',
    ),
  ],
  'locked-file = JET_errFileAccessDenied @ exchange-5.5': [
    says(
      'Q245058',
      'SYMPTOMS',
      'Event 145 of ESE97 for edb.chk and for edb.log, then 1120 and 5000 with 0xfffffbf8; the cause is given as rights to Priv.edb.',
    ),
    says(
      'Q190813',
      'SYMPTOMS',
      'Event 145 of ESE97 for edb.log, then 1120 and 5000 with 0xfffffbf8, after a device error.',
    ),
  ],
  'protected-database = by-service @ exchange-5.5': [
    says(
      'Q245058',
      'SYMPTOMS and CAUSE',
      'The store ends with 4294966264, that is -1032, also when Priv.edb is marked read-only.',
    ),
    says(
      'Q262371',
      'SYMPTOMS and CAUSE',
      'The directory ends with event 1002 and -1008, because a virus scanner has set its database to read-only.',
    ),
  ],
  'second-recovery = JET_errDatabaseInconsistent @ exchange-5.0': [
    says(
      'Q166542',
      'SYMPTOMS and CAUSE',
      'A crash after recovery was completed, with its last record at the end of the log, leaves the database inconsistent: -550 from EDB.',
    ),
  ],
  'second-recovery = recovers @ exchange-5.0-sp1': [
    says(
      'Q166542',
      'RESOLUTION and STATUS',
      'Soft recovery now handles that record; in the latest service pack of 5.0.',
    ),
    says('Q154481', 'list of bugs fixed', 'Q166542 is in the readme of Service Pack 1 of 5.0 among what it mends.'),
  ],
  'missing-parameter = fails-with-1 @ exchange-5.5': [
    says(
      'Q263548',
      'SYMPTOMS and CAUSE',
      'With a value of the directory missing in the registry event 1016 names it, and event 1002 ends the start with error 1.',
    ),
  ],
  'missing-checkpoint-log = hrFileNotFound @ exchange-5.5': [
    says(
      'Q176239',
      'SYMPTOMS and CAUSE',
      'After an abnormal stop, with Edb.chk naming a log that was deleted, events 1120 and 5000 show 0xfffff8ed, which is -1811.',
    ),
  ],
} as const;
