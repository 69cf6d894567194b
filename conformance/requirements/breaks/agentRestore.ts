import type { Breaks } from './break.ts';

/** Rules for who restores: what to register, what to write, and in which order. */
export const agentRestoreBreaks: Breaks = {
  'EDB-AGENT-9': {
    file: 'conformance/agent/verifySet.ts',
    line: 'if (entry === undefined) return wrong(',
    becomes: "if (entry === undefined && name.endsWith('.pat')) return null;\n  if (entry === undefined) return wrong(",
  },
  'EDB-AGENT-10': {
    file: 'conformance/procedures/restoreTarget.ts',
    line: 'databases.push({ oldPath: file.path, newPath: targetPath });',
    becomes:
      "for (const name of ['priv.edb', 'pub.edb']) databases.push({ oldPath: file.path.replace(/[^\\\\]*$/, name), newPath: targetPath });",
  },
  'EDB-AGENT-11': {
    file: 'conformance/procedures/registerRestore.ts',
    line: '{ databaseName: row.oldPath, newDatabaseName: row.newPath }',
    becomes: '{ databaseName: row.newPath, newDatabaseName: row.oldPath }',
  },
  'EDB-AGENT-12': {
    file: 'conformance/procedures/restoreTarget.ts',
    line: 'databases.push({ oldPath: file.path, newPath: targetPath });',
    becomes: 'databases.push({ oldPath: targetPath, newPath: targetPath });',
  },
  'EDB-AGENT-13': {
    file: 'conformance/procedures/restorePlan.ts',
    line: '{ low: Math.min(chain.low, range.low), high',
    becomes: '{ low: range.low, high',
  },
  'EDB-AGENT-14': {
    file: 'conformance/procedures/restoreTarget.ts',
    line: 'if (isLog(file.token) || isPatchFile(file.token)) {',
    becomes: 'if (isLog(file.token)) continue;\n    if (isPatchFile(file.token)) {',
  },
  'EDB-AGENT-15': {
    file: 'conformance/procedures/restore.ts',
    line: '} else if (planned.bringsDatabases) {',
    becomes: '} else if (planned === null) {',
  },
  'EDB-AGENT-16': {
    file: 'conformance/procedures/restore.ts',
    line: 'const state = written.ok ? Hr.hrNone : stateOf(written.failure);',
    becomes: 'const state = Hr.hrNone;',
  },
  'EDB-AGENT-17': {
    file: 'conformance/procedures/restore.ts',
    line: "const { code } = yield* call('HrRestoreRegisterComplete', hbc, state);",
    becomes: "const { code } = yield* call('HrRestoreRegisterComplete', hbc, state);\n  yield* call('I_HrRestoreW');",
  },
};
