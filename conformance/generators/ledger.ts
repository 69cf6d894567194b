import { crc32 } from 'node:zlib';

/** A row as a store hands it out. */
export interface Row {
  readonly key: number;
  readonly value: Uint8Array;
}

/** What one committed transaction did to one row: its new value, or null when the row is gone. */
export interface CommittedChange {
  readonly databaseId: number;
  readonly key: number;
  readonly existedBefore: boolean;
  readonly value: Uint8Array | null;
}

/** Rows that are not as they should be; a few of them as examples. */
interface Finding {
  readonly count: number;
  readonly examples: readonly string[];
}

export interface Comparison {
  readonly databaseId: number;
  readonly rowsSeen: number;
  readonly rowsExpected: number;
  readonly missing: Finding;
  readonly extra: Finding;
  readonly different: Finding;
  /** Numbers of the committed transactions with a change that is not there, ascending. */
  readonly lostTransactions: readonly number[];
  readonly same: boolean;
}

interface TouchedRow {
  readonly value: Uint8Array | null;
  readonly transaction: number;
}

interface DatabaseLedger {
  /** Checksum of the value by key, for the rows that were there before the first transaction: all, or a sample. */
  readonly base: Map<number, number>;
  readonly baseIsComplete: boolean;
  readonly touched: Map<number, TouchedRow>;
  expectedRows: number;
}

/** Databases with more rows than this have their untouched rows checked by sample. */
const maximumCompleteRows = 250_000;
const sampleStride = 64;
const maximumExamples = 5;

/**
 * What every committed transaction did, kept outside the server, so that nothing the server believes is taken for true.
 * Rows that no transaction touched are known by checksum: all of them in small databases, a sample in large ones.
 */
export class Ledger {
  readonly #databases = new Map<number, DatabaseLedger>();
  #transactions = 0;

  /** Number of committed transactions; the first has number 1. */
  get transactions(): number {
    return this.#transactions;
  }

  /** Takes down what a database holds before anything happens to it. Returns the keys that were taken down. */
  addDatabase(databaseId: number, rows: Iterable<Row>): readonly number[] {
    if (this.#databases.has(databaseId)) throw new Error(`database ${databaseId} is in the ledger already`);
    const base = new Map<number, number>();
    let count = 0;
    for (const { key, value } of rows) {
      count += 1;
      if (count <= maximumCompleteRows || isSampled(key)) base.set(key, crc32(value));
    }
    const baseIsComplete = count <= maximumCompleteRows;
    if (!baseIsComplete) for (const key of [...base.keys()]) if (!isSampled(key)) base.delete(key);
    this.#databases.set(databaseId, { base, baseIsComplete, touched: new Map(), expectedRows: count });
    return [...base.keys()];
  }

  /** Rows that the database should have now. */
  rowCount(databaseId: number): number {
    return this.#database(databaseId).expectedRows;
  }

  /** Writes one committed transaction down; returns its number. */
  commit(changes: Iterable<CommittedChange>): number {
    this.#transactions += 1;
    for (const { databaseId, key, existedBefore, value } of changes) {
      const database = this.#database(databaseId);
      database.touched.set(key, { value: value === null ? null : value.slice(), transaction: this.#transactions });
      database.expectedRows += (value === null ? 0 : 1) - (existedBefore ? 1 : 0);
    }
    return this.#transactions;
  }

  /** Compares a database with what was committed. */
  compare(databaseId: number, rows: Iterable<Row>): Comparison {
    const database = this.#database(databaseId);
    const missing = new FindingCounter();
    const extra = new FindingCounter();
    const different = new FindingCounter();
    const lost = new Set<number>();
    const seen = new Set<number>();
    let rowsSeen = 0;
    for (const { key, value } of rows) {
      rowsSeen += 1;
      const touched = database.touched.get(key);
      const base = touched === undefined ? database.base.get(key) : undefined;
      if (touched !== undefined || base !== undefined) seen.add(key);
      if (touched !== undefined) {
        if (touched.value === null)
          extra.add(`key ${key} should have been removed by transaction ${touched.transaction}`);
        else if (!equalBytes(touched.value, value))
          different.add(`key ${key}, last written by transaction ${touched.transaction}`);
        else continue;
        lost.add(touched.transaction);
      } else if (base === undefined) {
        if (database.baseIsComplete) extra.add(`key ${key} was never committed`);
      } else if (base !== crc32(value)) different.add(`key ${key}, untouched by any transaction`);
    }
    for (const [key, { value, transaction }] of database.touched) {
      if (value === null || seen.has(key)) continue;
      missing.add(`key ${key}, written by transaction ${transaction}`);
      lost.add(transaction);
    }
    for (const key of database.base.keys()) {
      if (!seen.has(key) && !database.touched.has(key)) missing.add(`key ${key}, untouched by any transaction`);
    }
    const rowsExpected = database.expectedRows;
    const clean = missing.count + extra.count + different.count === 0;
    return {
      databaseId,
      rowsSeen,
      rowsExpected,
      missing: missing.finding(),
      extra: extra.finding(),
      different: different.finding(),
      lostTransactions: [...lost].sort((left, right) => left - right),
      // With a sampled base the number of rows is the only witness for the rows outside the sample.
      same: clean && rowsSeen === rowsExpected,
    };
  }

  #database(databaseId: number): DatabaseLedger {
    const database = this.#databases.get(databaseId);
    if (database === undefined) throw new Error(`database ${databaseId} is not in the ledger`);
    return database;
  }
}

class FindingCounter {
  count = 0;
  readonly #examples: string[] = [];

  add(example: string): void {
    this.count += 1;
    if (this.#examples.length < maximumExamples) this.#examples.push(example);
  }

  finding(): Finding {
    return { count: this.count, examples: this.#examples };
  }
}

/** A sample that does not follow the layout of keys: neighbours are sampled independently. */
const isSampled = (key: number): boolean => (Math.imul(key % 0x7fffffff, 0x9e3779b1) >>> 0) % sampleStride === 0;

const equalBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && Buffer.compare(left, right) === 0;
