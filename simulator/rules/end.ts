import { BackupType, JetError } from '../protocol/index.ts';
import { type ApiCall, Handle, type LockedFiles } from './call.ts';
import { deleteLogs, lockedLogs } from './deleteLogs.ts';
import type { Outcome } from './outcome.ts';
import { recordBackup } from './record.ts';
import { R } from './requirements/index.ts';
import { lowestGeneration } from './runs.ts';
import { closeOpenFile, deletePatchFile, handleIs } from './sessions.ts';
import { clearBackup } from './state.ts';

type End = Extract<ApiCall, { kind: 'HrBackupEnd' }>;

export function endBackup(outcome: Outcome, call: End): void {
  const { next, choices } = outcome;
  const { backup } = next;
  if (!handleIs(Handle.backup, call.handle, outcome)) return;
  closeOpenFile(outcome);
  const isAborted = backup.backupType === BackupType.BACKUP_TYPE_FULL && backup.listed === 0;
  let requirement: Parameters<Outcome['succeed']>[0] = R.log.end;
  if (isAborted) {
    requirement = R.log.endAborted;
    if (backup.cancelled === 0) logAbort(outcome);
  } else if (backup.cancelled === 0) {
    const when = choices.of('backupRecordedAt');
    if (when === 'end-always' || (when === 'end-if-truncated' && backup.truncated === 1)) {
      requirement = R.log.endRecorded;
      recordBackup(outcome);
    }
    outcome.add({ kind: 'log-event', event: 'backup-completed', jetError: 0 });
  }
  deletePatchFiles(outcome, call.locked);
  if (next.circularLogging === 1 && choices.of('circularLeftovers') === 'removed')
    removeLeftovers(outcome, call.locked);
  clearBackup(next);
  outcome.add({ kind: 'end-backup' }).succeed(requirement);
}

function logAbort(outcome: Outcome): void {
  const event = outcome.choices.of('endOfAbortedBackupEvent');
  if (event !== 'none') {
    const jetError = event === 'backup-stopped' ? JetError.JET_errInvalidBackupSequence : 0;
    outcome.add({ kind: 'log-event', event, jetError });
  }
}

/** Deletes the patch files that this session made. */
export function deletePatchFiles(outcome: Outcome, locked: LockedFiles | undefined): void {
  for (let index = 0; index < outcome.next.databaseCount; index++) deletePatchFile(outcome, index, locked);
}

function removeLeftovers(outcome: Outcome, locked: LockedFiles | undefined): void {
  const { choices, next } = outcome;
  const { runs, checkpointGeneration: high } = next;
  const low = lowestGeneration(runs);
  if (low === 0 || !choices.isBelow(low, high)) return;
  deleteLogs(outcome, low, lockedLogs(choices, locked, low, high)[0] ?? high);
}
