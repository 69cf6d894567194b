import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { isAllZero, PAGE_SIZE_BYTES } from '../format/index.ts';
import { NO_ADDRESS } from '../log/index.ts';
import { decodePage, encodePage, Page, pageDamage, pageOffsetBytes } from '../pages/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import { Frame } from './frame.ts';
import type { EngineRandom } from './options.ts';

/** What the cache needs from the rest of the engine around a write. */
export interface FlushHooks {
  /** The log must hold every record so far before a page that may depend on them is written. */
  flushLog(): void;
  /** A page is about to be written as `image`; the frame still knows who waits for it. */
  beforeWrite(frame: Frame, image: Uint8Array): void;
  onStep(): void;
}

/**
 * Pages of all attached databases in memory. Reads verify checksum and page number; writes keep the two orders that
 * recovery relies on: log before page, receiver before giver.
 *
 * Clean pages leave only in `trim`, which the engine calls between operations: a frame in hand stays the page.
 */
export class PageCache {
  readonly #hooks: FlushHooks;
  readonly #limit: number;
  readonly #image = new Uint8Array(PAGE_SIZE_BYTES);
  /** By database and page number. */
  readonly #frames = new Map<AttachedDatabase, Map<number, Frame>>();
  readonly #dirty: Frame[] = [];
  #frameCount = 0;
  /** Where the last read that failed was: for the report. */
  lastDamage: { readonly path: string; readonly pageNumber: number } | null = null;

  constructor(limit: number, hooks: FlushHooks) {
    this.#limit = limit;
    this.#hooks = hooks;
  }

  /** The page, blank when it was never written; JET_errReadVerifyFailure or JET_errDatabaseCorrupted when it is damaged. */
  fetch(database: AttachedDatabase, pageNumber: number): Frame | JetErrorNumber {
    const frames = this.#framesOf(database);
    const cached = frames.get(pageNumber);
    if (cached !== undefined) return cached;
    const page = this.#read(database, pageNumber);
    if (typeof page === 'number') {
      this.lastDamage = { path: database.path, pageNumber };
      return page;
    }
    const frame = new Frame(database, page);
    frames.set(pageNumber, frame);
    this.#frameCount += 1;
    return frame;
  }

  /** The page was changed by the record at `address`. */
  change(frame: Frame, address: number): void {
    if (frame.isDirty) return;
    frame.firstDirtyAddress = address;
    frame.dirtyIndex = this.#dirty.length;
    this.#dirty.push(frame);
  }

  /** Writes a page, and before it every page it must wait for. */
  flush(frame: Frame): void {
    if (!frame.isDirty) return;
    for (const receiver of frame.waitsFor) this.flush(receiver);
    this.#hooks.flushLog();
    encodePage(frame.page, this.#image);
    this.#hooks.beforeWrite(frame, this.#image);
    // The file was lengthened when the page was allocated, so this cannot find the disk full.
    frame.database.file.write(pageOffsetBytes(frame.page.pageNumber), this.#image);
    for (const giver of frame.waiters) giver.waitsFor.delete(frame);
    frame.waiters.clear();
    this.#forgetChange(frame);
    this.#hooks.onStep();
  }

  /** Writes the pages whose first change is before `address`. */
  flushOlderThan(address: number): void {
    this.#flushEach(this.#dirty.filter((frame) => frame.firstDirtyAddress < address));
  }

  /** Writes up to `count` changed pages, chosen at random: nobody may rely on an order that is not promised. */
  flushSome(count: number, random: EngineRandom): void {
    for (let done = 0; done < count && this.#dirty.length > 0; done += 1) {
      const frame = this.#dirty[random.next(this.#dirty.length)];
      if (frame !== undefined) this.flush(frame);
    }
  }

  /** Writes the changed pages of one database, and forgets all its pages. */
  release(database: AttachedDatabase): void {
    this.#flushEach(this.#dirty.filter((frame) => frame.database === database));
    this.#frameCount -= this.#framesOf(database).size;
    this.#frames.delete(database);
  }

  /** The first change that is not on the disk yet; NO_ADDRESS when everything is. */
  oldestChange(): number {
    let oldest = NO_ADDRESS;
    for (const frame of this.#dirty) oldest = Math.min(oldest, frame.firstDirtyAddress);
    return oldest;
  }

  /** Lets go of clean pages when there are too many, writing changed ones if that does not help. Between operations only. */
  trim(random: EngineRandom): void {
    if (this.#frameCount <= this.#limit) return;
    const goal = Math.floor(this.#limit * 0.75);
    this.flushSome(Math.max(0, this.#dirty.length - Math.floor(goal / 2)), random);
    for (const frames of this.#frames.values()) {
      for (const [pageNumber, frame] of frames) {
        if (this.#frameCount <= goal) return;
        if (frame.isDirty) continue;
        frames.delete(pageNumber);
        this.#frameCount -= 1;
      }
    }
  }

  #framesOf(database: AttachedDatabase): Map<number, Frame> {
    const frames = this.#frames.get(database) ?? new Map<number, Frame>();
    this.#frames.set(database, frames);
    return frames;
  }

  #flushEach(frames: readonly Frame[]): void {
    for (const frame of frames) this.flush(frame);
  }

  #read(database: AttachedDatabase, pageNumber: number): Page | JetErrorNumber {
    const bytes = new Uint8Array(PAGE_SIZE_BYTES);
    const read = database.file.read(pageOffsetBytes(pageNumber), bytes, 0, PAGE_SIZE_BYTES);
    if (read < PAGE_SIZE_BYTES) bytes.fill(0);
    if (isAllZero(bytes)) return new Page(pageNumber);
    if (pageDamage(bytes, 0, pageNumber) !== null) return JetError.JET_errReadVerifyFailure;
    return decodePage(bytes, pageNumber) ?? JetError.JET_errDatabaseCorrupted;
  }

  #forgetChange(frame: Frame): void {
    const last = this.#dirty.pop();
    if (last !== undefined && last !== frame) {
      this.#dirty[frame.dirtyIndex] = last;
      last.dirtyIndex = frame.dirtyIndex;
    }
    frame.firstDirtyAddress = 0;
    frame.dirtyIndex = -1;
  }
}
