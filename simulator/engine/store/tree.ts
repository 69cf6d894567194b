import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { BRANCH_NODE_SIZE_BYTES, PAGE_CAPACITY_BYTES, ROOT_PAGE_NUMBER } from '../pages/index.ts';
import type { AttachedDatabase } from './attachedDatabase.ts';
import type { Frame } from './frame.ts';
import { mergePage } from './mergePage.ts';
import type { PageCache } from './pageCache.ts';
import type { PageWriter } from './pageWriter.ts';
import { splitPage, splitRoot } from './splitPage.ts';

/** More levels than 16 GiB can need: a damaged tree that runs in a circle ends here. */
const MAXIMUM_DEPTH = 8;
/** A page with less than this merges with a neighbour, if the two fit one page. */
const UNDERFULL_BYTES = PAGE_CAPACITY_BYTES / 4;
/** Splits one below the other, and the levels above: more than any row can need. */
const MAXIMUM_SPLIT_COUNT = 32;

/** The pages from the root to the leaf that covers a key; never empty. Or why there is no way. */
export function findPath(cache: PageCache, database: AttachedDatabase, key: number): Frame[] | JetErrorNumber {
  const path: Frame[] = [];
  let pageNumber = ROOT_PAGE_NUMBER;
  while (path.length < MAXIMUM_DEPTH) {
    const frame = cache.fetch(database, pageNumber);
    if (typeof frame === 'number') return frame;
    if (!frame.page.isInUse) return JetError.JET_errPageNotInitialized;
    path.push(frame);
    if (frame.page.isLeaf) return path;
    const child = frame.page.children[frame.page.childIndexFor(key)];
    if (child === undefined) return JetError.JET_errDatabaseCorrupted;
    pageNumber = child;
  }
  return JetError.JET_errDatabaseCorrupted;
}

/** The leaf that covers a key. */
export function findLeaf(cache: PageCache, database: AttachedDatabase, key: number): Frame | JetErrorNumber {
  const path = findPath(cache, database, key);
  return typeof path === 'number' ? path : leafOf(path);
}

function leafOf(path: readonly Frame[]): Frame {
  const leaf = path.at(-1);
  if (leaf === undefined) throw new Error('A path has at least the root');
  return leaf;
}

/** The leaf for a key, with room for `growthBytes` more: splits pages until there is. */
export function makeRoom(
  writer: PageWriter,
  database: AttachedDatabase,
  key: number,
  growthBytes: number,
): Frame | JetErrorNumber {
  for (let splits = 0; splits < MAXIMUM_SPLIT_COUNT; splits += 1) {
    const path = findPath(writer.cache, database, key);
    if (typeof path === 'number') return path;
    const leaf = leafOf(path);
    if (leaf.page.usedBytes + growthBytes <= PAGE_CAPACITY_BYTES) return leaf;
    const error = splitOnPath(writer, path, key);
    if (error !== 0) return error;
  }
  return JetError.JET_errDatabaseCorrupted;
}

/** Splits the lowest page of the path whose parent has room for one more child. */
function splitOnPath(writer: PageWriter, path: readonly Frame[], key: number): JetErrorNumber | 0 {
  for (let level = path.length - 1; level > 0; level -= 1) {
    const [parent, frame] = [path[level - 1], path[level]];
    if (parent === undefined || frame === undefined) break;
    if (parent.page.usedBytes + BRANCH_NODE_SIZE_BYTES <= PAGE_CAPACITY_BYTES)
      return splitPage(writer, parent, frame, key);
  }
  const root = path[0];
  return root === undefined ? JetError.JET_errDatabaseCorrupted : splitRoot(writer, root);
}

/** After a row was removed: merges the pages on the way to it that became too empty. */
export function tidy(writer: PageWriter, database: AttachedDatabase, key: number): JetErrorNumber | 0 {
  for (let merges = 0; merges < MAXIMUM_DEPTH; merges += 1) {
    const path = findPath(writer.cache, database, key);
    if (typeof path === 'number') return path;
    const result = mergeOnPath(writer, path);
    if (result !== 'merged') return result;
  }
  return 0;
}

function mergeOnPath(writer: PageWriter, path: readonly Frame[]): JetErrorNumber | 0 | 'merged' {
  for (let level = path.length - 1; level > 0; level -= 1) {
    const [parent, frame] = [path[level - 1], path[level]];
    if (parent === undefined || frame === undefined || frame.page.usedBytes >= UNDERFULL_BYTES) continue;
    const result = mergePage(writer, parent, frame);
    if (result !== 'no-partner') return result;
  }
  return 0;
}
