import {
  BackupType,
  codeOfJet,
  Hr,
  hresult,
  JetError,
  MINIMUM_FIRST_READ_SIZE_BYTES,
  NON_TCP_READ_ALIGNMENT_BYTES,
  SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES,
  Win32,
} from '../protocol/index.ts';
import type { ApiCall, FileReference } from './call.ts';
import type { Outcome } from './outcome.ts';
import { R } from './requirements/index.ts';
import { containsGeneration } from './runs.ts';
import { backupGoesOn, cancelBackup, closeOpenFile, refuseSequence } from './sessions.ts';
import { databaseAt, OpenKind } from './state.ts';

type Of<Kind extends ApiCall['kind']> = Extract<ApiCall, { kind: Kind }>;
type DatabaseFile = Extract<FileReference, { kind: 'database' }>;

export function getDatabaseNames(outcome: Outcome, call: Of<'HrBackupGetDatabaseNames'>): void {
  if (!backupGoesOn(call.handle, outcome)) return;
  if (outcome.next.backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {
    return refuseSequence(outcome, R.file.databaseNamesLogsOnly);
  }
  if (call.form === 'A' && outcome.choices.of('ansiDatabaseNames') === 'win32InvalidParameter') {
    return outcome.refuse(Win32.ERROR_INVALID_PARAMETER, R.file.databaseNamesAnsi);
  }
  outcome.succeed(R.file.databaseNames, { kind: 'databases' });
}

export function openFile(outcome: Outcome, call: Of<'HrBackupOpenFile'>): void {
  const { backup } = outcome.next;
  const { file, fault } = call;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (file.kind === 'empty-name') return outcome.refuse(Hr.hrInvalidParameter, R.file.openEmptyName);
  if (backup.openKind !== OpenKind.nothing) {
    return outcome.refuse(Hr[outcome.choices.of('secondOpen')], R.file.openSecond);
  }
  if (fault !== 0) {
    if (fault === JetError.JET_errFileAccessDenied) {
      outcome.add({ kind: 'log-event', event: 'file-access-failed', jetError: fault });
    }
    cancelBackup(outcome, fault);
    return outcome.refuse(codeOfJet(fault), R.file.openFailed);
  }
  if (file.kind === 'database') return openDatabase(outcome, file);
  if (backup.backupType === BackupType.BACKUP_TYPE_FULL && backup.listed === 0) {
    cancelBackup(outcome, JetError.JET_errDatabaseNotFound);
    return outcome.refuse(Hr.hrDatabaseNotFound, R.file.openNotAttached);
  }
  openLogPhaseFile(outcome, file);
}

function openDatabase(outcome: Outcome, file: DatabaseFile): void {
  const { next, choices } = outcome;
  const { backup } = next;
  const bit = 1 << file.index;
  if (backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {
    return refuseSequence(outcome, R.file.openDatabaseLogsOnly);
  }
  if (backup.listed === 1 && choices.of('databaseAfterLogList') === 'hrInvalidBackupSequence') {
    return refuseSequence(outcome, R.file.openDatabaseAfterList);
  }
  const database = databaseAt(next, file.index);
  const stale = database.patchFile === 1 && (backup.openedDatabases & bit) === 0;
  if (stale && choices.of('stalePatchFile') === 'open-fails') {
    cancelBackup(outcome, JetError.JET_errFileNotFound);
    return outcome.refuse(Hr.hrFileNotFound, R.file.openStalePatch);
  }
  // JET-JetOpenFile: opening a database creates its patch file, replacing one that is there.
  database.patchFile = 1;
  backup.openedDatabases |= bit;
  backup.closedDatabases &= ~bit;
  opened(outcome, OpenKind.database, file.index, file);
}

function openLogPhaseFile(outcome: Outcome, file: Exclude<FileReference, DatabaseFile | { kind: 'empty-name' }>): void {
  const { next } = outcome;
  const exists =
    file.kind === 'log'
      ? containsGeneration(next.runs, file.generation)
      : file.kind === 'patch'
        ? databaseAt(next, file.index).patchFile === 1
        : file.exists;
  if (!isListed(outcome, file) && outcome.choices.of('unlistedFile') === 'file-not-found') {
    return outcome.refuse(Hr.hrFileNotFound, R.file.openUnlisted);
  }
  if (!exists) {
    cancelBackup(outcome, JetError.JET_errFileNotFound);
    return outcome.refuse(Hr.hrFileNotFound, R.file.openMissing);
  }
  if (file.kind === 'log') opened(outcome, OpenKind.log, file.generation, file);
  else if (file.kind === 'patch') opened(outcome, OpenKind.patch, file.index, file);
  else opened(outcome, OpenKind.other, 0, file);
}

function isListed(outcome: Outcome, file: FileReference): boolean {
  const { backup } = outcome.next;
  if (backup.listed === 0) return false;
  if (file.kind === 'log') return file.generation >= backup.listedLow && file.generation < backup.listedHigh;
  return file.kind === 'patch' && (backup.listedPatches & (1 << file.index)) !== 0;
}

function opened(
  outcome: Outcome,
  kind: (typeof OpenKind)[keyof typeof OpenKind],
  index: number,
  file: Exclude<FileReference, { kind: 'empty-name' }>,
): void {
  const { backup } = outcome.next;
  backup.openKind = kind;
  backup.openIndex = index;
  backup.openPositionBytes = 0;
  backup.openSizeBytes = file.sizeBytes;
  outcome.add({ kind: 'open-file', file }).succeed(R.file.open, { kind: 'size', sizeBytes: file.sizeBytes });
}

/** Least size of a database's first read, in bytes. */
const leastFirstRead = {
  'more-than-two-pages': SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES,
  'three-pages': MINIMUM_FIRST_READ_SIZE_BYTES,
  'any-size': 0,
} as const;

export function readFile(outcome: Outcome, call: Of<'HrBackupRead'>): void {
  const { backup } = outcome.next;
  const { sizeBytes } = call;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (backup.openKind === OpenKind.nothing) return outcome.refuse(Hr.hrInvalidHandle, R.file.readNoFile);
  if (!call.bufferGiven) return outcome.refuse(Hr.hrInvalidParam, R.file.readNullBuffer);
  if (!call.tcp && sizeBytes % NON_TCP_READ_ALIGNMENT_BYTES !== 0) {
    const codes = { hrInvalidParam: Hr.hrInvalidParam, win32InvalidParameter: Win32.ERROR_INVALID_PARAMETER };
    return outcome.refuse(hresult(codes[outcome.choices.of('misalignedRead')]), R.file.readMisaligned);
  }
  const isFirst = backup.openKind === OpenKind.database && backup.openPositionBytes === 0;
  if (isFirst && sizeBytes < leastFirstRead[outcome.choices.of('shortFirstRead')]) {
    return outcome.refuse(Hr.hrInvalidParameter, R.file.readShortFirst);
  }
  const remaining = backup.openSizeBytes - backup.openPositionBytes;
  if (remaining === 0 && sizeBytes > 0) {
    const code = outcome.choices.of('endOfFile') === 'zero-bytes' ? Hr.hrNone : Win32.ERROR_HANDLE_EOF;
    return outcome.settle(code, R.file.readEndOfFile, { kind: 'bytes', sizeBytes: 0 });
  }
  if (call.fault !== 0) return readFailed(outcome, call.fault);
  const bytes = Math.min(sizeBytes, remaining, call.availableBytes);
  backup.openPositionBytes += bytes;
  outcome.add({ kind: 'read', sizeBytes: bytes }).succeed(R.file.read, { kind: 'bytes', sizeBytes: bytes });
}

function readFailed(outcome: Outcome, fault: number): void {
  if (fault === JetError.JET_errReadVerifyFailure) {
    outcome.add({ kind: 'log-event', event: 'page-verification-failed', jetError: fault });
  }
  cancelBackup(outcome, fault);
  outcome.refuse(codeOfJet(fault), R.file.readFailed);
}

export function closeFile(outcome: Outcome, call: Of<'HrBackupClose'>): void {
  const { backup } = outcome.next;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (backup.openKind === OpenKind.nothing) return outcome.refuse(Hr.hrInvalidHandle, R.file.closeNothing);
  closeOpenFile(outcome);
  outcome.succeed(R.file.close);
}
