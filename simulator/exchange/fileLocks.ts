import type { FileAccess, VirtualDisk, VirtualFile } from '../engine/index.ts';

/**
 * What somebody outside of Exchange does to files: a backup that copies files or a virus scanner holds them open
 * (Q242063, Q213202, Q245058), an administrator marks them read-only (Q142782). The mark belongs to the file, whatever it is
 * called later; who holds a file holds its name, also while no file has it.
 */
export class FileLocks {
  readonly #disk: VirtualDisk;
  readonly #held = new Set<string>();
  readonly #protected = new WeakSet<VirtualFile>();

  #wasUsed = false;

  constructor(disk: VirtualDisk) {
    this.#disk = disk;
  }

  /** False as long as nobody ever held or marked a file: then no file needs to be asked about. */
  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  hold(path: string): void {
    this.#wasUsed = true;
    this.#held.add(path.toLowerCase());
  }

  /** False when nobody held it. */
  release(path: string): boolean {
    return this.#held.delete(path.toLowerCase());
  }

  /** Nobody holds files of a volume that is gone. */
  releaseVolume(volume: string): void {
    for (const path of this.#held) if (path.startsWith(volume.toLowerCase())) this.#held.delete(path);
  }

  protect(path: string): void {
    this.#wasUsed = true;
    const file = this.#disk.open(path);
    if (file !== null) this.#protected.add(file);
  }

  /** False when it was not protected. */
  unprotect(path: string): boolean {
    const file = this.#disk.open(path);
    return file !== null && this.#protected.delete(file);
  }

  /** What others can do with a file. */
  accessTo(path: string): FileAccess {
    if (this.#held.has(path.toLowerCase())) return 'held';
    const file = this.#disk.open(path);
    return file !== null && this.#protected.has(file) ? 'read-only' : 'free';
  }

  isHeld(path: string): boolean {
    return this.accessTo(path) === 'held';
  }

  /** A file that nobody can write, replace, rename or delete. */
  isLocked(path: string): boolean {
    return this.accessTo(path) !== 'free';
  }
}
