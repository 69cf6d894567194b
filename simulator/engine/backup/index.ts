/** Copying databases while they are in use. */
export { type BackupNote, Backups, type CopyResult, type CopyStart } from './backups.ts';
export { copySizeBytes, DatabaseCopy } from './databaseCopy.ts';
export { patchPath } from './patchPath.ts';
