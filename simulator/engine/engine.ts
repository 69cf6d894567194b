import { JetError, type JetErrorNumber } from '../protocol/index.ts';
import { type BackupNote, Backups, type CopyResult, type CopyStart, copySizeBytes, patchPath } from './backup/index.ts';
import type { BackupInfo, DatabaseHeader, LogPosition } from './format/index.ts';
import { addressToPosition, isChained, NO_ADDRESS, numberedLogPath, readLogHeader } from './log/index.ts';
import {
  type AttachedDatabase,
  changeRow,
  commit,
  committedRows,
  DamagedRowsError,
  DEFAULT_LAZY_FLUSH,
  type Row,
  type RowChange,
  readRow,
  rollback,
  type Store,
} from './store/index.ts';

/**
 * Errors that nobody can go on after: the engine takes back what is open, and stops cleanly on its reserve of logs and
 * generations (Q163913); or, at the largest size that a database may have, beyond that size if it must (Q185457).
 */
const FATAL_ERRORS: readonly number[] = [
  JetError.JET_errLogDiskFull,
  JetError.JET_errLogSequenceEnd,
  JetError.JET_errOutOfDatabaseSpace,
];

/**
 * A running engine: transactions on rows, and the primitives of an online backup. Numbers that are answered are JET
 * errors, 0 for success. After it stopped every call answers JET_errNotInitialized, or the error that stopped it.
 */
export class Engine {
  readonly #store: Store;
  readonly #backups: Backups;
  #stopError: JetErrorNumber | 0 = 0;

  constructor(store: Store) {
    this.#store = store;
    this.#backups = new Backups(store);
  }

  /** 0 while the engine runs; else why it stopped: JET_errNotInitialized, or the log error that it stopped on by itself. */
  get stopError(): JetErrorNumber | 0 {
    return this.#stopError;
  }

  /** What the system answered when the next log could not be made: why it stopped with JET_errLogWriteFail; else 0. */
  get newLogError(): JetErrorNumber | 0 {
    return this.#store.log.newLogError;
  }

  /** Begins a transaction and answers its number. */
  begin(): number {
    return this.#stopError !== 0 ? 0 : this.#store.transactions.begin().id;
  }

  /** JET_errKeyDuplicate, JET_errWriteConflict, JET_errRecordTooBig, JET_errDiskFull, JET_errLogDiskFull … */
  insert(transaction: number, databaseId: number, key: number, value: Uint8Array): JetErrorNumber | 0 {
    return this.#change(transaction, 'insert', databaseId, key, value);
  }

  /** As insert, and JET_errRecordNotFound. */
  replace(transaction: number, databaseId: number, key: number, value: Uint8Array): JetErrorNumber | 0 {
    return this.#change(transaction, 'replace', databaseId, key, value);
  }

  remove(transaction: number, databaseId: number, key: number): JetErrorNumber | 0 {
    return this.#change(transaction, 'remove', databaseId, key, null);
  }

  /** When it answers 0, the transaction is on the disk, whatever happens next. */
  commit(transaction: number): JetErrorNumber | 0 {
    return this.#end(transaction, commit);
  }

  /** JET_errDiskFull: not all could be taken back yet; the transaction stays open and this may be tried again. */
  rollback(transaction: number): JetErrorNumber | 0 {
    return this.#end(transaction, rollback);
  }

  /** The committed row, or as this transaction sees it; null when there is none. Throws a DamagedRowsError. */
  read(databaseId: number, key: number, transaction?: number): Uint8Array | null {
    const { cache, transactions } = this.#store;
    const value = readRow(cache, transactions, this.#running(databaseId), key, transaction);
    this.#store.rest();
    if (typeof value === 'number') throw new DamagedRowsError(value);
    return value;
  }

  /** The committed rows in key order, page by page; uncommitted changes are left out. Throws a DamagedRowsError. */
  rows(databaseId: number, fromKey = 0): Generator<Row> {
    const { cache, transactions } = this.#store;
    return committedRows(cache, transactions, this.#running(databaseId), fromKey, () => this.#store.rest());
  }

  /** How many committed rows there are. Reads every page. */
  rowCount(databaseId: number): number {
    let count = 0;
    for (const _row of this.rows(databaseId)) count += 1;
    return count;
  }

  /** A turn of the lazy writer: writes up to so many changed pages, then the checkpoint. */
  idle(pages: number): void {
    if (this.#stopError !== 0) return;
    this.#store.cache.flushSome(pages, this.#store.options.random);
    this.#store.writeCheckpoint();
    this.#store.rest();
  }

  /** The generation of edb.log. */
  get currentGeneration(): number {
    return this.#store.log.generation;
  }

  /** The generation of the checkpoint as edb.chk has it; 0 when that is missing or damaged. */
  get checkpointGeneration(): number {
    const { checkpoint } = this.#store;
    return checkpoint.isReadable ? checkpoint.position.generation : 0;
  }

  /** The generation of the checkpoint that circular logging goes by: ahead of edb.chk while that is held (Q176239). */
  get checkpointInMemory(): number {
    return this.#store.checkpoint.inMemory.generation;
  }

  /** The lowest log in the folder; edb.log's generation when there is no numbered one. */
  get lowestGeneration(): number {
    return this.#store.logs.lowest || this.currentGeneration;
  }

  /** The numbered logs, flat: from, to, from, to … See LogSet. Do not change it. */
  get runs(): readonly number[] {
    return this.#store.logs.runs;
  }

  /** Where the next record goes. */
  tip(): LogPosition {
    return addressToPosition(this.#store.log.tipAddress);
  }

  /** Closes edb.log, with a record of why, and begins the next generation. */
  rollLog(marker?: { readonly kind: 'full' | 'incremental' }): JetErrorNumber | 0 {
    if (this.#stopError !== 0) return this.#stopError;
    const { log } = this.#store;
    if (marker === undefined) return this.#settle(log.roll());
    return this.#settle(log.roll(marker.kind === 'full' ? 'fullBackup' : 'incrementalBackup'));
  }

  writeCheckpoint(): JetErrorNumber | 0 {
    return this.#stopError || this.#store.writeCheckpoint();
  }

  /** While set, no log from this generation on is deleted by circular logging; null lifts it. */
  holdLogsFrom(generation: number | null): void {
    this.#store.heldGeneration = generation ?? NO_ADDRESS;
  }

  /** Deletes what circular logging would delete now: logs below the checkpoint that are not held. Answers how many. */
  purgeLogs(): number {
    return this.#stopError !== 0 ? 0 : this.#store.purgeLogs();
  }

  /** Deletes the logs [low, highExclusive), ascending, whatever is held; missing ones are skipped. Answers how many. */
  deleteLogs(low: number, highExclusive: number): number {
    return this.#stopError !== 0 ? 0 : this.#store.deleteLogs(low, Math.min(highExclusive, this.currentGeneration));
  }

  /** Somebody else deleted this log. */
  forgetLog(generation: number): void {
    this.#store.logs.removeRange(generation, generation + 1);
  }

  /** Somebody else changed this log: looks again whether it continues the one below it, and is continued. */
  rereadLog(generation: number): void {
    const { disk, logFolder } = this.#store.options;
    const header = (of: number) => (of < 1 ? null : readLogHeader(disk.open(numberedLogPath(logFolder, of))));
    for (const upper of [generation, generation + 1]) {
      const [previous, next] = [header(upper - 1), header(upper)];
      this.#store.logs.setLink(upper, previous !== null && next !== null && isChained(previous, next));
    }
  }

  /** The header as it is on the disk. */
  databaseHeader(databaseId: number): DatabaseHeader {
    return this.#running(databaseId).header;
  }

  /** What a copy begun now would have: both header pages and every page up to the last. */
  copySizeBytes(databaseId: number): number {
    return copySizeBytes(this.#running(databaseId));
  }

  /** Where the patch file of a database is while it is copied. */
  patchPath(databaseId: number): string {
    return patchPath(this.#store.options.logFolder, this.#running(databaseId).path);
  }

  /** Begins to stream a database, and makes its patch file. */
  startDatabaseCopy(databaseId: number, start: CopyStart): CopyResult {
    if (this.#stopError !== 0) return { kind: 'failed', error: this.#stopError };
    return this.#backups.start(databaseId, start);
  }

  finishPatchFiles(highGeneration: number, databaseIds: readonly number[]): JetErrorNumber | 0 {
    return this.#stopError || this.#backups.finishPatchFiles(highGeneration, databaseIds);
  }

  deletePatchFile(databaseId: number): boolean {
    return this.#backups.deletePatchFile(databaseId);
  }

  stampFullBackup(databaseId: number, info: BackupInfo): JetErrorNumber | 0 {
    return this.#stopError || this.#backups.stampFull(databaseId, info);
  }

  stampIncrementalBackup(databaseId: number, info: BackupInfo): JetErrorNumber | 0 {
    return this.#stopError || this.#backups.stampIncremental(databaseId, info);
  }

  noteBackupInCheckpoint(note: BackupNote): JetErrorNumber | 0 {
    return this.#stopError || this.#backups.note(note);
  }

  /** Clean shutdown: open transactions are rolled back, everything is written, headers are clean, logs are kept. */
  stop(): JetErrorNumber | 0 {
    if (this.#stopError !== 0) return this.#stopError;
    this.#stopError = JetError.JET_errNotInitialized;
    return this.#shutDown();
  }

  /**
   * Memory is gone, the disk stays. `tornTail`: the last write of the log was on its way and got through up to some
   * sector boundary.
   */
  crash(options: { readonly tornTail?: boolean } = {}): void {
    if (this.#stopError !== 0) return;
    this.#stopError = JetError.JET_errNotInitialized;
    this.#backups.abandon();
    const { log } = this.#store;
    if (options.tornTail === true) log.crash(this.#store.options.random.next(log.unflushedSectorCount + 1));
  }

  #change(
    transaction: number,
    change: RowChange,
    databaseId: number,
    key: number,
    value: Uint8Array | null,
  ): JetErrorNumber | 0 {
    if (this.#stopError !== 0) return this.#stopError;
    return this.#settle(changeRow(this.#store.rows, transaction, change, databaseId, key, value));
  }

  #end(transactionId: number, how: typeof commit): JetErrorNumber | 0 {
    if (this.#stopError !== 0) return this.#stopError;
    const transaction = this.#store.transactions.open.get(transactionId);
    if (transaction === undefined) return JetError.JET_errNotInTransaction;
    return this.#settle(how(this.#store.rows, transaction));
  }

  /** After an operation: the lazy writer has its chance; or, after an error of the log, the engine stops. */
  #settle(error: JetErrorNumber | 0): JetErrorNumber | 0 {
    const { cache, options } = this.#store;
    if (error === JetError.JET_errLogWriteFail) {
      // Q275602: nothing more can be logged, so the process is terminated, and recovery makes the databases consistent.
      this.crash();
      this.#stopError = error;
      return error;
    }
    if (FATAL_ERRORS.includes(error)) {
      this.#stopError = error || JetError.JET_errNotInitialized;
      this.#shutDown();
      return error;
    }
    if (options.random.next(256) < (options.lazyFlush ?? DEFAULT_LAZY_FLUSH)) cache.flushSome(1, options.random);
    this.#store.rest();
    return error;
  }

  #shutDown(): JetErrorNumber | 0 {
    const store = this.#store;
    const { log, transactions } = store;
    this.#backups.abandon();
    log.allowReserve(true);
    for (const database of store.databases.values()) database.maximumPageNumber = Number.MAX_SAFE_INTEGER;
    for (const transaction of [...transactions.open.values()]) {
      const error = rollback(store.rows, transaction);
      if (error !== 0) return error;
    }
    for (const database of [...store.databases.values()]) {
      const error = store.detach(database);
      if (error !== 0) return error;
    }
    if (log.append({ kind: 'term' }) === 0) return log.failure;
    log.flush();
    return store.writeCheckpoint();
  }

  #running(databaseId: number): AttachedDatabase {
    const database = this.#store.databases.get(databaseId);
    if (this.#stopError !== 0) throw new Error('The engine is not running');
    if (database === undefined) throw new Error(`There is no database ${databaseId}`);
    return database;
  }
}
