import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { DEFAULT_LOG_PARAMETERS, type LogHeader, type Signature } from '../format/index.ts';
import {
  addressToPosition,
  type LogOwner,
  LogSet,
  type LogWriter,
  logAddress,
  type NewLogPaths,
  NO_ADDRESS,
  numberedLogPath,
} from '../log/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import { CheckpointKeeper } from './checkpointKeeper.ts';
import type { Frame } from './frame.ts';
import { cleanFields } from './headerFields.ts';
import { DEFAULT_CACHE_PAGE_COUNT, type EngineInternals, type EngineOptions } from './options.ts';
import { type FlushHooks, PageCache } from './pageCache.ts';
import { PageWriter } from './pageWriter.ts';
import type { RowContext } from './rowOperations.ts';
import { defaultStartAnswers, type StartAnswers } from './startAnswers.ts';
import { Transactions } from './transactions.ts';

/** Is shown every page that is about to be written: how a backup learns what it must keep a copy of. */
export type WriteObserver = (frame: Frame, image: Uint8Array) => void;

/**
 * One log stream and the databases attached to it: what a running engine and recovery have in common. It knows when
 * pages are written, where the checkpoint is, and which logs may go; not who asks.
 */
export class Store implements LogOwner, FlushHooks {
  readonly options: EngineOptions;
  readonly internals: EngineInternals;
  readonly databases: Map<number, AttachedDatabase> = new Map();
  readonly transactions = new Transactions();
  readonly checkpoint: CheckpointKeeper;
  readonly cache: PageCache;
  /** What a start does where products differ. */
  readonly answers: StartAnswers;
  /** The numbered logs in the log folder. */
  logs = new LogSet();
  /** Logs from this generation on stay, whatever circular logging says; NO_ADDRESS: none are held. */
  heldGeneration: number = NO_ADDRESS;
  observeWrite: WriteObserver | null = null;
  #rows: RowContext | null = null;

  constructor(options: EngineOptions, internals: EngineInternals = {}) {
    this.options = options;
    this.answers = { ...defaultStartAnswers, ...options.answers };
    this.internals = internals;
    this.checkpoint = new CheckpointKeeper(options.disk, options.systemFolder, (path) => this.isLocked(path));
    this.cache = new PageCache(options.cachePages ?? DEFAULT_CACHE_PAGE_COUNT, this);
  }

  /** What operations on rows work with; there is none before the log is open. */
  get rows(): RowContext {
    if (this.#rows === null) throw new Error('The log is not open yet');
    return this.#rows;
  }

  get log(): LogWriter {
    return this.rows.log;
  }

  /** From here on changes are logged. */
  openLog(log: LogWriter): void {
    const writer = new PageWriter(this.cache, log, this.keepsFlushOrder);
    this.#rows = { databases: this.databases, transactions: this.transactions, writer, log };
  }

  get keepsFlushOrder(): boolean {
    return this.internals.flushOrder ?? true;
  }

  /** A file that is there and cannot be opened for writing. */
  isLocked(path: string): boolean {
    return (this.options.accessTo?.(path) ?? 'free') !== 'free';
  }

  /** Another program has the file open and lets nobody else rename it, which a read-only mark would not prevent. */
  isHeld(path: string): boolean {
    return this.options.accessTo?.(path) === 'held';
  }

  newLogError({ temporary, current }: NewLogPaths): JetErrorNumber | 0 {
    const isRefused = this.isLocked(temporary) || this.isHeld(current);
    return isRefused ? JetError.JET_errFileAccessDenied : (this.options.newLogError?.() ?? 0);
  }

  /** The header of the log behind this one, as things are now. */
  headerBehind(previous: LogHeader): LogHeader {
    return {
      ...this.newStreamHeader(previous.generation + 1, previous.signature),
      previousCreatedSeconds: previous.createdSeconds,
      circularLoggingEarlier: previous.circularLogging || previous.circularLoggingEarlier,
      checkpoint: this.checkpoint.position,
      attachments: [...this.databases.values()].map((database) => database.attachment()),
    };
  }

  /** The header of the first log of a stream: it names no database (Q296787). */
  newStreamHeader(generation: number, signature: Signature): LogHeader {
    const { format, clock, systemFolder, logFolder, circularLogging } = this.options;
    return {
      generation,
      createdSeconds: clock.nowSeconds(),
      previousCreatedSeconds: 0,
      major: format.logMajor,
      minor: format.logMinor,
      update: format.logUpdate,
      signature,
      systemPath: systemFolder,
      logFolder,
      parameters: DEFAULT_LOG_PARAMETERS,
      circularLogging,
      circularLoggingEarlier: false,
      reserveLogUsed: false,
      checkpoint: this.checkpoint.position,
      attachments: [],
    };
  }

  /** A generation was closed: pages that lag too far behind are written, the checkpoint moves, old logs may go. */
  onRolled(closedGeneration: number): void {
    this.logs.append(closedGeneration, true);
    const depth = Math.max(0, this.options.checkpointDepthGenerations);
    this.cache.flushOlderThan(logAddress(Math.max(1, this.log.generation - depth), 0));
    // A checkpoint that cannot be written stays where it was: logs pile up, nothing is lost (Q184578).
    this.writeCheckpoint();
    if (this.options.circularLogging) this.purgeLogs();
  }

  onStep(): void {
    this.internals.onStep?.();
  }

  flushLog(): void {
    this.#rows?.log.flush();
  }

  beforeWrite(frame: Frame, image: Uint8Array): void {
    this.observeWrite?.(frame, image);
  }

  /**
   * Writes edb.chk: the oldest position that recovery still needs. The log is flushed first, because "nobody needs
   * that log any more" may rest on the end of a transaction whose record is only in memory.
   */
  writeCheckpoint(): JetErrorNumber | 0 {
    this.log.flush();
    const oldest = Math.min(this.cache.oldestChange(), this.transactions.oldestBegin());
    const position = addressToPosition(oldest === NO_ADDRESS ? this.log.tipAddress : oldest);
    const { header } = this.log;
    const attachments = [...this.databases.values()].map((database) => database.attachment());
    const error = this.checkpoint.write(position, header.signature, header, attachments);
    this.onStep();
    return error;
  }

  /** Deletes the logs below the checkpoint that are not held; answers how many. None without a checkpoint file. */
  purgeLogs(): number {
    if (!this.checkpoint.isReadable) return 0;
    return this.deleteLogs(this.logs.lowest, Math.min(this.checkpoint.inMemory.generation, this.heldGeneration));
  }

  /**
   * Deletes [low, highExclusive), ascending; logs that are not there are skipped. At one that cannot be deleted it stops,
   * so that what is left has no gap (I: ESE). Answers how many were deleted.
   */
  deleteLogs(low: number, highExclusive: number): number {
    const { lowest } = this.logs;
    const { disk, logFolder } = this.options;
    let count = 0;
    if (lowest === 0) return count;
    let generation = Math.max(lowest, low);
    for (; generation < highExclusive; generation += 1) {
      const path = numberedLogPath(logFolder, generation);
      if (disk.exists(path) && this.isLocked(path)) break;
      if (disk.remove(path)) count += 1;
      this.onStep();
    }
    this.logs.removeRange(low, generation);
    return count;
  }

  /** Between operations: lets go of memory that is not needed. */
  rest(): void {
    this.cache.trim(this.options.random);
  }

  /** Writes everything of a database, says so in the log, and marks the file clean there. */
  detach(database: AttachedDatabase): JetErrorNumber | 0 {
    this.cache.release(database);
    const address = this.log.append({ kind: 'detach', databaseId: database.id });
    if (address === 0) return this.log.failure;
    this.log.flush();
    this.markClean(database, address);
    this.databases.delete(database.id);
    return 0;
  }

  /** The file is complete as of the log position `address`. What a backup wrote into a copy's header is over. */
  markClean(database: AttachedDatabase, address: number): void {
    database.updateHeader(cleanFields(addressToPosition(address), this.options.clock.nowSeconds()));
    this.onStep();
  }

  /** The database with this id, or JET_errDatabaseNotFound. */
  requireDatabase(databaseId: number): AttachedDatabase | JetErrorNumber {
    return this.databases.get(databaseId) ?? JetError.JET_errDatabaseNotFound;
  }
}
