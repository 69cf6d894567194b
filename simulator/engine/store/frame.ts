import type { Page } from '../pages/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';

/**
 * A page in memory and what writing it must wait for.
 *
 * When rows move from a giver to a receiver, the log does not carry them: redo takes them from the giver as it was. So
 * the receiver must be on the disk before the giver is (ese-engine.md 5.4). The giver `waitsFor` the receiver.
 */
export class Frame {
  readonly database: AttachedDatabase;
  page: Page;
  /** Address of the first record since the page was last written; 0 when it is as on the disk. */
  firstDirtyAddress = 0;
  /** Place in the cache's list of changed pages; meaningless when clean. */
  dirtyIndex = -1;
  /** Receivers that must be written before this page. */
  readonly waitsFor: Set<Frame> = new Set();
  /** Givers that wait for this page. */
  readonly waiters: Set<Frame> = new Set();

  constructor(database: AttachedDatabase, page: Page) {
    this.database = database;
    this.page = page;
  }

  get isDirty(): boolean {
    return this.firstDirtyAddress !== 0;
  }
}

/** True when `frame` cannot be written before `other` is, directly or through others. */
export function mustFollow(frame: Frame, other: Frame): boolean {
  const seen = new Set<Frame>([frame]);
  const open = [frame];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const receiver of next.waitsFor) {
      if (receiver === other) return true;
      if (seen.has(receiver)) continue;
      seen.add(receiver);
      open.push(receiver);
    }
  }
  return false;
}

/** The receiver must be written before the giver from now on. */
export function orderFlushes(receiver: Frame, giver: Frame): void {
  giver.waitsFor.add(receiver);
  receiver.waiters.add(giver);
}
