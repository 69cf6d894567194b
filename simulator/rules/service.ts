import { BACKUP_DISABLE_INCREMENTAL, Hr, JetError, Win32 } from '../protocol/index.ts';
import type { DiskFacts, ServiceEvent } from './call.ts';
import { deletePatchFiles } from './end.ts';
import { isSame } from './order.ts';
import type { Outcome } from './outcome.ts';
import { R } from './requirements/index.ts';
import { breakChainBefore, extendRuns, lowestGeneration, removeGenerations } from './runs.ts';
import { closeOpenFile } from './sessions.ts';
import {
  clearBackup,
  clearRestore,
  databaseAt,
  MAXIMUM_RUNS,
  RestoreKey,
  ServiceKind,
  type ServiceState,
} from './state.ts';

type Of<Kind extends ServiceEvent['kind']> = Extract<ServiceEvent, { kind: Kind }>;

/** The engine went on by itself. What it may do is checked: anything else is a defect of the engine. */
export function activity(outcome: Outcome, event: Of<'Activity'>): void {
  const { next, choices } = outcome;
  const { currentGeneration, checkpointGeneration, lowestGeneration: low } = event;
  if (next.running === 0) impossible('activity of a service that is not running', event);
  if (choices.isBelow(currentGeneration, next.currentGeneration)) impossible('the current generation went back', event);
  // 0: the file of the checkpoint is missing or damaged.
  const isReadable = checkpointGeneration !== 0;
  if (isReadable && choices.isBelow(checkpointGeneration, next.checkpointGeneration)) {
    impossible('the checkpoint went back', event);
  }
  if (choices.isBelow(currentGeneration, checkpointGeneration)) {
    impossible('the checkpoint is beyond the current log', event);
  }
  extendRuns(choices, next.runs, next.currentGeneration, currentGeneration);
  next.currentGeneration = currentGeneration;
  next.checkpointGeneration = checkpointGeneration;
  for (let index = 0; index < next.databaseCount; index++) {
    databaseAt(next, index).patchFile = (event.patchFiles >> index) & 1;
  }
  const lowest = lowestGeneration(next.runs);
  if (choices.isBelow(low, lowest)) impossible('a deleted log came back', event);
  if (choices.isBelow(lowest, low)) {
    const { active, cancelled, lowGeneration } = next.backup;
    const isHeld = active === 1 && cancelled === 0 && lowGeneration !== 0;
    if (next.circularLogging === 0) impossible('logs were deleted without circular logging', event);
    if (isHeld && choices.isBelow(lowGeneration, low)) impossible('logs of a running backup were deleted', event);
    if (isReadable && choices.isBelow(event.checkpointInMemory ?? checkpointGeneration, low)) {
      impossible('logs were deleted that the checkpoint needs', event);
    }
    removeGenerations(choices, next.runs, lowest, low - 1);
  }
  outcome.succeed(R.service.activity);
}

/** Something that no engine can do in the state it is told of. */
export class ImpossibleEvent extends Error {}

function impossible(what: string, event: ServiceEvent): never {
  throw new ImpossibleEvent(`${what}: ${JSON.stringify(event)}`);
}

export function stopRequested(outcome: Outcome): void {
  if (outcome.next.backup.active === 1) return outcome.refuse(Hr.hrBackupInProgress, R.service.stopDuringBackup);
  outcome.succeed(R.service.stop);
}

export function serviceStopped(outcome: Outcome, event: Of<'ServiceStopped'>): void {
  const { facts, stopError, newLogError } = event;
  goDown(outcome.next, facts);
  if (stopError === JetError.JET_errLogWriteFail) return logWriteFailed(outcome, newLogError);
  const isTooLarge = stopError === JetError.JET_errOutOfDatabaseSpace;
  if (isTooLarge) outcome.add({ kind: 'log-event', event: 'database-too-large', jetError: 0 });
  const isDiskFull = stopError === JetError.JET_errLogDiskFull;
  if (isDiskFull) {
    outcome
      .add({ kind: 'log-event', event: 'log-disk-low', jetError: stopError })
      .add({ kind: 'log-event', event: 'log-disk-full', jetError: 0 });
  }
  outcome
    .add({ kind: 'log-event', event: 'engine-stopped', jetError: 0 })
    .succeed(isDiskFull ? R.service.logDiskFull : isTooLarge ? R.service.databaseTooLarge : R.service.stop);
}

/** The engine says what the system answered, the service that it stops, and the engine of 5.5 that its process ends. */
function logWriteFailed(outcome: Outcome, newLogError: number): void {
  if (newLogError === JetError.JET_errFileAccessDenied) {
    outcome.add({ kind: 'log-event', event: 'file-access-failed', jetError: newLogError });
  }
  if (newLogError !== 0) outcome.add({ kind: 'log-event', event: 'log-not-created', jetError: newLogError });
  outcome
    .add({ kind: 'log-event', event: 'log-write-failed', jetError: 0 })
    .add({ kind: 'log-event', event: 'commit-not-logged', jetError: JetError.JET_errLogWriteFail })
    .succeed(R.service.logWriteFailed);
}

/** Backup sessions die with the service; nothing is recorded, and the patch files stay where they are. */
export function serviceCrashed(outcome: Outcome, event: Of<'ServiceCrashed'>): void {
  goDown(outcome.next, event.facts);
  outcome.succeed(R.service.crash);
}

function goDown(state: ServiceState, facts: DiskFacts): void {
  state.running = 0;
  clearBackup(state);
  applyFacts(state, facts);
}

export function startRequested(outcome: Outcome, event: Of<'StartRequested'>): void {
  const { restoreKey } = outcome.next;
  const needsParameter = event.parameterMissing === 1 && outcome.next.kind === ServiceKind.directory;
  if (needsParameter && outcome.choices.of('missingParameter') === 'fails-with-1') {
    return outcome.refuse(Win32.ERROR_INVALID_FUNCTION, R.service.startParameterMissing);
  }
  if (restoreKey === RestoreKey.registered || restoreKey === RestoreKey.failed) {
    // Q181795 shows hrCouldNotConnect as the service's error when a leftover key keeps the directory from starting.
    return outcome.refuse(Hr.hrCouldNotConnect, R.service.startLocked);
  }
  if (restoreKey === RestoreKey.completed) {
    if (event.restoreKeyReadable === 0) {
      return outcome.refuse(Win32.ERROR_INVALID_PARAMETER, R.service.startKeySenseless);
    }
    const isSwitchedOn = event.circularLoggingSwitchedOn === 1;
    if (isSwitchedOn && outcome.choices.of('circularLoggingMismatch') === 'fails-with-2') {
      return outcome.refuse(Win32.ERROR_FILE_NOT_FOUND, R.service.startCircularLogging);
    }
    const isForeign = outcome.next.kind === ServiceKind.directory && event.restoredFromElsewhere === 1;
    if (isForeign && outcome.choices.of('directoryOfAnotherServer') === 'not-modelled') {
      return outcome.notModelled(R.service.foreignDirectory);
    }
  }
  outcome.succeed(R.service.start);
}

export function serviceStarted(outcome: Outcome, event: Of<'ServiceStarted'>): void {
  const { next } = outcome;
  if (next.running === 1) impossible('a running service started', event);
  next.running = 1;
  applyFacts(next, event.facts);
  if (next.restoreKey !== RestoreKey.absent) deleteKey(outcome);
  outcome.succeed(R.service.start);
}

export function startFailed(outcome: Outcome, event: Of<'StartFailed'>): void {
  applyFacts(outcome.next, event.facts);
  outcome.succeed(R.service.startFailed);
}

export function filesChanged(outcome: Outcome, event: Of<'FilesChanged'>): void {
  if (outcome.next.running === 1) impossible('files of a running service were replaced', event);
  applyFacts(outcome.next, event.facts);
  outcome.succeed(R.service.filesChanged);
}

export function logDeleted(outcome: Outcome, event: Of<'LogDeleted'>): void {
  const { next, choices } = outcome;
  const { generation } = event;
  if (isSame(choices, generation, next.currentGeneration)) {
    if (next.running === 1) impossible('edb.log of a running service was deleted', event);
    next.currentGeneration = 0;
  }
  removeGenerations(choices, next.runs, generation, generation);
  outcome.add({ kind: 'lose-log', generation }).succeed(R.service.logDeleted);
}

export function logForged(outcome: Outcome, event: Of<'LogForged'>): void {
  const { generation } = event;
  breakChainBefore(outcome.choices, outcome.next.runs, generation);
  outcome.add({ kind: 'forge-log', generation }).succeed(R.service.logDeleted);
}

export function databaseMoved(outcome: Outcome, event: Of<'DatabaseMoved'>): void {
  const { next } = outcome;
  const { index } = event;
  if (outcome.choices.of('migrationRecord') === 'incremental-disabled') {
    next.lastBackupLog = BACKUP_DISABLE_INCREMENTAL;
    outcome.add({ kind: 'set-last-backup-log', currentLog: BACKUP_DISABLE_INCREMENTAL });
  } else {
    const database = databaseAt(next, index);
    database.fullLow = 0;
    database.fullHigh = 0;
    database.incrementalHigh = 0;
    outcome.add({ kind: 'clear-full-backup', index });
  }
  outcome.succeed(R.service.databaseMoved);
}

export function circularLoggingSet(outcome: Outcome, event: Of<'CircularLoggingSet'>): void {
  // Q155269: the service is restarted for it.
  if (outcome.next.running === 1) impossible('circular logging was switched on a running service', event);
  outcome.next.circularLogging = event.on;
  outcome.succeed(R.service.circularLoggingSet);
}

/** Registry values are edited by hand, as several articles advise (Q188650, Q175116); the rules go on from what is there. */
export function registryEdited(outcome: Outcome, event: Of<'RegistryEdited'>): void {
  const { next } = outcome;
  next.restoreKey = event.restoreKey;
  next.restoreMapRows = event.restoreMapRows;
  next.restoreLow = event.restoreLow;
  next.restoreHigh = event.restoreHigh;
  next.lastBackupLog = event.lastBackupLog;
  outcome.succeed(R.service.registryEdited);
}

export function restoreKeyDeleted(outcome: Outcome): void {
  deleteKey(outcome);
  outcome.succeed(R.service.keyDeleted);
}

function deleteKey(outcome: Outcome): void {
  const { next } = outcome;
  next.restoreKey = RestoreKey.absent;
  next.restoreMapRows = 0;
  next.restoreLow = 0;
  next.restoreHigh = 0;
  outcome.add({ kind: 'set-restore-key-state', state: RestoreKey.absent });
}

/** The client of the open contexts vanished: RPC rundown. */
export function clientGone(outcome: Outcome, { locked }: Of<'ClientGone'>): void {
  const { next, choices } = outcome;
  if (next.restore.active === 1) {
    clearRestore(next);
    outcome.add({ kind: 'end-restore' });
  }
  if (next.backup.active === 1) {
    const what = choices.of('clientGone');
    if (what === 'session-stays') return outcome.succeed(R.service.clientGone);
    closeOpenFile(outcome);
    if (what === 'ended-patch-files-deleted') deletePatchFiles(outcome, locked);
    clearBackup(next);
    outcome.add({ kind: 'end-backup' });
  }
  outcome.succeed(R.service.clientGone);
}

function applyFacts(state: ServiceState, facts: DiskFacts): void {
  state.currentGeneration = facts.currentGeneration;
  state.checkpointGeneration = facts.checkpointGeneration;
  if (facts.runs.length > 2 * MAXIMUM_RUNS) {
    throw new RangeError(
      `the logs on disk have ${facts.runs.length / 2 - 1} gaps or breaks; the model tells ${MAXIMUM_RUNS - 1} apart`,
    );
  }
  state.runs.length = 0;
  state.runs.push(...facts.runs);
  facts.databases.forEach((fact, index) => {
    const database = databaseAt(state, index);
    database.present = fact.present;
    database.fullLow = fact.fullLow;
    database.fullHigh = fact.fullHigh;
    database.incrementalHigh = fact.incrementalHigh;
    database.patchFile = fact.patchFile;
  });
}
