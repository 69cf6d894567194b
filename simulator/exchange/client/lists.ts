import { logFileName } from '../../engine/index.ts';
import { Bft, type CodePage, encodeAnsi, encodeListA, encodeListW, type ListEntry } from '../../protocol/index.ts';
import type { Answer } from '../../rules/index.ts';
import { folderOf, uncPath } from '../layout.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import type { ServiceCore } from '../service/index.ts';

/** The entries of a list that the rules answered with: tokens and UNC paths of this service. */
export function listEntries(answer: Answer, core: ServiceCore, server: string): ListEntry[] {
  const { paths, databases } = core;
  const unc = (path: string) => uncPath(server, path);
  switch (answer.kind) {
    case 'databases':
      return databases.map((database) => ({ token: database.token, path: unc(database.path) }));
    case 'locations':
      // M-loc: checkpoint directory, log directory, then the databases' directories under the databases' own tokens.
      return [
        { token: Bft.BFT_CHECKPOINT_DIR, path: unc(paths.systemFolder) },
        { token: Bft.BFT_LOG_DIR, path: unc(paths.logFolder) },
        ...databases.map((database) => ({ token: database.token, path: unc(folderOf(database.path)) })),
        ...(answer.absent === 'empty-path' ? absentStores(databases) : []),
      ];
    case 'logs': {
      const entries: ListEntry[] = [];
      for (let generation = answer.low; generation < answer.high; generation++) {
        entries.push({ token: Bft.BFT_LOG, path: unc(`${paths.logFolder}\\${logFileName(generation)}`) });
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

/** Stores that the server does not have, as entries without a path (edbbcli.md 8.9). */
const absentStores = (databases: readonly MailDatabase[]): ListEntry[] =>
  [Bft.BFT_MDB_PRIVATE_DATABASE, Bft.BFT_MDB_PUBLIC_DATABASE]
    .filter((token) => databases.every((database) => database.token !== token))
    .map((token) => ({ token, path: '' }));

/**
 * The multi-string in the form that was asked for; null when a path has a character that the client's code page lacks.
 * Entries without a path, which no well-formed list has, come last.
 */
export function encodeEntries(entries: readonly ListEntry[], form: 'A' | 'W', codePage: CodePage): Uint8Array | null {
  const named = entries.filter(({ path }) => path !== '');
  if (form === 'A' && named.some(({ path }) => !encodeAnsi(path, codePage).ok)) return null;
  const encoded = form === 'A' ? encodeListA(named, codePage) : encodeListW(named);
  if (!encoded.ok) throw new Error(`a list of the server cannot be encoded: ${encoded.reason}`);
  const nameless = entries.filter(({ path }) => path === '');
  if (nameless.length === 0) return encoded.list;
  const unitSizeBytes = form === 'A' ? 1 : 2;
  const list = new Uint8Array(encoded.list.length + 2 * nameless.length * unitSizeBytes);
  list.set(encoded.list);
  nameless.forEach(({ token }, index) => {
    list[encoded.list.length + (2 * index - 1) * unitSizeBytes] = token;
  });
  return list;
}
