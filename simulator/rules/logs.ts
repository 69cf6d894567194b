import { BACKUP_DISABLE_INCREMENTAL, BackupType, codeOfJet, Hr, JetError, LAST_GENERATION } from '../protocol/index.ts';
import type { ApiCall } from './call.ts';
import { deleteLogs, lockedLogs } from './deleteLogs.ts';
import { lesserOf } from './order.ts';
import type { Outcome } from './outcome.ts';
import { recordBackup } from './record.ts';
import { R } from './requirements/index.ts';
import { extendRuns, lowestGeneration } from './runs.ts';
import { backupGoesOn, cancelBackup, refuseSequence } from './sessions.ts';
import { MAXIMUM_RUNS, OpenKind } from './state.ts';
import { targetReached } from './targets.ts';

type Of<Kind extends ApiCall['kind']> = Extract<ApiCall, { kind: Kind }>;

export function getBackupLogs(outcome: Outcome, call: Of<'HrBackupGetBackupLogs'>): void {
  const { next, choices } = outcome;
  const { backup } = next;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (backup.listed === 1) return answerList(outcome, R.log.listAgain);
  const isFull = backup.backupType === BackupType.BACKUP_TYPE_FULL;
  const tooEarly = backup.openKind !== OpenKind.nothing || (isFull && backup.closedDatabases === 0);
  if (tooEarly && choices.of('logListBeforeClose') === 'hrInvalidBackupSequence') {
    return refuseSequence(outcome, 'listOutOfSequence', R.log.listTooEarly);
  }
  if (!choices.isBelow(next.currentGeneration, LAST_GENERATION)) {
    cancelBackup(outcome, JetError.JET_errLogSequenceEnd);
    return outcome.refuse(Hr.hrLogSequenceEnd, R.log.listGenerationLimit);
  }
  if (call.fault !== 0) {
    cancelBackup(outcome, call.fault);
    return outcome.refuse(codeOfJet(call.fault), R.log.listFailed);
  }
  // The bound of truncation is taken before the roll; a checkpoint that cannot be read lets nothing be deleted.
  backup.deleteHigh = lesserOf(choices, next.checkpointGeneration, next.currentGeneration);
  next.currentGeneration++;
  extendRuns(choices, next.runs, next.currentGeneration - 1, next.currentGeneration);
  backup.listed = 1;
  backup.listedLow = isFull ? backup.lowGeneration : lowestGeneration(next.runs);
  backup.listedHigh = next.currentGeneration;
  backup.listedPatches = isFull ? backup.closedDatabases : 0;
  outcome.add({ kind: 'roll-log', backupType: backup.backupType, currentGeneration: next.currentGeneration });
  for (let index = 0; index < next.databaseCount; index++) {
    if ((backup.listedPatches & (1 << index)) !== 0) {
      outcome.add({ kind: 'finish-patch-file', index, highGeneration: backup.listedHigh - 1 });
    }
  }
  outcome.add({
    kind: 'freeze-list',
    low: backup.listedLow,
    high: backup.listedHigh,
    patches: backup.listedPatches,
    deleteHigh: backup.deleteHigh,
  });
  answerList(outcome, tooEarly ? R.log.listTooEarly : isFull ? R.log.listFull : R.log.listLogsOnly);
}

function answerList(outcome: Outcome, requirement: Parameters<Outcome['succeed']>[0]): void {
  const { listedLow: low, listedHigh: high, listedPatches: patches } = outcome.next.backup;
  outcome.succeed(requirement, { kind: 'logs', low, high, patches });
}

export function truncateLogs(outcome: Outcome, call: Of<'HrBackupTruncateLogs'>): void {
  const { next, choices } = outcome;
  const { backup } = next;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (backup.openKind !== OpenKind.nothing && choices.of('truncateOpenFile') === 'hrInvalidBackupSequence') {
    return refuseSequence(outcome, 'truncateOutOfSequence', R.log.truncateOpenFile);
  }
  if (backup.listed === 0 && choices.of('truncateBeforeLogList') === 'hrInvalidBackupSequence') {
    return refuseSequence(outcome, 'truncateOutOfSequence', R.log.truncateTooEarly);
  }
  if (backup.truncated === 1 && choices.of('secondTruncate') === 'hrInvalidBackupSequence') {
    return refuseSequence(outcome, 'truncateOutOfSequence', R.log.truncateTwice);
  }
  const high = next.checkpointGeneration === 0 ? 0 : truncationBound(outcome);
  const low = lowestGeneration(next.runs);
  const isEmpty = low === 0 || !choices.isBelow(low, high);
  const locked = isEmpty ? [] : lockedLogs(choices, call.locked, low, high);
  const isTooTorn = next.runs.length / 2 + locked.length >= MAXIMUM_RUNS;
  if (isTooTorn && locked.length > 0 && choices.of('lockedLogTruncation') === 'passes-over') {
    return outcome.notModelled(R.log.truncateLocked);
  }
  if (!isEmpty || choices.of('emptyTruncation') === 'counts') {
    backup.truncated = 1;
    outcome.add({ kind: 'mark-truncated' });
    if (choices.of('backupRecordedAt') === 'truncate') recordBackup(outcome);
  }
  if (next.checkpointGeneration === 0) {
    return outcome
      .add({ kind: 'log-event', event: 'checkpoint-not-written', jetError: JetError.JET_errCheckpointCorrupt })
      .succeed(R.log.truncateNoCheckpoint);
  }
  if (isEmpty) return outcome.succeed(R.log.truncateNothing);
  if (locked.length > 0) return truncateLocked(outcome, low, high, locked);
  deleteLogs(outcome, low, high);
  outcome.succeed(R.log.truncate);
}

/** Logs are deleted lowest first; what follows when one cannot be deleted, no source says of these products. */
function truncateLocked(outcome: Outcome, low: number, high: number, locked: readonly number[]): void {
  const what = outcome.choices.of('lockedLogTruncation');
  let from = low;
  for (const generation of locked) {
    deleteLogs(outcome, from, generation);
    if (what === 'stops-with-error') return outcome.refuse(Hr.hrFileAccessDenied, R.log.truncateLocked);
    if (what === 'stops-silently') return outcome.succeed(R.log.truncateLocked);
    from = generation + 1;
  }
  deleteLogs(outcome, from, high);
  outcome.succeed(R.log.truncateLocked);
}

/** The first generation that stays: the checkpoint's, and nothing that is on no list (ESE: the lesser of the two). */
function truncationBound(outcome: Outcome): number {
  const { next, choices } = outcome;
  const { backup } = next;
  if (backup.listed === 0) return lesserOf(choices, next.checkpointGeneration, next.currentGeneration);
  if (choices.of('truncationBound') === 'at-log-list') return backup.deleteHigh;
  return lesserOf(choices, next.checkpointGeneration, backup.listedHigh);
}

export function setCurrentBackupLog(outcome: Outcome, call: Of<'HrSetCurrentBackupLog'>): void {
  const { currentLog } = call;
  if (!targetReached(call.target, outcome)) return;
  if (outcome.next.running === 0 && outcome.choices.of('logNumberWhileStopped') === 'hrCouldNotConnect') {
    return outcome.refuse(Hr.hrCouldNotConnect, R.log.setCurrentLogStopped);
  }
  const isDisable = currentLog === BACKUP_DISABLE_INCREMENTAL;
  if (!isDisable && currentLog > LAST_GENERATION) return outcome.notModelled(R.log.setCurrentLogRange);
  outcome.next.lastBackupLog = currentLog;
  outcome
    .add({ kind: 'set-last-backup-log', currentLog })
    .succeed(isDisable ? R.log.disableIncremental : R.log.setCurrentLog);
}
