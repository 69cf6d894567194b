import type { Breaks } from './break.ts';

/** The "Restore in Progress" key: KEY. */
export const restoreKeyBreaks: Breaks = {
  'EDB-KEY-1': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: "this.#number('EDB_RstMap Size', map.length);",
    becomes: "this.#text('EDB_RstMap Size', String(map.length));",
  },
  'EDB-KEY-2': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: '[oldPath, newPath]),',
    becomes: '[newPath, oldPath]),',
  },
  'EDB-KEY-3': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: 'if (oldPath === null || newPath === null) return null;',
    becomes: "if (oldPath === null || newPath === null || oldPath < (map.at(-1)?.oldPath ?? '')) return null;",
  },
  'EDB-KEY-4': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: "return text === '' ? this.#systemFolder() : localPath(this.#server, text);",
    becomes: 'return localPath(this.#server, text);',
  },
  'EDB-KEY-5': {
    file: 'simulator/engine/recovery/restoredLogs.ts',
    line: 'numberedLogPath(order.backupLogFolder, generation)',
    becomes: 'numberedLogPath(order.logFolder, generation)',
  },
  'EDB-KEY-6': {
    file: 'simulator/rules/restore.ts',
    line: 'next.restoreKey = isGood ? RestoreKey.completed : RestoreKey.failed;',
    becomes: 'next.restoreKey = isGood ? RestoreKey.absent : RestoreKey.failed;',
  },
  'EDB-KEY-7': {
    file: 'simulator/exchange/service/start.ts',
    line: 'core.restoreKey.markRecovered();',
    becomes: '',
  },
  'EDB-KEY-8': {
    file: 'simulator/exchange/service/start.ts',
    line: "if (core.restoreKey.isMarkedRecovered) core.apply({ kind: 'RestoreKeyDeleted' });",
    becomes: '',
  },
  'EDB-KEY-9': {
    file: 'simulator/rules/restore.ts',
    line: "if (next.running === 1 && choices.of('restoreWhileRunning') === 'hrError') {",
    becomes: 'if (next.running === 0) {',
  },
  'EDB-KEY-10': {
    file: 'simulator/exchange/registry/restoreKey.ts',
    line: 'data: Uint8Array.of(0),',
    becomes: 'data: Uint8Array.of(1),',
  },
  'EDB-KEY-11': {
    file: 'simulator/exchange/layout.ts',
    line: '\\\\MSExchangeIS\\\\Restore in Progress`,',
    becomes: '\\\\MSExchangeIS\\\\RestoreInProgress`,',
  },
  'EDB-KEY-12': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: 'const { logFolder, checkpointFolder: systemFolder } = order;',
    becomes: 'const { backupLogFolder: logFolder, checkpointFolder: systemFolder } = order;',
  },
  'EDB-KEY-14': {
    file: 'simulator/exchange/service/start.ts',
    line: 'core.restoreKey.markRecovered();',
    becomes: 'core.restoreKey.setState(RestoreKey.absent);',
  },
};
