import type { LogPosition, Signature } from '../format/index.ts';

/**
 * What the log says. The stream is our own format; the type numbers are the engine's where a source gives them
 * (ese-engine.md 1.4), and above 63 where none does.
 *
 * Layout of a record, little-endian, at a multiple of 4 bytes, first record at sector 8:
 *
 *   0 u16 size in bytes, header and padding included, a multiple of 4
 *   2 u8  type
 *   3 u8  flags: what the type makes of it
 *   4 u32 check: over the rest of this record, seeded with the check of the record before (the first one with
 *         generation, creation time and signature of its log). So a record parses only behind the one it was written
 *         behind: stale bytes in a reused or torn file never do.
 *   8     the fields of the type, see recordCodec.ts
 *
 * A record lies in one log; `end` closes a generation.
 */
export const RecordType = {
  init: 1,
  term: 2,
  end: 4,
  begin: 8,
  commit: 9,
  attach: 15,
  detach: 16,
  recoveryUndo: 17,
  recoveryQuit: 18,
  fullBackup: 19,
  incrementalBackup: 20,
  split: 27,
  merge: 28,
  insert: 29,
  rollback: 64,
  replace: 65,
  remove: 66,
} as const;

/** Marks in the stream without fields. */
interface MarkRecord {
  readonly kind: 'init' | 'term' | 'end' | 'recoveryUndo' | 'recoveryQuit' | 'fullBackup' | 'incrementalBackup';
}

interface TransactionRecord {
  readonly kind: 'begin' | 'commit' | 'rollback';
  readonly transaction: number;
}

/** A database joined the stream here. `consistentPosition` is where it was clean, so that a file can be matched to it. */
export interface AttachRecord {
  readonly kind: 'attach';
  readonly databaseId: number;
  readonly databaseTime: number;
  readonly objectIdLast: number;
  readonly signature: Signature;
  readonly consistentPosition: LogPosition;
  readonly path: string;
}

interface DetachRecord {
  readonly kind: 'detach';
  readonly databaseId: number;
}

interface PageRecordFields {
  readonly databaseId: number;
  /** dbtime of every page it touches, once applied. */
  readonly databaseTime: number;
}

/** One row on one page. `before` and `after` are null where there was or will be none. */
export interface RowRecord extends PageRecordFields {
  readonly kind: 'insert' | 'replace' | 'remove';
  readonly transaction: number;
  readonly pageNumber: number;
  readonly key: number;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  /** Takes the transaction's latest operation back: it is not undone itself. */
  readonly isUndo: boolean;
}

/**
 * A page gave the nodes at or above `bound` to a new page. The rows that moved are not in the record: redo takes them
 * from the giver as it was.
 *
 * middle: nodes move to the right; append: nothing moves, the new page is for keys to come at the right edge;
 * vertical: the root gives everything to its one new child (`bound` is Infinity, `parent` the root itself).
 */
export interface SplitRecord extends PageRecordFields {
  readonly kind: 'split';
  readonly shape: 'middle' | 'append' | 'vertical';
  readonly giver: number;
  readonly receiver: number;
  readonly receiverFlags: number;
  /** The page right of the giver, 0 for none. */
  readonly right: number;
  readonly parent: number;
  readonly bound: number;
  /** The receiver came from the list of free pages, not from the end of the file. */
  readonly takesFreePage: boolean;
}

/**
 * A page gave all it had to a neighbour and is free. As with a split, the rows are not in the record.
 *
 * left: the receiver is left of the giver; right: it is right of it; collapse: the root takes back its only child.
 */
export interface MergeRecord extends PageRecordFields {
  readonly kind: 'merge';
  readonly shape: 'left' | 'right' | 'collapse';
  readonly giver: number;
  readonly receiver: number;
  /** The page on the other side of the giver, 0 for none. */
  readonly neighbour: number;
  readonly parent: number;
  /** Upper bound of the left one of the two: on branch pages the left one's last child gets it. */
  readonly bound: number;
  /** False when the giver was empty: then nothing depends on how it was. */
  readonly movesRows: boolean;
  /** The giver goes to the list of free pages; false when that list is full and the page is lost until a defragmentation. */
  readonly listsFreePage: boolean;
}

export type PageRecord = RowRecord | SplitRecord | MergeRecord;
export type LogRecord = MarkRecord | TransactionRecord | AttachRecord | DetachRecord | PageRecord;
