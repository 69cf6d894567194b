import type { Breaks } from './break.ts';

/** The lists and their tokens: LIST. */
export const listBreaks: Breaks = {
  'EDB-LIST-1': {
    file: 'simulator/protocol/multiString.ts',
    line: ".join('') + closingNuls;",
    becomes: ".join('');",
  },
  'EDB-LIST-2': {
    file: 'simulator/exchange/client/client.ts',
    line: '{ code, list, sizeBytes: list.length };',
    becomes: "{ code, list, sizeBytes: form === 'W' ? list.length / 2 : list.length };",
  },
  'EDB-LIST-3': {
    file: 'simulator/exchange/client/client.ts',
    line: '{ code, list, sizeBytes: list.length };',
    becomes: "{ code, list, sizeBytes: list.length - (form === 'W' ? 2 : 1) };",
  },
  'EDB-LIST-4': {
    file: 'simulator/protocol/tokens.ts',
    line: 'BFT_LOG_DIR: 0x82,',
    becomes: 'BFT_LOG_DIR: 0x22,',
  },
  'EDB-LIST-5': {
    file: 'simulator/protocol/multiString.ts',
    line: 'String.fromCharCode(token)',
    becomes: 'String.fromCharCode(token === 0x82 ? 0x201a : token)',
  },
  'EDB-LIST-6': {
    file: 'simulator/exchange/client/lists.ts',
    line: 'const unc = (path: string) => uncPath(server, path);',
    becomes: "const unc = (path: string) => uncPath(server, path).replace('$', '');",
  },
  'EDB-LIST-7': {
    file: 'simulator/exchange/client/lists.ts',
    line: "case 'databases':\n      return databases.map(",
    becomes: "case 'databases':\n      return databases.filter(({ name }) => name !== 'pub').map(",
  },
  'EDB-LIST-8': {
    file: 'simulator/exchange/layout.ts',
    line: 'dir: Bft.BFT_DSA_DATABASE,',
    becomes: 'dir: Bft.BFT_MDB_PRIVATE_DATABASE,',
  },
  'EDB-LIST-9': {
    file: 'simulator/exchange/client/lists.ts',
    line: "case 'databases':\n      return databases.map(",
    becomes: "case 'databases':\n      return [...databases].reverse().map(",
  },
  'EDB-LIST-10': {
    file: 'simulator/exchange/client/lists.ts',
    line: 'path: unc(folderOf(database.path))',
    becomes: 'path: unc(database.path)',
  },
  'EDB-LIST-11': {
    file: 'simulator/rules/logs.ts',
    line: 'backup.listedHigh = next.currentGeneration;',
    becomes: 'backup.listedHigh = next.currentGeneration - 1;',
  },
  'EDB-LIST-12': {
    file: 'simulator/exchange/client/lists.ts',
    line: 'const entries: ListEntry[] = [];',
    becomes:
      "const entries: ListEntry[] = [{ token: Bft.BFT_LOG, path: unc(paths.logFolder.concat('\\\\res1.log')) }];",
  },
  'EDB-LIST-13': {
    file: 'simulator/rules/logs.ts',
    line: 'backup.listedPatches = isFull ? backup.closedDatabases : 0;',
    becomes: 'backup.listedPatches = isFull ? backup.closedDatabases : 1;',
  },
  'EDB-LIST-14': {
    file: 'simulator/rules/logs.ts',
    line: 'next.checkpointGeneration === 0 ? 0 : truncationBound(outcome);',
    becomes: 'next.checkpointGeneration === 0 ? 0 : backup.listedHigh;',
  },
  'EDB-LIST-15': {
    file: 'simulator/exchange/client/names.ts',
    line: 'const path = localPath(serverName, name);',
    becomes: "const path = localPath(serverName, name.replace(/^[^\\\\](?=\\\\\\\\)/, ''));",
  },
};
