import type { Breaks } from './break.ts';

/** Patch files: PATCH. */
export const patchFileBreaks: Breaks = {
  'EDB-PATCH-1': {
    file: 'simulator/engine/backup/patchPath.ts',
    line: 'dot > 0 ? name.slice(0, dot) : name',
    becomes: "'edb'",
  },
  'EDB-PATCH-2': {
    file: 'simulator/rules/files.ts',
    line: 'database.patchFile = 1;\n',
    becomes: '',
  },
  'EDB-PATCH-3': {
    file: 'simulator/engine/format/patchHeader.ts',
    line: 'return twice(encodeDatabaseHeader({ ...database, currentFullBackup: backup }));',
    becomes: 'return encodeDatabaseHeader({ ...database, currentFullBackup: backup });',
  },
  'EDB-PATCH-4': {
    file: 'simulator/engine/backup/databaseCopy.ts',
    line: "if (this.#rule === 'off' || !this.#isSettled(receiver)) return false;",
    becomes: "if (this.#rule === 'off' || this.#isSettled(receiver)) return false;",
  },
  'EDB-PATCH-5': {
    file: 'simulator/engine/backup/patchFile.ts',
    line: 'this.#file.write(0, encodePatchHeader(this.#header, backup));',
    becomes: '',
  },
  'EDB-PATCH-6': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'if (!belongs) {',
    becomes: 'if (belongs === null) {',
  },
  'EDB-PATCH-7': {
    file: 'simulator/engine/store/headerFields.ts',
    line: '    currentFullBackup: NULL_BACKUP_INFO,\n',
    becomes: '',
  },
  'EDB-PATCH-8': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'patchPath(order.logFolder, loggedPath)',
    becomes: 'patchPath(order.checkpointFolder, loggedPath)',
  },
  'EDB-PATCH-9': {
    file: 'simulator/engine/store/applyContext.ts',
    line: 'if (image === null) return JetError.JET_errMissingPatchPage;',
    becomes: 'if (image === null) return 0;',
  },
  'EDB-PATCH-10': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'return patches !== null && generation <= patches.header.currentFullBackup.highGeneration ? patches : null;',
    becomes: 'return generation > 0 ? patches : null;',
  },
  'EDB-PATCH-11': {
    file: 'simulator/engine/backup/databaseCopy.ts',
    line: 'this.#failure = this.#patch.append(image);',
    becomes: 'this.#patch.append(image);',
  },
  'EDB-PATCH-12': {
    file: 'simulator/engine/backup/patchFile.ts',
    line: 'const file = disk.create(path, contents);',
    becomes: 'const file = disk.open(path) ?? disk.create(path, contents);',
  },
  'EDB-PATCH-13': {
    file: 'simulator/rules/service.ts',
    line: 'database.patchFile = fact.patchFile;',
    becomes: 'database.patchFile = Math.max(database.patchFile, fact.patchFile);',
  },
  'EDB-PATCH-14': {
    file: 'simulator/engine/backup/backups.ts',
    line: 'const isLocked = disk.exists(path) && this.#store.isLocked(path);',
    becomes: 'const isLocked = false;',
  },
};
