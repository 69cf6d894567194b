import { JetError } from '../../simulator/protocol/index.ts';
import { KeyPopulation, type RandomSource } from './keyPopulation.ts';
import type { Ledger, Row } from './ledger.ts';
import { OpenTransaction } from './openTransaction.ts';

/** What a running service offers to mail clients. Results are JET errors, 0 for success. */
export interface RowSession {
  begin(): number;
  insert(transaction: number, databaseId: number, key: number, value: Uint8Array): number;
  replace(transaction: number, databaseId: number, key: number, value: Uint8Array): number;
  remove(transaction: number, databaseId: number, key: number): number;
  commit(transaction: number): number;
  rollback(transaction: number): number;
}

/** What happened in one call of `run`. */
export interface WorkloadReport {
  readonly committed: number;
  readonly rolledBack: number;
  /** Changes refused because another open transaction holds the row. */
  readonly conflicts: number;
  /** The JET error that stopped the workload, 0 when nothing did. */
  readonly error: number;
}

const maximumOpenTransactions = 4;
const maximumChanges = 6;
/** What a change is, how large its value is: ordinary mail, or changes that fill logs quickly. */
const styles = {
  ordinary: { insertTenths: 5, removeTenths: 2, minimumValueBytes: 8, valueSpreadBytes: 900 },
  heavy: { insertTenths: 1, removeTenths: 1, minimumValueBytes: 1200, valueSpreadBytes: 200 },
} as const;

export type WorkloadStyle = keyof typeof styles;

const hotBucketCount = 3;

interface DatabaseLoad {
  readonly id: number;
  readonly population: KeyPopulation;
  /** Buckets that take most inserts for a while, so that their pages split. */
  hotBuckets: readonly number[];
}

/**
 * A seeded stream of transactions on one service. Inserts crowd into a few key ranges at a time (pages split), removals
 * come in runs of neighbours (pages merge), some transactions are rolled back, and some stay open over many others. Only
 * what was committed reaches the ledger.
 */
export class Workload {
  readonly #random: RandomSource;
  readonly #ledger: Ledger;
  readonly #databases: readonly DatabaseLoad[];
  #open: OpenTransaction[] = [];
  #conflicts = 0;
  #style: (typeof styles)[WorkloadStyle] = styles.ordinary;

  constructor(
    random: RandomSource,
    ledger: Ledger,
    databases: readonly { readonly id: number; readonly rows: Iterable<Row> }[],
  ) {
    if (databases.length === 0) throw new Error('a workload needs a database');
    this.#random = random;
    this.#ledger = ledger;
    this.#databases = databases.map(({ id, rows }) => {
      const population = new KeyPopulation(ledger.addDatabase(id, rows));
      return { id, population, hotBuckets: [] };
    });
  }

  get openTransactions(): number {
    return this.#open.length;
  }

  /** Lets this many transactions come to an end; as many as `maximumOpenTransactions` stay open behind them. */
  run(session: RowSession, transactions: number, style: WorkloadStyle = 'ordinary'): WorkloadReport {
    this.#style = styles[style];
    let committed = 0;
    let rolledBack = 0;
    this.#conflicts = 0;
    const report = (error: number): WorkloadReport => ({ committed, rolledBack, conflicts: this.#conflicts, error });
    while (committed + rolledBack < transactions) {
      const transaction = this.#nextTransaction(session);
      const changeError = this.#change(session, transaction);
      if (changeError !== 0) {
        // The store refuses for a reason of its own (a full disk, a stop): nothing of this transaction counts.
        this.#close(transaction);
        session.rollback(transaction.id);
        return report(changeError);
      }
      if (this.#open.length <= maximumOpenTransactions && this.#random.next(6) === 0) continue;
      this.#close(transaction);
      const rollBack = this.#random.next(8) === 0;
      const error = rollBack ? session.rollback(transaction.id) : session.commit(transaction.id);
      if (error !== 0) return report(error);
      if (rollBack) {
        rolledBack += 1;
      } else {
        committed += 1;
        this.#writeDown(transaction);
      }
    }
    return report(0);
  }

  /** After a crash: what was open never happened. */
  forgetOpenTransactions(): void {
    this.#open = [];
  }

  /** Mostly a new transaction; sometimes one that has been open for a while goes on, and always when too many are. */
  #nextTransaction(session: RowSession): OpenTransaction {
    const older = this.#open[this.#random.next(this.#open.length)];
    if (older !== undefined && (this.#open.length > maximumOpenTransactions || this.#random.next(4) === 0))
      return older;
    const transaction = new OpenTransaction(session.begin());
    this.#open.push(transaction);
    return transaction;
  }

  #close(transaction: OpenTransaction): void {
    this.#open = this.#open.filter((other) => other !== transaction);
  }

  #writeDown(transaction: OpenTransaction): void {
    const changes = [...transaction.changes()];
    for (const { databaseId, key, value } of changes) {
      const population = this.#databases.find(({ id }) => id === databaseId)?.population;
      if (value === null) population?.remove(key);
      else population?.add(key);
    }
    this.#ledger.commit(changes);
  }

  /** One to six changes. Returns a JET error that is not about a single row, or 0. */
  #change(session: RowSession, transaction: OpenTransaction): number {
    const database = this.#pick(this.#databases);
    const count = 1 + this.#random.next(maximumChanges);
    const kind = this.#random.next(10);
    if (kind < this.#style.insertTenths) return this.#insertSome(session, transaction, database, count);
    if (kind < this.#style.insertTenths + this.#style.removeTenths) {
      return this.#removeRun(session, transaction, database, count);
    }
    return this.#replaceSome(session, transaction, database, count);
  }

  #insertSome(session: RowSession, transaction: OpenTransaction, database: DatabaseLoad, count: number): number {
    for (let index = 0; index < count; index += 1) {
      const bucket = this.#insertBucket(database);
      const key = database.population.freeKey(bucket, this.#random);
      const value = this.#value();
      const error = session.insert(transaction.id, database.id, key, value);
      if (error === 0) transaction.note(database.id, key, false, value);
      else if (!this.#isAboutOneRow(error)) return error;
    }
    return 0;
  }

  #replaceSome(session: RowSession, transaction: OpenTransaction, database: DatabaseLoad, count: number): number {
    for (let index = 0; index < count; index += 1) {
      const key = this.#existingKey(transaction, database);
      if (key === null) continue;
      const value = this.#value();
      const error = session.replace(transaction.id, database.id, key, value);
      if (error === 0) transaction.note(database.id, key, true, value);
      else if (!this.#isAboutOneRow(error)) return error;
    }
    return 0;
  }

  /** Removes neighbours, so that pages run empty and merge. */
  #removeRun(session: RowSession, transaction: OpenTransaction, database: DatabaseLoad, count: number): number {
    const bucket = database.population.anyBucket(this.#random);
    for (const key of database.population.keysOf(bucket).slice(0, count)) {
      if (transaction.isRemoved(database.id, key)) continue;
      const error = session.remove(transaction.id, database.id, key);
      if (error === 0) transaction.note(database.id, key, true, null);
      else if (!this.#isAboutOneRow(error)) return error;
    }
    return 0;
  }

  /** Conflicts with other open transactions are normal; so are keys that a recovery took away or brought back. */
  #isAboutOneRow(error: number): boolean {
    this.#conflicts += 1;
    return (
      error === JetError.JET_errWriteConflict ||
      error === JetError.JET_errKeyDuplicate ||
      error === JetError.JET_errRecordNotFound
    );
  }

  #insertBucket(database: DatabaseLoad): number {
    const { population } = database;
    if (this.#random.next(12) === 0) return population.newBucket();
    if (this.#random.next(4) === 0) return population.anyBucket(this.#random);
    if (database.hotBuckets.length === 0 || this.#random.next(40) === 0) {
      database.hotBuckets = Array.from({ length: hotBucketCount }, () => population.anyBucket(this.#random));
    }
    return this.#pick(database.hotBuckets);
  }

  /** A key to replace: one of this transaction's own now and then, else any; null when the bucket drawn is empty. */
  #existingKey(transaction: OpenTransaction, database: DatabaseLoad): number | null {
    const own = this.#random.next(5) === 0 ? transaction.someKey(database.id, this.#random) : null;
    if (own !== null) return own;
    const keys = database.population.keysOf(database.population.anyBucket(this.#random));
    const key = keys[this.#random.next(keys.length)];
    return key === undefined || transaction.isRemoved(database.id, key) ? null : key;
  }

  /** Bytes that differ from value to value; four at a time, because a workload writes many of them. */
  #value(): Uint8Array {
    const sizeBytes = this.#style.minimumValueBytes + this.#random.next(this.#style.valueSpreadBytes);
    const words = new Uint32Array((sizeBytes + 3) >> 2);
    let state = this.#random.next(0x40000000) * 2 + 1;
    for (let index = 0; index < words.length; index += 1) {
      state = Math.imul(state, 0x9e3779b1) + index;
      words[index] = state;
    }
    return new Uint8Array(words.buffer, 0, sizeBytes);
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#random.next(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}
