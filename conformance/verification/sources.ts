import { join } from 'node:path';
import { listFolder, pathKind, withoutSlashes } from '../../binding/files/index.ts';
import type { VerifiedFile } from './verifiedFile.ts';

/** Bytes that lie in no file of this computer, with the name that the file would have: `priv.edb`. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Bytes that there should have been; `problem` follows the name. */
interface MissingBytes {
  readonly name: string;
  readonly problem: string;
}

/** Something to be verified: the path of a file or of a folder, or bytes. */
export type Source = string | NamedBytes | MissingBytes;

/** Files that are compared with each other: those of one folder, or all that were named one by one. */
export interface Group {
  readonly folder: string | null;
  readonly files: readonly Source[];
}

export const nameOf = (source: Source): string => (typeof source === 'string' ? source : source.name);

/** The groups in the order of their first file, and the folders that cannot be looked into. */
export function gather(sources: readonly Source[]): {
  readonly groups: readonly Group[];
  readonly unreadable: readonly VerifiedFile[];
} {
  const named: Source[] = [];
  const groups = new Set<Group>();
  const namedGroup: Group = { folder: null, files: named };
  const unreadable: VerifiedFile[] = [];
  for (const source of sources) {
    if (typeof source !== 'string' || pathKind(source) !== 'folder') {
      groups.add(namedGroup);
      named.push(source);
      continue;
    }
    const folder = withoutSlashes(source, '/\\', 1);
    const listing = listFolder(folder);
    if (!listing.ok) {
      unreadable.push({ file: source, verdict: 'unreadable', reason: listing.problem });
      continue;
    }
    // The files in a folder, but not those in folders below it.
    const entries = listing.entries.filter((entry) => !entry.isDirectory());
    groups.add({ folder, files: entries.map(({ name }) => join(folder, name)) });
  }
  return { groups: [...groups], unreadable };
}
