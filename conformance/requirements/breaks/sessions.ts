import type { Breaks } from './break.ts';

/** Sessions beside each other, and what they come to: SESS. */
export const sessionBreaks: Breaks = {
  'EDB-SESS-1': {
    file: 'simulator/exchange/client/client.ts',
    line: 'const { code, answer } = this.#apply(this.#any(core), call);',
    becomes:
      'if (this.#host.cores.some((other) => other !== core && other.backup !== null)) return { code: Hr.hrBackupInProgress, hbc: null };\n    const { code, answer } = this.#apply(this.#any(core), call);',
  },
  'EDB-SESS-2': {
    file: 'simulator/rules/files.ts',
    line: 'if (fault === JetError.JET_errFileAccessDenied) {',
    becomes: 'if (outcome === null) {',
  },
  'EDB-SESS-4': {
    file: 'simulator/engine/backup/readPages.ts',
    line: 'slot < limit; slot = next(slot + 1)',
    becomes: 'slot < limit; slot = limit',
  },
  'EDB-SESS-5': {
    file: 'simulator/engine/backup/databaseCopy.ts',
    line: 'Math.min(start + lengthBytes, this.sizeBytes);',
    becomes: 'Math.min(start + lengthBytes, copySizeBytes(this.database));',
  },
  'EDB-SESS-6': {
    file: 'simulator/rules/logs.ts',
    line: "backup.truncated === 1 && choices.of('secondTruncate') === 'hrInvalidBackupSequence'",
    becomes: 'backup.truncated === 1',
  },
  'EDB-SESS-7': {
    file: 'simulator/rules/end.ts',
    line: "(when === 'end-if-truncated' && backup.truncated === 1)",
    becomes:
      "(when === 'end-if-truncated' && (backup.truncated === 1 || backup.backupType === BackupType.BACKUP_TYPE_FULL))",
  },
  'EDB-SESS-8': {
    file: 'simulator/rules/end.ts',
    line: 'deletePatchFiles(outcome, call.locked);\n  if (next.circularLogging',
    becomes: 'if (!isAborted) deletePatchFiles(outcome, call.locked);\n  if (next.circularLogging',
  },
  'EDB-SESS-9': {
    file: 'simulator/rules/logs.ts',
    line: 'isFull ? backup.lowGeneration : lowestGeneration(next.runs)',
    becomes: 'isFull ? backup.lowGeneration : next.currentGeneration - 1',
  },
  'EDB-SESS-10': {
    file: 'simulator/engine/defragmentDatabase.ts',
    line: '    ...read.header,\n    signature,',
    becomes: '    ...read.header,',
  },
  'EDB-SESS-11': {
    file: 'simulator/rules/files.ts',
    line: "if (call.file.kind === 'empty-name') return",
    becomes:
      "if (call.file.kind === 'empty-name') cancelBackup(outcome, JetError.JET_errInvalidParameter);\n  if (call.file.kind === 'empty-name') return",
  },
};
