import type { Breaks } from './break.ts';

/** What recovery looks for, refuses and passes over: RECOV. */
export const recoveryCheckBreaks: Breaks = {
  'EDB-RECOV-24': {
    file: 'simulator/engine/recovery/readHeader.ts',
    line: 'const error = older ?? unreadable;',
    becomes: 'const error = older ?? JetError.JET_errBadLogVersion;',
  },
  'EDB-RECOV-25': {
    file: 'simulator/engine/recovery/readHeader.ts',
    line: 'const error = isEdb && format.logMajor > major ? JetError.JET_errDatabase500Format : JetError.JET_errBadLogVersion;',
    becomes: 'const error = JetError.JET_errBadLogVersion;',
  },
  'EDB-RECOV-26': {
    file: 'simulator/engine/recovery/readHeader.ts',
    line: "if (major === format.logMajor && minor === format.logMinor) return { kind: 'read', header };",
    becomes: "if (major === format.logMajor) return { kind: 'read', header };",
  },
  'EDB-RECOV-27': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (!signaturesEqual(header.signature, (previous ?? current).signature)) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-28': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: "if (order.foreignCurrentLog !== 'fail-530') return null;",
    becomes: 'return null;',
  },
  'EDB-RECOV-29': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (header.generation !== generation || (previous !== null && !isChained(previous, header))) {',
    becomes: 'if (header.generation !== generation) {',
  },
  'EDB-RECOV-30': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (hasGap) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-31': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'const isClosed = generations.includes(generation);',
    becomes: 'const isClosed = generation !== current.generation && generations.includes(generation);',
  },
  'EDB-RECOV-32': {
    file: 'simulator/engine/recovery/replayLog.ts',
    line: 'if (log.isClosed && !scan.isEnded) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-33': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (cleanEnd !== null) return goOnBehind(store, cleanEnd, currentPath);',
    becomes: '',
  },
  'EDB-RECOV-34': {
    file: 'simulator/engine/store/attachDatabase.ts',
    line: 'if (header.state !== DatabaseState.Clean && header.state !== DatabaseState.JustCreated) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-35': {
    file: 'simulator/engine/recovery/replay.ts',
    line: "if (read.kind === 'failed') return this.#passOver(path, read.error, read.reason);",
    becomes: "if (read.kind === 'failed') return failure(read.error, path, read.reason);",
  },
  'EDB-RECOV-36': {
    file: 'simulator/engine/startEngine.ts',
    line: 'engine.crash();\n  const reason',
    becomes: 'engine.stop();\n  const reason',
  },
  'EDB-RECOV-37': {
    file: 'simulator/engine/recovery/restoredLogs.ts',
    line: "const error = order.missingRestoredLog === 'fail-1811' ? JET_errFileNotFound : JET_errMissingRestoreLogFiles;",
    becomes: 'const error = JET_errMissingRestoreLogFiles;',
  },
  'EDB-RECOV-38': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'if (lowGeneration !== 0 && lowGeneration < order.lowGeneration) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-39': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'if (file.sizeBytes % PAGE_SIZE_BYTES !== 0) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-40': {
    file: 'simulator/engine/recovery/patchImages.ts',
    line: 'if (pageNumber === 0 || pageDamage(bytes, 0, pageNumber) !== null) return JetError.JET_errBadPatchPage;',
    becomes: '',
  },
  'EDB-RECOV-41': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'if (!belongs) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-42': {
    file: 'simulator/engine/recovery/replay.ts',
    line: 'database.databaseTime = Math.max(database.databaseTime, attachment.databaseTime);',
    becomes: 'database.databaseTime = this.#store.options.clock.nowSeconds();',
  },
  'EDB-RECOV-43': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'JetError.JET_errMissingLogFile,',
    becomes: '-543,',
  },
  'EDB-RECOV-44': {
    file: 'simulator/engine/startEngine.ts',
    line: 'if (options.createsMissingDatabases !== true || disk.exists(path)',
    becomes: 'if (true || disk.exists(path)',
  },
  'EDB-RECOV-45': {
    file: 'simulator/engine/recovery/undo.ts',
    line: "if (log.append({ kind: 'recoveryQuit' }) === 0) return undoFailure(log.failure, store);",
    becomes:
      "if (open.length > 0 && log.append({ kind: 'recoveryQuit' }) === 0) return undoFailure(log.failure, store);",
  },
};
