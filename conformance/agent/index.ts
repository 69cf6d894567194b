/** The reference agent: backs a service up into a folder and restores it from there, as the documents say. */
export { AnnouncingStorage } from './announcingStorage.ts';
export { type BackupReport, runBackup } from './backupAgent.ts';
export { LineSplitter } from './lineSplitter.ts';
export { makeFolder, makeNewFolder } from './makeFolder.ts';
export { manifestName, parseManifest, traceName } from './manifest.ts';
export { NodeStorage } from './nodeStorage.ts';
export {
  type RestoreResult,
  runRestore,
} from './restoreAgent.ts';
export type { SetFileWriter, SetStorage, StorageEntry, Stored } from './storage.ts';
export { type CallSurroundings, type FaultRecord, type TraceRedactor, TraceWriter } from './trace.ts';
export { isSet, problemOfSet, type SetVerification, verifySet } from './verifySet.ts';
