import {
  type BackupInfo,
  CHECKPOINT_NAME,
  type Checkpoint,
  type DatabaseHeader,
  readCheckpointFile,
  readShadowedDatabaseHeader,
  SparseFile,
  writeCheckpointFile,
  writeShadowedDatabaseHeader,
} from '../../engine/index.ts';
import { BACKUP_INFORMATION_KEY } from '../layout.ts';
import type { ExchangeServer } from '../server.ts';

/** What is on record about the backups of an information store, and what lies in its folder: bytes and registry only. */
export interface Records {
  /** Per database, from the header on the disk. */
  readonly fullPrevious: readonly BackupInfo[];
  readonly incrementalPrevious: readonly BackupInfo[];
  readonly fullCurrent: readonly BackupInfo[];
  /** From edb.chk. */
  readonly checkpointFull: BackupMark;
  readonly checkpointIncremental: BackupMark;
  readonly lastFullBackupCheckpoint: Checkpoint['lastFullBackupCheckpoint'];
  readonly registryNumber: number | null;
  /** Lower-case names. */
  readonly closedLogs: readonly string[];
  readonly patchFiles: readonly string[];
}

interface BackupMark {
  readonly position: Checkpoint['fullBackup'];
  readonly seconds: number;
}

/** The records of the information store as they are on the disk and in the registry. */
export function recordsOf(server: ExchangeServer): Records {
  const { core, databases } = server.service('information-store');
  const headers = databases.map(({ path }) => headerOn(server, path));
  const checkpoint = checkpointOn(server);
  const names = server.disk.list(core.paths.logFolder).map((name) => name.toLowerCase());
  return {
    fullPrevious: headers.map(({ fullBackup }) => fullBackup),
    incrementalPrevious: headers.map(({ incrementalBackup }) => incrementalBackup),
    fullCurrent: headers.map(({ currentFullBackup }) => currentFullBackup),
    checkpointFull: { position: checkpoint.fullBackup, seconds: checkpoint.fullBackupSeconds },
    checkpointIncremental: { position: checkpoint.incrementalBackup, seconds: checkpoint.incrementalBackupSeconds },
    lastFullBackupCheckpoint: checkpoint.lastFullBackupCheckpoint,
    registryNumber: server.registry.number(BACKUP_INFORMATION_KEY, core.layout.annotation),
    closedLogs: names.filter((name) => /^edb[0-9a-f]{5}\.log$/.test(name)),
    patchFiles: names.filter((name) => name.endsWith('.pat')),
  };
}

/** The header of a database or patch file in these bytes. */
export function headerIn(bytes: Uint8Array): DatabaseHeader {
  const file = new SparseFile();
  file.write(0, bytes);
  const read = readShadowedDatabaseHeader(file);
  if (read.kind !== 'read') throw new Error(`no header: ${read.reason}`);
  return read.header;
}

function headerOn(server: ExchangeServer, path: string): DatabaseHeader {
  const file = server.disk.open(path);
  const read = file === null ? null : readShadowedDatabaseHeader(file);
  if (read?.kind !== 'read') throw new Error(`${path} has no header`);
  return read.header;
}

function checkpointOn(server: ExchangeServer): Checkpoint {
  const file = server.disk.open(checkpointPath(server));
  const checkpoint = file === null ? null : readCheckpointFile(file);
  if (checkpoint === null) throw new Error('there is no checkpoint file that can be read');
  return checkpoint;
}

const checkpointPath = (server: ExchangeServer): string =>
  `${server.service('information-store').core.paths.systemFolder}\\${CHECKPOINT_NAME}`;

/** Changes the headers of the databases of a stopped store. */
export function editHeaders(server: ExchangeServer, changes: Partial<DatabaseHeader>): void {
  for (const { path } of server.service('information-store').databases) {
    const file = server.disk.open(path);
    if (file === null) throw new Error(`${path} is missing`);
    writeShadowedDatabaseHeader(file, { ...headerOn(server, path), ...changes });
  }
}

/** Changes the checkpoint file of a stopped store. */
export function editCheckpoint(server: ExchangeServer, changes: Partial<Checkpoint>): void {
  const file = server.disk.open(checkpointPath(server));
  if (file === null) throw new Error('there is no checkpoint file');
  writeCheckpointFile(file, { ...checkpointOn(server), ...changes });
}

/** Writes the number of the registry's bookkeeping by hand. */
export function editRegistryNumber(server: ExchangeServer, data: number): void {
  const { layout } = server.service('information-store').core;
  server.registry.set(BACKUP_INFORMATION_KEY, layout.annotation, { type: 'REG_DWORD', data });
}
