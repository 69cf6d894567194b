import type { Breaks } from './break.ts';

/** Services: how they start and stop, and what people do to their files: SVC. */
export const serviceBreaks: Breaks = {
  'EDB-SVC-1': {
    file: 'simulator/rules/service.ts',
    line: "impossible('the checkpoint went back', event);",
    becomes: '',
  },
  'EDB-SVC-2': {
    file: 'simulator/rules/service.ts',
    line: 'if (outcome.next.backup.active === 1) return outcome.refuse(Hr.hrBackupInProgress, R.service.stopDuringBackup);',
    becomes: '',
  },
  'EDB-SVC-3': {
    file: 'simulator/engine/store/store.ts',
    line: 'this.markClean(database, address);',
    becomes: '',
  },
  'EDB-SVC-4': {
    file: 'simulator/exchange/service/service.ts',
    line: 'core.engine?.crash();',
    becomes: 'core.engine?.crash(); for (const it of core.databases) this.#server.disk.remove(core.patchPath(it));',
  },
  'EDB-SVC-5': {
    file: 'simulator/rules/service.ts',
    line: 'if (next.restoreKey !== RestoreKey.absent) deleteKey(outcome);',
    becomes: '',
  },
  'EDB-SVC-6': {
    file: 'simulator/rules/service.ts',
    line: 'if (restoreKey === RestoreKey.registered || restoreKey === RestoreKey.failed) {',
    becomes: 'if (restoreKey === RestoreKey.registered) {',
  },
  'EDB-SVC-7': {
    file: 'simulator/exchange/service/start.ts',
    line: 'if (report.error !== 0) return failed(server, core, codeOfJet(report.error), report.error, lines);',
    becomes:
      "if (report.error !== 0) { core.apply({ kind: 'RestoreKeyDeleted' }); return failed(server, core, codeOfJet(report.error), report.error, lines); }",
  },
  'EDB-SVC-8': {
    file: 'simulator/exchange/service/service.ts',
    line: "if (this.state === 'stopped') return false;",
    becomes: '',
  },
  'EDB-SVC-9': {
    file: 'simulator/rules/service.ts',
    line: 'removeGenerations(choices, next.runs, generation, generation);',
    becomes: '',
  },
  'EDB-SVC-10': {
    file: 'simulator/exchange/service/service.ts',
    line: "this.core.apply({ kind: 'DatabaseMoved', index: database.index });",
    becomes: '',
  },
  'EDB-SVC-11': {
    file: 'simulator/rules/service.ts',
    line: 'outcome.next.circularLogging = event.on;',
    becomes: '',
  },
  'EDB-SVC-12': {
    file: 'simulator/rules/service.ts',
    line: "if (what === 'ended-patch-files-deleted') deletePatchFiles(outcome, locked);",
    becomes: 'deletePatchFiles(outcome, locked);',
  },
  'EDB-SVC-13': {
    file: 'simulator/rules/service.ts',
    line: 'export function restoreKeyDeleted(outcome: Outcome): void {',
    becomes:
      'export function restoreKeyDeleted(outcome: Outcome): void { return outcome.succeed(R.service.keyDeleted);',
  },
  'EDB-SVC-14': {
    file: 'simulator/exchange/service/serviceCore.ts',
    line: 'if (isSame) return;',
    becomes: 'return;',
  },
  'EDB-SVC-15': {
    file: 'simulator/engine/engine.ts',
    line: 'JetError.JET_errLogDiskFull,',
    becomes: '',
  },
  'EDB-SVC-16': {
    file: 'simulator/rules/service.ts',
    line: "if (newLogError !== 0) outcome.add({ kind: 'log-event', event: 'log-not-created', jetError: newLogError });",
    becomes: '',
  },
  'EDB-SVC-17': {
    file: 'simulator/rules/service.ts',
    line: 'const isTooLarge = stopError === JetError.JET_errOutOfDatabaseSpace;',
    becomes: 'const isTooLarge = false;',
  },
  'EDB-SVC-18': {
    file: 'simulator/engine/engine.ts',
    line: 'const error = rollback(store.rows, transaction);',
    becomes: 'const error = commit(store.rows, transaction);',
  },
};
