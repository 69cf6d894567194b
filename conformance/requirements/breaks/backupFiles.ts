import type { Breaks } from './break.ts';

/** The files of a backup: NAMES, OPEN, READ, CLOSE. */
export const backupFileBreaks: Breaks = {
  'EDB-NAMES-1': {
    file: 'simulator/exchange/client/lists.ts',
    line: 'return databases.map((database) => ({ token: database.token, path: unc(database.path) }))',
    becomes: 'return databases.slice(0, 1).map((database) => ({ token: database.token, path: unc(database.path) }))',
  },
  'EDB-NAMES-2': {
    file: 'simulator/rules/files.ts',
    line: 'if (outcome.next.backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {',
    becomes: 'if (outcome === null) {',
  },
  'EDB-NAMES-3': {
    file: 'simulator/rules/files.ts',
    line: "call.form === 'A' && outcome",
    becomes: "call.form === 'W' && outcome",
  },
  'EDB-NAMES-4': {
    file: 'simulator/rules/files.ts',
    line: 'if (outcome.next.backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {',
    becomes: 'if (outcome.next.backup.listed === 1) {',
  },
  'EDB-OPEN-1': {
    file: 'simulator/exchange/client/client.ts',
    line: "answer?.kind === 'size' ? answer.sizeBytes : 0",
    becomes: "answer?.kind === 'size' ? 0 : 0",
  },
  'EDB-OPEN-2': {
    file: 'simulator/exchange/client/names.ts',
    line: "if (name === null || name === '')",
    becomes: 'if (name === null)',
  },
  'EDB-OPEN-3': {
    file: 'simulator/rules/files.ts',
    line: 'if (backup.openKind !== OpenKind.nothing) {\n    return outcome.refuse(Hr[',
    becomes: 'if (backup.openKind === OpenKind.database) {\n    return outcome.refuse(Hr[',
  },
  'EDB-OPEN-4': {
    file: 'simulator/rules/files.ts',
    line: "if (backup.backupType === BackupType.BACKUP_TYPE_LOGS_ONLY) {\n    return refuseSequence(outcome, 'openOut",
    becomes: "if (outcome === null) {\n    return refuseSequence(outcome, 'openOut",
  },
  'EDB-OPEN-5': {
    file: 'simulator/rules/files.ts',
    line: 'backup.openedDatabases |= bit;',
    becomes: 'backup.openedDatabases |= bit;\n  if (backup.listed === 1) backup.listedPatches |= bit;',
  },
  'EDB-OPEN-6': {
    file: 'simulator/rules/files.ts',
    line: 'if (backup.backupType === BackupType.BACKUP_TYPE_FULL && backup.listed === 0) {',
    becomes: 'if (outcome === null) {',
  },
  'EDB-OPEN-7': {
    file: 'simulator/rules/files.ts',
    line: 'if (!exists) {\n    cancelBackup(outcome, JetError.JET_errFileNotFound);',
    becomes: 'if (!exists) {',
  },
  'EDB-OPEN-8': {
    file: 'simulator/rules/files.ts',
    line: "!isListed(outcome, file) && outcome.choices.of('unlistedFile') === 'file-not-found'",
    becomes: '!isListed(outcome, file)',
  },
  'EDB-OPEN-9': {
    file: 'simulator/rules/files.ts',
    line: "if (stale && choices.of('stalePatchFile') === 'open-fails') {",
    becomes: 'if (outcome === null) {',
  },
  'EDB-OPEN-10': {
    file: 'simulator/rules/files.ts',
    line: 'cancelBackup(outcome, fault);',
    becomes: '',
  },
  'EDB-OPEN-11': {
    file: 'simulator/exchange/client/names.ts',
    line: 'const MAXIMUM_PATH_CHARACTERS = 259;',
    becomes: 'const MAXIMUM_PATH_CHARACTERS = 260;',
  },
  'EDB-READ-1': {
    file: 'simulator/rules/reads.ts',
    line: 'backup.openPositionBytes += bytes;',
    becomes: '',
  },
  'EDB-READ-2': {
    file: 'simulator/rules/reads.ts',
    line: 'outcome.refuse(Hr.hrInvalidHandle, R.file.readNoFile)',
    becomes: 'outcome.refuse(Hr.hrInvalidParam, R.file.readNoFile)',
  },
  'EDB-READ-3': {
    file: 'simulator/rules/reads.ts',
    line: 'outcome.refuse(Hr.hrInvalidParam, R.file.readNullBuffer)',
    becomes: 'outcome.refuse(Hr.hrInvalidParameter, R.file.readNullBuffer)',
  },
  'EDB-READ-4': {
    file: 'simulator/protocol/constants.ts',
    line: 'NON_TCP_READ_ALIGNMENT_BYTES = 4096',
    becomes: 'NON_TCP_READ_ALIGNMENT_BYTES = 2048',
  },
  'EDB-READ-5': {
    file: 'simulator/rules/reads.ts',
    line: "leastFirstRead[outcome.choices.of('shortFirstRead')]",
    becomes: 'SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES',
  },
  'EDB-READ-6': {
    file: 'simulator/rules/reads.ts',
    line: "choices.of('endOfFile') === 'zero-bytes' ? Hr.hrNone : Win32.ERROR_HANDLE_EOF",
    becomes: 'Hr.hrNone',
  },
  'EDB-READ-7': {
    file: 'simulator/rules/sessions.ts',
    line: ".add({ kind: 'log-event', event: 'backup-stopped', jetError })",
    becomes: '',
  },
  'EDB-READ-8': {
    file: 'simulator/rules/reads.ts',
    line: "sizeBytes > call.hintSizeBytes && outcome.choices.of('overHintRead') === 'hrInvalidParameter'",
    becomes: 'sizeBytes > call.hintSizeBytes',
  },
  'EDB-CLOSE-1': {
    file: 'simulator/rules/files.ts',
    line: '  closeOpenFile(outcome);\n  const isPatchRead',
    becomes: '  const isPatchRead',
  },
  'EDB-CLOSE-2': {
    file: 'simulator/rules/files.ts',
    line: 'outcome.refuse(Hr.hrInvalidHandle, R.file.closeNothing)',
    becomes: 'outcome.succeed(R.file.closeNothing)',
  },
  'EDB-CLOSE-3': {
    file: 'simulator/rules/files.ts',
    line: "isPatchRead && outcome.choices.of('patchFileRemoval') === 'after-reading'",
    becomes: 'isPatchRead',
  },
};
