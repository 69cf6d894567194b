import type { FileAccess } from '../engine/index.ts';

/**
 * What somebody outside of Exchange does to files: a backup that copies files or a virus scanner holds them open
 * (Q242063, Q213202, Q245058), an administrator marks them read-only (Q142782).
 */
export class FileLocks {
  readonly #held = new Set<string>();
  readonly #protected = new Set<string>();

  hold(path: string): void {
    this.#held.add(path.toLowerCase());
  }

  /** False when nobody held it. */
  release(path: string): boolean {
    return this.#held.delete(path.toLowerCase());
  }

  protect(path: string): void {
    this.#protected.add(path.toLowerCase());
  }

  /** False when it was not protected. */
  unprotect(path: string): boolean {
    return this.#protected.delete(path.toLowerCase());
  }

  /** What others can do with a file. */
  accessTo(path: string): FileAccess {
    const key = path.toLowerCase();
    if (this.#held.has(key)) return 'held';
    return this.#protected.has(key) ? 'read-only' : 'free';
  }

  isHeld(path: string): boolean {
    return this.accessTo(path) === 'held';
  }

  /** A file that nobody can write, replace, rename or delete. */
  isLocked(path: string): boolean {
    return this.accessTo(path) !== 'free';
  }
}
