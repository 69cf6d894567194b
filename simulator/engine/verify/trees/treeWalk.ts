import type { TreeFindingId } from '../finding.ts';
import { blankEnd } from './blankPages.ts';
import type { LooseEnds } from './looseEnd.ts';
import { type Branch, Kind, type PageMap } from './pageMap.ts';

/** More levels than 16 GiB can need. */
const MAXIMUM_DEPTH = 16;

/** A branch page on the way to the page that is looked at. */
interface Step {
  readonly pageNumber: number;
  readonly branch: Branch;
  readonly low: number;
  readonly high: number;
  index: number;
}

/**
 * Walks trees from their roots in the order of their keys, and notes every page that is not as the way to it says:
 * reached once, in use, of this tree, as deep as the others, its keys between the bounds, its links to the leaves beside
 * it. Only what lies on the way down is held.
 */
export class TreeWalk {
  /** The page that leads to each page that was reached; the page itself for roots; 0 for pages that were not. */
  readonly reachedFrom: Uint32Array;
  readonly #map: PageMap;
  readonly #ends: LooseEnds;
  /** The leaf in front; 0 at the left end, null where a branch could not be followed. */
  #leaf: number | null = 0;
  #leafDepth = 0;

  constructor(map: PageMap, ends: LooseEnds) {
    this.#map = map;
    this.#ends = ends;
    this.reachedFrom = new Uint32Array(map.kinds.length);
  }

  /** Every page below a root, which `namedBy` names; the leaves are shown to `visit`. */
  walk(root: number, namedBy: number, visit: (leaf: number) => void = () => {}): void {
    this.#leaf = 0;
    this.#leafDepth = 0;
    const objectId = this.#map.objectIds[root] ?? 0;
    const steps: Step[] = [];
    if (!this.#enter(root, namedBy === 0 ? root : namedBy, objectId)) return;
    if (this.#map.kindOf(root) === Kind.leaf) {
      this.#checkLinksOfRoot(root);
      visit(root);
      return;
    }
    this.#descend(steps, root, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const { branch, index } = step;
      if (index >= branch.children.length) {
        steps.pop();
        continue;
      }
      step.index += 1;
      const child = branch.children[index] ?? 0;
      const low = Math.max(step.low, index === 0 ? step.low : (branch.bounds[index - 1] ?? Number.NaN));
      const high = Math.min(step.high, branch.bounds[index] ?? Number.NaN);
      const isEntered = this.#enter(child, step.pageNumber, objectId);
      const kind = this.#map.kindOf(child);
      if (branch.isParentOfLeaves) this.#checkLink(child, isEntered);
      else if (!isEntered) this.#leaf = null;
      if (!isEntered) continue;
      if (kind === Kind.branch) {
        if (branch.isParentOfLeaves)
          this.#add('tree-depth', child, 'it has children, and its parent says that it is a leaf');
        if (steps.length >= MAXIMUM_DEPTH)
          this.#add('tree-depth', child, `it lies ${steps.length} pages below the root`);
        else this.#descend(steps, child, low, high);
        continue;
      }
      if (!branch.isParentOfLeaves) this.#add('tree-depth', child, 'it is a leaf, and its parent says that it is none');
      this.#checkLeaf(child, steps.length, low, high);
      visit(child);
    }
    const last = this.#leaf ?? 0;
    const behind = this.#map.next[last] ?? 0;
    if (this.#map.kindOf(last) === Kind.leaf && behind !== 0)
      this.#add('tree-link', last, `it is the last leaf, and its link goes on to page ${behind}`, behind);
  }

  /** The highest dbtime among a page and those that lead to it. */
  pathTime(pageNumber: number): number {
    let newest = 0;
    let page = pageNumber;
    for (let steps = 0; steps <= MAXIMUM_DEPTH + 4; steps += 1) {
      newest = Math.max(newest, this.#map.timeOf(page));
      const from = this.reachedFrom[page] ?? 0;
      if (from === 0 || from === page) return newest;
      page = from;
    }
    return newest;
  }

  #descend(steps: Step[], pageNumber: number, low: number, high: number): void {
    const branch = this.#map.branches.get(pageNumber);
    if (branch !== undefined) steps.push({ pageNumber, branch, low, high, index: 0 });
  }

  /** Marks a page as reached; false when the way ends there. */
  #enter(pageNumber: number, from: number, objectId: number): boolean {
    const map = this.#map;
    const add = (what: string, ...others: number[]) => {
      this.#add('tree-page', pageNumber, what, from, ...others);
      return false;
    };
    if (pageNumber < 1 || pageNumber > map.lastPage) {
      const what = `it leads to page ${pageNumber}, and the file ends with page ${map.lastPage}`;
      this.#ends.add({ id: 'tree-page', pageNumber: from, what, newestTime: map.timeOf(from) });
      return false;
    }
    const before = this.reachedFrom[pageNumber] ?? 0;
    if (before !== 0) return add(`pages ${before} and ${from} both lead to it`, before);
    this.reachedFrom[pageNumber] = from;
    switch (map.kindOf(pageNumber)) {
      case Kind.blank:
        this.#ends.add(blankEnd(map, pageNumber, from, 'leads to it'));
        return false;
      case Kind.free:
        return add(`it is free, and page ${from} leads to it`);
      case Kind.strange:
        return add('its checksum is right, and its nodes make no sense');
      case Kind.leaf:
      case Kind.branch:
        if (map.objectIds[pageNumber] === objectId) return true;
        return add(`it is of tree ${map.objectIds[pageNumber]}, and page ${from} of tree ${objectId} leads to it`);
      default:
        // Damaged pages are found by their checksums, and those behind the end by the size.
        return false;
    }
  }

  /** The leaf in front and this one name each other. */
  #checkLink(leaf: number, isReadable: boolean): void {
    const map = this.#map;
    const before = this.#leaf;
    this.#leaf = leaf;
    if (before === null) return;
    if (before !== 0 && map.kindOf(before) === Kind.leaf && map.next[before] !== leaf)
      this.#add(
        'tree-link',
        before,
        `its link leads to page ${map.next[before]}, and the next leaf is page ${leaf}`,
        leaf,
      );
    if (isReadable && map.kindOf(leaf) === Kind.leaf && map.previous[leaf] !== before)
      this.#add(
        'tree-link',
        leaf,
        before === 0
          ? `it is the first leaf, and its link goes back to page ${map.previous[leaf]}`
          : `its link goes back to page ${map.previous[leaf]}, and the leaf before it is page ${before}`,
        before,
      );
  }

  #checkLinksOfRoot(root: number): void {
    const neighbour = Math.max(this.#map.previous[root] ?? 0, this.#map.next[root] ?? 0);
    if (neighbour !== 0)
      this.#add('tree-link', root, `it is a whole tree, and its link leads to page ${neighbour}`, neighbour);
  }

  #checkLeaf(leaf: number, depth: number, low: number, high: number): void {
    if (this.#leafDepth === 0) this.#leafDepth = depth;
    if (depth !== this.#leafDepth)
      this.#add('tree-depth', leaf, `it lies ${depth} pages below the root, and other leaves ${this.#leafDepth}`);
    const [first, last] = [this.#map.low[leaf] ?? Number.NaN, this.#map.high[leaf] ?? Number.NaN];
    // Comparisons with NaN are false: bounds and keys that are no numbers of ours are not judged.
    if (first < low) this.#add('tree-bound', leaf, `its first key is ${first}, and its keys begin with ${low}`);
    else if (last >= high) this.#add('tree-bound', leaf, `its last key is ${last}, and its keys end before ${high}`);
  }

  #add(id: TreeFindingId, pageNumber: number, what: string, ...others: number[]): void {
    const newestTime = [pageNumber, ...others].reduce((newest, page) => Math.max(newest, this.pathTime(page)), 0);
    this.#ends.add({ id, pageNumber, what, newestTime });
  }
}
