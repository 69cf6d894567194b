import { joinPath, parsePath } from '../disk/index.ts';

/**
 * The patch file of a database: in the log folder, under the base name of the database, `.pat` (Q158526: PRIV.PAT in
 * Mdbdata; Q200941: after a restore in the folder of the logs).
 */
export function patchPath(logFolder: string, databasePath: string): string {
  const name = parsePath(databasePath)?.name ?? databasePath;
  const dot = name.lastIndexOf('.');
  return joinPath(logFolder, `${dot > 0 ? name.slice(0, dot) : name}.pat`);
}
