import type { RandomSource } from './keyPopulation.ts';
import type { CommittedChange } from './ledger.ts';

/** What a transaction has done so far: the last state of every row it touched. */
export class OpenTransaction {
  readonly id: number;
  readonly #changes = new Map<string, CommittedChange>();

  constructor(id: number) {
    this.id = id;
  }

  /** Notes a change that the store accepted; `existedBefore` as seen by this change. */
  note(databaseId: number, key: number, existedBefore: boolean, value: Uint8Array | null): void {
    const name = nameOf(databaseId, key);
    const first = this.#changes.get(name);
    this.#changes.set(name, { databaseId, key, existedBefore: first?.existedBefore ?? existedBefore, value });
  }

  isRemoved(databaseId: number, key: number): boolean {
    return this.#changes.get(nameOf(databaseId, key))?.value === null;
  }

  /** One of the rows that this transaction wrote and did not remove; null when the one drawn is none. */
  someKey(databaseId: number, random: RandomSource): number | null {
    const change = [...this.#changes.values()][random.next(this.#changes.size)];
    return change === undefined || change.databaseId !== databaseId || change.value === null ? null : change.key;
  }

  changes(): Iterable<CommittedChange> {
    return this.#changes.values();
  }
}

const nameOf = (databaseId: number, key: number): string => `${databaseId}:${key}`;
