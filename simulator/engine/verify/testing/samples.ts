import {
  type Checkpoint,
  createDatabase,
  DEFAULT_LOG_PARAMETERS,
  ESE97_FORMAT,
  encodeLogHeader,
  LOG_FILE_SIZE_BYTES,
  type LogHeader,
  NULL_LOG_POSITION,
  readShadowedDatabaseHeader,
  type Signature,
  SparseFile,
  VirtualDisk,
  type VirtualFile,
  writeCheckpointFile,
  writeShadowedDatabaseHeader,
} from '../../index.ts';
import { bytesOf } from './files.ts';

export const SECONDS = Date.UTC(1999, 7, 6, 20, 46, 33) / 1000;
export const LOG_SIGNATURE: Signature = { random: 77, createdSeconds: SECONDS, computerName: '' };

const ENVIRONMENT = {
  systemPath: 'D:\\exchsrvr\\mdbdata',
  logFolder: 'D:\\exchsrvr\\mdbdata',
  parameters: DEFAULT_LOG_PARAMETERS,
};

/** The bytes of a clean database; with leaves 64 to 95 unless another size is told. */
export function cleanDatabase(sizeBytes = 400_000): Uint8Array {
  const disk = new VirtualDisk();
  const signature = { random: 5, createdSeconds: SECONDS, computerName: '' };
  createDatabase(disk, 'D:\\priv.edb', { format: ESE97_FORMAT, signature, sizeBytes, seed: 1 });
  const file = disk.open('D:\\priv.edb');
  if (file === null) throw new Error('The database was just created');
  return bytesOf(file);
}

type DatabaseHeader = Parameters<typeof writeShadowedDatabaseHeader>[1];

/** The same file with other fields in both headers. */
export function withHeader(bytes: Uint8Array, changes: Partial<DatabaseHeader>): Uint8Array {
  const file = fileOf(bytes);
  const read = readShadowedDatabaseHeader(file);
  if (read.kind === 'failed') throw new Error(read.reason);
  writeShadowedDatabaseHeader(file, { ...read.header, ...changes });
  return bytesOf(file);
}

function fileOf(bytes: Uint8Array): VirtualFile {
  const file = new SparseFile();
  file.write(0, bytes);
  return file;
}

function logHeader(changes: Partial<LogHeader> = {}): LogHeader {
  return {
    ...ENVIRONMENT,
    generation: 5,
    createdSeconds: SECONDS + 500,
    previousCreatedSeconds: SECONDS + 400,
    major: ESE97_FORMAT.logMajor,
    minor: ESE97_FORMAT.logMinor,
    update: ESE97_FORMAT.logUpdate,
    signature: LOG_SIGNATURE,
    circularLogging: false,
    circularLoggingEarlier: false,
    reserveLogUsed: false,
    checkpoint: { generation: 4, sector: 8, byte: 0 },
    attachments: [],
    ...changes,
  };
}

/** A log that was just begun: a header, and no record. */
export function newLog(changes: Partial<LogHeader> = {}): VirtualFile {
  const file = new SparseFile(LOG_FILE_SIZE_BYTES);
  file.write(0, encodeLogHeader(logHeader(changes)));
  return file;
}

/** A log of a stream in which each log is begun 100 seconds behind the one before. */
export function chainedLog(generation: number, changes: Partial<LogHeader> = {}): VirtualFile {
  return newLog({
    generation,
    createdSeconds: SECONDS + 100 * generation,
    previousCreatedSeconds: SECONDS + 100 * (generation - 1),
    ...changes,
  });
}

export function checkpointFile(changes: Partial<Checkpoint> = {}): Uint8Array {
  const file = new SparseFile();
  writeCheckpointFile(file, {
    ...ENVIRONMENT,
    lastFullBackupCheckpoint: NULL_LOG_POSITION,
    checkpoint: { generation: 5, sector: 6485, byte: 399 },
    logSignature: LOG_SIGNATURE,
    fullBackup: NULL_LOG_POSITION,
    fullBackupSeconds: 0,
    incrementalBackup: NULL_LOG_POSITION,
    incrementalBackupSeconds: 0,
    attachments: [],
    ...changes,
  });
  return bytesOf(file);
}
