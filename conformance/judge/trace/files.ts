import { Bft, decodeListA, decodeListW, type ListEntry } from '../../../simulator/protocol/index.ts';
import type { FileReference } from '../../../simulator/rules/index.ts';
import type { SeenAnswer } from '../fidelity/index.ts';

/** A path is longer than any of the era from here on (EDB-OPEN-11). */
const MAXIMUM_PATH_CHARACTERS = 259;

/** Databases by the names that setup gives them, for agents that do not ask for their list. */
const usualNames: Readonly<Record<string, number>> = { 'priv.edb': 0, 'pub.edb': 1, 'dir.edb': 0 };

/** Which database each path of a service is, as its lists have told. */
export class ServiceFiles {
  readonly #databases = new Map<string, number>();
  readonly #patchFiles = new Map<string, number>();

  /** What a list says; null when it is none. What is in it is remembered. */
  answerOf(list: string, base64: string, form: 'A' | 'W'): SeenAnswer | null {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
    const decoded = form === 'A' ? decodeListA(bytes, 'cp1252') : decodeListW(bytes);
    if (!decoded.ok) return { kind: 'senseless', reason: decoded.reason };
    const { entries } = decoded;
    if (list === 'HrBackupGetDatabaseNames') return this.#databasesIn(entries);
    if (list === 'HrBackupGetBackupLogs') return this.#logsIn(entries);
    return { kind: 'locations', absent: entries.some(({ path }) => path === '') ? 'empty-path' : 'omitted' };
  }

  #databasesIn(entries: readonly ListEntry[]): SeenAnswer {
    entries.forEach(({ path }, index) => void this.#databases.set(path.toLowerCase(), index));
    return { kind: 'databases', count: entries.length };
  }

  #logsIn(entries: readonly ListEntry[]): SeenAnswer {
    const logs = entries.filter(({ token }) => token === Bft.BFT_LOG).map(({ path }) => generationOf(path));
    let patches = 0;
    for (const { token, path } of entries) {
      if (token !== Bft.BFT_PATCH_FILE) continue;
      const index = this.#databaseOfPatch(path);
      this.#patchFiles.set(path.toLowerCase(), index);
      patches |= 1 << index;
    }
    const [low = 0] = logs;
    const isRange = low > 0 && logs.every((generation, index) => generation === low + index);
    if (!isRange) return { kind: 'senseless', reason: 'the logs in the list are not one after the other' };
    return { kind: 'logs', low, high: low + logs.length, patches };
  }

  /** A patch file is named as its database is, whatever folders the two are in. */
  #databaseOfPatch(path: string): number {
    const stem = fileNameOf(path).replace(/\.pat$/, '');
    for (const [database, index] of this.#databases) if (fileNameOf(database) === `${stem}.edb`) return index;
    return usualNames[`${stem}.edb`] ?? 0;
  }

  /** What a name that was opened may stand for: of what no list told, whether it is there is not known. */
  referencesOf(name: string | null, sizeBytes: number): FileReference[] {
    if (name === null || name === '') return [{ kind: 'empty-name' }];
    if (name.length > MAXIMUM_PATH_CHARACTERS) return [{ kind: 'overlong-name' }];
    const path = name.toLowerCase();
    const file = fileNameOf(path);
    const database = this.#databases.get(path) ?? (this.#databases.size === 0 ? usualNames[file] : undefined);
    if (database !== undefined) return [{ kind: 'database', index: database, sizeBytes }];
    const other = [true, false].map((exists): FileReference => ({ kind: 'other', exists, sizeBytes }));
    const patch = this.#patchFiles.get(path);
    if (patch !== undefined) return [{ kind: 'patch', index: patch, sizeBytes }];
    if (file.endsWith('.pat')) return [{ kind: 'patch', index: this.#databaseOfPatch(path), sizeBytes }, ...other];
    const generation = generationOf(path);
    // A log in another folder is no log of this service.
    return generation > 0 ? [{ kind: 'log', generation, sizeBytes }, ...other] : other;
  }
}

const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('\\') + 1).toLowerCase();

/** `edb00001.log`: 1; 0 for every other name. */
function generationOf(path: string): number {
  const digits = /^edb([0-9a-f]{5})\.log$/.exec(fileNameOf(path))?.[1];
  return digits === undefined ? 0 : Number.parseInt(digits, 16);
}
