import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { type BackupInfo, type LogPosition, NULL_BACKUP_INFO } from '../format/index.ts';
import type { Frame, Store } from '../store/index.ts';
import { DatabaseCopy } from './databaseCopy.ts';
import { PatchFile } from './patchFile.ts';
import { patchPath } from './patchPath.ts';

/** What the header of a copy says about its backup; the last generation is not known yet. */
export type CopyStart = Pick<BackupInfo, 'mark' | 'markSeconds' | 'lowGeneration'>;

export type CopyResult =
  | { readonly kind: 'started'; readonly copy: DatabaseCopy }
  | { readonly kind: 'failed'; readonly error: JetErrorNumber };

export interface BackupNote {
  readonly kind: 'full' | 'incremental';
  readonly position: LogPosition;
  readonly seconds: number;
}

/** What the engine does for a backup. It knows nothing of contexts, phases and refusals: whoever calls does. */
export class Backups {
  readonly #store: Store;
  readonly #copies: Set<DatabaseCopy> = new Set();
  readonly #patches: Map<number, PatchFile> = new Map();

  constructor(store: Store) {
    this.#store = store;
    store.observeWrite = (frame, image) => this.#observe(frame, image);
  }

  /** Begins to copy a database: snapshots its header and makes its patch file. JET_errDatabaseNotFound, JET_errDiskFull, JET_errFileAccessDenied. */
  start(databaseId: number, { mark, markSeconds, lowGeneration }: CopyStart): CopyResult {
    const database = this.#store.requireDatabase(databaseId);
    if (typeof database === 'number') return { kind: 'failed', error: database };
    const { disk, logFolder } = this.#store.options;
    const currentFullBackup: BackupInfo = { mark, markSeconds, lowGeneration, highGeneration: 0 };
    const header = { ...database.header, databaseTime: database.databaseTime, currentFullBackup };
    const path = patchPath(logFolder, database.path);
    // The one that is there is to be replaced, and Windows lets nobody do that.
    const isLocked = disk.exists(path) && this.#store.isLocked(path);
    const patch = isLocked ? JetError.JET_errFileAccessDenied : PatchFile.create(disk, path, header);
    if (typeof patch === 'number') return { kind: 'failed', error: patch };
    const rule = this.#store.internals.patchRule ?? 'complete';
    const copy = new DatabaseCopy(database, header, patch, rule, (ended) => this.#copies.delete(ended));
    this.#copies.add(copy);
    this.#patches.set(databaseId, patch);
    return { kind: 'started', copy };
  }

  /** Writes the last generation of the backup into the patch files of these databases. */
  finishPatchFiles(highGeneration: number, databaseIds: readonly number[]): JetErrorNumber | 0 {
    for (const databaseId of databaseIds) this.#patches.get(databaseId)?.finish(highGeneration);
    return 0;
  }

  /** False when there was none. */
  deletePatchFile(databaseId: number): boolean {
    const patch = this.#patches.get(databaseId);
    this.#patches.delete(databaseId);
    return patch !== undefined && !this.#store.isLocked(patch.path) && this.#store.options.disk.remove(patch.path);
  }

  /** The database was backed up completely; incremental backups start anew from here. */
  stampFull(databaseId: number, info: BackupInfo): JetErrorNumber | 0 {
    return this.#stamp(databaseId, { fullBackup: info, incrementalBackup: NULL_BACKUP_INFO });
  }

  stampIncremental(databaseId: number, info: BackupInfo): JetErrorNumber | 0 {
    return this.#stamp(databaseId, { incrementalBackup: info });
  }

  /**
   * Writes when the last backup was into the checkpoint file. A dump shows the same position in both full fields
   * (Q259751). The error of a file that cannot be written.
   */
  note({ kind, position, seconds }: BackupNote): JetErrorNumber | 0 {
    const { checkpoint } = this.#store;
    if (kind === 'incremental')
      checkpoint.noteBackup({ incrementalBackup: position, incrementalBackupSeconds: seconds });
    else
      checkpoint.noteBackup({ lastFullBackupCheckpoint: position, fullBackup: position, fullBackupSeconds: seconds });
    return this.#store.writeCheckpoint();
  }

  /** Nobody reads any more. */
  abandon(): void {
    this.#copies.clear();
    this.#store.observeWrite = null;
  }

  #stamp(databaseId: number, infos: { fullBackup?: BackupInfo; incrementalBackup: BackupInfo }): JetErrorNumber | 0 {
    const database = this.#store.requireDatabase(databaseId);
    if (typeof database === 'number') return database;
    database.updateHeader(infos);
    this.#store.onStep();
    return 0;
  }

  #observe(frame: Frame, image: Uint8Array): void {
    for (const copy of this.#copies) copy.observeWrite(frame, image);
  }
}
