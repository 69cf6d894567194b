/** Keys are `bucket * 65536 + slot`: a bucket is a range of neighbours, first of all one leaf page of the untouched base. */
const slotsPerBucket = 65_536;

export interface RandomSource {
  /** A whole number from 0 up to, but not including, the limit. */
  next(limitExclusive: number): number;
}

/** The keys that are believed to exist in one database, for drawing keys to change and places to insert. */
export class KeyPopulation {
  readonly #slotsByBucket = new Map<number, Set<number>>();
  readonly #buckets: number[] = [];
  #highestBucket = 0;

  constructor(keys: Iterable<number>) {
    for (const key of keys) this.add(key);
  }

  add(key: number): void {
    const bucket = Math.floor(key / slotsPerBucket);
    let slots = this.#slotsByBucket.get(bucket);
    if (slots === undefined) {
      slots = new Set();
      this.#slotsByBucket.set(bucket, slots);
      this.#buckets.push(bucket);
      this.#highestBucket = Math.max(this.#highestBucket, bucket);
    }
    slots.add(key % slotsPerBucket);
  }

  remove(key: number): void {
    this.#slotsByBucket.get(Math.floor(key / slotsPerBucket))?.delete(key % slotsPerBucket);
  }

  has(key: number): boolean {
    return this.#slotsByBucket.get(Math.floor(key / slotsPerBucket))?.has(key % slotsPerBucket) ?? false;
  }

  /** A bucket that has held keys at some time; 0 when there never was a key. */
  anyBucket(random: RandomSource): number {
    return this.#buckets[random.next(this.#buckets.length)] ?? 0;
  }

  /** The first bucket after every known one: rows there are appended at the right edge of the tree. */
  newBucket(): number {
    return this.#highestBucket + 1;
  }

  /** Existing keys of a bucket in key order. */
  keysOf(bucket: number): readonly number[] {
    const slots = this.#slotsByBucket.get(bucket) ?? new Set<number>();
    return [...slots].sort((left, right) => left - right).map((slot) => bucket * slotsPerBucket + slot);
  }

  /** A key of this bucket that does not exist. */
  freeKey(bucket: number, random: RandomSource): number {
    for (;;) {
      const key = bucket * slotsPerBucket + random.next(slotsPerBucket);
      if (!this.has(key)) return key;
    }
  }
}
