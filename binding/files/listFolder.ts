import { type Dirent, opendirSync } from 'node:fs';
import { type FileProblem, fileProblem } from './fileProblem.ts';
import { pathKind } from './pathKind.ts';

export type FileListing = { readonly ok: true; readonly entries: readonly Dirent[] } | FileProblem;

/** Twice as many as there can be logs of one server. */
const MAXIMUM_ENTRIES = 2 * 1024 * 1024;

/** What is directly inside a folder, by name, sorted; refused where there is more than any folder of ours has. */
export function listFolder(path: string, maximumEntries = MAXIMUM_ENTRIES): FileListing {
  try {
    const folder = opendirSync(path, { bufferSize: 512 });
    try {
      const entries: Dirent[] = [];
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (entries.push(entry) <= maximumEntries) continue;
        const limit = maximumEntries.toLocaleString('en-US');
        return { ok: false, code: 'EFBIG', problem: `it is a folder of more than ${limit} files` };
      }
      return { ok: true, entries: entries.sort((left, right) => (left.name < right.name ? -1 : 1)) };
    } finally {
      folder.closeSync();
    }
  } catch (error) {
    const refused = fileProblem(error);
    // A file, or a device, in the place of a folder; a path through one leads nowhere.
    if (refused.code !== 'ENOTDIR' || pathKind(path) === null) return refused;
    return { ...refused, problem: 'it is no folder' };
  }
}
