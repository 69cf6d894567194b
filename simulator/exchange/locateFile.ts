import { parsePath, type VirtualDisk } from '../engine/index.ts';
import { fileNameOf } from './layout.ts';
import type { ServiceCore } from './service/index.ts';

/** A file of a server by full path, or by name alone: a database wherever it is, any other file beside the logs or the checkpoint. */
export function locateFile(file: string, cores: readonly ServiceCore[], disk: VirtualDisk): string | null {
  if (parsePath(file) !== null) return disk.exists(file) ? file : null;
  const databases = cores.flatMap((core) => core.databases.map(({ path }) => path));
  const named = databases.filter((path) => fileNameOf(path).toLowerCase() === file.toLowerCase());
  const beside = cores.flatMap(({ paths }) => [`${paths.logFolder}\\${file}`, `${paths.systemFolder}\\${file}`]);
  return [...named, ...beside].find((path) => disk.exists(path)) ?? null;
}
