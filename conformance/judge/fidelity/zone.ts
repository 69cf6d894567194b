/**
 * What is known of several generation numbers at once: for each pair, how much larger the one can be than the other. Such a
 * set of bounds is kept closed, so that two questions cost a look: whether a further bound leaves anything possible, and what
 * it says of every other pair. Bounds are whole numbers, so what is said here is exact, however large the numbers are.
 *
 * Number 0 stands for the constant zero: what is known against it is known of a number by itself.
 */
export class Zone {
  #size: number;
  /** bounds[i * size + j]: the most by which number i exceeds number j. */
  #bounds: number[];

  private constructor(size: number, bounds: number[]) {
    this.#size = size;
    this.#bounds = bounds;
  }

  /** Nothing but the constant. */
  static constantOnly(): Zone {
    return new Zone(1, [0]);
  }

  /** How many numbers there are, the constant included. */
  get size(): number {
    return this.#size;
  }

  clone(): Zone {
    return new Zone(this.#size, this.#bounds.slice());
  }

  /** A further number, between two constants; its index is the answer. */
  add(lowest: number, highest: number): number {
    const before = this.#size;
    const size = before + 1;
    const bounds = new Array<number>(size * size);
    for (let i = 0; i < before; i++) {
      for (let j = 0; j < before; j++) bounds[i * size + j] = this.most(i, j);
      bounds[i * size + before] = this.most(i, 0) - lowest;
      bounds[before * size + i] = highest + this.most(0, i);
    }
    bounds[before * size + before] = 0;
    this.#size = size;
    this.#bounds = bounds;
    return before;
  }

  /** The most by which number i can exceed number j. */
  most(i: number, j: number): number {
    return this.#bounds[i * this.#size + j] ?? Number.POSITIVE_INFINITY;
  }

  /** The least by which number i exceeds number j. */
  least(i: number, j: number): number {
    return -this.most(j, i);
  }

  /** Number i exceeds number j by at most so much. False when nothing is possible any more; the zone is worthless then. */
  bound(i: number, j: number, most: number): boolean {
    if (most >= this.most(i, j)) return true;
    if (most < this.least(i, j)) return false;
    const size = this.#size;
    const bounds = this.#bounds;
    bounds[i * size + j] = most;
    for (let a = 0; a < size; a++) {
      const through = this.most(a, i) + most;
      if (through === Number.POSITIVE_INFINITY) continue;
      for (let b = 0; b < size; b++) {
        const sum = through + this.most(j, b);
        if (sum < this.most(a, b)) bounds[a * size + b] = sum;
      }
    }
    return true;
  }

  /** Number i exceeds number j by exactly so much. */
  equate(i: number, j: number, difference: number): boolean {
    return this.bound(i, j, difference) && this.bound(j, i, -difference);
  }

  /** The same knowledge of some of the numbers, in this order, each shifted by a constant; the constant stays the first. */
  chosen(numbers: readonly number[], shifts: readonly number[]): Zone {
    const size = numbers.length + 1;
    const bounds = new Array<number>(size * size);
    const indexOf = (index: number): number => (index === 0 ? 0 : (numbers[index - 1] ?? 0));
    const shiftOf = (index: number): number => (index === 0 ? 0 : (shifts[index - 1] ?? 0));
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        bounds[i * size + j] = this.most(indexOf(i), indexOf(j)) + shiftOf(i) - shiftOf(j);
      }
    }
    return new Zone(size, bounds);
  }

  /** Everything that the other allows is allowed here. Both have the same numbers. */
  includes(other: Zone): boolean {
    for (let k = 0; k < this.#bounds.length; k++) {
      if ((other.#bounds[k] ?? 0) > (this.#bounds[k] ?? 0)) return false;
    }
    return true;
  }

  /**
   * What both allow together, when that is again a zone; null when a zone that holds both would allow more. Both have the same numbers.
   */
  union(other: Zone): Zone | null {
    const hull = new Zone(
      this.#size,
      this.#bounds.map((most, k) => Math.max(most, other.#bounds[k] ?? most)),
    );
    // What the hull allows beyond this zone lies outside one of its bounds: each such part must be in the other one.
    for (let i = 0; i < this.#size; i++) {
      for (let j = 0; j < this.#size; j++) {
        if (this.most(i, j) >= hull.most(i, j)) continue;
        const part = hull.clone();
        if (part.bound(j, i, -this.most(i, j) - 1) && !other.includes(part)) return null;
      }
    }
    return hull;
  }
}
