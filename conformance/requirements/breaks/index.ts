import { agentBackupBreaks } from './agentBackup.ts';
import { agentProcedureBreaks } from './agentProcedures.ts';
import { agentRestoreBreaks } from './agentRestore.ts';
import { agentSurroundingBreaks } from './agentSurroundings.ts';
import { agentTransferBreaks } from './agentTransfer.ts';
import { backupFileBreaks } from './backupFiles.ts';
import { backupLogBreaks } from './backupLogs.ts';
import { bookkeepingBreaks } from './bookkeeping.ts';
import type { Break, Breaks } from './break.ts';
import { bufferBreaks } from './buffers.ts';
import { buildBreaks } from './builds.ts';
import { checkpointBreaks } from './checkpoint.ts';
import { circularLoggingBreaks } from './circularLogging.ts';
import { connectionBreaks } from './connections.ts';
import { contextBreaks } from './contexts.ts';
import { copyBreaks } from './copies.ts';
import { endBreaks } from './ends.ts';
import { eventBreaks } from './events.ts';
import { fileBreaks } from './files.ts';
import { formatBreaks } from './formats.ts';
import { listBreaks } from './lists.ts';
import { patchFileBreaks } from './patchFiles.ts';
import { prepareBreaks } from './prepare.ts';
import { recoveryBreaks } from './recovery.ts';
import { recoveryBeginningBreaks } from './recoveryBeginnings.ts';
import { recoveryCheckBreaks } from './recoveryChecks.ts';
import { restoreCallBreaks } from './restoreCalls.ts';
import { restoreKeyBreaks } from './restoreKey.ts';
import { serviceBreaks } from './services.ts';
import { sessionBreaks } from './sessions.ts';

export type { Break, Breaks } from './break.ts';

/** Every file of breaks; a test sees to it that no id is in two of them. */
export const breakFiles: readonly Breaks[] = [
  connectionBreaks,
  listBreaks,
  bufferBreaks,
  contextBreaks,
  prepareBreaks,
  backupFileBreaks,
  backupLogBreaks,
  endBreaks,
  restoreCallBreaks,
  buildBreaks,
  serviceBreaks,
  sessionBreaks,
  bookkeepingBreaks,
  fileBreaks,
  formatBreaks,
  checkpointBreaks,
  circularLoggingBreaks,
  copyBreaks,
  patchFileBreaks,
  restoreKeyBreaks,
  recoveryBreaks,
  recoveryBeginningBreaks,
  recoveryCheckBreaks,
  eventBreaks,
  agentBackupBreaks,
  agentRestoreBreaks,
  agentTransferBreaks,
  agentSurroundingBreaks,
  agentProcedureBreaks,
];

const byId: ReadonlyMap<string, Break> = new Map(breakFiles.flatMap((file) => Object.entries(file)));

/** The line that makes a requirement false when it is planted; null where nobody wrote one. */
export const breakOf = (id: string): Break | null => byId.get(id) ?? null;
