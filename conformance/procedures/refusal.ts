import { Hr } from '../../simulator/protocol/index.ts';
import type { Failure } from './failure.ts';

/**
 * The codes with which a server says that this kind of backup is not possible now, so that a full one is (edbbcli.md 2.2,
 * 3.1). Which of the API's and the engine's codes comes for one reason is not settled (edbbcli.md 8, question 2), and no
 * source says which one means "logs out of sequence": the engine's codes for a broken sequence are taken for it.
 */
const refusals: ReadonlySet<number> = new Set([
  Hr.hrIncrementalBackupDisabled,
  Hr.hrLogFileNotFound,
  Hr.hrCircularLogging,
  Hr.hrFullBackupNotTaken,
  Hr.hrMissingFullBackup,
  Hr.hrInvalidBackup,
  Hr.hrInvalidLogSequence,
  Hr.hrMissingPreviousLogFile,
  Hr.hrMissingLogFile,
  Hr.hrBadLogSignature,
]);

/** Whether a full backup is the remedy. A server that cannot be reached, or is busy, refuses a full backup as well. */
export const isRefusalOfLogsOnly = (failure: Failure): boolean => failure.code !== null && refusals.has(failure.code);
