import type { Breaks } from './break.ts';

/** What a backup leaves on record, and who consults it: BOOK. */
export const bookkeepingBreaks: Breaks = {
  'EDB-BOOK-1': {
    file: 'simulator/exchange/service/performer.ts',
    line: 'stampFullBackup(databaseOf(stage, effect.index).id, backupInfo(stage, effect));',
    becomes:
      'stampFullBackup(databaseOf(stage, effect.index).id, { ...backupInfo(stage, effect), mark: engineOf(stage).tip() });',
  },
  'EDB-BOOK-2': {
    file: 'simulator/engine/backup/backups.ts',
    line: '{ incrementalBackup: info });',
    becomes: '{ incrementalBackup: { ...info, lowGeneration: info.highGeneration } });',
  },
  'EDB-BOOK-3': {
    file: 'simulator/engine/backup/backups.ts',
    line: '{ mark, markSeconds, lowGeneration, highGeneration: 0 };',
    becomes: '{ mark, markSeconds, lowGeneration, highGeneration: lowGeneration };',
  },
  'EDB-BOOK-4': {
    file: 'simulator/engine/backup/backups.ts',
    line: 'noteBackup({ lastFullBackupCheckpoint: position, fullBackup',
    becomes: 'noteBackup({ fullBackup',
  },
  'EDB-BOOK-5': {
    file: 'simulator/exchange/service/session.ts',
    line: 'mark: engine.tip(),',
    becomes: 'mark: { ...engine.tip(), generation: Math.max(1, engine.tip().generation - 5) },',
  },
  'EDB-BOOK-6': {
    file: 'simulator/rules/end.ts',
    line: "(when === 'end-if-truncated' && backup.truncated === 1)",
    becomes: "when === 'end-if-truncated'",
  },
  'EDB-BOOK-7': {
    file: 'simulator/rules/end.ts',
    line: '} else if (backup.cancelled === 0) {',
    becomes: '} else {',
  },
  'EDB-BOOK-8': {
    file: 'simulator/rules/prepare.ts',
    line: 'choices.isBelow(lastSaved + 1, low) ||',
    becomes: 'choices.isBelow(lastSaved + 100, low) ||',
  },
  'EDB-BOOK-9': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (databaseAt(next, index).fullLow === 0) {',
    becomes: 'if (next.lastBackupLog === 0) {',
  },
  'EDB-BOOK-10': {
    file: 'simulator/rules/prepare.ts',
    line: "if (choices.of('lastBackupConsulted') === 'registry') {",
    becomes: 'if (choices !== null) {',
  },
  'EDB-BOOK-11': {
    file: 'simulator/engine/store/checkpointKeeper.ts',
    line: 'return this.#written;',
    becomes:
      'return this.#marks.fullBackupSeconds === 0 && this.#written.generation > 1 ? NULL_LOG_POSITION : this.#written;',
  },
  'EDB-BOOK-12': {
    file: 'simulator/engine/defragmentDatabase.ts',
    line: '    incrementalBackup: NULL_BACKUP_INFO,\n',
    becomes: '',
  },
  'EDB-BOOK-13': {
    file: 'simulator/rules/record.ts',
    line: 'if (!isFull && next.lastBackupLog === BACKUP_DISABLE_INCREMENTAL) return;',
    becomes: 'if (!isFull) return;',
  },
  'EDB-BOOK-14': {
    file: 'simulator/exchange/service/performer.ts',
    line: 'stage.setLastBackupLog(effect.currentLog);',
    becomes:
      "stage.setLastBackupLog(effect.currentLog);\n      stage.engine?.noteBackupInCheckpoint({ kind: 'incremental', position: stage.engine.tip(), seconds: effect.currentLog % 1000 });",
  },
  'EDB-BOOK-15': {
    file: 'simulator/rules/record.ts',
    line: 'if (!isFull && next.lastBackupLog === BACKUP_DISABLE_INCREMENTAL) return;',
    becomes: 'if (next.lastBackupLog === BACKUP_DISABLE_INCREMENTAL) return;',
  },
  'EDB-BOOK-16': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (isFull ? fullBackupRefused(outcome) : logsOnlyRefused(outcome)) return;',
    becomes:
      'if (isFull ? fullBackupRefused(outcome) || (next.lastBackupLog > 1 && noFullBackup(outcome)) : logsOnlyRefused(outcome)) return;',
  },
};
