import type { EventName } from './events.ts';
import type { Profile } from './profile.ts';

/** What an event says, in our words, where it says the same in every product. No full stop at the end. */
const texts: Readonly<Record<Exclude<EventName, 'backup-completed'>, string>> = {
  'engine-started': 'The database engine started',
  'engine-stopped': 'The database engine stopped',
  'full-backup-started': 'The database engine is starting a full backup',
  'incremental-backup-started': 'The database engine is starting an incremental backup',
  'backup-stopped': 'The database engine stopped the backup with an error',
  'restore-started': 'The database engine is restoring from a backup',
  'restore-ended': 'The database engine has stopped restoring',
  'recovery-started': 'The database engine is initiating recovery steps',
  'log-replayed': 'The database engine is replaying a log file',
  'recovery-completed': 'The database engine has completed recovery steps',
  'recovery-failed': 'The database engine gave recovery up',
  'log-header-unreadable': 'The header of a log file cannot be used',
  'database-header-unreadable': 'The header of a database cannot be read, and recovery goes on without it',
  'log-gap': 'There is a gap in the log files',
  'page-verification-failed': 'A page read for the backup did not pass verification',
  'file-access-failed': 'A file could not be opened for access',
  'database-not-recovered': 'A database was not recovered',
  'full-backup-needed': 'A full backup must be made before the first incremental backup',
  'checkpoint-not-written': 'The checkpoint file cannot be used; no log file was deleted',
  'log-disk-low': 'The database engine takes no more updates: the log disk has too little free space',
  'log-disk-full': 'The log disk is full; the service is being stopped',
  'database-too-large': 'The database has the largest size that it may have; the service is being stopped',
  'page-unreadable': 'A page that was read does not verify; restore the database from a backup',
  'log-not-created': 'The next log file could not be made',
  'log-write-failed': 'A log file could not be written; the service is being stopped',
  'commit-not-logged': 'A transaction could not be logged; the process ends, and its next start recovers the databases',
  'directory-error': 'The directory met an error',
  'parameter-missing': 'A parameter of the directory is missing from the registry',
  'database-initialization-failed': 'The databases of the service could not be initialized',
  'service-start-failed': 'The service could not be started',
  'restored-database-not-recovered': 'The database could not be recovered after a restore',
  'restored-database-not-recovered-explained': 'The database could not be recovered after a restore',
  'single-store-restored': 'Of the two databases of this information store only one was restored',
};

/** Q219035: one event, one meaning (the engine ended the backup without an error), two texts. */
const completionTexts = {
  'completed-successfully': 'The database engine completed the backup with success',
  'stopped-the-procedure': 'The database engine stopped the backup procedure',
} as const;

/** What an event says under a product, in our words, without a full stop. */
export const eventText = (profile: Profile, event: EventName): string =>
  event === 'backup-completed' ? completionTexts[profile.settings.completionEventText.value] : texts[event];
