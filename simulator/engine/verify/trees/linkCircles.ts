import type { LooseEnds } from './looseEnd.ts';
import { Kind, type PageMap } from './pageMap.ts';

/** So many pages of a circle are named. */
const NAMED_PAGES = 6;

/**
 * Leaf links that never end: leaves each of which names the next one, and the last the first. Whoever reads along the links
 * goes round for ever.
 *
 * A copy of a correct engine can hold one, because each page is copied as it was flushed last: page A with a link to B is
 * copied; A is merged away, freed, and comes back behind B when that splits; then B is copied, with a link to A. Each page
 * is right for its moment. It takes a page that was written after the copy began: at any one moment the links are a line.
 */
export function findCircles(map: PageMap, ends: LooseEnds): void {
  /** By page, the number of the way on which it was met; 0: not yet. */
  const met = new Uint32Array(map.kinds.length);
  let way = 0;
  for (let start = 1; start <= map.lastPage; start += 1) {
    if (map.kinds[start] !== Kind.leaf || met[start] !== 0) continue;
    way += 1;
    let page = start;
    while (map.kindOf(page) === Kind.leaf && met[page] === 0) {
      met[page] = way;
      page = map.next[page] ?? 0;
    }
    if (map.kindOf(page) === Kind.leaf && met[page] === way) addCircle(map, page, ends);
  }
}

function addCircle(map: PageMap, first: number, ends: LooseEnds): void {
  const named: number[] = [];
  let count = 0;
  let newestTime = 0;
  let page = first;
  do {
    count += 1;
    if (named.length < NAMED_PAGES) named.push(page);
    newestTime = Math.max(newestTime, map.timeOf(page));
    page = map.next[page] ?? 0;
  } while (page !== first);
  const more = count === named.length ? '' : ` and ${count - named.length} more`;
  const what = `the links of the leaves never end: they lead in a circle through pages ${named.join(', ')}${more}`;
  ends.add({ id: 'tree-link', pageNumber: first, what, newestTime });
}
