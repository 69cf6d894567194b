import type { Extent } from '../../pages/index.ts';

/** The pages of several extents, whatever order they come in; looked up in a time that hardly grows with their number. */
export class ExtentSet {
  /** First and last page of each run of neighbours, ascending. */
  readonly #firsts: number[] = [];
  readonly #lasts: number[] = [];

  constructor(extents: readonly Extent[]) {
    const runs = extents.map(
      ({ lastPageNumber, pageCount }) => [lastPageNumber - pageCount + 1, lastPageNumber] as const,
    );
    for (const [first, last] of runs.sort((a, b) => a[0] - b[0])) {
      const before = this.#lasts.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (first > before + 1) {
        this.#firsts.push(first);
        this.#lasts.push(last);
      } else if (last > before) this.#lasts[this.#lasts.length - 1] = last;
    }
  }

  /** The last page of all; 0 when there is none. */
  get lastPage(): number {
    return this.#lasts.at(-1) ?? 0;
  }

  hasAll(first: number, last: number): boolean {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#firsts[middle] ?? 0) <= first) low = middle + 1;
      else high = middle;
    }
    return last <= (this.#lasts[low - 1] ?? Number.NEGATIVE_INFINITY);
  }
}
