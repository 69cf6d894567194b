import type { Breaks } from './break.ts';

/** Connections, contexts and handles: CTX. */
export const contextBreaks: Breaks = {
  'EDB-CTX-1': {
    file: 'simulator/rules/sessions.ts',
    line: 'outcome.refuse(Hr.hrInvalidHandle, R.context.unknownHandle)',
    becomes: 'outcome.refuse(Hr.hrInvalidParam, R.context.unknownHandle)',
  },
  'EDB-CTX-2': {
    file: 'simulator/rules/sessions.ts',
    line: "outcome.refuse(Hr[outcome.choices.of('wrongContextKind')], R.context.wrongKind)",
    becomes: 'outcome.succeed(R.context.wrongKind)',
  },
  'EDB-CTX-3': {
    file: 'simulator/rules/sessions.ts',
    line: "outcome.refuse(hresult(codes[outcome.choices.of('deadContext')]), R.context.deadContext)",
    becomes: 'outcome.succeed(R.context.deadContext)',
  },
  'EDB-CTX-4': {
    file: 'simulator/rules/sessions.ts',
    line: 'if (outcome.next.backup.cancelled === 0) return true;',
    becomes: 'if (outcome !== null) return true;',
  },
  'EDB-CTX-5': {
    file: 'simulator/exchange/client/names.ts',
    line: "if (name.includes('_')) return { target: 'underscore', core: null };",
    becomes: '',
  },
  'EDB-CTX-6': {
    file: 'simulator/exchange/client/names.ts',
    line: 'server === null || annotation === null',
    becomes: 'server === null',
  },
  'EDB-CTX-7': {
    file: 'simulator/rules/targets.ts',
    line: "unreachable[outcome.choices.of('unreachableServer')]",
    becomes: 'Hr.hrCouldNotConnect',
  },
  'EDB-CTX-8': {
    file: 'simulator/exchange/client/names.ts',
    line: "if (core === null) return { target: 'unknown-annotation', core };",
    becomes: "if (core === null) return { target: 'reached', core: cores[0] ?? null };",
  },
  'EDB-CTX-9': {
    file: 'simulator/rules/step.ts',
    line: 'outcome.notModelled(R.context.checkBackupLogs)',
    becomes: 'outcome.succeed(R.context.checkBackupLogs)',
  },
  'EDB-CTX-10': {
    file: 'simulator/rules/sessions.ts',
    line: 'outcome.refuse(Hr.hrInvalidBackupSequence, requirement)',
    becomes: 'outcome.refuse(Hr.hrInvalidHandle, requirement)',
  },
  'EDB-CTX-11': {
    file: 'simulator/exchange/client/client.ts',
    line: 'return isSent && this.#obstacle !== undefined ?',
    becomes: 'return isSent && false ?',
  },
  'EDB-CTX-12': {
    file: 'simulator/rules/targets.ts',
    line: 'outcome.refuse(Win32.RPC_S_SERVER_UNAVAILABLE, R.context.noEndpoints)',
    becomes: 'outcome.refuse(Hr.hrCouldNotConnect, R.context.noEndpoints)',
  },
  'EDB-CTX-13': {
    file: 'simulator/protocol/functions.ts',
    line: 'const RESTORE_W_WORD_COUNT = 9;',
    becomes: 'const RESTORE_W_WORD_COUNT = 8;',
  },
};
