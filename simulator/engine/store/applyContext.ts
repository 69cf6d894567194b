import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { PageRecord } from '../log/index.ts';
import type { Page } from '../pages/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { Frame } from './frame.ts';
import { mustFollow, orderFlushes } from './frame.ts';
import type { PageCache } from './pageCache.ts';

/** What it takes to apply a log record to pages, and the rules that every kind of record shares. */
export interface ApplyContext {
  readonly cache: PageCache;
  readonly database: AttachedDatabase;
  readonly address: number;
  /** False only in a planted defect. */
  readonly keepsFlushOrder: boolean;
  /** An image of the page that is at least as new as `databaseTime`: from a patch file, during hard recovery only. */
  patchImage(pageNumber: number, databaseTime: number): Page | JetErrorNumber | null;
}

/** True when the page does not have this record yet. */
export function needs(frame: Frame, record: PageRecord): boolean {
  return record.databaseTime > frame.page.databaseTime;
}

/** The page has the record now. */
export function touch(context: ApplyContext, frame: Frame, record: PageRecord): void {
  frame.page.databaseTime = record.databaseTime;
  context.cache.change(frame, context.address);
}

/**
 * Before rows move: if the giver would have to be written before the receiver because of an earlier move the other way,
 * it is written now, as it is, and the circle is broken before it closes.
 */
export function breakCircle(context: ApplyContext, receiver: Frame, giver: Frame): void {
  if (context.keepsFlushOrder && mustFollow(receiver, giver)) context.cache.flush(giver);
}

/** The giver is about to lose rows that the receiver has only in memory. */
export function keepOrder(context: ApplyContext, receiver: Frame, giver: Frame): void {
  if (context.keepsFlushOrder && receiver.isDirty) orderFlushes(receiver, giver);
}

/**
 * The receiver of a move whose giver is newer than the move: nothing to take the rows from. Only an image in a patch
 * file helps, and the oldest one that is new enough: a newer one might hide that the receiver was a giver in between.
 */
export function usePatch(context: ApplyContext, receiver: Frame, record: PageRecord): JetErrorNumber | 0 {
  const image = context.patchImage(receiver.page.pageNumber, record.databaseTime);
  if (typeof image === 'number') return image;
  if (image === null) return JetError.JET_errMissingPatchPage;
  receiver.page = image;
  context.cache.change(receiver, context.address);
  return 0;
}

/** Fetches several pages; the first failure instead. */
export function fetchAll(context: ApplyContext, pageNumbers: readonly number[]): Frame[] | JetErrorNumber {
  const frames: Frame[] = [];
  for (const pageNumber of pageNumbers) {
    const frame = context.cache.fetch(context.database, pageNumber);
    if (typeof frame === 'number') return frame;
    frames.push(frame);
  }
  return frames;
}
