import type { JetErrorNumber } from '../../protocol/index.ts';
import type { LogPosition } from '../format/index.ts';

/** What can be wrong between pages of a database that are sound, as names that programs may rely on. */
export type TreeFindingId = 'tree-page' | 'tree-link' | 'tree-bound' | 'tree-depth' | 'tree-unreached' | 'tree-space';

/** What can be wrong, as names that programs may rely on. */
type FindingId =
  | 'header'
  | 'header-shadow'
  | 'header-copies-differ'
  | 'size'
  | 'page-checksum'
  | 'page-number'
  | 'page-beyond-end'
  | 'page-keys'
  | TreeFindingId
  | 'patch-unfinished'
  | 'patch-mismatch'
  | 'patch-image'
  | 'patch-image-missing'
  | 'log-version'
  | 'log-generation'
  | 'log-records'
  | 'log-missing'
  | 'log-signature'
  | 'log-sequence'
  | 'log-duplicate'
  | 'checkpoint-signature'
  | 'checkpoint-log-missing'
  | 'database-stream'
  | 'set-starts-too-late'
  | 'set-ends-too-early';

/** Where in the file. */
export interface Place {
  readonly offsetBytes: number;
  /** The logical page, 0 where none is meant. */
  readonly pageNumber: number;
  /** In a log; null elsewhere. */
  readonly position: LogPosition | null;
}

/** One thing that is wrong, in one line: what, where, what to do. */
export interface Finding {
  readonly id: FindingId;
  /** Null: the file as a whole. */
  readonly place: Place | null;
  readonly what: string;
  readonly advice: string;
  /** What the engine of the era answers when it meets this; several where it depends on who looks (ese-engine.md 1.5). */
  readonly errors: readonly JetErrorNumber[];
}

/** So many findings of one file are kept; the rest are counted. */
export const MAXIMUM_FINDINGS = 1000;

export function placeOfPage(pageNumber: number, offsetBytes: number): Place {
  return { offsetBytes, pageNumber, position: null };
}

export function placeAt(offsetBytes: number): Place {
  return { offsetBytes, pageNumber: 0, position: null };
}

/** The findings of one file. */
export class FindingList {
  readonly findings: Finding[] = [];
  findingCount = 0;

  add(finding: Finding): void {
    this.findingCount += 1;
    if (this.findings.length < MAXIMUM_FINDINGS) this.findings.push(finding);
  }
}
