import type { LooseEnd, LooseEnds } from './looseEnd.ts';
import { Kind, type PageMap } from './pageMap.ts';

/**
 * A page of zeros that another page names. A page in a tree was written once and is never zeros again, so it matters only
 * how long the other page has named it: what leads there may be newer.
 */
export function blankEnd(map: PageMap, pageNumber: number, namedBy: number, how: string): LooseEnd {
  const what = `it is all zeros, and page ${namedBy} ${how}`;
  return { id: 'tree-page', pageNumber, what, newestTime: map.timeOf(namedBy) };
}

/** Pages of zeros beside a leaf that has named them for longer than their parent has. */
export function findBlankNeighbours(map: PageMap, reachedFrom: Uint32Array, ends: LooseEnds): void {
  for (let page = 1; page <= map.lastPage; page += 1) {
    if (map.kinds[page] !== Kind.leaf) continue;
    for (const neighbour of [map.previous[page] ?? 0, map.next[page] ?? 0]) {
      if (neighbour === 0 || map.kindOf(neighbour) !== Kind.blank) continue;
      const parent = reachedFrom[neighbour] ?? 0;
      if (parent === 0 || map.timeOf(parent) > map.timeOf(page))
        ends.add(blankEnd(map, neighbour, page, 'has it for a neighbour'));
    }
  }
}
