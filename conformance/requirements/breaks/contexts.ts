import type { Breaks } from './break.ts';

/** CTX. */
export const contextBreaks: Breaks = {
  'EDB-CTX-1': {
    file: 'simulator/rules/sessions.ts',
    line: 'outcome.refuse(Hr.hrInvalidHandle, R.context.unknownHandle)',
    becomes: 'outcome.refuse(Hr.hrInvalidParam, R.context.unknownHandle)',
  },
};
