import type { VirtualFile } from '../disk/index.ts';
import type { BackupInfo } from './backupInfo.ts';
import { type DatabaseHeader, encodeDatabaseHeader } from './databaseHeader.ts';
import {
  readShadowedDatabaseHeader,
  SHADOWED_HEADER_SIZE_BYTES,
  type ShadowedHeaderResult,
  twice,
} from './shadowedHeader.ts';

/** An empty patch file is this large; every further 4096 bytes are the image of one page (D: Q200941, Q271847). */
export const PATCH_HEADER_SIZE_BYTES = SHADOWED_HEADER_SIZE_BYTES;

/**
 * The two header pages of a patch file. They are those of its database with the backup they belong to as the current
 * full backup (D for signatures and backup info: Q200941; the other fields are the database's, which is our choice).
 */
export function encodePatchHeader(database: DatabaseHeader, backup: BackupInfo): Uint8Array {
  return twice(encodeDatabaseHeader({ ...database, currentFullBackup: backup }));
}

/** Reads the header of a patch file by the rule for a database's. */
export function readPatchHeader(file: VirtualFile): ShadowedHeaderResult {
  return readShadowedDatabaseHeader(file);
}
