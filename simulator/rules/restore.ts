import { Hr, LAST_GENERATION } from '../protocol/index.ts';
import { type ApiCall, Handle } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Requirement } from './requirement.ts';
import { R } from './requirements/index.ts';
import { handleIs } from './sessions.ts';
import { clearRestore, RestoreKey, ServiceKind } from './state.ts';
import { targetReached } from './targets.ts';

type Of<Kind extends ApiCall['kind']> = Extract<ApiCall, { kind: Kind }>;

export function prepareRestore(outcome: Outcome, call: Of<'HrRestorePrepare'>): void {
  const { next, choices } = outcome;
  if (!targetReached(call.target, outcome)) return;
  if (next.running === 1 && choices.of('restoreWhileRunning') === 'hrError') {
    return outcome.refuse(Hr.hrError, R.restore.prepareRunning);
  }
  if (next.restore.active === 1) {
    return outcome.refuse(Hr[choices.of('secondRestorePrepare')], R.restore.prepareSecond);
  }
  next.restore.active = 1;
  outcome.add({ kind: 'begin-restore' }).succeed(R.restore.prepare, { kind: 'context', restore: true });
}

export function getDatabaseLocations(outcome: Outcome, call: Of<'HrRestoreGetDatabaseLocations'>): void {
  // Where files are is no affair of the engine: the answer is the same in every phase of a backup, a cancelled one too.
  const onBackup = call.handle === Handle.backup && outcome.choices.of('locationsOnBackupContext') === 'served';
  if (!onBackup && !handleIs(Handle.restore, call.handle, outcome)) return;
  const { kind, databaseCount } = outcome.next;
  const hasAbsentStore = kind === ServiceKind.informationStore && databaseCount === 1;
  const absent = hasAbsentStore ? outcome.choices.of('absentDatabaseLocation') : 'omitted';
  const onRestore = absent === 'omitted' ? R.restore.locations : R.restore.locationsAbsent;
  outcome.succeed(onBackup ? R.restore.locationsOnBackup : onRestore, { kind: 'locations', absent });
}

export function registerRestore(outcome: Outcome, call: Of<'HrRestoreRegister'>): void {
  const { next, choices } = outcome;
  const { lowGeneration: low, highGeneration: high, mapRows } = call;
  if (!handleIs(Handle.restore, call.handle, outcome)) return;
  const isInRange = low <= high && high <= LAST_GENERATION && mapRows >= 0;
  if (!call.logPathGiven || !call.backupLogPathGiven || !isInRange) {
    return outcome.refuse(Hr.hrInvalidParam, R.restore.registerParameters);
  }
  if (!call.checkpointPathGiven && choices.of('nullCheckpointPath') === 'hrInvalidParam') {
    return outcome.refuse(Hr.hrInvalidParam, R.restore.registerNoCheckpoint);
  }
  const again = next.restore.completed === 1 ? choices.of('registerAfterComplete') : 'accepted';
  if (again !== 'accepted') return outcome.refuse(Hr[again], R.restore.registerAgain);
  if (next.restoreKey === RestoreKey.registered) {
    return outcome.refuse(Hr[choices.of('secondRegister')], R.restore.registerTwice);
  }
  const hasFullRestore = next.restoreKey === RestoreKey.completed;
  if (mapRows === 0 && !hasFullRestore) return outcome.refuse(Hr.hrNoFullRestore, R.restore.registerNoFull);
  if (mapRows > 0 && hasFullRestore && choices.of('secondMap') === 'hrRestoreMapExists') {
    return outcome.refuse(Hr.hrRestoreMapExists, R.restore.registerMapExists);
  }
  const replaceMap = mapRows > 0;
  if (replaceMap) {
    next.restoreMapRows = mapRows;
    next.restoreLow = low;
  }
  // Without a map the lowest log stays that of the full backup. The highest is that of the set restored last: it "varies
  // depending on the order of restoration" (Q200941).
  next.restoreHigh = high;
  next.restoreKey = RestoreKey.registered;
  next.restore.registered = 1;
  next.restore.completed = 0;
  outcome
    .add({ kind: 'write-restore-key', replaceMap, low: next.restoreLow, high: next.restoreHigh })
    .add({ kind: 'set-restore-key-state', state: RestoreKey.registered })
    .succeed(replaceMap ? R.restore.register : R.restore.registerIncremental);
}

export function completeRestore(outcome: Outcome, call: Of<'HrRestoreRegisterComplete'>): void {
  const { next, choices } = outcome;
  if (!handleIs(Handle.restore, call.handle, outcome)) return;
  if (next.restore.completed === 1) {
    return answerOrMark(outcome, choices.of('secondComplete'), R.restore.completeAgain);
  }
  // The key may have been deleted by hand since this context registered.
  if (next.restore.registered === 0 || next.restoreKey !== RestoreKey.registered) {
    return answerOrMark(outcome, choices.of('completeWithoutRegister'), R.restore.completeUnregistered);
  }
  const isGood = call.restoreState === Hr.hrNone;
  next.restoreKey = isGood ? RestoreKey.completed : RestoreKey.failed;
  next.restore.registered = 0;
  next.restore.completed = 1;
  outcome
    .add({ kind: 'set-restore-key-state', state: next.restoreKey })
    .succeed(isGood ? R.restore.complete : R.restore.completeFailed);
}

/** A code that changes nothing, or the mark of what is not modelled. */
function answerOrMark(
  outcome: Outcome,
  answer: 'not-modelled' | 'hrInvalidParam' | 'hrNone',
  requirement: Requirement,
): void {
  if (answer === 'not-modelled') outcome.notModelled(requirement);
  else outcome.refuse(Hr[answer], requirement);
}

export function endRestore(outcome: Outcome, call: Of<'HrRestoreEnd'>): void {
  if (!handleIs(Handle.restore, call.handle, outcome)) return;
  clearRestore(outcome.next);
  outcome.add({ kind: 'end-restore' }).succeed(R.restore.end);
}
