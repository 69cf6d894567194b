import { BACKUP_DISABLE_INCREMENTAL, BackupType, Hr, JetError, LAST_GENERATION } from '../protocol/index.ts';
import type { ApiCall } from './call.ts';
import { greaterOf, lesserOf } from './order.ts';
import type { Outcome } from './outcome.ts';
import type { Requirement } from './requirement.ts';
import { R } from './requirements/index.ts';
import { firstBrokenGeneration, firstMissingGeneration, highestGeneration, lowestGeneration } from './runs.ts';
import { databaseAt } from './state.ts';
import { targetReached } from './targets.ts';

type Prepare = Extract<ApiCall, { kind: 'HrBackupPrepare' }>;

export function prepareBackup(outcome: Outcome, call: Prepare): void {
  const { next, choices } = outcome;
  if (!targetReached(call.target, outcome)) return;
  const { grbit } = call;
  if (call.backupType !== BackupType.BACKUP_TYPE_FULL && call.backupType !== BackupType.BACKUP_TYPE_LOGS_ONLY) {
    return outcome.refuse(Hr.hrInvalidParam, R.prepare.backupType);
  }
  if (grbit > 1) return outcome.notModelled(R.prepare.grbit);
  const typeOfGrbit = grbit === 0 ? BackupType.BACKUP_TYPE_FULL : BackupType.BACKUP_TYPE_LOGS_ONLY;
  const mismatch = call.backupType === typeOfGrbit ? 'ignored' : choices.of('grbitMismatch');
  if (mismatch === 'not-modelled') return outcome.notModelled(R.prepare.grbit);
  const backupType = mismatch === 'decides-the-type' ? typeOfGrbit : call.backupType;
  const isFull = backupType === BackupType.BACKUP_TYPE_FULL;
  if (next.running === 0) return outcome.refuse(Hr.hrCouldNotConnect, R.prepare.serviceStopped);
  if (next.backup.active === 1) return refuseWhileBusy(outcome, isFull);
  if (isFull ? fullBackupRefused(outcome) : logsOnlyRefused(outcome)) return;

  next.backup.active = 1;
  next.backup.backupType = backupType;
  next.backup.lowGeneration = isFull ? lowOfFull(outcome) : 0;
  outcome
    .add({ kind: 'begin-backup', backupType, lowGeneration: next.backup.lowGeneration })
    .add({ kind: 'log-event', event: isFull ? 'full-backup-started' : 'incremental-backup-started', jetError: 0 })
    .succeed(beginning(isFull, next), { kind: 'context', restore: false });
}

/** The log of the checkpoint; without one that can be read, the lowest there is, as recovery has it (Q200941). */
const lowOfFull = ({ next }: Outcome): number => next.checkpointGeneration || lowestGeneration(next.runs);

function beginning(isFull: boolean, { checkpointGeneration }: Outcome['next']): Requirement {
  if (!isFull) return R.prepare.success;
  return checkpointGeneration === 0 ? R.prepare.lowWithoutCheckpoint : R.prepare.lowGeneration;
}

/** ESE asks for circular logging before it asks for another backup (ese-engine.md 4.0). */
function refuseWhileBusy(outcome: Outcome, isFull: boolean): void {
  const isCircular = !isFull && outcome.next.circularLogging === 1;
  if (isCircular && outcome.choices.of('refusalWhileBusy') === 'circular-logging') circularLogging(outcome);
  else outcome.refuse(Hr.hrBackupInProgress, R.prepare.oneBackup);
}

function fullBackupRefused(outcome: Outcome): boolean {
  const { next, choices } = outcome;
  if (next.checkpointGeneration === 0 && choices.of('unreadableCheckpoint') === 'hrCheckpointCorrupt') {
    outcome.refuse(Hr.hrCheckpointCorrupt, R.prepare.checkpointUnreadable);
    return true;
  }
  for (let index = 0; index < next.databaseCount; index++) {
    if (databaseAt(next, index).patchFile === 1 && choices.of('stalePatchFile') === 'prepare-fails') {
      outcome
        .add({ kind: 'log-event', event: 'file-access-failed', jetError: JetError.JET_errFileNotFound })
        .refuse(Hr.hrFileNotFound, R.prepare.stalePatchFile);
      return true;
    }
  }
  return false;
}

/** The reasons that refuse LOGS_ONLY; each answers and returns true when it holds. */
const reasons = { disabled, circularLogging, noFullBackup, logs };

const precedence = {
  'api-first': [reasons.disabled, reasons.circularLogging, reasons.noFullBackup, reasons.logs],
  'engine-first': [reasons.circularLogging, reasons.noFullBackup, reasons.logs, reasons.disabled],
} as const;

function logsOnlyRefused(outcome: Outcome): boolean {
  return precedence[outcome.choices.of('refusalPrecedence')].some((reason) => reason(outcome));
}

function disabled(outcome: Outcome): boolean {
  if (outcome.next.lastBackupLog !== BACKUP_DISABLE_INCREMENTAL) return false;
  outcome.refuse(Hr.hrIncrementalBackupDisabled, R.prepare.incrementalDisabled);
  return true;
}

function circularLogging(outcome: Outcome): boolean {
  if (outcome.next.circularLogging === 0) return false;
  outcome.refuse(Hr[outcome.choices.of('circularLoggingRefusal')], R.prepare.circularLogging);
  return true;
}

function noFullBackup(outcome: Outcome): boolean {
  const { next, choices } = outcome;
  for (let index = 0; index < next.databaseCount; index++) {
    if (databaseAt(next, index).fullLow === 0) {
      outcome
        .add({ kind: 'log-event', event: 'full-backup-needed', jetError: JetError.JET_errMissingFullBackup })
        .refuse(Hr[choices.of('missingFullBackupRefusal')], R.prepare.noFullBackup);
      return true;
    }
  }
  return false;
}

function logs(outcome: Outcome): boolean {
  const { next, choices } = outcome;
  const { runs } = next;
  const lastSaved = lastSavedGeneration(outcome);
  const low = lowestGeneration(runs);
  const missing =
    choices.isBelow(lastSaved + 1, low) || firstMissingGeneration(choices, runs, low, highestGeneration(runs)) !== 0;
  if (missing) {
    outcome.refuse(Hr.hrLogFileNotFound, R.prepare.logMissing);
    return true;
  }
  if (firstBrokenGeneration(choices, runs, low, highestGeneration(runs)) !== 0) {
    outcome.refuse(Hr[choices.of('outOfSequenceRefusal')], R.prepare.logOutOfSequence);
    return true;
  }
  return false;
}

/** The generation up to which everything counts as backed up, by the record that is consulted. */
function lastSavedGeneration(outcome: Outcome): number {
  const { next, choices } = outcome;
  if (choices.of('lastBackupConsulted') === 'registry') {
    // The mark has taken the place of the number: what is refused then is the mark's to say, not a missing log's.
    return next.lastBackupLog === BACKUP_DISABLE_INCREMENTAL ? LAST_GENERATION : next.lastBackupLog;
  }
  let lastSaved: number = LAST_GENERATION;
  for (let index = 0; index < next.databaseCount; index++) {
    const database = databaseAt(next, index);
    lastSaved = lesserOf(choices, lastSaved, greaterOf(choices, database.fullHigh, database.incrementalHigh));
  }
  return lastSaved;
}
