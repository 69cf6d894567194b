import type { EngineRandom } from '../index.ts';

/** Seeded randomness for tests: the same seed, the same run. */
export class SeededRandom implements EngineRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x6d2b79f5) | 0;
  }

  next(limitExclusive: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limitExclusive);
  }

  chance(percent: number): boolean {
    return this.next(100) < percent;
  }
}
