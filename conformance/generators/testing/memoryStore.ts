import { JetError } from '../../../simulator/protocol/index.ts';
import type { Row } from '../ledger.ts';
import type { RowSession } from '../workload.ts';

/** The simplest store there can be: rows in maps, one lock per row, undo by remembering. */
export class MemoryStore implements RowSession {
  readonly databases = new Map<number, Map<number, Uint8Array>>();
  /** Calls until everything fails with `failure`; undefined for never. */
  callsUntilFailure: number | undefined;
  failure: number = JetError.JET_errDiskFull;
  readonly #locks = new Map<string, number>();
  readonly #undo = new Map<number, (() => void)[]>();
  #lastTransaction = 0;
  longestOpen = 0;

  constructor(databaseIds: readonly number[], rowsEach: number) {
    for (const id of databaseIds) {
      const rows = new Map<number, Uint8Array>();
      for (let index = 0; index < rowsEach; index += 1) {
        rows.set(Math.floor(index / 4) * 65_536 + (index % 4) * 16_384, Uint8Array.of(id, index & 0xff, index >> 8));
      }
      this.databases.set(id, rows);
    }
  }

  *rows(databaseId: number): Iterable<Row> {
    const rows = this.#rows(databaseId);
    for (const key of [...rows.keys()].sort((left, right) => left - right)) {
      yield { key, value: rows.get(key) ?? new Uint8Array(0) };
    }
  }

  begin(): number {
    this.#lastTransaction += 1;
    this.#undo.set(this.#lastTransaction, []);
    this.longestOpen = Math.max(this.longestOpen, this.#undo.size);
    return this.#lastTransaction;
  }
  insert(transaction: number, databaseId: number, key: number, value: Uint8Array): number {
    return this.#set(transaction, databaseId, key, value, false);
  }
  replace(transaction: number, databaseId: number, key: number, value: Uint8Array): number {
    return this.#set(transaction, databaseId, key, value, true);
  }
  remove(transaction: number, databaseId: number, key: number): number {
    return this.#set(transaction, databaseId, key, null, true);
  }
  commit(transaction: number): number {
    if (this.#failing()) return this.failure;
    this.#release(transaction);
    return 0;
  }
  rollback(transaction: number): number {
    for (const undo of this.#undo.get(transaction)?.reverse() ?? []) undo();
    this.#release(transaction);
    return 0;
  }

  /** A crash: every open transaction is undone. */
  crash(): void {
    for (const transaction of [...this.#undo.keys()]) this.rollback(transaction);
  }

  #set(transaction: number, databaseId: number, key: number, value: Uint8Array | null, mustExist: boolean): number {
    if (this.#failing()) return this.failure;
    const rows = this.#rows(databaseId);
    const lock = `${databaseId}:${key}`;
    const holder = this.#locks.get(lock);
    if (holder !== undefined && holder !== transaction) return JetError.JET_errWriteConflict;
    const before = rows.get(key);
    if (mustExist && before === undefined) return JetError.JET_errRecordNotFound;
    if (!mustExist && before !== undefined) return JetError.JET_errKeyDuplicate;
    this.#locks.set(lock, transaction);
    this.#undo.get(transaction)?.push(() => {
      if (before === undefined) rows.delete(key);
      else rows.set(key, before);
    });
    if (value === null) rows.delete(key);
    else rows.set(key, value.slice());
    return 0;
  }

  #failing(): boolean {
    if (this.callsUntilFailure === undefined) return false;
    this.callsUntilFailure -= 1;
    return this.callsUntilFailure < 0;
  }

  #release(transaction: number): void {
    this.#undo.delete(transaction);
    for (const [lock, holder] of [...this.#locks]) if (holder === transaction) this.#locks.delete(lock);
  }

  #rows(databaseId: number): Map<number, Uint8Array> {
    const rows = this.databases.get(databaseId);
    if (rows === undefined) throw new Error(`no database ${databaseId}`);
    return rows;
  }
}
