import { Hr, hresult, JetError, Win32 } from '../protocol/index.ts';
import { Handle, type HandleNumber } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Requirement } from './requirement.ts';
import { R } from './requirements/index.ts';
import { OpenKind } from './state.ts';

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

/** Closes what the context has open, at its end or before; a database counts as closed from then on. */
export function closeOpenFile(outcome: Outcome): void {
  const { backup } = outcome.next;
  if (backup.openKind === OpenKind.nothing) return;
  if (backup.openKind === OpenKind.database) backup.closedDatabases |= 1 << backup.openIndex;
  backup.openKind = OpenKind.nothing;
  backup.openIndex = 0;
  backup.openPositionBytes = 0;
  backup.openSizeBytes = 0;
  outcome.add({ kind: 'close-file' });
}

/** The engine ends the session by itself: the open file is closed, the event log says why, only HrBackupEnd is left. */
export function cancelBackup(outcome: Outcome, jetError: number): void {
  closeOpenFile(outcome);
  outcome.next.backup.cancelled = 1;
  outcome.add({ kind: 'cancel-backup' }).add({ kind: 'log-event', event: 'backup-stopped', jetError });
}

/** A call that the session's phase does not allow. Whether the session survives it is a facet. */
export function refuseSequence(outcome: Outcome, requirement: Requirement): void {
  if (outcome.choices.of('sequenceError') === 'session-cancelled') {
    cancelBackup(outcome, JetError.JET_errInvalidBackupSequence);
  }
  outcome.refuse(Hr.hrInvalidBackupSequence, requirement);
}
