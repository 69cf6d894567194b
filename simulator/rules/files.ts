import { BackupType, codeOfJet, Hr, JetError, Win32 } from '../protocol/index.ts';
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

export function closeFile(outcome: Outcome, call: Of<'HrBackupClose'>): void {
  const { backup } = outcome.next;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (backup.openKind === OpenKind.nothing) return outcome.refuse(Hr.hrInvalidHandle, R.file.closeNothing);
  const isCutShort = backup.openPositionBytes < backup.openSizeBytes;
  if (isCutShort && outcome.choices.of('closeBeforeEnd') === 'never-completes')
    return outcome.hang(R.build.closeBeforeEnd);
  closeOpenFile(outcome);
  outcome.succeed(R.file.close);
}
