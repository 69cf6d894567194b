/** Full, incremental, differential, copy and restore as generators of calls: written once, run by every driver. */
export { backup } from './backup.ts';
export { backupKinds, readsDatabases } from './backupKind.ts';
export { codeText } from './codeText.ts';
export { noDeviations } from './deviations.ts';
export { callsOn, driveInTurns, type StepHandler } from './drive.ts';
export type { Failure } from './failure.ts';
export {
  baseName,
  generationOfHeader,
  generationOfName,
  isDatabase,
  isLog,
  isPatchFile,
} from './generation.ts';
export {
  type BackupOptions,
  backupOptions,
} from './options.ts';
export { type BackupOutcome, hungOutcome, killedOutcome } from './outcome.ts';
export {
  noRestoreDeviations,
  type RestoreOptions,
  type RestoreOutcome,
  restore,
  unfinishedRestore,
} from './restore.ts';
export type { RestoreSet } from './restoreSet.ts';
export {
  type AnnouncedFile,
  type CallAnswer,
  type CallStep,
  type CompletedSet,
  done,
  type RemovalRequest,
  type SinkStep,
  type Step,
  type WorldAnswer,
} from './steps.ts';
