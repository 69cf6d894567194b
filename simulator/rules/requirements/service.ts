import { requirement } from '../requirement.ts';

/** What happens to a service outside the API. */
export const serviceRequirements = {
  activity: requirement(
    'EDB-SVC-1',
    'DOCUMENTED',
    'Q240145, Q296787',
    'Generations and the checkpoint only grow; the checkpoint is never beyond the current log.',
  ),
  stopDuringBackup: requirement(
    'EDB-SVC-2',
    'INFERRED',
    'ESE',
    'A service cannot be stopped while a backup runs: the engine answers -505.',
  ),
  stop: requirement(
    'EDB-SVC-3',
    'DOCUMENTED',
    'Q296787',
    'A service that stops leaves its databases consistent and its logs in place.',
  ),
  crash: requirement(
    'EDB-SVC-4',
    'DOCUMENTED',
    'Q178999, Q297172',
    'A server that crashes during a backup leaves patch files behind and records nothing.',
  ),
  start: requirement(
    'EDB-SVC-5',
    'DOCUMENTED',
    'Q200941',
    'A service that starts has recovered its databases; after a restore the "Restore in Progress" key is gone.',
  ),
  startLocked: requirement(
    'EDB-SVC-6',
    'DOCUMENTED',
    'M-restore, Q181795',
    'A service does not start while a restore is registered and not completed, or was completed with a failure.',
  ),
  startFailed: requirement(
    'EDB-SVC-7',
    'DOCUMENTED',
    'Q200941, Q161584',
    'When hard recovery fails the key stays, and the next start fails again.',
  ),
  filesChanged: requirement(
    'EDB-SVC-8',
    'DOCUMENTED',
    'M-restore',
    'Files of a stopped service are written with ordinary file operations.',
  ),
  logDeleted: requirement(
    'EDB-SVC-9',
    'DOCUMENTED',
    'Q128325',
    'A log that is deleted by hand is missing from then on.',
  ),
  databaseMoved: requirement(
    'EDB-SVC-10',
    'DOCUMENTED',
    'M-backup, Q296787',
    'Moving a database makes a full backup necessary; how that is recorded is a facet.',
  ),
  circularLoggingSet: requirement(
    'EDB-SVC-11',
    'DOCUMENTED',
    'Q155269, Q237767',
    'Circular logging is switched per service, and takes effect when the service starts.',
  ),
  clientGone: requirement(
    'EDB-SVC-12',
    'UNKNOWN',
    'Q297172, Q178999',
    'What becomes of the session of a client that vanishes is a facet; leftover patch files are documented.',
  ),
  keyDeleted: requirement(
    'EDB-SVC-13',
    'DOCUMENTED',
    'Q200941, Q175116',
    'The "Restore in Progress" key can be deleted by hand; the next start then does soft recovery.',
  ),
} as const;
