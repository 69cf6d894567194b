import { findBlankNeighbours } from './blankPages.ts';
import { FIXED_ROOTS, isCatalog, type NamedTree, treesNamedBy } from './catalog.ts';
import { findCircles } from './linkCircles.ts';
import { LooseEnds } from './looseEnd.ts';
import { Kind, type PageMap } from './pageMap.ts';
import { SpaceTrees } from './spaceTrees.ts';
import { TreeWalk } from './treeWalk.ts';

/** What the walk through all trees of a database came to. */
export interface TreesChecked {
  readonly ends: LooseEnds;
  /** Trees walked, without their space trees. */
  readonly treeCount: number;
  /** Whether a tree leads to the page, be it sound or not. */
  readonly isReached: (pageNumber: number) => boolean;
  /** Why the trees, or some of them, were not walked; null when all were. */
  readonly omitted: string | null;
}

/**
 * Walks every tree that the database has (its own, both catalogs, those of the catalogs' records, and the space trees of
 * each) over what one pass left of its pages.
 */
export function checkTrees(map: PageMap): TreesChecked {
  const ends = new LooseEnds();
  const none = (omitted: string): TreesChecked => ({ ends, treeCount: 0, isReached: () => false, omitted });
  if (map.isOverfull) return none('it has more trees than any store of the era; none was walked');
  if (!isCatalog(map)) return none('its page 4 is no catalog that a source describes; its trees were not walked');
  const walk = new TreeWalk(map, ends);
  const space = new SpaceTrees(map, walk, ends);
  const taken = new Set<number>();
  const named: NamedTree[] = [];
  let isWhole = true;
  const take = ({ root, namedBy }: NamedTree, visit?: (leaf: number) => void): void => {
    if (taken.has(root)) return;
    taken.add(root);
    walk.walk(root, namedBy, visit);
    space.add(root);
  };
  const [databaseRoot = 0, ...catalogRoots] = FIXED_ROOTS;
  take({ root: databaseRoot, namedBy: 0 });
  for (const root of catalogRoots) {
    take({ root, namedBy: 0 }, (leaf) => {
      const trees = treesNamedBy(map.kept.get(leaf), leaf);
      if (trees === null) isWhole = false;
      else named.push(...trees);
    });
  }
  for (const tree of named) take(tree);
  space.check();
  findBlankNeighbours(map, walk.reachedFrom, ends);
  // A page that cannot be read may have led to what nothing else leads to.
  if (isWhole && map.kinds.every((kind) => kind !== Kind.damaged)) findUnreached(map, walk, space, ends);
  if (ends.count > 0) findCircles(map, ends);
  const omitted = isWhole
    ? null
    : 'its catalog has records that no source describes; the trees they name were not walked';
  const isReached = (page: number): boolean => (walk.reachedFrom[page] ?? 0) !== 0;
  return { ends, treeCount: taken.size, isReached, omitted };
}

/** Pages in use that no tree leads to, in runs of neighbours. Of when something led to them nothing is left to tell. */
function findUnreached(map: PageMap, walk: TreeWalk, space: SpaceTrees, ends: LooseEnds): void {
  let first = 0;
  const endRun = (behind: number): void => {
    if (first === 0) return;
    const run = behind - 1 === first ? '' : `, and so are all pages up to ${behind - 1}`;
    const newestTime = Number.POSITIVE_INFINITY;
    ends.add({
      id: 'tree-unreached',
      pageNumber: first,
      what: `it is in use, and no tree leads to it${run}`,
      newestTime,
    });
    first = 0;
  };
  for (let page = 1; page <= map.lastPage; page += 1) {
    const kind = map.kinds[page] ?? Kind.unseen;
    const isUsed = kind === Kind.leaf || kind === Kind.branch || kind === Kind.strange;
    const isReached = walk.reachedFrom[page] !== 0;
    if (isUsed && isReached) space.checkOwner(page);
    if (!isUsed || isReached || space.isListedFree(page) || !space.isOfKnownTree(page)) endRun(page);
    else if (first === 0) first = page;
  }
  endRun(map.lastPage + 1);
}
