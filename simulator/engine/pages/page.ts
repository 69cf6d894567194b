import {
  PAGE_HEADER_SIZE_BYTES,
  PageFlag,
  SPACE_HEADER_SIZE_BYTES,
  TABLE_OBJECT_ID,
  TAG_SIZE_BYTES,
} from './pageLayout.ts';
import { BRANCH_NODE_SIZE_BYTES, leafNodeSizeBytes } from './row.ts';

/**
 * What the nodes of any page may cost together. The same for every page (room for the larger kind of tag 0 is always
 * kept), so that whatever fits one page fits another, the root included.
 */
export const PAGE_CAPACITY_BYTES = 4096 - PAGE_HEADER_SIZE_BYTES - TAG_SIZE_BYTES - SPACE_HEADER_SIZE_BYTES;

/**
 * A page in memory: its header fields and its nodes in key order.
 *
 * A leaf has `keys` and `values`; a branch has `keys` (the exclusive upper bound of each child, Infinity for the last)
 * and `children`, and no links to its siblings. Values are never changed in place. An uninitialised page has objectId 0 and no nodes.
 */
export class Page {
  readonly pageNumber: number;
  databaseTime = 0;
  previous = 0;
  next = 0;
  objectId = 0;
  flags = 0;
  keys: number[] = [];
  values: Uint8Array[] = [];
  children: number[] = [];
  usedBytes = 0;

  constructor(pageNumber: number) {
    this.pageNumber = pageNumber;
  }

  get isLeaf(): boolean {
    return (this.flags & PageFlag.leaf) !== 0;
  }

  get isRoot(): boolean {
    return (this.flags & PageFlag.root) !== 0;
  }

  /** True for the list of free pages: its keys are page numbers, and its values are empty. */
  get isSpaceTree(): boolean {
    return (this.flags & PageFlag.spaceTree) !== 0;
  }

  /** False for a page that was never written and for one that a merge freed. */
  get isInUse(): boolean {
    return this.objectId !== 0 && (this.flags & PageFlag.empty) === 0;
  }

  /**
   * Forgets everything but number and dbtime, and begins anew. The links are for leaves: internal pages have no siblings
   * (D: ESE ese/bt.cxx), and libesedb reads no tree in which they do.
   */
  reset(flags: number, previous: number, next: number): void {
    this.flags = flags;
    this.previous = this.isLeaf ? previous : 0;
    this.next = this.isLeaf ? next : 0;
    this.objectId = TABLE_OBJECT_ID;
    this.setNodes([], [], []);
  }

  setNodes(keys: number[], values: Uint8Array[], children: number[]): void {
    this.keys = keys;
    this.values = values;
    this.children = children;
    this.usedBytes = children.length * BRANCH_NODE_SIZE_BYTES;
    for (const value of values) this.usedBytes += leafNodeSizeBytes(value.length);
  }

  /** The first node whose key is at least `key`. In a leaf: where a row with this key is or belongs. */
  lowerBound(key: number): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The value of a row, or null. */
  valueOf(key: number): Uint8Array | null {
    const index = this.lowerBound(key);
    return this.keys[index] === key ? (this.values[index] ?? null) : null;
  }

  /** The index of the child that covers `key`; past the end when none does, which a sound page never answers. */
  childIndexFor(key: number): number {
    // Bounds are exclusive and keys whole: the child is the first one whose bound is at least key + 1.
    return this.lowerBound(key + 1);
  }

  /** Inserts a row, or gives it another value. */
  putRow(key: number, value: Uint8Array): void {
    const index = this.lowerBound(key);
    const old = this.keys[index] === key ? this.values[index] : undefined;
    if (old === undefined) {
      this.keys.splice(index, 0, key);
      this.values.splice(index, 0, value);
      this.usedBytes += leafNodeSizeBytes(value.length);
    } else {
      this.values[index] = value;
      this.usedBytes += value.length - old.length;
    }
  }

  /** Takes a row away; nothing happens when it is not there. */
  removeRow(key: number): void {
    const index = this.lowerBound(key);
    const old = this.keys[index] === key ? this.values[index] : undefined;
    if (old === undefined) return;
    this.keys.splice(index, 1);
    this.values.splice(index, 1);
    this.usedBytes -= leafNodeSizeBytes(old.length);
  }

  insertChild(index: number, bound: number, child: number): void {
    this.keys.splice(index, 0, bound);
    this.children.splice(index, 0, child);
    this.usedBytes += BRANCH_NODE_SIZE_BYTES;
  }

  removeChild(index: number): void {
    this.keys.splice(index, 1);
    this.children.splice(index, 1);
    this.usedBytes -= BRANCH_NODE_SIZE_BYTES;
  }
}
