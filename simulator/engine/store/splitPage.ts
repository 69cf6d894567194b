import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import type { SplitRecord } from '../log/index.ts';
import { BRANCH_NODE_SIZE_BYTES, leafNodeSizeBytes, type Page, PageFlag, SPACE_PAGE_NUMBER } from '../pages/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { Frame } from './frame.ts';
import type { PageWriter } from './pageWriter.ts';

/** Splits a page below its parent, which has room for one more child. */
export function splitPage(writer: PageWriter, parent: Frame, frame: Frame, key: number): JetErrorNumber | 0 {
  const { page } = frame;
  const lastKey = page.keys.at(-1) ?? -1;
  const isAppend = page.isLeaf && page.next === 0 && key > lastKey;
  const middle = middleNode(page);
  const bound = isAppend ? key : page.isLeaf ? page.keys[middle] : page.keys[middle - 1];
  if (bound === undefined) return JetError.JET_errDatabaseCorrupted;
  return write(writer, frame, {
    shape: isAppend ? 'append' : 'middle',
    right: page.next,
    parent: parent.page.pageNumber,
    bound,
  });
}

/** The root moves all it has to a new page, and becomes its parent: the tree grows by a level. */
export function splitRoot(writer: PageWriter, root: Frame): JetErrorNumber | 0 {
  const { pageNumber } = root.page;
  return write(writer, root, { shape: 'vertical', right: 0, parent: pageNumber, bound: Number.POSITIVE_INFINITY });
}

/** The first node of the right half, by bytes; at least one node stays and one goes. */
function middleNode(page: Page): number {
  let before = 0;
  let index = 0;
  while (index < page.keys.length - 1 && before < page.usedBytes / 2) {
    before += page.isLeaf ? leafNodeSizeBytes(page.values[index]?.length ?? 0) : BRANCH_NODE_SIZE_BYTES;
    index += 1;
  }
  return index;
}

function write(
  writer: PageWriter,
  frame: Frame,
  plan: Pick<SplitRecord, 'shape' | 'right' | 'parent' | 'bound'>,
): JetErrorNumber | 0 {
  const { database, page } = frame;
  const space = allocate(writer, database);
  if (typeof space === 'number') return space;
  const record: SplitRecord = {
    kind: 'split',
    ...plan,
    databaseId: database.id,
    databaseTime: writer.nextTime(database),
    giver: page.pageNumber,
    receiver: space.pageNumber,
    receiverFlags: page.flags & (PageFlag.leaf | PageFlag.parentOfLeaf),
    takesFreePage: space.isListed,
  };
  return writer.write(database, record);
}

/** The lowest free page of the list, else one more at the end of the file. */
function allocate(
  writer: PageWriter,
  database: AttachedDatabase,
): { pageNumber: number; isListed: boolean } | JetErrorNumber {
  const space = writer.cache.fetch(database, SPACE_PAGE_NUMBER);
  if (typeof space === 'number') return space;
  if (!space.page.isInUse || !space.page.isLeaf) return JetError.JET_errDatabaseCorrupted;
  const listed = space.page.keys[0];
  if (listed !== undefined) {
    return listed <= database.lastPageNumber
      ? { pageNumber: listed, isListed: true }
      : JetError.JET_errDatabaseCorrupted;
  }
  const pageNumber = database.lastPageNumber + 1;
  return database.extendTo(pageNumber) || { pageNumber, isListed: false };
}
