import type { Breaks } from './break.ts';

/** Defects of single builds: BUILD. */
export const buildBreaks: Breaks = {
  'EDB-BUILD-1': {
    file: 'simulator/rules/reads.ts',
    line: 'const UNVERIFIED_ABOVE_BYTES = 64 * 1024;',
    becomes: 'const UNVERIFIED_ABOVE_BYTES = 128 * 1024;',
  },
  'EDB-BUILD-2': {
    file: 'simulator/rules/reads.ts',
    line: 'FALSE_FAILURE_ABOVE_BYTES = 512 * 1024',
    becomes: 'FALSE_FAILURE_ABOVE_BYTES = 1024 * 1024',
  },
  'EDB-BUILD-3': {
    file: 'simulator/rules/reads.ts',
    line: 'outcome.hang(R.build.largeBuffer)',
    becomes: 'outcome.refuse(Hr.hrOutOfMemory, R.build.largeBuffer)',
  },
  'EDB-BUILD-4': {
    file: 'simulator/rules/reads.ts',
    line: 'return outcome.hang(R.build.pastEnd)',
    becomes: 'return outcome.refuse(Hr.hrNone, R.build.pastEnd)',
  },
  'EDB-BUILD-5': {
    file: 'simulator/exchange/client/client.ts',
    line: 'LONG_NAME_CHARACTERS = 15',
    becomes: 'LONG_NAME_CHARACTERS = 16',
  },
  'EDB-BUILD-6': {
    file: 'simulator/rules/files.ts',
    line: "if (isCutShort && outcome.choices.of('closeBeforeEnd') === 'never-completes')\n    return outcome.hang(R.build.closeBeforeEnd);",
    becomes: '',
  },
  'EDB-BUILD-7': {
    file: 'simulator/rules/reads.ts',
    line: "filesOpened > 1 && choices.of('secondRemoteFile')",
    becomes: "filesOpened > 9 && choices.of('secondRemoteFile')",
  },
  'EDB-BUILD-8': {
    file: 'simulator/profiles/products/exchange55.ts',
    line: "    terminalSession: {\n      value: 'hrCommunicationError',",
    becomes: "    terminalSession: {\n      value: 'served',",
  },
};
