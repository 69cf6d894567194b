/** Files that programs outside of Exchange hold open: a backup that copies files, a virus scanner (Q242063, Q213202). */
export class HeldFiles {
  readonly #paths = new Set<string>();

  hold(path: string): void {
    this.#paths.add(path.toLowerCase());
  }

  /** False when nobody held it. */
  release(path: string): boolean {
    return this.#paths.delete(path.toLowerCase());
  }

  isHeld(path: string): boolean {
    return this.#paths.has(path.toLowerCase());
  }
}
