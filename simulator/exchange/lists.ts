import { logFileName } from '../engine/index.ts';
import { Bft, type CodePage, encodeListA, encodeListW, type ListEntry } from '../protocol/index.ts';
import type { Answer } from '../rules/index.ts';
import { folderOf, uncPath } from './layout.ts';
import type { ServiceCore } from './serviceCore.ts';

/** The entries of a list that the rules answered with: tokens and UNC paths of this service. */
export function listEntries(answer: Answer, core: ServiceCore, server: string): ListEntry[] {
  const { layout, databases } = core;
  const unc = (path: string) => uncPath(server, path);
  switch (answer.kind) {
    case 'databases':
      return databases.map((database) => ({ token: database.token, path: unc(database.path) }));
    case 'locations':
      // M-loc: checkpoint directory, log directory, then the databases' directories under the databases' own tokens.
      return [
        { token: Bft.BFT_CHECKPOINT_DIR, path: unc(layout.folder) },
        { token: Bft.BFT_LOG_DIR, path: unc(layout.folder) },
        ...databases.map((database) => ({ token: database.token, path: unc(folderOf(database.path)) })),
      ];
    case 'logs': {
      const entries: ListEntry[] = [];
      for (let generation = answer.low; generation < answer.high; generation++) {
        entries.push({ token: Bft.BFT_LOG, path: unc(`${layout.folder}\\${logFileName(generation)}`) });
      }
      for (const database of databases) {
        if ((answer.patches & (1 << database.index)) !== 0) {
          entries.push({ token: Bft.BFT_PATCH_FILE, path: unc(core.patchPath(database)) });
        }
      }
      return entries;
    }
    default:
      throw new Error(`an answer of kind "${answer.kind}" is no list`);
  }
}

/** The multi-string in the form that was asked for. The server's own names always encode. */
export function encodeEntries(entries: readonly ListEntry[], form: 'A' | 'W', codePage: CodePage): Uint8Array {
  const encoded = form === 'A' ? encodeListA(entries, codePage) : encodeListW(entries);
  if (!encoded.ok) throw new Error(`a list of the server cannot be encoded: ${encoded.reason}`);
  return encoded.list;
}
