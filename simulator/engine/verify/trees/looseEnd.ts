import { MAXIMUM_FINDINGS, type TreeFindingId } from '../finding.ts';

/**
 * Two or more pages that do not fit each other, each of them sound. `newestTime` is the highest dbtime among them.
 *
 * Why that number decides: the engine changes all pages of a split or merge under one dbtime, so pages that were not
 * changed since some moment fit each other as they did then. When everything up to a dbtime is on the disk before a copy
 * begins, pages of the copy that are no newer must fit; if they do not, somebody damaged them. Newer ones are as they
 * were flushed, each at its own time, and the logs make them fit.
 */
export interface LooseEnd {
  readonly id: TreeFindingId;
  readonly pageNumber: number;
  readonly what: string;
  readonly newestTime: number;
}

/** The loose ends of one database: the oldest are kept, because those are the ones that may be damage. */
export class LooseEnds {
  #kept: LooseEnd[] = [];
  count = 0;

  add(end: LooseEnd): void {
    this.count += 1;
    this.#kept.push(end);
    if (this.#kept.length >= 2 * MAXIMUM_FINDINGS) this.#kept = this.kept;
  }

  /** By page, of the oldest so many. */
  get kept(): LooseEnd[] {
    return [...this.#kept]
      .sort((a, b) => a.newestTime - b.newestTime)
      .slice(0, MAXIMUM_FINDINGS)
      .sort((a, b) => a.pageNumber - b.pageNumber);
  }
}
