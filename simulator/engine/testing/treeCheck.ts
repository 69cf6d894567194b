import type { VirtualFile } from '../index.ts';
import { PAGE_SIZE_BYTES } from '../index.ts';
import {
  decodePage,
  lastPageNumberOf,
  type Page,
  PageFlag,
  pageDamage,
  pageOffsetBytes,
  ROOT_PAGE_NUMBER,
  SPACE_PAGE_NUMBER,
} from '../pages/index.ts';

/**
 * Checks a clean database file from its bytes: every page sound, keys within the bounds of the branches above, links of
 * the leaves in order, and every page beyond the fixed ones in the tree, free, or lost, never two of these. Throws.
 */
export function checkTree(file: VirtualFile): { readonly leafCount: number; readonly depth: number } {
  const readBytes = (pageNumber: number): Uint8Array => {
    const bytes = new Uint8Array(PAGE_SIZE_BYTES);
    file.read(pageOffsetBytes(pageNumber), bytes, 0, PAGE_SIZE_BYTES);
    if (pageDamage(bytes, 0, pageNumber) !== null) throw new Error(`Page ${pageNumber} is damaged`);
    return bytes;
  };
  const read = (pageNumber: number): Page => {
    const page = decodePage(readBytes(pageNumber), pageNumber);
    if (page === null) throw new Error(`Page ${pageNumber} makes no sense`);
    return page;
  };
  for (let page = 1; page <= lastPageNumberOf(file.sizeBytes); page += 1) {
    // What the catalog and the other space trees hold is not ours to decode.
    const isSystemPage = page < SPACE_PAGE_NUMBER && page !== ROOT_PAGE_NUMBER;
    if (isSystemPage) readBytes(page);
    else read(page);
  }
  const used = new Set<number>();
  let level = [{ page: read(ROOT_PAGE_NUMBER), low: 0, high: Number.POSITIVE_INFINITY }];
  if (!level[0]?.page.isRoot) throw new Error('The root is not marked as one');
  for (let depth = 1; ; depth += 1) {
    checkLevel(level, used);
    if (level[0]?.page.isLeaf) {
      for (const free of read(SPACE_PAGE_NUMBER).keys) {
        if (used.has(free)) throw new Error(`Page ${free} is free and in the tree`);
        if (read(free).isInUse) throw new Error(`Page ${free} is free and marked as used`);
      }
      return { leafCount: level.length, depth };
    }
    level = level.flatMap(({ page, low, high }) =>
      page.children.map((child, index) => ({
        page: read(child),
        low: index === 0 ? low : (page.keys[index - 1] ?? 0),
        high: Math.min(high, page.keys[index] ?? high),
      })),
    );
  }
}

function checkLevel(level: readonly { page: Page; low: number; high: number }[], used: Set<number>): void {
  const isParentOfLeaf = (page: Page): boolean => (page.flags & PageFlag.parentOfLeaf) !== 0;
  for (const [index, { page, low, high }] of level.entries()) {
    const name = `Page ${page.pageNumber}`;
    if (used.has(page.pageNumber)) throw new Error(`${name} is in the tree twice`);
    used.add(page.pageNumber);
    if (!page.isInUse) throw new Error(`${name} is in the tree and not in use`);
    const first = level[0]?.page;
    if (page.isLeaf !== first?.isLeaf || isParentOfLeaf(page) !== isParentOfLeaf(first))
      throw new Error(`${name} is of another kind`);
    const sibling = (at: number): number => (page.isLeaf ? (level[at]?.page.pageNumber ?? 0) : 0);
    if (page.previous !== sibling(index - 1)) throw new Error(`${name} links to the wrong page before it`);
    if (page.next !== sibling(index + 1)) throw new Error(`${name} links to the wrong page behind it`);
    const keys = page.isLeaf ? page.keys : page.keys.slice(0, -1);
    if (keys.some((key) => key < low || key >= high)) throw new Error(`${name} has a key outside ${low} to ${high}`);
    if (!page.isLeaf && page.keys.at(-1) !== Number.POSITIVE_INFINITY) throw new Error(`${name} bounds its last child`);
  }
}
