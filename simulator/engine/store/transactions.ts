import { NO_ADDRESS } from '../log/index.ts';

/** How to take one operation back: the row as it was before, null for "there was none". */
export interface UndoStep {
  readonly databaseId: number;
  readonly key: number;
  readonly before: Uint8Array | null;
}

export interface Transaction {
  readonly id: number;
  /** Where its begin record is; 0 until it changed something: what only reads is not logged. */
  beginAddress: number;
  /** Latest last. */
  readonly steps: UndoStep[];
}

interface RowLock {
  readonly transaction: number;
  /** The row as everybody else still sees it. */
  readonly committed: Uint8Array | null;
}

/** Open transactions and the rows they have locked, to their end. In memory only: the log has what recovery needs. */
export class Transactions {
  readonly open: Map<number, Transaction> = new Map();
  readonly #locks: Map<number, Map<number, RowLock>> = new Map();
  #lastId = 0;

  begin(): Transaction {
    this.#lastId += 1;
    const transaction: Transaction = { id: this.#lastId, beginAddress: 0, steps: [] };
    this.open.set(transaction.id, transaction);
    return transaction;
  }

  /** A transaction that the log left open. Its rows need no locks: nobody else is there while it is undone. */
  adopt(transaction: Transaction): Transaction {
    this.open.set(transaction.id, transaction);
    this.#lastId = Math.max(this.#lastId, transaction.id);
    return transaction;
  }

  /** The transaction is over; its rows are free. */
  end(transaction: Transaction): void {
    this.open.delete(transaction.id);
    for (const locks of this.#locks.values()) {
      for (const [key, lock] of locks) if (lock.transaction === transaction.id) locks.delete(key);
    }
  }

  lock(databaseId: number, key: number): RowLock | undefined {
    return this.#locks.get(databaseId)?.get(key);
  }

  /** Locks a row for a transaction; the first lock keeps what is committed. */
  take(transaction: Transaction, databaseId: number, key: number, committed: Uint8Array | null): void {
    const locks = this.#locks.get(databaseId) ?? new Map<number, RowLock>();
    this.#locks.set(databaseId, locks);
    if (!locks.has(key)) locks.set(key, { transaction: transaction.id, committed });
  }

  /** The locked rows of a database that others still see, by key. */
  hiddenRows(databaseId: number): { key: number; value: Uint8Array }[] {
    const rows: { key: number; value: Uint8Array }[] = [];
    for (const [key, { committed }] of this.#locks.get(databaseId) ?? []) {
      if (committed !== null) rows.push({ key, value: committed });
    }
    return rows.sort((a, b) => a.key - b.key);
  }

  /** The oldest begin of a transaction that has changed something. */
  oldestBegin(): number {
    let oldest = NO_ADDRESS;
    for (const { beginAddress } of this.open.values()) {
      if (beginAddress !== 0) oldest = Math.min(oldest, beginAddress);
    }
    return oldest;
  }
}
