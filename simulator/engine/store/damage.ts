import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { leafNodeSizeBytes, PAGE_CAPACITY_BYTES, type Page } from '../pages/index.ts';

/**
 * What a file may look like after it was damaged, or after a log that nobody missed was not replayed: ESE97 has no
 * check that each page is as the record found it (ese-engine.md 5.3), so some damage shows only when it makes no sense.
 */
export function requireInUse(page: Page): JetErrorNumber | 0 {
  return page.isInUse ? 0 : JetError.JET_errPageNotInitialized;
}

/** The page must be a branch with this child. */
export function requireBranch(page: Page, child: number): JetErrorNumber | 0 {
  if (!page.isInUse) return JetError.JET_errPageNotInitialized;
  return !page.isLeaf && page.children.includes(child) ? 0 : JetError.JET_errDatabaseCorrupted;
}

/** The list of free pages must be one, with room for another entry. */
export function requireSpacePage(page: Page): JetErrorNumber | 0 {
  if (!page.isInUse) return JetError.JET_errPageNotInitialized;
  const hasRoom = page.isLeaf && page.usedBytes + leafNodeSizeBytes(0) <= PAGE_CAPACITY_BYTES;
  return hasRoom ? 0 : JetError.JET_errDatabaseCorrupted;
}
