import {
  CHECKPOINT_NAME,
  type Engine,
  type EngineInternals,
  type HardRecoveryOrder,
  hardRecover,
  logFileName,
  patchPath,
  type RecoveryReport,
  SparseFile,
  VirtualDisk,
  type VirtualFile,
} from '../index.ts';
import type { SeededRandom } from './random.ts';
import { FOLDER, type TestServer } from './server.ts';

/** What a full backup saved: bytes only. */
export interface BackupSet {
  readonly lowGeneration: number;
  readonly highGeneration: number;
  readonly databases: readonly { readonly id: number; readonly path: string; readonly bytes: Uint8Array }[];
  readonly patches: readonly { readonly id: number; readonly path: string; readonly file: VirtualFile }[];
  readonly logs: ReadonlyMap<number, VirtualFile>;
}

export interface BackupPlan {
  /** Called between reads: the load. */
  readonly between: () => void;
  /** The size of each read in bytes; odd sizes are welcome. */
  readonly readSizeBytes: () => number;
}

/** A full online backup, by the engine's primitives, with load between the reads. */
export function backUp(engine: Engine, server: TestServer, plan: BackupPlan): BackupSet {
  const { disk } = server;
  const lowGeneration = engine.checkpointGeneration;
  const start = { mark: engine.tip(), markSeconds: server.clock.now, lowGeneration };
  engine.holdLogsFrom(lowGeneration);
  const databases = server.databases.map(({ id, path }) => {
    const started = engine.startDatabaseCopy(id, start);
    if (started.kind === 'failed') throw new Error(`The copy of ${path} answered ${started.error}`);
    const { copy } = started;
    const bytes = new Uint8Array(copy.sizeBytes);
    let at = 0;
    while (at < bytes.length) {
      plan.between();
      const read = copy.read(bytes, at, Math.min(plan.readSizeBytes(), bytes.length - at));
      if (read.error !== 0) throw new Error(`A read of ${path} answered ${read.error}`);
      at += read.bytes;
    }
    plan.between();
    copy.close();
    return { id, path, bytes };
  });
  const error = engine.rollLog({ kind: 'full' });
  if (error !== 0) throw new Error(`The log could not be closed: ${error}`);
  const highGeneration = engine.currentGeneration - 1;
  const ids = databases.map(({ id }) => id);
  engine.finishPatchFiles(highGeneration, ids);
  const logs = new Map<number, VirtualFile>();
  for (let generation = lowGeneration; generation <= highGeneration; generation += 1) {
    logs.set(generation, copyOfFile(disk, `${FOLDER}\\${logFileName(generation)}`));
  }
  const patches = databases.map(({ id, path }) => {
    const patch = patchPath(FOLDER, path);
    return { id, path: patch, file: copyOfFile(disk, patch) };
  });
  for (const id of ids) {
    engine.stampFullBackup(id, { ...start, highGeneration });
    engine.deletePatchFile(id);
  }
  engine.holdLogsFrom(null);
  return { lowGeneration, highGeneration, databases, patches, logs };
}

/** A file as it is now, without the cost of reading it. */
export function copyOfFile(disk: VirtualDisk, path: string): VirtualFile {
  const file = disk.open(path);
  if (file === null) throw new Error(`${path} is missing`);
  return file.clone();
}

/** Puts a set on a disk, in place of what is there under the same names, and removes the checkpoint. */
export function restoreFiles(set: BackupSet, disk: VirtualDisk, parts: { readonly patches?: boolean } = {}): void {
  for (const { path, bytes } of set.databases) {
    const file = new SparseFile();
    file.write(0, bytes);
    disk.create(path, file);
  }
  for (const [generation, file] of set.logs) disk.create(`${FOLDER}\\${logFileName(generation)}`, file.clone());
  if (parts.patches ?? true) for (const { path, file } of set.patches) disk.create(path, file.clone());
  disk.remove(`${FOLDER}\\${CHECKPOINT_NAME}`);
}

export function orderFor(set: BackupSet, changes: Partial<HardRecoveryOrder> = {}): HardRecoveryOrder {
  return {
    lowGeneration: set.lowGeneration,
    highGeneration: set.highGeneration,
    backupLogFolder: FOLDER,
    logFolder: FOLDER,
    checkpointFolder: FOLDER,
    map: set.databases.map(({ path }) => ({ oldPath: path, newPath: path })),
    patchFiles: 'when-needed',
    ...changes,
  };
}

/** Restores a set to an empty server and recovers it. */
export function restoreToEmpty(
  set: BackupSet,
  server: TestServer,
  parts: { readonly patches?: boolean } = {},
  internals: EngineInternals = {},
): { readonly server: TestServer; readonly report: RecoveryReport } {
  const restored = server.fork(new VirtualDisk());
  restoreFiles(set, restored.disk, parts);
  const report = hardRecover(restored.options(), orderFor(set), internals);
  for (const { path } of set.patches) restored.disk.remove(path);
  return { server: restored, report };
}

/** Read sizes: whole buffers, single pages, and sizes that cut pages. */
export function readSizes(random: SeededRandom): () => number {
  const sizes = [65536, 4096, 12288, 1000, 5000, 16384, 8192, 4095, 20000];
  const favourite = sizes[random.next(sizes.length)] ?? 4096;
  return () => (random.chance(70) ? favourite : 1 + random.next(20000));
}
