import { JetError, type JetErrorNumber } from '../protocol/index.ts';
import { type DiskWriteResult, LayeredFile, type VirtualDisk } from './disk/index.ts';
import {
  DatabaseState,
  type EngineFormat,
  NULL_BACKUP_INFO,
  NULL_LOG_POSITION,
  NULL_SIGNATURE,
  newDatabaseHeader,
  readShadowedDatabaseHeader,
  type Signature,
  writeShadowedDatabaseHeader,
} from './format/index.ts';
import { BULK_DATABASE_TIME, BulkSource, planBulkGeometry, TABLE_OBJECT_ID } from './pages/index.ts';

export interface NewDatabase {
  readonly format: EngineFormat;
  readonly signature: Signature;
  /** About how large; at most 16 GiB. The file is as large as whole pages below it allow, and not below 270 KB. */
  readonly sizeBytes: number;
  /** What the values of the rows depend on. */
  readonly seed: number;
}

/**
 * Makes a database full of rows: clean, never attached. It costs the memory of one template, whatever its size; pages
 * are made when they are read. Rows have keys bucket * 65536 + slot, see BULK_SLOTS.
 */
export function createDatabase(disk: VirtualDisk, path: string, wanted: NewDatabase): DiskWriteResult {
  const source = new BulkSource(planBulkGeometry(wanted.sizeBytes), wanted.seed);
  const file = disk.create(path, new LayeredFile(source));
  if (file === 'disk-full') return file;
  return writeShadowedDatabaseHeader(file, {
    ...newDatabaseHeader(wanted.format, wanted.signature),
    state: DatabaseState.Clean,
    databaseTime: BULK_DATABASE_TIME,
    objectIdLast: TABLE_OBJECT_ID,
  });
}

/**
 * What an offline defragmentation (eseutil /d) leaves: the same rows under a new signature, of no log stream, without
 * any record of a backup (Q183380). The tree is not rebuilt: nothing that a backup can see depends on it.
 *
 * JET_errFileNotFound, the error of the header, or JET_errDatabaseInconsistent for a database that is not clean.
 */
export function defragmentDatabase(
  disk: VirtualDisk,
  path: string,
  { signature }: { readonly signature: Signature },
): JetErrorNumber | 0 {
  const file = disk.open(path);
  if (file === null) return JetError.JET_errFileNotFound;
  const read = readShadowedDatabaseHeader(file);
  if (read.kind === 'failed') return read.error;
  if (read.header.state === DatabaseState.Dirty) return JetError.JET_errDatabaseInconsistent;
  writeShadowedDatabaseHeader(file, {
    ...read.header,
    signature,
    state: DatabaseState.Clean,
    logSignature: NULL_SIGNATURE,
    consistentPosition: NULL_LOG_POSITION,
    attachPosition: NULL_LOG_POSITION,
    detachPosition: NULL_LOG_POSITION,
    fullBackup: NULL_BACKUP_INFO,
    incrementalBackup: NULL_BACKUP_INFO,
    currentFullBackup: NULL_BACKUP_INFO,
  });
  return 0;
}
