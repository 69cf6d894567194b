import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded randomness: the same seed gives the same numbers on every machine. */
export class SeededRandom {
  readonly seed: number;
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.seed = seed | 0;
    this.#generator = xoroshiro128plus(this.seed);
  }

  /** A whole number from 0 up to, but not including, the limit. */
  next(limitExclusive: number): number {
    return limitExclusive <= 1 ? 0 : uniformInt(this.#generator, 0, limitExclusive - 1);
  }

  /** An independent stream for a part of the world, so that what one part draws does not change what another sees. */
  fork(label: string): SeededRandom {
    let hash = this.seed ^ 0x9e3779b9;
    for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
    return new SeededRandom(hash);
  }
}
