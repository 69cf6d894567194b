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

/** edb.chk: never moves backwards, and is believed only as far as it was written. */
export class CheckpointKeeper {
  readonly #disk: VirtualDisk;
  readonly #path: string;
  #written: LogPosition = NULL_LOG_POSITION;
  #marks: BackupMarks = NO_BACKUP_MARKS;

  constructor(disk: VirtualDisk, systemFolder: string) {
    this.#disk = disk;
    this.#path = joinPath(systemFolder, CHECKPOINT_NAME);
  }

  /** The checkpoint as it is on the disk. */
  get position(): LogPosition {
    return this.#written;
  }

  /** Goes on from a checkpoint that was read at the start. */
  resume(checkpoint: Checkpoint): void {
    this.#written = checkpoint.checkpoint;
    this.#marks = checkpoint;
  }

  noteBackup(marks: Partial<BackupMarks>): void {
    this.#marks = { ...this.#marks, ...marks };
  }

  /** Writes both copies. JET_errDiskFull when the file was gone and there is no room for a new one: the old position stays. */
  write(
    position: LogPosition,
    logSignature: Signature,
    environment: LogEnvironment,
    attachments: readonly Attachment[],
  ): JetErrorNumber | 0 {
    const next = compareLogPositions(position, this.#written) > 0 ? position : this.#written;
    const file =
      this.#disk.open(this.#path) ?? this.#disk.create(this.#path, new SparseFile(CHECKPOINT_FILE_SIZE_BYTES));
    if (file === 'disk-full') return JetError.JET_errDiskFull;
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
    return 0;
  }
}
