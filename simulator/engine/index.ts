/** The engine: databases, logs, backup copies and recovery, in bytes. It knows nothing of the API in front of it. */
export {
  type BackupNote,
  type CopyRead,
  type CopyResult,
  type CopyStart,
  type DatabaseCopy,
  patchPath,
} from './backup/index.ts';
export { createDatabase, defragmentDatabase, type NewDatabase } from './createDatabase.ts';
export * from './disk/index.ts';
export { Engine } from './engine.ts';
export * from './format/index.ts';
export { inspectLogFolder, type LogFolderFacts } from './log/index.ts';
export { BULK_BUCKET_SIZE, BULK_SLOTS, MAXIMUM_KEY, MAXIMUM_VALUE_SIZE_BYTES } from './pages/index.ts';
export { type HardRecoveryOrder, hardRecover, type RecoveryEvent, type RecoveryReport } from './recovery/index.ts';
export { type StartedEngine, startEngine } from './startEngine.ts';
export {
  DamagedRowsError,
  type DatabaseOption,
  type EngineClock,
  type EngineInternals,
  type EngineOptions,
  type EngineRandom,
  type PatchRule,
  type Row,
} from './store/index.ts';
