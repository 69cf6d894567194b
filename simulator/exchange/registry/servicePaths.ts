import { parsePath } from '../../engine/index.ts';
import { type DatabaseName, folderOf, type ServiceLayout } from '../layout.ts';
import type { Registry } from './registry.ts';

/** Where the files of a service are: local paths. */
export interface ServicePaths {
  readonly logFolder: string;
  /** The working directory: the checkpoint file is here. */
  readonly systemFolder: string;
  readonly databases: Readonly<Partial<Record<DatabaseName, string>>>;
}

/** What the registry says of the paths, or which of its values makes no sense. */
type PathReading =
  | {
      readonly ok: true;
      readonly paths: ServicePaths;
      /** The values that are not there, and whose defaults were taken. */
      readonly missing: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

/**
 * True for a full local path of a folder that files of a service can be in. The root of a volume is none in this model:
 * the restore locations have no name for it. Nor is a folder whose name the headers of log and checkpoint files
 * cannot hold.
 */
export const isServiceFolder = (folder: string): boolean =>
  /^.:\\[^\\]/.test(folder) && parsePath(`${folder}\\x`) !== null && fitsHeaders(folder);

/** Headers hold a byte for a character: nothing above U+00FF. */
export const fitsHeaders = (path: string): boolean => /^[^\u0100-\uffff]*$/.test(path);

/** Where a service is to have its files, as setup or the optimizer asks: folders on local drives. */
export interface ServiceFolders {
  readonly databases?: string | undefined;
  readonly logs?: string | undefined;
  readonly checkpoint?: string | undefined;
}

/** Where an installation has its files: in one folder unless told. */
export const installedPaths = (
  layout: ServiceLayout,
  databases: readonly DatabaseName[],
  folders: ServiceFolders = {},
): ServicePaths => ({
  logFolder: folders.logs ?? layout.folder,
  systemFolder: folders.checkpoint ?? layout.folder,
  databases: Object.fromEntries(databases.map((name) => [name, `${folders.databases ?? layout.folder}\\${name}.edb`])),
});

/** Setup writes the paths into the registry, where the service finds them when it starts (Q200941, Q240145). */
export function writePaths(registry: Registry, layout: ServiceLayout, paths: ServicePaths): void {
  const { logFolder, systemFolder } = layout.pathValues;
  registry.set(logFolder.key, logFolder.name, { type: 'REG_SZ', data: paths.logFolder });
  registry.set(systemFolder.key, systemFolder.name, { type: 'REG_SZ', data: paths.systemFolder });
  for (const [name, path] of Object.entries(paths.databases) as [DatabaseName, string][]) {
    writeDatabasePath(registry, layout, name, path);
  }
}

export function writeDatabasePath(registry: Registry, layout: ServiceLayout, name: DatabaseName, path: string): void {
  const value = layout.pathValues.databases[name];
  if (value === undefined) throw new Error(`${layout.name} keeps no path of ${name}`);
  registry.set(value.key, value.name, { type: 'REG_SZ', data: path });
}

/**
 * Reads the paths as the service does when it starts. A value that is not there means the default (BORES, Information
 * Store Registry Reference: an unspecified value has its default); what a service does with one that is no path is not
 * known, and is said.
 */
export function readPaths(
  registry: Registry,
  layout: ServiceLayout,
  databaseNames: readonly DatabaseName[],
): PathReading {
  const installed = installedPaths(layout, databaseNames);
  const senseless: string[] = [];
  const missing: string[] = [];
  const read = ({ key, name }: { key: string; name: string }, fallback: string, isFile: boolean): string => {
    const value = registry.get(key, name);
    if (value === null) {
      missing.push(name);
      return fallback;
    }
    const text = value.type === 'REG_SZ' ? value.data.replace(/(?<=[^:])\\$/, '') : '';
    const isPath =
      isServiceFolder(isFile ? folderOf(text) : text) && (!isFile || (parsePath(text) !== null && fitsHeaders(text)));
    if (!isPath) senseless.push(`${key}\\${name}`);
    return isPath ? text : fallback;
  };
  const { logFolder, systemFolder, databases } = layout.pathValues;
  const paths: ServicePaths = {
    logFolder: read(logFolder, installed.logFolder, false),
    systemFolder: read(systemFolder, installed.systemFolder, false),
    databases: Object.fromEntries(
      databaseNames.map((name) => {
        const value = databases[name];
        const fallback = installed.databases[name] ?? '';
        return [name, value === undefined ? fallback : read(value, fallback, true)];
      }),
    ),
  };
  if (senseless.length === 0) return { ok: true, paths, missing };
  const reason = `${senseless.join(' and ')} in the registry is no full local path; write one such as ${installed.logFolder}, without characters above U+00FF`;
  return { ok: false, reason };
}

export const databasePaths = ({ databases }: ServicePaths): readonly string[] => Object.values(databases);

/**
 * Why files of services cannot be in these places, a sentence; null when they can. What real services do that get into each
 * other's way is not known.
 */
export function placeProblem(services: readonly ServicePaths[], isFile: (path: string) => boolean): string | null {
  for (const paths of services) {
    const folders = [paths.logFolder, paths.systemFolder, ...databasePaths(paths).map(folderOf)];
    const taken = folders.flatMap(withParents).find(isFile);
    if (taken !== undefined) return `${taken} is a file, and nothing can be in it`;
  }
  const shared: readonly (readonly [what: string, pathsOf: (paths: ServicePaths) => readonly string[]])[] = [
    ['the logs of two services are both in', ({ logFolder }) => [logFolder]],
    ['the checkpoint files of two services are both in', ({ systemFolder }) => [systemFolder]],
    ['two databases are both', databasePaths],
  ];
  for (const [what, pathsOf] of shared) {
    const paths = services.flatMap(pathsOf);
    const lower = paths.map((path) => path.toLowerCase());
    const twice = paths.find((_, index) => lower.indexOf(lower[index] ?? '') !== index);
    if (twice !== undefined) return `${what} ${twice}; give each a place of its own`;
  }
  return null;
}

/** A folder and those that it is in, without the root. */
function withParents(folder: string): readonly string[] {
  const parent = folderOf(folder);
  return parent.length > 2 ? [folder, ...withParents(parent)] : [folder];
}
