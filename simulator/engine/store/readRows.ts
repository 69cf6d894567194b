import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { Frame } from './frame.ts';
import type { PageCache } from './pageCache.ts';
import type { Transactions } from './transactions.ts';
import { findLeaf, findPath } from './tree.ts';

export interface Row {
  readonly key: number;
  readonly value: Uint8Array;
}

/** A row as this transaction sees it: its own changes, and what is committed. Without one: what is committed. */
export function readRow(
  cache: PageCache,
  transactions: Transactions,
  database: AttachedDatabase,
  key: number,
  transactionId?: number,
): Uint8Array | null | JetErrorNumber {
  const lock = transactions.lock(database.id, key);
  if (lock !== undefined && lock.transaction !== transactionId) return lock.committed?.slice() ?? null;
  const leaf = findLeaf(cache, database, key);
  return typeof leaf === 'number' ? leaf : (leaf.page.valueOf(key)?.slice() ?? null);
}

/** A damaged page met while reading rows: the rest cannot be reached. */
export class DamagedRowsError extends Error {
  readonly error: JetErrorNumber;

  constructor(error: JetErrorNumber) {
    super(`The rows behind this one cannot be read: error ${error}`);
    this.error = error;
  }
}

/**
 * The committed rows from a key on, in key order; uncommitted changes are left out. Read one page at a time: rows that
 * change while the caller stands still may or may not show. `between` is called before each page.
 *
 * Throws a DamagedRowsError at a page that cannot be read.
 */
export function* committedRows(
  cache: PageCache,
  transactions: Transactions,
  database: AttachedDatabase,
  fromKey: number,
  between: () => void,
): Generator<Row> {
  const hidden = transactions.hiddenRows(database.id).filter((row) => row.key >= fromKey);
  let nextHidden = 0;
  for (const row of storedRows(cache, database, fromKey, between)) {
    for (let first = hidden[nextHidden]; first !== undefined && first.key <= row.key; first = hidden[nextHidden]) {
      nextHidden += 1;
      yield first;
    }
    if (transactions.lock(database.id, row.key) === undefined) yield row;
  }
  yield* hidden.slice(nextHidden);
}

/** Leaf by leaf through the tree, not along the links: rows may change, and pages merge, while the caller stands still. */
function* storedRows(
  cache: PageCache,
  database: AttachedDatabase,
  fromKey: number,
  between: () => void,
): Generator<Row> {
  let from = fromKey;
  while (from !== Number.POSITIVE_INFINITY) {
    between();
    const path = findPath(cache, database, from);
    if (typeof path === 'number') throw new DamagedRowsError(path);
    const bound = upperBound(path, from);
    // A leaf that does not reach beyond the key it was found by: a damaged branch, and a walk without end.
    if (bound <= from) throw new DamagedRowsError(JetError.JET_errDatabaseCorrupted);
    const leaf = path.at(-1)?.page;
    const rows =
      leaf?.keys.map((key, index) => ({ key, value: leaf.values[index]?.slice() ?? new Uint8Array(0) })) ?? [];
    for (const row of rows) if (row.key >= from && row.key < bound) yield row;
    from = bound;
  }
}

/** Where the leaf at the end of a path ends: the nearest bound that a branch above it sets. */
function upperBound(path: readonly Frame[], key: number): number {
  let bound = Number.POSITIVE_INFINITY;
  for (const { page } of path) {
    if (!page.isLeaf) bound = Math.min(bound, page.keys[page.childIndexFor(key)] ?? bound);
  }
  return bound;
}
