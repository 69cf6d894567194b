import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { MergeRecord } from '../log/index.ts';
import { leafNodeSizeBytes, PAGE_CAPACITY_BYTES, type Page, SPACE_PAGE_NUMBER } from '../pages/index.ts';
import type { Frame } from './frame.ts';
import type { PageWriter } from './pageWriter.ts';

type MergeResult = JetErrorNumber | 'merged' | 'no-partner';

/**
 * Moves all that a page has to a neighbour below the same parent, if it fits, or to the root if it is the root's only
 * child. The page is free afterwards.
 */
export function mergePage(writer: PageWriter, parent: Frame, giver: Frame): MergeResult {
  const { children, keys } = parent.page;
  const index = children.indexOf(giver.page.pageNumber);
  if (children.length === 1) {
    if (!parent.page.isRoot) return 'no-partner';
    return write(writer, parent, giver, {
      shape: 'collapse',
      receiver: parent.page.pageNumber,
      neighbour: 0,
      bound: Number.POSITIVE_INFINITY,
    });
  }
  for (const shape of ['left', 'right'] as const) {
    const receiverNumber = children[shape === 'left' ? index - 1 : index + 1];
    if (receiverNumber === undefined) continue;
    const receiver = writer.cache.fetch(giver.database, receiverNumber);
    if (typeof receiver === 'number') return receiver;
    if (!fits(receiver.page, giver.page)) continue;
    const neighbour = shape === 'left' ? giver.page.next : giver.page.previous;
    const bound = keys[shape === 'left' ? index - 1 : index] ?? Number.POSITIVE_INFINITY;
    return write(writer, parent, giver, { shape, receiver: receiverNumber, neighbour, bound });
  }
  return 'no-partner';
}

function fits(receiver: Page, giver: Page): boolean {
  if (receiver.isLeaf !== giver.isLeaf) return false;
  return receiver.usedBytes + giver.usedBytes <= PAGE_CAPACITY_BYTES;
}

function write(
  writer: PageWriter,
  parent: Frame,
  giver: Frame,
  plan: Pick<MergeRecord, 'shape' | 'receiver' | 'neighbour' | 'bound'>,
): MergeResult {
  const { database, page } = giver;
  const space = writer.cache.fetch(database, SPACE_PAGE_NUMBER);
  if (typeof space === 'number') return space;
  if (!space.page.isInUse || !space.page.isLeaf) return JetError.JET_errDatabaseCorrupted;
  const record: MergeRecord = {
    kind: 'merge',
    ...plan,
    databaseId: database.id,
    databaseTime: writer.nextTime(database),
    giver: page.pageNumber,
    parent: parent.page.pageNumber,
    // An empty child of the root still makes the root a leaf again.
    movesRows: page.keys.length > 0 || plan.shape === 'collapse',
    listsFreePage: space.page.usedBytes + leafNodeSizeBytes(0) <= PAGE_CAPACITY_BYTES,
  };
  return writer.write(database, record) || 'merged';
}
