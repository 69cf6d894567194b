import { HEADER_PAGE_COUNT, lastPageNumberOf, pageDamage } from '../pages/index.ts';
import type { FileReader } from './fileReader.ts';
import { scanPages } from './pageScan.ts';
import { checkTrees, PageMap } from './trees/index.ts';

/** Which pages of a database are damaged, and what the trees need of them. */
export interface PageStates {
  readonly damaged: readonly number[];
  /** A page of zeros is in a tree. */
  readonly blankInTree: boolean;
  readonly isInTree: (pageNumber: number) => boolean;
}

/** Reads every page once, and walks all trees. */
export function pageStates(reader: FileReader): PageStates {
  const map = new PageMap(lastPageNumberOf(reader.sizeBytes));
  const damaged: number[] = [];
  const blank: number[] = [];
  scanPages(
    reader,
    HEADER_PAGE_COUNT,
    (page) => {
      const pageNumber = page.slot - HEADER_PAGE_COUNT + 1;
      if (pageDamage(page.bytes, page.at, pageNumber) !== null) {
        damaged.push(pageNumber);
        map.addUnsound(pageNumber, 'damaged');
      } else if (page.view.getUint32(page.at + 4, true) === 0) {
        blank.push(pageNumber);
        map.addUnsound(pageNumber, 'zeros');
      } else map.addSound(page, pageNumber);
    },
    () => {},
  );
  const { isReached } = checkTrees(map);
  return { damaged, blankInTree: blank.some(isReached), isInTree: isReached };
}
