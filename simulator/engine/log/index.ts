/** The transaction log: records, files, what a folder holds. */
export { inspectLogFolder, isChained, numberedLogPath, numberedLogs } from './inspectLogFolder.ts';
export { addressToPosition, logAddress, NO_ADDRESS } from './logAddress.ts';
export { LogScan, readLogHeader } from './logScan.ts';
export { LogSet } from './logSet.ts';
export { type LogOwner, type LogTail, LogWriter, type NewLogPaths } from './logWriter.ts';
export type {
  AttachRecord,
  LogRecord,
  MergeRecord,
  PageRecord,
  RowRecord,
  SplitRecord,
} from './records.ts';
