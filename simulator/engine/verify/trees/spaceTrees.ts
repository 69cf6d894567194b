import { type Extent, readExtent, readTreeNodes, SystemPage } from '../../pages/index.ts';
import { ExtentSet } from './extentSet.ts';
import type { LooseEnds } from './looseEnd.ts';
import { Kind, type PageMap } from './pageMap.ts';
import type { TreeWalk } from './treeWalk.ts';

const DATABASE_ROOT = SystemPage.database;

/** Tag 0 of a root: cpgPrimary, root of the parent, fMultiExtent, pgnoOE (ese-engine.md 7). */
const SPACE_HEADER_SIZE_BYTES = 16;

interface SpaceHeader {
  readonly parentRoot: number;
  /** Root of OwnExt; AvailExt is the page behind it. 0: the tree has only the pages it was made with. */
  readonly ownedRoot: number;
}

/** The pages of one tree. */
interface TreeSpace {
  readonly root: number;
  readonly parentRoot: number;
  readonly ownedRoot: number;
  readonly extents: readonly Extent[];
  readonly owned: ExtentSet;
}

/**
 * Which pages each tree owns and which of them are free: what is free is in no tree, nothing is free twice, a tree's free
 * and own pages are among those it was given, and these among those of the tree it took them from.
 */
export class SpaceTrees {
  readonly #map: PageMap;
  readonly #walk: TreeWalk;
  readonly #ends: LooseEnds;
  readonly #spaces = new Map<number, TreeSpace>();
  /** By objidFDP, the root of the tree. */
  readonly #rootOf = new Map<number, number>();
  /** By page, the AvailExt that lists it. */
  readonly #freeIn = new Map<number, number>();

  constructor(map: PageMap, walk: TreeWalk, ends: LooseEnds) {
    this.#map = map;
    this.#walk = walk;
    this.#ends = ends;
  }

  /** Walks both space trees of a tree. What is free is looked at by `check`, when every tree was walked. */
  add(root: number): void {
    if (this.#map.kept.has(root)) this.#rootOf.set(this.#map.objectIds[root] ?? 0, root);
    const header = this.#headerOf(root);
    if (header === null || header.ownedRoot === 0) return;
    const { ownedRoot, parentRoot } = header;
    const extents = this.#extentsOf(ownedRoot, root).map(({ extent }) => extent);
    const available = this.#extentsOf(ownedRoot + 1, root);
    const owned = new ExtentSet(extents);
    this.#spaces.set(root, { root, parentRoot, ownedRoot, extents, owned });
    for (const { page, extent } of available) {
      if (!isWithin(extent, owned))
        this.#add(page, `pages ${textOf(extent)} are free for tree ${root}, which does not own them`, ownedRoot, root);
      this.#listFree(page, extent, root);
    }
  }

  check(): void {
    for (const space of this.#spaces.values()) {
      const parent = this.#spaces.get(space.parentRoot);
      if (parent === undefined) continue;
      for (const extent of space.extents) {
        if (isWithin(extent, parent.owned)) continue;
        const what = `tree ${space.root} owns pages ${textOf(extent)}, which tree ${parent.root} was not given`;
        this.#add(space.ownedRoot, what, parent.ownedRoot, space.root, parent.root);
      }
    }
    for (const [pageNumber, listedIn] of this.#freeIn) {
      const isReached = (this.#walk.reachedFrom[pageNumber] ?? 0) !== 0;
      const kind = this.#map.kindOf(pageNumber);
      if (isReached)
        this.#add(pageNumber, `it is listed as free in page ${listedIn}, and a tree leads to it`, listedIn);
      else if (kind >= Kind.strange && kind !== Kind.free && this.isOfKnownTree(pageNumber))
        this.#add(pageNumber, `it is listed as free in page ${listedIn}, and in use`, listedIn);
    }
  }

  /**
   * A page that looks used is so only if its tree is there: what a table held that was deleted lies about as it was, until
   * another tree takes the page (I: ESE frees the pages of a deleted tree without touching them).
   */
  isOfKnownTree(pageNumber: number): boolean {
    return this.#rootOf.has(this.#map.objectIds[pageNumber] ?? 0);
  }

  isListedFree(pageNumber: number): boolean {
    return this.#freeIn.has(pageNumber);
  }

  /** A page in a tree that owns pages, and not this one. Pages by which a file has grown since are in no list of ours. */
  checkOwner(pageNumber: number): void {
    const root = this.#rootOf.get(this.#map.objectIds[pageNumber] ?? 0);
    const space = root === undefined ? undefined : this.#spaces.get(root);
    if (space === undefined || pageNumber > this.#loadedPage) return;
    if (space.owned.hasAll(pageNumber, pageNumber)) return;
    this.#add(pageNumber, `it is in tree ${space.root}, which does not own it`, space.ownedRoot);
  }

  /** The last page that the database itself owns: that with which it was loaded. */
  get #loadedPage(): number {
    return this.#spaces.get(DATABASE_ROOT)?.owned.lastPage ?? 0;
  }

  #headerOf(root: number): SpaceHeader | null {
    const bytes = this.#map.kept.get(root);
    const first = bytes === undefined ? undefined : readTreeNodes(bytes)?.first;
    if (first === undefined) return null;
    if (first.length !== SPACE_HEADER_SIZE_BYTES) {
      this.#add(root, 'its nodes make no sense: it is a root without a space header');
      return null;
    }
    const view = new DataView(first.buffer, first.byteOffset, first.length);
    const isMultiple = view.getUint32(8, true) !== 0;
    return { parentRoot: view.getUint32(4, true), ownedRoot: isMultiple ? view.getUint32(12, true) : 0 };
  }

  #extentsOf(spaceRoot: number, root: number): { readonly page: number; readonly extent: Extent }[] {
    const extents: { page: number; extent: Extent }[] = [];
    this.#walk.walk(spaceRoot, root, (page) => {
      const bytes = this.#map.kept.get(page);
      for (const { key, data } of (bytes === undefined ? null : readTreeNodes(bytes))?.nodes ?? []) {
        const extent = readExtent(key, data);
        if (extent === null) return this.#add(page, 'its checksum is right, and its nodes are no extents', root);
        if (extent.lastPageNumber > this.#map.lastPage)
          this.#add(page, `it lists pages ${textOf(extent)}, and the file ends with page ${this.#map.lastPage}`, root);
        extents.push({ page, extent });
      }
    });
    return extents;
  }

  #listFree(listedIn: number, { lastPageNumber, pageCount }: Extent, root: number): void {
    const limit = Math.min(lastPageNumber, this.#map.lastPage);
    for (let page = lastPageNumber - pageCount + 1; page <= limit; page += 1) {
      const other = this.#freeIn.get(page);
      if (other !== undefined) this.#add(listedIn, `page ${page} is free here and in page ${other}`, other, root);
      this.#freeIn.set(page, listedIn);
    }
  }

  #add(pageNumber: number, what: string, ...others: number[]): void {
    const times = [pageNumber, ...others].map((page) => this.#walk.pathTime(page));
    this.#ends.add({ id: 'tree-space', pageNumber, what, newestTime: Math.max(...times) });
  }
}

/** Whether all pages of an extent are in one of several; neighbours among these count as one. */
const isWithin = ({ lastPageNumber, pageCount }: Extent, owned: ExtentSet): boolean =>
  owned.hasAll(lastPageNumber - pageCount + 1, lastPageNumber);

const textOf = ({ lastPageNumber, pageCount }: Extent): string =>
  `${lastPageNumber - pageCount + 1} to ${lastPageNumber}`;
