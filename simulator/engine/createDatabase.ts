import { type DiskWriteResult, LayeredFile, type VirtualDisk } from './disk/index.ts';
import {
  DatabaseState,
  type EngineFormat,
  newDatabaseHeader,
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
