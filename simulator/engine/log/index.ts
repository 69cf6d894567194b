/** The transaction log: records, files, what a folder holds. */
export { inspectLogFolder, isChained, type LogFolderFacts, numberedLogPath, numberedLogs } from './inspectLogFolder.ts';
export { addressGeneration, addressToPosition, logAddress, NO_ADDRESS, positionToAddress } from './logAddress.ts';
export { LogScan, readLogHeader } from './logScan.ts';
export { LogSet } from './logSet.ts';
export { type LogOwner, type LogTail, LogWriter } from './logWriter.ts';
export type {
  AttachRecord,
  LogRecord,
  MarkRecord,
  MergeRecord,
  PageRecord,
  RowRecord,
  SplitRecord,
} from './records.ts';
