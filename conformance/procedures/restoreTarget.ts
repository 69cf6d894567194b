import { Bft, tokenName } from '../../simulator/protocol/index.ts';
import { type Attempt, type Failure, failed, otherFailure, succeeded } from './failure.ts';
import { baseName, isDatabase, isLog, isPatchFile } from './generation.ts';
import type { DatabaseMapping } from './registerRestore.ts';
import type { RestoreFile, RestoreSet } from './restoreSet.ts';
import type { AnnouncedFile, RemovalRequest } from './steps.ts';

/** Where the files of a set go on one server. */
export interface RestoreTarget {
  readonly checkpointFolder: string;
  readonly logFolder: string;
  readonly databases: readonly DatabaseMapping[];
  readonly files: readonly { readonly file: RestoreFile; readonly targetPath: string }[];
}

/**
 * Matches every file to the location with its token (the table of M-loc, edbbcli.md 3.11): logs and patch files to the
 * log folder, a database to the folder of the same token; nothing goes to the checkpoint folder, whose path is handed on.
 */
export function restoreTarget(set: RestoreSet, locations: readonly AnnouncedFile[]): Attempt<RestoreTarget> {
  const folders = new Map(locations.map(({ token, path }) => [token, path]));
  const checkpointFolder = folders.get(Bft.BFT_CHECKPOINT_DIR);
  const logFolder = folders.get(Bft.BFT_LOG_DIR);
  if (checkpointFolder === undefined) return failed(noPlace('the checkpoint', Bft.BFT_CHECKPOINT_DIR));
  if (logFolder === undefined) return failed(noPlace('the logs', Bft.BFT_LOG_DIR));
  const databases: DatabaseMapping[] = [];
  const files: { file: RestoreFile; targetPath: string }[] = [];
  for (const file of set.files) {
    const name = baseName(file.path);
    if (isLog(file.token) || isPatchFile(file.token)) {
      files.push({ file, targetPath: join(logFolder, name) });
      continue;
    }
    const location = isDatabase(file.token) ? folders.get(file.token) : undefined;
    if (location === undefined) return failed(noPlace(name, file.token));
    const targetPath = databasePath(location, name);
    databases.push({ oldPath: file.path, newPath: targetPath });
    files.push({ file, targetPath });
  }
  return succeeded({ checkpointFolder, logFolder, databases, files });
}

/** M-loc names the folder of a database; the sibling API names the file itself (edbbcli.md 3.11). Both are understood. */
const databasePath = (location: string, name: string): string =>
  baseName(location).toLowerCase() === name.toLowerCase() ? location : join(location, name);

const join = (folder: string, name: string): string => `${folder.replace(/\\$/, '')}\\${name}`;

/** What an erasing restore removes: all logs, the patch file of each database, and the databases themselves. */
export function removalsBefore(target: RestoreTarget): readonly RemovalRequest[] {
  const names = target.databases.map(({ newPath }) => baseName(newPath));
  const patchFiles = names.map((name) => name.replace(/\.[^.]*$/, '.pat'));
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('\\'));
  return [
    { folder: target.logFolder, names: patchFiles, logsToo: true },
    ...target.databases.map(({ newPath }) => ({
      folder: folderOf(newPath),
      names: [baseName(newPath)],
      logsToo: false,
    })),
  ];
}

const noPlace = (what: string, token: number): Failure =>
  otherFailure(
    'world',
    `the server names no place for ${what}: its locations have no ${tokenName(token)}`,
    'Restore to a server that has the same databases as the one that was backed up.',
  );
