import { PAGE_SIZE_BYTES } from '../../format/index.ts';
import { PageFlag, readKey, readTreeNodes } from '../../pages/index.ts';
import type { ScannedPage } from '../pageScan.ts';
import { KeyOrder } from './keyOrder.ts';
import { type KeyRange, readKeyRange } from './leafKeys.ts';

/** What a page is, as far as trees are concerned. `unseen`: behind the end of a file that became shorter. */
export const Kind = {
  unseen: 0,
  blank: 1,
  damaged: 2,
  /** The checksum is right and the nodes are not. */
  strange: 3,
  /** Freed by a merge, or of no tree. */
  free: 4,
  leaf: 5,
  branch: 6,
} as const;

/** The children of a branch page, and the exclusive upper bound of each: NaN where it is no number of ours. */
export interface Branch {
  readonly children: Uint32Array;
  readonly bounds: Float64Array;
  readonly isParentOfLeaves: boolean;
}

/** Pages that are kept whole: the catalog, roots, space trees. More than any store of the era has. */
const MAXIMUM_KEPT_PAGES = 16_384;
/** objidFDP of the catalog (ese-engine.md 2.1). */
export const CATALOG_OBJECT_ID = 2;

/**
 * What one pass over the pages leaves behind for the walk through the trees: no page is read twice. 41 bytes a page, one
 * hundredth of the file, and 12 for each child of a branch: about 220 MB for a store of 16 GiB.
 */
export class PageMap {
  readonly lastPage: number;
  readonly kinds: Uint8Array;
  readonly objectIds: Uint32Array;
  readonly previous: Uint32Array;
  readonly next: Uint32Array;
  /** dbtime; 0 for a page that has none. */
  readonly times: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly branches = new Map<number, Branch>();
  /** The bytes of the pages that say where trees are and which pages they own. */
  readonly kept = new Map<number, Uint8Array>();
  readonly #order = new KeyOrder();
  readonly #range: KeyRange = { low: Number.NaN, high: Number.NaN };

  constructor(lastPage: number) {
    const length = Math.max(0, lastPage) + 1;
    this.lastPage = lastPage;
    this.kinds = new Uint8Array(length);
    this.objectIds = new Uint32Array(length);
    this.previous = new Uint32Array(length);
    this.next = new Uint32Array(length);
    this.times = new Float64Array(length);
    this.low = new Float64Array(length);
    this.high = new Float64Array(length);
  }

  /** There are more roots than can be kept: the trees cannot be walked. */
  get isOverfull(): boolean {
    return this.kept.size >= MAXIMUM_KEPT_PAGES;
  }

  kindOf(pageNumber: number): number {
    return this.kinds[pageNumber] ?? Kind.unseen;
  }

  timeOf(pageNumber: number): number {
    return this.times[pageNumber] ?? 0;
  }

  addUnsound(pageNumber: number, state: 'zeros' | 'damaged'): void {
    this.kinds[pageNumber] = state === 'zeros' ? Kind.blank : Kind.damaged;
  }

  /** A page with a right checksum in its place. Answers the first node whose key is below the one before it; 0: none is. */
  addSound({ bytes, view, at }: ScannedPage, pageNumber: number): number {
    const flags = view.getUint32(at + 36, true);
    const objectId = view.getUint32(at + 24, true);
    this.times[pageNumber] = view.getUint32(at + 8, true) + view.getUint32(at + 12, true) * 2 ** 32;
    this.objectIds[pageNumber] = objectId;
    this.previous[pageNumber] = view.getUint32(at + 16, true);
    this.next[pageNumber] = view.getUint32(at + 20, true);
    if ((flags & PageFlag.empty) !== 0 || objectId === 0) {
      this.kinds[pageNumber] = Kind.free;
      return 0;
    }
    const isLeaf = (flags & PageFlag.leaf) !== 0;
    this.kinds[pageNumber] = (
      isLeaf
        ? this.#addLeaf(view, at, pageNumber)
        : this.#addBranch(bytes, at, pageNumber, flags)
    )
      ? isLeaf
        ? Kind.leaf
        : Kind.branch
      : Kind.strange;
    const isKept = (flags & (PageFlag.root | PageFlag.spaceTree)) !== 0 || objectId === CATALOG_OBJECT_ID;
    if (isKept && !this.isOverfull) this.kept.set(pageNumber, bytes.slice(at, at + PAGE_SIZE_BYTES));
    return this.kinds[pageNumber] === Kind.strange ? 0 : this.#order.firstFault(bytes, view, at);
  }

  #addLeaf(view: DataView, at: number, pageNumber: number): boolean {
    const isSound = readKeyRange(view, at, this.#range);
    this.low[pageNumber] = this.#range.low;
    this.high[pageNumber] = this.#range.high;
    return isSound;
  }

  #addBranch(bytes: Uint8Array, at: number, pageNumber: number, flags: number): boolean {
    const nodes = readTreeNodes(bytes.subarray(at, at + PAGE_SIZE_BYTES))?.nodes ?? [];
    if (nodes.length === 0 || nodes.some(({ data }) => data.length !== 4)) return false;
    const children = new Uint32Array(nodes.length);
    const bounds = new Float64Array(nodes.length);
    for (const [index, { key, data }] of nodes.entries()) {
      children[index] = new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
      bounds[index] = key.length === 0 ? Number.POSITIVE_INFINITY : (readKey(key) ?? Number.NaN);
    }
    this.branches.set(pageNumber, {
      children,
      bounds,
      isParentOfLeaves: (flags & PageFlag.parentOfLeaf) !== 0,
    });
    return true;
  }
}
