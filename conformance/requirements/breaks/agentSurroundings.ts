import type { Breaks } from './break.ts';

/** Rules: what is around a backup. */
export const agentSurroundingBreaks: Breaks = {
  'EDB-AGENT-28': {
    file: 'conformance/procedures/backup.ts',
    line: 'const LONG_CLIENT_NAME_CHARACTERS = 15;',
    becomes: 'const LONG_CLIENT_NAME_CHARACTERS = 16;',
  },
  'EDB-AGENT-29': {
    file: 'conformance/procedures/refusal.ts',
    line: '  Hr.hrLogFileNotFound,\n',
    becomes: '',
  },
  'EDB-AGENT-31': {
    file: 'conformance/procedures/backup.ts',
    line: 'const followUps = yield* end(session);',
    becomes: 'const followUps: Failure[] = [];',
  },
  'EDB-AGENT-32': {
    file: 'conformance/procedures/backup.ts',
    line: "if (isFailure(code)) followUps.push(callFailure('HrBackupTruncateLogs', code));",
    becomes: '',
  },
  'EDB-AGENT-34': {
    file: 'conformance/procedures/advice.ts',
    line: 'leave a terminal session (Q245664), and see that',
    becomes: 'see that',
  },
  'EDB-AGENT-35': {
    file: 'conformance/procedures/advice.ts',
    line: 'is damaged: keep the last good set, repair',
    becomes: 'is damaged: repair',
  },
  'EDB-AGENT-36': {
    file: 'conformance/procedures/refusal.ts',
    line: '  Hr.hrMissingFullBackup,\n',
    becomes: '',
  },
  'EDB-AGENT-37': {
    file: 'conformance/procedures/backup.ts',
    line: 'for (const file of files.value) {',
    becomes:
      "const unlisted = { token: 0x21, path: (files.value[0]?.path ?? '').replace(/[^\\\\]*$/, 'edb.log') };\n  for (const file of [...files.value, unlisted]) {",
  },
  'EDB-AGENT-38': {
    file: 'conformance/procedures/backup.ts',
    line: 'for (const file of files.value) {',
    becomes:
      "const checkpoint = { token: 0x0f, path: (files.value[0]?.path ?? '').replace(/[^\\\\]*$/, 'edb.chk') };\n  for (const file of [...files.value, checkpoint]) {",
  },
  'EDB-AGENT-39': {
    file: 'conformance/procedures/codeText.ts',
    line: '{code | 0}',
    becomes: '{code >>> 0}',
  },
  'EDB-AGENT-40': {
    file: 'conformance/procedures/saveFile.ts',
    line: 'generation: { fromName, fromHeader } };',
    becomes: 'generation: { fromName, fromHeader: fromName } };',
  },
};
