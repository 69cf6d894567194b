import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { joinPath, SparseFile, type VirtualDisk } from '../disk/index.ts';
import {
  type Attachment,
  CHECKPOINT_FILE_SIZE_BYTES,
  CHECKPOINT_NAME,
  type Checkpoint,
  compareLogPositions,
  type LogEnvironment,
  type LogPosition,
  NULL_LOG_POSITION,
  readCheckpointFile,
  type Signature,
  writeCheckpointFile,
} from '../format/index.ts';

/** What a checkpoint file remembers about backups. */
export type BackupMarks = Pick<
  Checkpoint,
  'lastFullBackupCheckpoint' | 'fullBackup' | 'fullBackupSeconds' | 'incrementalBackup' | 'incrementalBackupSeconds'
>;

const NO_BACKUP_MARKS: BackupMarks = {
  lastFullBackupCheckpoint: NULL_LOG_POSITION,
  fullBackup: NULL_LOG_POSITION,
  fullBackupSeconds: 0,
  incrementalBackup: NULL_LOG_POSITION,
  incrementalBackupSeconds: 0,
};

/**
 * edb.chk: never moves backwards, and is believed only as far as it was written. But while another program holds the
 * file the engine goes on with the checkpoint that it has in memory, and circular logging goes by that (Q176239).
 */
export class CheckpointKeeper {
  readonly #disk: VirtualDisk;
  readonly #path: string;
  readonly #isLocked: (path: string) => boolean;
  #written: LogPosition = NULL_LOG_POSITION;
  #inMemory: LogPosition = NULL_LOG_POSITION;
  #marks: BackupMarks = NO_BACKUP_MARKS;
  #seen = { revision: -1, isReadable: false };

  /** `isLocked`: another program holds this file, or it is marked read-only. */
  constructor(disk: VirtualDisk, systemFolder: string, isLocked: (path: string) => boolean = () => false) {
    this.#disk = disk;
    this.#isLocked = isLocked;
    this.#path = joinPath(systemFolder, CHECKPOINT_NAME);
  }

  /** The checkpoint as it is on the disk. */
  get position(): LogPosition {
    return this.#written;
  }

  /** The checkpoint that the engine goes by: ahead of the file only while that could not be written. */
  get inMemory(): LogPosition {
    return this.#inMemory;
  }

  /** The file is there and one of its copies is sound. Read again only when something on the disk changed. */
  get isReadable(): boolean {
    const { revision } = this.#disk;
    if (this.#seen.revision !== revision) {
      const file = this.#disk.open(this.#path);
      this.#seen = { revision, isReadable: file !== null && readCheckpointFile(file) !== null };
    }
    return this.#seen.isReadable;
  }

  /** Goes on from a checkpoint that was read at the start. */
  resume(checkpoint: Checkpoint): void {
    this.#written = checkpoint.checkpoint;
    this.#inMemory = checkpoint.checkpoint;
    this.#marks = checkpoint;
  }

  noteBackup(marks: Partial<BackupMarks>): void {
    this.#marks = { ...this.#marks, ...marks };
  }

  /**
   * Writes both copies. JET_errFileAccessDenied when another program holds the file. JET_errCheckpointCorrupt when it was
   * damaged since it was written last: it is left as it is until the next start (Q184578: event 61, and logs are kept).
   * JET_errDiskFull when it was gone and there is no room for a new one: the old position stays.
   */
  write(
    position: LogPosition,
    logSignature: Signature,
    environment: LogEnvironment,
    attachments: readonly Attachment[],
  ): JetErrorNumber | 0 {
    const next = compareLogPositions(position, this.#inMemory) > 0 ? position : this.#inMemory;
    if (this.#isLocked(this.#path)) {
      this.#inMemory = next;
      return JetError.JET_errFileAccessDenied;
    }
    const wasMissing = !this.#disk.exists(this.#path);
    const file =
      this.#disk.open(this.#path) ?? this.#disk.create(this.#path, new SparseFile(CHECKPOINT_FILE_SIZE_BYTES));
    if (file === 'disk-full') return JetError.JET_errDiskFull;
    const isOurs = compareLogPositions(this.#written, NULL_LOG_POSITION) > 0;
    if (isOurs && !wasMissing && !this.isReadable) return JetError.JET_errCheckpointCorrupt;
    const { lastFullBackupCheckpoint, fullBackup, fullBackupSeconds } = this.#marks;
    const { incrementalBackup, incrementalBackupSeconds } = this.#marks;
    const result = writeCheckpointFile(file, {
      systemPath: environment.systemPath,
      logFolder: environment.logFolder,
      parameters: environment.parameters,
      lastFullBackupCheckpoint,
      checkpoint: next,
      logSignature,
      fullBackup,
      fullBackupSeconds,
      incrementalBackup,
      incrementalBackupSeconds,
      attachments,
    });
    if (result === 'disk-full') return JetError.JET_errDiskFull;
    this.#written = next;
    this.#inMemory = next;
    return 0;
  }
}
