import { JetError } from '../../protocol/index.ts';
import { BULK_BUCKET_SIZE, type Engine } from '../index.ts';
import { asText, Ledger } from './ledger.ts';
import type { SeededRandom } from './random.ts';

interface Change {
  readonly databaseId: number;
  readonly key: number;
  /** Null: removed. */
  readonly value: Uint8Array | null;
}

interface OpenTransaction {
  readonly id: number;
  readonly changes: Change[];
}

const MAXIMUM_OPEN_COUNT = 4;
/** Errors that a row operation may answer in a healthy engine. */
const ORDINARY_ERRORS: readonly number[] = [
  JetError.JET_errWriteConflict,
  JetError.JET_errKeyDuplicate,
  JetError.JET_errRecordNotFound,
];

/**
 * Random transactions that split and merge pages: bursts of inserts into the middle of one leaf, runs of removals, rows
 * that grow. Several are open at once; some stay open for long; some are rolled back. The ledger follows the commits.
 */
export class Workload {
  readonly ledger: Ledger;
  readonly #engine: Engine;
  readonly #random: SeededRandom;
  readonly #databaseIds: readonly number[];
  readonly #open: OpenTransaction[] = [];
  #committing: readonly Change[] = [];
  readonly #keyLimit: number;

  constructor(engine: Engine, random: SeededRandom, databaseIds: readonly number[], ledger?: Ledger) {
    this.#engine = engine;
    this.#random = random;
    this.#databaseIds = databaseIds;
    this.ledger = ledger ?? readLedger(engine, databaseIds);
    const keys = databaseIds.flatMap((id) => [...this.ledger.rowsOf(id).keys()]);
    this.#keyLimit = keys.reduce((highest, key) => Math.max(highest, key), BULK_BUCKET_SIZE) + BULK_BUCKET_SIZE;
  }

  get openCount(): number {
    return this.#open.length;
  }

  /** So many random steps. */
  run(stepCount: number): void {
    for (let step = 0; step < stepCount; step += 1) this.step();
  }

  step(): void {
    const random = this.#random;
    const kind = random.next(100);
    if (this.#open.length === 0 || (kind < 12 && this.#open.length < MAXIMUM_OPEN_COUNT)) this.#begin();
    else if (kind < 30) this.#end(random.chance(80));
    else if (kind < 60) this.#insertBurst();
    else if (kind < 75) this.#removeRun();
    else if (kind < 97) this.#replaceRow();
    else this.#engine.idle(random.next(4));
  }

  /** Commits or rolls back whatever is open. */
  settle(): void {
    while (this.#open.length > 0) this.#end(this.#random.chance(70));
  }

  /** Open transactions are gone with the engine. */
  forget(): void {
    this.#open.length = 0;
  }

  #begin(): void {
    this.#open.push({ id: this.#engine.begin(), changes: [] });
  }

  #end(isCommit: boolean): void {
    const [transaction] = this.#open.splice(this.#random.next(this.#open.length), 1);
    if (transaction === undefined) return;
    this.#committing = isCommit ? transaction.changes : [];
    const error = isCommit ? this.#engine.commit(transaction.id) : this.#engine.rollback(transaction.id);
    if (error !== 0) throw new Error(`${isCommit ? 'Commit' : 'Rollback'} answered ${error}`);
    record(this.ledger, this.#committing);
    this.#committing = [];
  }

  /** What may be committed at this moment: the ledger, and, inside a commit, the ledger with that transaction. */
  possibleLedgers(): Ledger[] {
    const certain = this.ledger.clone();
    if (this.#committing.length === 0) return [certain];
    const more = this.ledger.clone();
    record(more, this.#committing);
    return [certain, more];
  }

  #insertBurst(): void {
    const databaseId = this.#pickDatabase();
    const near = this.#pickKey(databaseId);
    for (let count = 1 + this.#random.next(5); count > 0; count -= 1) {
      const key = this.#random.chance(5)
        ? this.#random.next(this.#keyLimit * 2)
        : Math.max(0, near + this.#random.next(4096) - 2048);
      this.#change(databaseId, key, this.#value(1200), 'insert');
    }
  }

  #removeRun(): void {
    const databaseId = this.#pickDatabase();
    const from = this.#pickKey(databaseId);
    let count = 1 + this.#random.next(8);
    for (const { key } of this.#engine.rows(databaseId, from)) {
      this.#change(databaseId, key, null, 'remove');
      count -= 1;
      if (count === 0) break;
    }
  }

  #replaceRow(): void {
    const databaseId = this.#pickDatabase();
    for (const { key } of this.#engine.rows(databaseId, this.#pickKey(databaseId))) {
      this.#change(databaseId, key, this.#value(1500), 'replace');
      break;
    }
  }

  #change(databaseId: number, key: number, value: Uint8Array | null, how: 'insert' | 'replace' | 'remove'): void {
    const transaction = this.#open[this.#random.next(this.#open.length)];
    if (transaction === undefined) return;
    const engine = this.#engine;
    const error =
      value === null
        ? engine.remove(transaction.id, databaseId, key)
        : how === 'insert'
          ? engine.insert(transaction.id, databaseId, key, value)
          : engine.replace(transaction.id, databaseId, key, value);
    if (error === 0) transaction.changes.push({ databaseId, key, value });
    else if (!ORDINARY_ERRORS.includes(error)) throw new Error(`${how} of row ${key} answered ${error}`);
  }

  #value(limit: number): Uint8Array {
    const size = this.#random.chance(30) ? this.#random.next(60) : this.#random.next(limit + 1);
    const value = new Uint8Array(size);
    let state = this.#random.next(2 ** 31);
    for (let index = 0; index < size; index += 1) {
      state = (Math.imul(state, 1103515245) + 12345) | 0;
      value[index] = state >>> 16;
    }
    return value;
  }

  #pickDatabase(): number {
    return this.#databaseIds[this.#random.next(this.#databaseIds.length)] ?? 1;
  }

  #pickKey(_databaseId: number): number {
    return this.#random.next(this.#keyLimit);
  }
}

function record(ledger: Ledger, changes: readonly Change[]): void {
  for (const { databaseId, key, value } of changes) {
    if (value === null) ledger.rowsOf(databaseId).delete(key);
    else ledger.rowsOf(databaseId).set(key, asText(value));
  }
}

/** The committed rows of an engine as a ledger. */
export function readLedger(engine: Engine, databaseIds: readonly number[]): Ledger {
  const ledger = new Ledger();
  for (const id of databaseIds) for (const { key, value } of engine.rows(id)) ledger.rowsOf(id).set(key, asText(value));
  return ledger;
}
