/**
 * Which numbered logs a folder has: sorted runs [from, to] of generations that are present and chained. A run that
 * begins right behind the end of the one before means: present, but out of sequence.
 *
 * Maintained by those who change the folder; appending and removing at the front cost nothing.
 */
export class LogSet {
  /** Flat: from, to, from, to … Never scan it per call: a healthy folder has one run. */
  #runs: number[];

  constructor(runs: readonly number[] = []) {
    this.#runs = runs.slice();
  }

  /** From, to, from, to … The set's own array: read it, never write it. */
  get runs(): readonly number[] {
    return this.#runs;
  }

  /** The lowest generation, 0 when there is none. */
  get lowest(): number {
    return this.#runs[0] ?? 0;
  }

  has(generation: number): boolean {
    for (let index = 0; index < this.#runs.length; index += 2) {
      if (generation >= (this.#runs[index] ?? 0) && generation <= (this.#runs[index + 1] ?? 0)) return true;
    }
    return false;
  }

  /** A log above all others. `isChained`: it continues the one before. */
  append(generation: number, isChained: boolean): void {
    const last = this.#runs.at(-1) ?? 0;
    if (generation <= last) throw new Error(`Log ${generation} is not above the last one, ${last}`);
    if (isChained && this.#runs.length > 0 && generation === last + 1) this.#runs[this.#runs.length - 1] = generation;
    else this.#runs.push(generation, generation);
  }

  /** A log was changed where it lies: does it continue the one below it? Nothing happens unless both are there. */
  setLink(generation: number, isChained: boolean): void {
    const start = this.#runs.findIndex((from, index) => index % 2 === 0 && from === generation);
    if (isChained && start > 0 && this.#runs[start - 1] === generation - 1) this.#runs.splice(start - 1, 2);
    if (isChained || start >= 0 || !this.has(generation)) return;
    const end = this.#runs.findIndex((to, index) => index % 2 === 1 && to >= generation);
    this.#runs.splice(end, 0, generation - 1, generation);
  }

  /** Takes [low, highExclusive) out. */
  removeRange(low: number, highExclusive: number): void {
    const first = this.#runs[0];
    const firstEnd = this.#runs[1];
    if (first === undefined || firstEnd === undefined || low >= highExclusive || highExclusive <= first) return;
    if (low <= first && highExclusive <= firstEnd) {
      this.#runs[0] = highExclusive;
      return;
    }
    const kept: number[] = [];
    for (let index = 0; index < this.#runs.length; index += 2) {
      const from = this.#runs[index] ?? 0;
      const to = this.#runs[index + 1] ?? 0;
      if (from < low) kept.push(from, Math.min(to, low - 1));
      if (to >= highExclusive) kept.push(Math.max(from, highExclusive), to);
    }
    this.#runs = kept;
  }
}
