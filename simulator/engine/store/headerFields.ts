import {
  type DatabaseHeader,
  DatabaseState,
  type LogPosition,
  NULL_BACKUP_INFO,
  NULL_LOG_POSITION,
  type Signature,
  signaturesEqual,
} from '../format/index.ts';

/** The file is complete as of this position. A backup copy that has become complete is no copy any more. */
export function cleanFields(position: LogPosition, seconds: number): Partial<DatabaseHeader> {
  return {
    state: DatabaseState.Clean,
    consistentPosition: position,
    consistentSeconds: seconds,
    detachPosition: position,
    detachSeconds: seconds,
    currentFullBackup: NULL_BACKUP_INFO,
  };
}

/** The file is incomplete without the log from this position on. */
export function dirtyFields(position: LogPosition, seconds: number): Partial<DatabaseHeader> {
  return {
    state: DatabaseState.Dirty,
    consistentPosition: NULL_LOG_POSITION,
    consistentSeconds: 0,
    attachPosition: position,
    attachSeconds: seconds,
  };
}

/**
 * What joining a log stream changes. Backups that belong to another stream mean nothing in this one, so they are
 * forgotten (I: an incremental backup in a new stream must not follow a full one of the old).
 */
export function streamFields(
  header: DatabaseHeader,
  databaseId: number,
  logSignature: Signature,
): Partial<DatabaseHeader> {
  if (signaturesEqual(header.logSignature, logSignature)) return { databaseId };
  return { databaseId, logSignature, fullBackup: NULL_BACKUP_INFO, incrementalBackup: NULL_BACKUP_INFO };
}
