const PAGE_SIZE_BYTES = 4096;
const TABLE_OBJECT_ID = 6;
/** A new database has its leaves from here on, and free pages below. */
const FIRST_LOADED_LEAF_PAGE_NUMBER = 64;

/** What became of the pages of our table, read from their headers (ese-engine.md 2.3): what a history has done to it. */
export interface PageCensus {
  readonly leaves: number;
  /** Leaves where a new database has none: a split made them. */
  readonly splitLeaves: number;
  /** Where the internal pages below the root are in the file. */
  readonly branchOffsets: readonly number[];
  /** Freed by a merge. */
  readonly empty: number;
}

export function censusOf(database: Uint8Array): PageCensus {
  const view = new DataView(database.buffer, database.byteOffset, database.length);
  const branchOffsets: number[] = [];
  const census = { leaves: 0, splitLeaves: 0, branchOffsets, empty: 0 };
  for (let at = 2 * PAGE_SIZE_BYTES; at < database.length; at += PAGE_SIZE_BYTES) {
    if (view.getUint32(at + 24, true) !== TABLE_OBJECT_ID) continue;
    const flags = view.getUint32(at + 36, true);
    if ((flags & 0x08) !== 0) census.empty += 1;
    else if ((flags & 0x21) !== 0) continue;
    else if ((flags & 0x02) === 0) branchOffsets.push(at);
    else {
      census.leaves += 1;
      if (at < (FIRST_LOADED_LEAF_PAGE_NUMBER + 1) * PAGE_SIZE_BYTES) census.splitLeaves += 1;
    }
  }
  return census;
}
