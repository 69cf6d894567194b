import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { DatabaseState, type LogHeader, signaturesEqual } from '../format/index.ts';
import { type AttachRecord, addressToPosition, type LogRecord, type PageRecord, type RowRecord } from '../log/index.ts';
import {
  AttachedDatabase,
  applyRecord,
  dirtyFields,
  openDatabaseFile,
  type StartAnswers,
  type Store,
  type UndoStep,
} from '../store/index.ts';
import { type LoggedAttachment, matchAttachment } from './matchAttachment.ts';
import type { PatchImages } from './patchImages.ts';
import { errorName, type Failure, failure, HELD_ATTEMPTS, type RecoveryEvent, tellHeld } from './report.ts';

/** What the kinds of recovery do differently while records are replayed. */
export interface ReplayRules {
  /** Where the database is that the log knows by this path; null: it takes no part. */
  locate(loggedPath: string): string | null;
  /** The images to be used for a database in this generation; null when there are none. */
  patches(path: string, generation: number): PatchImages | null;
  /** What answers that a page lacks rows that were moved into it, and that are nowhere else: in a restore -534. */
  readonly lostMove: StartAnswers['lostMove'];
  /** Nobody knows that all logs which the databases need are there, and what there is is applied as far as it fits. */
  readonly appliesWhatFits: boolean;
}

/** A transaction that the log has begun and not ended. */
interface Unfinished {
  readonly steps: UndoStep[];
  readonly beginAddress: number;
}

const RECORDS_BETWEEN_RESTS = 64;

/** What a page answers whose earlier changes are in a log that is not there. */
const MISSING_BASE_ERRORS: readonly number[] = [
  JetError.JET_errPageNotInitialized,
  JetError.JET_errDatabaseCorrupted,
  JetError.JET_errMissingPatchPage,
];

/** Redo: applies the records of the log, in order, to the databases they belong to. */
export class Replay {
  readonly #store: Store;
  readonly #rules: ReplayRules;
  readonly #events: RecoveryEvent[];
  readonly #unfinished = new Map<number, Unfinished>();
  readonly #told = new Set<string>();
  #recordCount = 0;
  #hasEntered = false;

  constructor(store: Store, rules: ReplayRules, events: RecoveryEvent[]) {
    this.#store = store;
    this.#rules = rules;
    this.#events = events;
  }

  /** The transactions to be undone, oldest first. */
  get unfinished(): ReadonlyMap<number, Unfinished> {
    return this.#unfinished;
  }

  /** A log is to be replayed. Where replay starts, the databases join that were attached when the log began. */
  enter(header: LogHeader): Failure | null {
    if (this.#hasEntered) return null;
    this.#hasEntered = true;
    for (const attachment of header.attachments) {
      const failed = this.#attach({ ...attachment, isRecord: false }, header);
      if (failed !== null) return failed;
    }
    return null;
  }

  /** One record of the log with this header. */
  apply(record: LogRecord, address: number, header: LogHeader): Failure | null {
    this.#recordCount += 1;
    if (this.#recordCount % RECORDS_BETWEEN_RESTS === 0) this.#store.rest();
    switch (record.kind) {
      case 'begin':
        this.#unfinished.set(record.transaction, { steps: [], beginAddress: address });
        return null;
      case 'commit':
      case 'rollback':
        this.#unfinished.delete(record.transaction);
        return null;
      case 'attach':
        return this.#attach(loggedAttachment(record, address), header);
      case 'detach':
        this.#detach(record.databaseId, address);
        return null;
      case 'insert':
      case 'replace':
      case 'remove':
        this.#noteStep(record, address);
        return this.#applyToPages(record, address);
      case 'split':
      case 'merge':
        return this.#applyToPages(record, address);
      default:
        return null;
    }
  }

  #attach(attachment: LoggedAttachment, header: LogHeader): Failure | null {
    const { databaseId } = attachment;
    if (this.#store.databases.has(databaseId)) return null;
    const path = this.#rules.locate(attachment.path);
    if (path === null) return this.#skipUnmapped(attachment);
    const read = openDatabaseFile(this.#store.options, path);
    if (read.kind === 'failed') return this.#passOver(path, read.error, read.reason);
    const { file } = read;
    switch (matchAttachment(read.header, attachment, header.signature)) {
      case 'foreign':
        return this.#skip(path, 'signature');
      case 'later':
        return null;
      case 'too-old':
        return failure(
          JetError.JET_errConsistentTimeMismatch,
          path,
          `${path} is older than the log expects it to be here; restore it together with its logs.`,
        );
      case 'match':
        break;
    }
    const database = new AttachedDatabase(databaseId, path, file, read.header);
    database.databaseTime = Math.max(database.databaseTime, attachment.databaseTime);
    database.attachPosition = attachment.attachPosition;
    database.consistentPosition = attachment.consistentPosition;
    if (read.header.state === DatabaseState.Clean) {
      // From here on the file is incomplete without the log, also for whoever starts after a crash of this recovery.
      const seconds = this.#store.options.clock.nowSeconds();
      database.updateHeader({ ...dirtyFields(attachment.attachPosition, seconds), databaseId });
    }
    this.#store.databases.set(databaseId, database);
    this.#store.onStep();
    this.#events.push({ kind: 'database-attached', path });
    return null;
  }

  #skip(path: string, reason: 'path' | 'signature'): null {
    const what = `${reason} ${path.toLowerCase()}`;
    if (!this.#told.has(what)) this.#events.push({ kind: 'database-skipped', path, reason });
    this.#told.add(what);
    return null;
  }

  /** Q262041: in silence. Only a database of another signature, where the log expects its own, is told of (Q191357). */
  #skipUnmapped(attachment: LoggedAttachment): null {
    const read = openDatabaseFile(this.#store.options, attachment.path);
    const isOther = read.kind === 'read' && !signaturesEqual(read.header.signature, attachment.signature);
    return this.#skip(attachment.path, isOther ? 'signature' : 'path');
  }

  /**
   * Recovery goes on without a database whose header it cannot read, and the checkpoint with it (Q190440, Q168357); a
   * file that somebody holds is a case of its own (Q242063).
   */
  #passOver(path: string, error: JetErrorNumber, reason: string): Failure | null {
    const what = `unreadable ${path.toLowerCase()}`;
    if (this.#told.has(what)) return null;
    this.#told.add(what);
    if (error === JetError.JET_errFileAccessDenied) {
      tellHeld(this.#events, path, HELD_ATTEMPTS.recovery);
      if (this.#store.answers.heldDatabase === 'fails') return failure(error, path, `${path}: ${reason}.`);
    }
    this.#events.push({ kind: 'database-unreadable', path, error });
    return null;
  }

  #detach(databaseId: number, address: number): void {
    const database = this.#store.databases.get(databaseId);
    if (database === undefined) return;
    this.#store.cache.release(database);
    this.#store.markClean(database, address);
    this.#store.databases.delete(databaseId);
  }

  /** Keeps what it takes to undo this operation; a record that is itself an undo takes the latest one off. */
  #noteStep(record: RowRecord, address: number): void {
    // Begun before replay starts, and finished before the checkpoint was written: its end follows in the log.
    const transaction = this.#unfinished.get(record.transaction) ?? { steps: [], beginAddress: address };
    this.#unfinished.set(record.transaction, transaction);
    if (record.isUndo) transaction.steps.pop();
    else transaction.steps.push({ databaseId: record.databaseId, key: record.key, before: record.before });
  }

  #applyToPages(record: PageRecord, address: number): Failure | null {
    const database = this.#store.databases.get(record.databaseId);
    if (database === undefined) return null;
    if (record.kind === 'split' && database.extendTo(record.receiver) !== 0) {
      return failure(JetError.JET_errDiskFull, database.path, `${database.path} cannot grow: its disk is full.`);
    }
    const { generation } = addressToPosition(address);
    const patches = this.#rules.patches(database.path, generation);
    const { cache, keepsFlushOrder } = this.#store;
    let missingPage = 0;
    const error = applyRecord(
      {
        cache,
        database,
        address,
        keepsFlushOrder,
        patchImage: (pageNumber, databaseTime) => {
          const image = patches?.find(pageNumber, databaseTime) ?? null;
          if (image === null || typeof image === 'number') missingPage = pageNumber;
          else this.#events.push({ kind: 'patched', path: database.path, pageNumber });
          return image;
        },
      },
      record,
    );
    if (error === 0) return null;
    if (this.#rules.appliesWhatFits && MISSING_BASE_ERRORS.includes(error)) return null;
    const pageNumber = missingPage || cache.lastDamage?.pageNumber || pageOf(record);
    const isLostMove = error === JetError.JET_errMissingPatchPage;
    const told = isLostMove ? this.#lostMoveError(database, pageNumber) : error;
    const sentence = isLostMove
      ? `page ${pageNumber} of ${database.path} ${patches === null ? WITHOUT_ROWS : WITHOUT_IMAGE}`
      : `${errorName(error)} while generation ${generation} was replayed on page ${pageNumber} of ${database.path}; restore it from a backup.`;
    return failure(told, database.path, sentence, pageNumber);
  }

  #lostMoveError(database: AttachedDatabase, pageNumber: number): JetErrorNumber {
    const { lostMove } = this.#rules;
    if (lostMove !== 'by-page') return lostMove;
    const frame = this.#store.cache.fetch(database, pageNumber);
    const isInUse = typeof frame !== 'number' && frame.page.isInUse;
    return isInUse ? JetError.JET_errDatabaseCorrupted : JetError.JET_errPageNotInitialized;
  }
}

/** Why a page cannot take the rows that a split or merge moved into it: without a restore, and in one. */
const WITHOUT_ROWS =
  'does not have the rows that were moved into it, and the page they came from gave them away; restore it from a backup.';
const WITHOUT_IMAGE =
  'was copied before rows moved into it and the page they came from after; its image is in no patch file. Restore the patch file of this backup, or another backup.';

function pageOf(record: PageRecord): number {
  return record.kind === 'split' || record.kind === 'merge' ? record.giver : record.pageNumber;
}

function loggedAttachment(record: AttachRecord, address: number): LoggedAttachment {
  const { databaseId, databaseTime, path, signature, consistentPosition } = record;
  const attachPosition = addressToPosition(address);
  return { databaseId, databaseTime, path, signature, consistentPosition, attachPosition, isRecord: true };
}
