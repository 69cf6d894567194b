import type { Breaks } from './break.ts';

/** What the documented procedures ask of an agent. */
export const agentProcedureBreaks: Breaks = {
  'EDB-AGENT-41': {
    file: 'conformance/procedures/backup.ts',
    line: 'if (truncatesLogs(kind)) {',
    becomes: "if (kind === 'incremental') {",
  },
  'EDB-AGENT-42': {
    file: 'conformance/procedures/backup.ts',
    line: 'prepareBackup(options, BackupGrbit.canonicalForLogsOnly, BackupType',
    becomes: 'prepareBackup(options, BackupGrbit.canonicalForFull, BackupType',
  },
  'EDB-AGENT-43': {
    file: 'conformance/procedures/backupKind.ts',
    line: "kind === 'full' || kind === 'copy';",
    becomes: "kind === 'full';",
  },
  'EDB-AGENT-44': {
    file: 'conformance/agent/setWriter.ts',
    line: 'const finished = problemOf(file.writer.finish());',
    becomes: 'const finished = null;',
  },
  'EDB-AGENT-45': {
    file: 'conformance/procedures/saveFile.ts',
    line: 'return shortFile(file, reading.sizeBytes, advertisedBytes);',
    becomes: 'return null;',
  },
  'EDB-AGENT-46': {
    file: 'conformance/procedures/options.ts',
    line: "if (name.includes('_')) {",
    becomes: "if (name === '_') {",
  },
  'EDB-AGENT-47': {
    file: 'conformance/procedures/restore.ts',
    line: 'const registered = yield* registerRestore(hbc, order, options.form);\n  if (!registered.ok) return registered;\n\n  const written = yield* writeFiles(options, planned, target.value, erase);',
    becomes:
      'const written = yield* writeFiles(options, planned, target.value, erase);\n  const registered = yield* registerRestore(hbc, order, options.form);\n  if (!registered.ok) return registered;',
  },
  'EDB-AGENT-48': {
    file: 'simulator/exchange/server.ts',
    line: 'this.services.some((service) => service.holds(path))',
    becomes: 'false',
  },
  'EDB-AGENT-49': {
    file: 'conformance/procedures/restoreTarget.ts',
    line: 'isDatabase(file.token) ? folders.get(file.token) : undefined;',
    becomes: 'isDatabase(file.token) ? folders.get(Bft.BFT_MDB_PRIVATE_DATABASE) : undefined;',
  },
  'EDB-AGENT-50': {
    file: 'conformance/procedures/restoreTarget.ts',
    line: 'return succeeded({ checkpointFolder, logFolder, databases, files });',
    becomes: 'return succeeded({ checkpointFolder: logFolder, logFolder, databases, files });',
  },
  'EDB-AGENT-51': {
    file: 'conformance/procedures/restore.ts',
    line: 'const map = planned.bringsDatabases ? databases : [];',
    becomes: "const map = planned.bringsDatabases ? databases : [{ oldPath: '', newPath: '' }];",
  },
  'EDB-AGENT-52': {
    file: 'conformance/procedures/restorePlan.ts',
    line: 'if (range.high <= chain.high) {',
    becomes: 'if (range.high < 0) {',
  },
  'EDB-AGENT-53': {
    file: 'conformance/procedures/backup.ts',
    line: 'if (reason !== undefined) {',
    becomes: "if (reason === 'database-added') {",
  },
  'EDB-AGENT-54': {
    file: 'conformance/procedures/restore.ts',
    line: 'const erase = options.eraseExisting && index === 0;',
    becomes: 'const erase = index === 0;',
  },
  'EDB-AGENT-55': {
    file: 'conformance/procedures/restorePlan.ts',
    line: 'if (annotation !== Annotation.EDBBACK_DS_SERVER) return null;',
    becomes: "if (annotation !== '') return null;",
  },
};
