import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { LogWriter, RowRecord } from '../log/index.ts';
import { leafNodeSizeBytes, MAXIMUM_KEY, MAXIMUM_VALUE_SIZE_BYTES } from '../pages/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { Frame } from './frame.ts';
import type { PageWriter } from './pageWriter.ts';
import type { Transaction, Transactions } from './transactions.ts';
import { findLeaf, makeRoom, tidy } from './tree.ts';

/** What changing rows needs of the engine. */
export interface RowContext {
  readonly databases: ReadonlyMap<number, AttachedDatabase>;
  readonly transactions: Transactions;
  readonly writer: PageWriter;
  readonly log: LogWriter;
}

export type RowChange = 'insert' | 'replace' | 'remove';

/** A row as it is to be; null for "gone". */
interface Target {
  readonly database: AttachedDatabase;
  readonly key: number;
  readonly after: Uint8Array | null;
}

/** Changes one row in a transaction. The value is copied. Errors leave the row and the transaction as they were. */
export function changeRow(
  context: RowContext,
  transactionId: number,
  change: RowChange,
  databaseId: number,
  key: number,
  value: Uint8Array | null,
): JetErrorNumber | 0 {
  const transaction = context.transactions.open.get(transactionId);
  const database = context.databases.get(databaseId);
  if (transaction === undefined) return JetError.JET_errNotInTransaction;
  if (database === undefined) return JetError.JET_errDatabaseNotFound;
  if (!Number.isInteger(key) || key < 0 || key > MAXIMUM_KEY) return JetError.JET_errInvalidParameter;
  if (value !== null && value.length > MAXIMUM_VALUE_SIZE_BYTES) return JetError.JET_errRecordTooBig;
  const lock = context.transactions.lock(databaseId, key);
  if (lock !== undefined && lock.transaction !== transactionId) return JetError.JET_errWriteConflict;
  const leaf = findLeaf(context.writer.cache, database, key);
  if (typeof leaf === 'number') return leaf;
  const before = leaf.page.valueOf(key);
  if (change === 'insert' && before !== null) return JetError.JET_errKeyDuplicate;
  if (change !== 'insert' && before === null) return JetError.JET_errRecordNotFound;
  const target: Target = { database, key, after: value?.slice() ?? null };
  const error = ensureBegun(context, transaction) || writeRow(context, transaction, target, false);
  if (error !== 0) return error;
  context.transactions.take(transaction, databaseId, key, before);
  transaction.steps.push({ databaseId, key, before });
  return target.after === null ? tidy(context.writer, database, key) : 0;
}

function ensureBegun(context: RowContext, transaction: Transaction): JetErrorNumber | 0 {
  if (transaction.beginAddress !== 0) return 0;
  transaction.beginAddress = context.log.append({ kind: 'begin', transaction: transaction.id });
  return transaction.beginAddress === 0 ? context.log.failure : 0;
}

/** Makes the row what it is to be, with whatever record that takes. */
function writeRow(context: RowContext, transaction: Transaction, target: Target, isUndo: boolean): JetErrorNumber | 0 {
  const { database, key, after } = target;
  const leaf = leafFor(context.writer, target);
  if (typeof leaf === 'number') return leaf;
  const before = leaf.page.valueOf(key);
  const record: RowRecord = {
    kind: after === null ? 'remove' : before === null ? 'insert' : 'replace',
    databaseId: database.id,
    databaseTime: context.writer.nextTime(database),
    transaction: transaction.id,
    pageNumber: leaf.page.pageNumber,
    key,
    before,
    after,
    isUndo,
  };
  return context.writer.write(database, record);
}

/** The leaf of the row, with room for what it is to be. */
function leafFor(writer: PageWriter, { database, key, after }: Target): Frame | JetErrorNumber {
  const leaf = findLeaf(writer.cache, database, key);
  if (after === null || typeof leaf === 'number') return leaf;
  const before = leaf.page.valueOf(key);
  const growthBytes = leafNodeSizeBytes(after.length) - (before === null ? 0 : leafNodeSizeBytes(before.length));
  return makeRoom(writer, database, key, growthBytes);
}

/** Ends a transaction: once this answers 0, it is on the disk. */
export function commit(context: RowContext, transaction: Transaction): JetErrorNumber | 0 {
  if (transaction.beginAddress !== 0) {
    if (context.log.append({ kind: 'commit', transaction: transaction.id }) === 0) return context.log.failure;
    context.log.flush();
  }
  context.transactions.end(transaction);
  return 0;
}

/**
 * Takes everything back, latest first, by ordinary operations: the row may live on another page by now. On an error
 * (the disk is full, a page is damaged) the transaction stays open with what is left to undo, and may be tried again.
 */
export function rollback(context: RowContext, transaction: Transaction): JetErrorNumber | 0 {
  for (let step = transaction.steps.at(-1); step !== undefined; step = transaction.steps.at(-1)) {
    const database = context.databases.get(step.databaseId);
    // Recovery leaves out a database that is not the log's: its rows are not there to be undone.
    if (database !== undefined) {
      const target: Target = { database, key: step.key, after: step.before };
      const error = writeRow(context, transaction, target, true);
      if (error !== 0) return error;
      transaction.steps.pop();
      const tidied = step.before === null ? tidy(context.writer, database, step.key) : 0;
      if (tidied !== 0) return tidied;
    } else {
      transaction.steps.pop();
    }
  }
  if (transaction.beginAddress !== 0) {
    if (context.log.append({ kind: 'rollback', transaction: transaction.id }) === 0) return context.log.failure;
  }
  context.transactions.end(transaction);
  return 0;
}
