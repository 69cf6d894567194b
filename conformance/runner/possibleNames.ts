import {
  CHECKPOINT_NAME,
  CURRENT_LOG_NAME,
  generationOfLogFileName,
  parsePath,
  RESERVE_LOG_NAMES,
  TEMPORARY_LOG_NAME,
} from '../../simulator/engine/index.ts';
import type { ExchangeServer } from '../../simulator/exchange/index.ts';
import { nearestName } from '../yaml/index.ts';
import type { Scenario } from './schema/index.ts';

/**
 * What files and drives the server of a scenario can have, at its beginning and after any of its steps: where setup puts
 * them, and where steps move them. Logs have any generation.
 */
export class PossibleNames {
  readonly #names = new Set([CURRENT_LOG_NAME, TEMPORARY_LOG_NAME, ...RESERVE_LOG_NAMES, CHECKPOINT_NAME]);
  readonly #folders = new Set<string>();
  readonly #databases: readonly string[];

  constructor(server: ExchangeServer, { steps }: Scenario) {
    const databasePaths = server.services.flatMap(({ databases }) => databases.map(({ path }) => path));
    this.#databases = databasePaths.map((path) => path.slice(path.lastIndexOf('\\') + 1));
    for (const { core, databases } of server.services) {
      this.#folders.add(lower(core.paths.logFolder)).add(lower(core.paths.systemFolder));
      for (const { name, path } of databases) {
        this.#addFile(path);
        this.#names.add(`${name}.pat`);
      }
    }
    for (const { renameFile, moveDatabase, editRegistry } of steps) {
      if (renameFile !== undefined) this.#names.add(lower(renameFile.to));
      if (moveDatabase !== undefined) this.#folders.add(lower(moveDatabase.folder));
      // A path of a file or of a folder: which of the two, the value's name would say.
      if (typeof editRegistry?.to === 'string') {
        this.#folders.add(lower(editRegistry.to));
        this.#addFile(editRegistry.to);
      }
    }
  }

  /** Half a sentence about a file that there can never be, by name or full path; null when there can. */
  fileProblem(file: string): string | null {
    const at = file.lastIndexOf('\\');
    const name = lower(file.slice(at + 1));
    const folder = at === -1 ? null : lower(file.slice(0, at));
    const isName = this.#names.has(name) || generationOfLogFileName(name) !== null;
    if (isName && (folder === null || this.#folders.has(folder))) return null;
    const near = isName ? name : nearestName(name, [...this.#names]);
    const nearFolder = folder === null ? null : (nearestName(folder, [...this.#folders]) ?? [...this.#folders][0]);
    const path = near === null ? null : nearFolder === null ? near : `${nearFolder}\\${near}`;
    const help = path === null ? `its databases are ${this.#databases.join(', ')}` : `did you mean ${path}?`;
    return `${file}, a file which the server can never have; ${help}`;
  }

  /** The same of a drive: one on which nothing lies is as good as none. */
  driveProblem(drive: string): string | null {
    const drives = [...new Set([...this.#folders].flatMap((folder) => parsePath(folder)?.volume ?? []))].sort();
    if (drives.includes(drive.charAt(0).toUpperCase())) return null;
    return `${drive}, a drive on which the server has no file; its files are on ${drives.map((one) => `${one}:`).join(', ')}`;
  }

  #addFile(path: string): void {
    const at = path.lastIndexOf('\\');
    if (at === -1) return;
    this.#folders.add(lower(path.slice(0, at)));
    this.#names.add(lower(path.slice(at + 1)));
  }
}

const lower = (text: string): string => text.toLowerCase();
