import { Hr, hresult, JetError, Win32 } from '../protocol/index.ts';
import { Handle, type HandleNumber, type LockedFiles } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Requirement } from './requirement.ts';
import { R } from './requirements/index.ts';
import { databaseAt, OpenKind } from './state.ts';

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

/** Deletes a patch file that this session made, if it is still there; one that is locked stays, and nobody is told. */
export function deletePatchFile(outcome: Outcome, index: number, locked: LockedFiles | undefined): void {
  const { next } = outcome;
  const database = databaseAt(next, index);
  const isSessions = (next.backup.openedDatabases & (1 << index)) !== 0;
  const isLocked = locked !== undefined && (locked.patchFiles & (1 << index)) !== 0;
  if (!isSessions || database.patchFile === 0 || isLocked) return;
  database.patchFile = 0;
  outcome.add({ kind: 'delete-patch-file', index });
}

/** The engine ends the session by itself: the open file is closed, the event log says why, only HrBackupEnd is left. */
export function cancelBackup(outcome: Outcome, jetError: number): void {
  closeOpenFile(outcome);
  outcome.next.backup.cancelled = 1;
  outcome.add({ kind: 'cancel-backup' }).add({ kind: 'log-event', event: 'backup-stopped', jetError });
}

/** Facets that say whether a session survives a call that its phase does not allow; each call has its own. */
type SequenceFacet = 'namesOutOfSequence' | 'openOutOfSequence' | 'listOutOfSequence' | 'truncateOutOfSequence';

/** A call that the session's phase does not allow. */
export function refuseSequence(outcome: Outcome, facet: SequenceFacet, requirement: Requirement): void {
  if (outcome.choices.of(facet) === 'session-cancelled') {
    cancelBackup(outcome, JetError.JET_errInvalidBackupSequence);
  }
  outcome.refuse(Hr.hrInvalidBackupSequence, requirement);
}
