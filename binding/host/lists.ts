import { FOREIGN_LIST } from './wire.ts';

/** Lists that a client may hold at once. The simulator has the same limit, and takes it for a defect. */
const MAXIMUM_LISTS = 4096;

/** What BackupFree is given for a pointer that no list function returned. */
const FOREIGN: Uint8Array = new Uint8Array(0);

/** The lists that one client holds, by the numbers that the wire gives them. */
export class ListTable {
  readonly #lists = new Map<number, Uint8Array>();
  #lastNumber = 0;

  get isFull(): boolean {
    return this.#lists.size >= MAXIMUM_LISTS;
  }

  /** Lists that were given out and not given back. */
  get count(): number {
    return this.#lists.size;
  }

  add(list: Uint8Array): number {
    do this.#lastNumber = (this.#lastNumber + 1) >>> 0;
    while (this.#lastNumber === 0 || this.#lastNumber === FOREIGN_LIST || this.#lists.has(this.#lastNumber));
    this.#lists.set(this.#lastNumber, list);
    return this.#lastNumber;
  }

  /** The object that BackupFree is to be called with; null for NULL. The number is free from now on. */
  take(number: number): Uint8Array | null {
    if (number === 0) return null;
    const list = this.#lists.get(number);
    this.#lists.delete(number);
    return list ?? FOREIGN;
  }
}
