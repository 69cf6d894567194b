/** Vacant names are swept out when there are this many more of them than names in use. */
const MAXIMUM_SURPLUS_OF_VACANCIES = 1024;

/**
 * The names in a folder and what they name.
 *
 * A name that is taken away stays as a vacancy and is filled again when it comes back. Closing a log takes `edb.log` away
 * and puts it back; a Map of 100,000 names that sees an entry deleted and added for each log is laid out anew so often
 * that the cost of closing a log grows with their number. Vacancies keep it flat.
 */
export class NameTable<Item> {
  #items: Map<string, Item | null> = new Map();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: string): Item | null {
    return this.#items.get(key) ?? null;
  }

  set(key: string, item: Item): void {
    if (this.get(key) === null) this.#size += 1;
    this.#items.set(key, item);
  }

  delete(key: string): void {
    if (this.get(key) === null) return;
    this.#size -= 1;
    this.#items.set(key, null);
    if (this.#items.size > 2 * this.#size + MAXIMUM_SURPLUS_OF_VACANCIES) this.#items = new Map(this.entries());
  }

  *entries(): Generator<[string, Item]> {
    for (const [key, item] of this.#items) if (item !== null) yield [key, item];
  }
}
