import { BackupType, codeOfJet, Hr, JetError, Win32 } from '../protocol/index.ts';
import type { ApiCall, FileReference } from './call.ts';
import type { Outcome } from './outcome.ts';
import { R } from './requirements/index.ts';
import { containsGeneration } from './runs.ts';
import { backupGoesOn, cancelBackup, closeOpenFile, deletePatchFile, refuseSequence } from './sessions.ts';
import { databaseAt, OpenKind } from './state.ts';

type Of<Kind extends ApiCall['kind']> = Extract<ApiCall, { kind: Kind }>;
type DatabaseFile = Extract<FileReference, { kind: 'database' }>;
/** A file that has a name of its own. */
type NamedFile = Exclude<FileReference, { kind: 'empty-name' | 'overlong-name' }>;

export function getDatabaseNames(outcome: Outcome, call: Of<'HrBackupGetDatabaseNames'>): void {
  if (!backupGoesOn(call.handle, outcome)) return;
  if (outcome.next.backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {
    return refuseSequence(outcome, 'namesOutOfSequence', R.file.databaseNamesLogsOnly);
  }
  if (call.form === 'A' && outcome.choices.of('ansiDatabaseNames') === 'win32InvalidParameter') {
    return outcome.refuse(Win32.ERROR_INVALID_PARAMETER, R.file.databaseNamesAnsi);
  }
  outcome.succeed(R.file.databaseNames, { kind: 'databases' });
}

export function openFile(outcome: Outcome, call: Of<'HrBackupOpenFile'>): void {
  const { backup } = outcome.next;
  const { fault } = call;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (call.file.kind === 'empty-name') return outcome.refuse(Hr.hrInvalidParameter, R.file.openEmptyName);
  if (backup.openKind !== OpenKind.nothing) {
    return outcome.refuse(Hr[outcome.choices.of('secondOpen')], R.file.openSecond);
  }
  const file = namedFile(outcome, call.file);
  if (file === null) return outcome.refuse(Hr.hrInvalidParam, R.file.openOverlongName);
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

/** A name that is too long is that of a file which is not there, unless it is refused for its length: then null. */
function namedFile(outcome: Outcome, file: Exclude<FileReference, { kind: 'empty-name' }>): NamedFile | null {
  if (file.kind !== 'overlong-name') return file;
  const isMeasured = outcome.choices.of('overlongName') === 'hrInvalidParam';
  return isMeasured ? null : { kind: 'other', exists: false, sizeBytes: 0 };
}

function openDatabase(outcome: Outcome, file: DatabaseFile): void {
  const { next, choices } = outcome;
  const { backup } = next;
  const bit = 1 << file.index;
  if (backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {
    return refuseSequence(outcome, 'openOutOfSequence', R.file.openDatabaseLogsOnly);
  }
  if (backup.listed === 1 && choices.of('databaseAfterLogList') === 'hrInvalidBackupSequence') {
    return refuseSequence(outcome, 'openOutOfSequence', R.file.openDatabaseAfterList);
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

function openLogPhaseFile(outcome: Outcome, file: Exclude<NamedFile, DatabaseFile>): void {
  const { next } = outcome;
  const exists =
    file.kind === 'log'
      ? containsGeneration(outcome.choices, next.runs, file.generation)
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
  const { choices, next } = outcome;
  const { backup } = next;
  if (backup.listed === 0) return false;
  if (file.kind === 'log') {
    const { generation } = file;
    return !choices.isBelow(generation, backup.listedLow) && choices.isBelow(generation, backup.listedHigh);
  }
  return file.kind === 'patch' && (backup.listedPatches & (1 << file.index)) !== 0;
}

function opened(
  outcome: Outcome,
  kind: (typeof OpenKind)[keyof typeof OpenKind],
  index: number,
  file: NamedFile,
): void {
  const { backup } = outcome.next;
  backup.filesOpened = Math.min(backup.filesOpened + 1, 2);
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
  const { openKind, openIndex } = backup;
  const isCutShort = backup.openPositionBytes < backup.openSizeBytes;
  if (isCutShort && outcome.choices.of('closeBeforeEnd') === 'never-completes')
    return outcome.hang(R.build.closeBeforeEnd);
  closeOpenFile(outcome);
  const isPatchRead = openKind === OpenKind.patch && !isCutShort;
  if (isPatchRead && outcome.choices.of('patchFileRemoval') === 'after-reading') {
    deletePatchFile(outcome, openIndex, call.locked);
    return outcome.succeed(R.file.closePatchFile);
  }
  outcome.succeed(R.file.close);
}
