import { LogScan, readLogHeader } from '../log/index.ts';
import { pageIdentity, pageOffsetBytes } from '../pages/index.ts';
import type { BackupSet } from './backupSet.ts';

/** A move of rows whose receiver was copied as it was before, and whose giver as it was after: nothing has the rows. */
export interface LostMove {
  readonly databaseId: number;
  readonly receiver: number;
  readonly giver: number;
  readonly databaseTime: number;
}

/** dbtime of a page in copied bytes; 0 when it is not in the copy. */
function copiedTime(bytes: Uint8Array, pageNumber: number): number {
  const offset = pageOffsetBytes(pageNumber);
  return offset < bytes.length ? pageIdentity(bytes, offset).databaseTime : 0;
}

/**
 * The independent oracle of I5: looks at the copied bytes and the logs of a set, and at nothing else, for moves that
 * recovery cannot redo without a patch file.
 */
export function findLostMoves(set: BackupSet): { readonly lost: LostMove[]; readonly moveCount: number } {
  const lost: LostMove[] = [];
  let moveCount = 0;
  const copies = new Map(set.databases.map(({ id, bytes }) => [id, bytes]));
  for (const file of set.logs.values()) {
    const header = readLogHeader(file);
    if (header === null) throw new Error('A saved log has no header');
    const scan = new LogScan(file, header);
    for (let next = scan.next(); next !== null; next = scan.next()) {
      const { record } = next;
      if (record.kind !== 'split' && record.kind !== 'merge') continue;
      const moves = record.kind === 'split' ? record.shape !== 'append' : record.movesRows;
      const copy = copies.get(record.databaseId);
      if (!moves || copy === undefined) continue;
      moveCount += 1;
      const { databaseId, receiver, giver, databaseTime } = record;
      if (copiedTime(copy, receiver) < databaseTime && copiedTime(copy, giver) >= databaseTime) {
        lost.push({ databaseId, receiver, giver, databaseTime });
      }
    }
  }
  return { lost, moveCount };
}
