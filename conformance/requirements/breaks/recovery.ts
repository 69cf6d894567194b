import type { Breaks } from './break.ts';

/** Recovery after a restore and after a crash: RECOV. */
export const recoveryBreaks: Breaks = {
  'EDB-RECOV-1': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'const failed = redoAndUndo(store, databases, [...restored, ...existing.continuation], events);',
    becomes: 'const failed = redoAndUndo(store, databases, [...restored.slice(1), ...existing.continuation], events);',
  },
  'EDB-RECOV-2': {
    file: 'simulator/engine/recovery/restoredLogs.ts',
    line: 'checkComplete(present, order, events) ??',
    becomes: '',
  },
  'EDB-RECOV-3': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'return patches !== null && generation <= patches.header.currentFullBackup.highGeneration ? patches : null;',
    becomes: 'return null;',
  },
  'EDB-RECOV-4': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'const failed = redoAndUndo(store, databases, [...restored, ...existing.continuation], events);',
    becomes: 'const failed = redoAndUndo(store, databases, restored, events);',
  },
  'EDB-RECOV-5': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'if (hasGap) discard(store, existing, events);',
    becomes: '',
  },
  'EDB-RECOV-6': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'locate: (path) => byLoggedPath.get(path.toLowerCase())?.path ?? null,',
    becomes: 'locate: (path) => byLoggedPath.get(path.toLowerCase())?.path ?? databases[0]?.path ?? null,',
  },
  'EDB-RECOV-7': {
    file: 'simulator/engine/recovery/replay.ts',
    line: 'if (path === null) return this.#skipUnmapped(attachment);',
    becomes:
      "if (path === null) return failure(JetError.JET_errFileNotFound, attachment.path, 'it is not in the map.');",
  },
  'EDB-RECOV-8': {
    file: 'simulator/engine/recovery/restoredLogs.ts',
    line: 'checkSignatures(present) ??',
    becomes: 'checkSequence(present, lowGeneration) ?? checkSignatures(present) ??',
  },
  'EDB-RECOV-9': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'for (const { oldPath, newPath } of order.map) {',
    becomes: 'for (const { oldPath, newPath } of order.map.filter((row) => disk.exists(row.newPath))) {',
  },
  'EDB-RECOV-10': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'return failure(JetError.JET_errFileNotFound, newPath,',
    becomes: 'return failure(JetError.JET_errDatabaseNotFound, newPath,',
  },
  'EDB-RECOV-11': {
    file: 'simulator/rules/service.ts',
    line: 'if (event.restoreKeyReadable === 0) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-12': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (generations.length === 0) return beginStream(store, events);',
    becomes: 'return beginStream(store, events);',
  },
  'EDB-RECOV-13': {
    file: 'simulator/engine/recovery/undo.ts',
    line: 'for (const transaction of open.reverse()) {',
    becomes: 'for (const transaction of open.slice(0, 0)) {',
  },
  'EDB-RECOV-14': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'JetError.JET_errMissingLogFile,',
    becomes: 'JetError.JET_errMissingPreviousLogFile,',
  },
  'EDB-RECOV-15': {
    file: 'simulator/exchange/service/start.ts',
    line: "if (result.kind === 'failed') return failed(server, core, hresult(result.report.error), result.report.error, lines);",
    becomes:
      "if (result.kind === 'failed') return failed(server, core, codeOfJet(result.report.error), result.report.error, lines);",
  },
  'EDB-RECOV-16': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: 'value.data.length !== 2 * this.mapRows',
    becomes: 'value.data.length !== 4',
  },
  'EDB-RECOV-17': {
    file: 'simulator/engine/recovery/replay.ts',
    line: "if (this.#store.answers.heldDatabase === 'fails') return failure",
    becomes: 'return failure',
  },
  'EDB-RECOV-23': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'if (failed !== null) tellFailure(events, failed);',
    becomes:
      'if (failed !== null) { tellFailure(events, failed); for (const { newPath } of order.map) options.disk.remove(newPath); }',
  },
};
