/** The engine: databases, logs, backup copies and recovery, in bytes. It knows nothing of the API in front of it. */
export {
  type DatabaseCopy,
  patchPath,
} from './backup/index.ts';
export { createDatabase } from './createDatabase.ts';
export { defragmentDatabase } from './defragmentDatabase.ts';
export * from './disk/index.ts';
export { Engine } from './engine.ts';
export * from './format/index.ts';
export { inspectLogFolder, LogScan, readLogHeader } from './log/index.ts';
export { BULK_BUCKET_SIZE, MAXIMUM_KEY } from './pages/index.ts';
export { type HardRecoveryOrder, hardRecover, type RecoveryReport } from './recovery/index.ts';
export { startEngine } from './startEngine.ts';
export {
  DamagedRowsError,
  type EngineInternals,
  type EngineOptions,
  type EngineRandom,
  type FileAccess,
  type StartAnswers,
} from './store/index.ts';
export {
  crossCheck,
  engineName,
  type FileReader,
  type FileReport,
  type Finding,
  headerLines,
  verifyFile,
} from './verify/index.ts';
