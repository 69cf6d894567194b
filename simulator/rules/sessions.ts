import { Hr, hresult, JetError, Win32 } from '../protocol/index.ts';
import { Handle, type HandleNumber } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Requirement } from './requirement.ts';
import { R } from './requirements/index.ts';

/** The code with which an engine error reaches the API (edbbcli.md 2.1): 0xC8000000 | error, 0x88000000 | warning. */
export const hresultOfJetError = (jetError: number) =>
  jetError < 0 ? hresult(0xc8000000 | -jetError) : hresult(0x88000000 | jetError);

/** Answers a handle that is not the wanted session's; true when the rule may go on. */
export function handleIs(wanted: HandleNumber, handle: HandleNumber, outcome: Outcome): boolean {
  if (handle === wanted) return true;
  if (handle === Handle.unknown) {
    outcome.refuse(Hr.hrInvalidHandle, R.context.unknownHandle);
  } else if (handle === Handle.dead) {
    const codes = {
      hrCommunicationError: Hr.hrCommunicationError,
      rpcServerUnavailable: Win32.RPC_S_SERVER_UNAVAILABLE,
      hrInvalidHandle: Hr.hrInvalidHandle,
    };
    outcome.refuse(hresult(codes[outcome.choices.of('deadContext')]), R.context.deadContext);
  } else {
    outcome.refuse(Hr[outcome.choices.of('wrongContextKind')], R.context.wrongKind);
  }
  return false;
}

/** A live backup session: the handle is right and the engine has not cancelled it. */
export function backupGoesOn(handle: HandleNumber, outcome: Outcome): boolean {
  if (!handleIs(Handle.backup, handle, outcome)) return false;
  if (outcome.next.backup.cancelled === 0) return true;
  outcome.refuse(Hr.hrNoBackup, R.context.cancelled);
  return false;
}

/** The engine ends the session by itself: the open file is closed, the event log says why, only HrBackupEnd is left. */
export function cancelBackup(outcome: Outcome, jetError: number): void {
  const { backup } = outcome.next;
  if (backup.openKind !== 0) outcome.add({ kind: 'close-file' });
  backup.openKind = 0;
  backup.openIndex = 0;
  backup.openPositionBytes = 0;
  backup.openSizeBytes = 0;
  backup.cancelled = 1;
  outcome.add({ kind: 'cancel-backup' }).add({ kind: 'log-event', event: 'backup-stopped', jetError });
}

/** A call that the session's phase does not allow. Whether the session survives it is a facet. */
export function refuseSequence(outcome: Outcome, requirement: Requirement): void {
  if (outcome.choices.of('sequenceError') === 'session-cancelled') {
    cancelBackup(outcome, JetError.JET_errInvalidBackupSequence);
  }
  outcome.refuse(Hr.hrInvalidBackupSequence, requirement);
}
