import { RestoreKey, type RestoreKeyNumber } from '../../rules/index.ts';
import { localPath, type ServiceLayout } from '../layout.ts';
import type { Registry } from './registry.ts';

/** What HrRestoreRegister is told, in the UNC paths it is told in. */
export interface RestoreRegistration {
  /** Null: the checkpoint is derived from the restored logs (M-HrRestoreRegister). */
  readonly checkpointFolder: string | null;
  readonly logFolder: string;
  readonly backupLogFolder: string;
  readonly map: readonly { readonly oldPath: string; readonly newPath: string }[];
}

/** The order for hard recovery, as the service reads it from the registry; local paths where files are opened. */
export interface RestoreOrderFromRegistry {
  readonly lowGeneration: number;
  readonly highGeneration: number;
  readonly checkpointFolder: string;
  readonly logFolder: string;
  readonly backupLogFolder: string;
  readonly map: readonly { readonly oldPath: string; readonly newPath: string }[];
}

/**
 * The "Restore in Progress" key of one service, with the eight values and types of Q200941.
 *
 * How a restore that was not completed, or was completed with a failure, is recorded is unknown (edbbcli.md 8.10), so
 * that part is kept beside the key. A key that somebody wrote by hand counts as a completed restore.
 */
export class RestoreInProgress {
  readonly #registry: Registry;
  readonly #layout: ServiceLayout;
  readonly #server: string;
  readonly #systemFolder: () => string;
  #progress: RestoreKeyNumber = RestoreKey.completed;

  /** `systemFolder`: where the checkpoint file is when no order says otherwise. */
  constructor(registry: Registry, layout: ServiceLayout, server: string, systemFolder: () => string) {
    this.#registry = registry;
    this.#layout = layout;
    this.#server = server;
    this.#systemFolder = systemFolder;
  }

  get state(): RestoreKeyNumber {
    return this.#registry.hasKey(this.#layout.restoreKey) ? this.#progress : RestoreKey.absent;
  }

  setState(state: RestoreKeyNumber): void {
    this.#progress = state === RestoreKey.absent ? RestoreKey.completed : state;
    if (state === RestoreKey.absent) this.#registry.deleteKey(this.#layout.restoreKey);
  }

  write(registration: RestoreRegistration): void {
    const { logFolder, backupLogFolder, checkpointFolder, map } = registration;
    this.#text('BackupLogPath', backupLogFolder);
    this.#text('CheckpointFilePath', checkpointFolder ?? '');
    this.#registry.set(this.#layout.restoreKey, 'EDB Database recovered', {
      type: 'REG_BINARY',
      data: Uint8Array.of(0),
    });
    this.#registry.set(this.#layout.restoreKey, 'EDB_RstMap', {
      type: 'REG_MULTI_SZ',
      data: map.flatMap(({ oldPath, newPath }) => [oldPath, newPath]),
    });
    this.#number('EDB_RstMap Size', map.length);
    this.#text('LogPath', logFolder);
  }

  writeLogRange(lowGeneration: number, highGeneration: number): void {
    this.#number('LowLog Number', lowGeneration);
    this.#number('HighLog Number', highGeneration);
  }

  /** The flag says that the replay is done: as good as no key, also when somebody set it by hand (Q200941). */
  get isMarkedRecovered(): boolean {
    const value = this.#registry.get(this.#layout.restoreKey, 'EDB Database recovered');
    return value?.type === 'REG_BINARY' && value.data[0] === 1;
  }

  markRecovered(): void {
    const data = Uint8Array.of(1);
    this.#registry.set(this.#layout.restoreKey, 'EDB Database recovered', { type: 'REG_BINARY', data });
  }

  get mapRows(): number {
    return this.#registry.number(this.#layout.restoreKey, 'EDB_RstMap Size') ?? 0;
  }

  get lowGeneration(): number {
    return this.#registry.number(this.#layout.restoreKey, 'LowLog Number') ?? 0;
  }

  get highGeneration(): number {
    return this.#registry.number(this.#layout.restoreKey, 'HighLog Number') ?? 0;
  }

  /** True when an old path of the map is one of a server of another name. */
  get namesAnotherServer(): boolean {
    const value = this.#registry.get(this.#layout.restoreKey, 'EDB_RstMap');
    if (value?.type !== 'REG_MULTI_SZ') return false;
    const own = `\\\\${this.#server}\\`.toLowerCase();
    return value.data.some((path, line) => line % 2 === 0 && !path.toLowerCase().startsWith(own));
  }

  /** Reads the key as the service does when it starts; null when a value is missing or makes no sense (Q169859, Q232705). */
  read(): RestoreOrderFromRegistry | null {
    const map = this.#readMap();
    const folders = ['CheckpointFilePath', 'LogPath', 'BackupLogPath'].map((name) => this.#folder(name));
    const [checkpointFolder, logFolder, backupLogFolder] = folders;
    if (map === null || !checkpointFolder || !logFolder || !backupLogFolder) return null;
    const { lowGeneration, highGeneration } = this;
    return { lowGeneration, highGeneration, checkpointFolder, logFolder, backupLogFolder, map };
  }

  #readMap(): RestoreOrderFromRegistry['map'] | null {
    const value = this.#registry.get(this.#layout.restoreKey, 'EDB_RstMap');
    if (value?.type !== 'REG_MULTI_SZ' || value.data.length !== 2 * this.mapRows) return null;
    const map: { oldPath: string; newPath: string }[] = [];
    for (let row = 0; row < this.mapRows; row++) {
      const oldPath = this.#mappedPath(value.data[2 * row] ?? '');
      const newPath = localPath(this.#server, value.data[2 * row + 1] ?? '');
      if (oldPath === null || newPath === null) return null;
      map.push({ oldPath, newPath });
    }
    return map;
  }

  /** The old side may name another server (M-restore: the store may be restored elsewhere); only its path counts. */
  #mappedPath(unc: string): string | null {
    const server = /^\\\\([^\\]+)\\/.exec(unc)?.[1];
    return server === undefined ? null : localPath(server, unc);
  }

  #folder(name: string): string | null {
    const text = this.#registry.text(this.#layout.restoreKey, name);
    if (text === null) return null;
    // M-HrRestoreRegister: without a checkpoint path the checkpoint comes from the restored logs.
    return text === '' ? this.#systemFolder() : localPath(this.#server, text);
  }

  #text(name: string, data: string): void {
    this.#registry.set(this.#layout.restoreKey, name, { type: 'REG_SZ', data });
  }

  #number(name: string, data: number): void {
    this.#registry.set(this.#layout.restoreKey, name, { type: 'REG_DWORD', data });
  }
}
