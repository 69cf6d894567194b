import type { Profile } from '../profiles/index.ts';
import type { Call } from './call.ts';
import { endBackup } from './end.ts';
import { closeFile, getDatabaseNames, openFile } from './files.ts';
import { getBackupLogs, setCurrentBackupLog, truncateLogs } from './logs.ts';
import { Outcome } from './outcome.ts';
import { prepareBackup } from './prepare.ts';
import { readFile } from './reads.ts';
import { R } from './requirements/index.ts';
import { completeRestore, endRestore, getDatabaseLocations, prepareRestore, registerRestore } from './restore.ts';
import * as service from './service.ts';
import type { ServiceState } from './state.ts';

/** Looks at one outcome; returns false when it has seen enough. The outcome is scratch: copy what is to be kept. */
export type Visit = (outcome: Outcome) => boolean;

/**
 * What a call, or an event in the life of a service, may lead to. The profile's outcome comes first; the others, which
 * exist where a facet it depends on is open, follow as long as `visit` asks for more.
 *
 * Pure: `state` and `call` are not changed, nothing outside `scratch` is. A caller with a hot loop hands in a scratch
 * outcome of its own; it must not be used by a step inside `visit`.
 */
export function step(state: ServiceState, call: Call, profile: Profile, visit: Visit, scratch = new Outcome()): void {
  scratch.choices.begin(profile, true);
  do {
    scratch.reset(state);
    decide(scratch, call);
  } while (visit(scratch) && scratch.choices.next());
}

/** The profile's own outcome. */
export function decideByProfile(state: ServiceState, call: Call, profile: Profile, scratch = new Outcome()): Outcome {
  scratch.choices.begin(profile, false);
  scratch.reset(state);
  decide(scratch, call);
  return scratch;
}

function decide(outcome: Outcome, call: Call): void {
  switch (call.kind) {
    case 'HrBackupRead':
      return readFile(outcome, call);
    case 'HrBackupPrepare':
      return prepareBackup(outcome, call);
    case 'HrBackupGetDatabaseNames':
      return getDatabaseNames(outcome, call);
    case 'HrBackupOpenFile':
      return openFile(outcome, call);
    case 'HrBackupClose':
      return closeFile(outcome, call);
    case 'HrBackupGetBackupLogs':
      return getBackupLogs(outcome, call);
    case 'HrBackupTruncateLogs':
      return truncateLogs(outcome, call);
    case 'HrBackupEnd':
      return endBackup(outcome, call);
    case 'HrRestorePrepare':
      return prepareRestore(outcome, call);
    case 'HrRestoreGetDatabaseLocations':
      return getDatabaseLocations(outcome, call);
    case 'HrRestoreRegister':
      return registerRestore(outcome, call);
    case 'HrRestoreRegisterComplete':
      return completeRestore(outcome, call);
    case 'HrRestoreEnd':
      return endRestore(outcome, call);
    case 'HrSetCurrentBackupLog':
      return setCurrentBackupLog(outcome, call);
    case 'I_HrCheckBackupLogs':
      return outcome.notModelled(R.context.checkBackupLogs);
    case 'I_HrRestoreW':
      return outcome.notModelled(R.context.restoreW);
    case 'Activity':
      return service.activity(outcome, call);
    case 'StopRequested':
      return service.stopRequested(outcome);
    case 'ServiceStopped':
      return service.serviceStopped(outcome, call);
    case 'ServiceCrashed':
      return service.serviceCrashed(outcome, call);
    case 'StartRequested':
      return service.startRequested(outcome, call);
    case 'ServiceStarted':
      return service.serviceStarted(outcome, call);
    case 'StartFailed':
      return service.startFailed(outcome, call);
    case 'FilesChanged':
      return service.filesChanged(outcome, call);
    case 'LogDeleted':
      return service.logDeleted(outcome, call);
    case 'LogForged':
      return service.logForged(outcome, call);
    case 'DatabaseMoved':
      return service.databaseMoved(outcome, call);
    case 'CircularLoggingSet':
      return service.circularLoggingSet(outcome, call);
    case 'RegistryEdited':
      return service.registryEdited(outcome, call);
    case 'RestoreKeyDeleted':
      return service.restoreKeyDeleted(outcome);
    case 'ClientGone':
      return service.clientGone(outcome, call);
  }
}
