import type { Breaks } from './break.ts';

/** Rules: what a refusal means, when to truncate, what to save. */
export const agentBackupBreaks: Breaks = {
  'EDB-AGENT-1': {
    file: 'conformance/procedures/advice.ts',
    line: 'if (isPrepare && (code === Hr.hrFileNotFound || code === Hr.hrError)) return staleFileAdvice;',
    becomes: '',
  },
  'EDB-AGENT-2': {
    file: 'conformance/procedures/backup.ts',
    line: 'const tooEarly = options.deviations.logsBeforeLastClose && index === lastIndex;',
    becomes: 'const tooEarly = index === lastIndex;',
  },
  'EDB-AGENT-3': {
    file: 'conformance/procedures/backup.ts',
    line: 'if (options.deviations.truncateAfterFailure) {',
    becomes: 'if (truncatesLogs(session.kind)) {',
  },
  'EDB-AGENT-4': {
    file: 'conformance/procedures/saveFile.ts',
    line: 'content === null || options.deviations.closeHidesReadError ? null : content;',
    becomes: 'isFailure(closed.code) ? content : null;',
  },
  'EDB-AGENT-5': {
    file: 'conformance/procedures/backupKind.ts',
    line: "kind === 'full' || kind === 'incremental';",
    becomes: "kind !== 'copy';",
  },
  'EDB-AGENT-6': {
    file: 'conformance/procedures/backup.ts',
    line: "{ context: yield* prepareFull(options), kind: 'full', refusal: context.failure };",
    becomes: '{ context, kind, refusal: null };',
  },
  'EDB-AGENT-7': {
    file: 'conformance/procedures/backup.ts',
    line: 'if (readsDatabases(kind)) return { context: yield* prepareFull(options), kind, refusal: null };',
    becomes:
      "if (kind !== 'differential') return { context: yield* prepareFull(options), kind: kind === 'copy' ? kind : 'full', refusal: null };",
  },
  'EDB-AGENT-8': {
    file: 'conformance/procedures/backup.ts',
    line: 'if (skipPatchFile && isPatchFile(file.token)) continue;',
    becomes: 'if (isPatchFile(file.token)) continue;',
  },
};
