import type { Checkpoint, DatabaseHeader, LogHeader, LogPosition } from '../format/index.ts';
import type { Finding } from './finding.ts';
import type { LogContents } from './logContents.ts';
import type { LooseEnd } from './trees/index.ts';

interface ReportBase {
  readonly name: string;
  readonly sizeBytes: number;
  /** The first MAXIMUM_FINDINGS of them. */
  readonly findings: readonly Finding[];
  readonly findingCount: number;
  /** What is worth knowing and not wrong. */
  readonly notes: readonly string[];
}

/** Pages of a database, or images of a patch file. */
export interface PageFacts {
  readonly pageCount: number;
  /** Pages of zeros: never written, and all right (ese-engine.md 2.3). */
  readonly zeroPageCount: number;
  readonly damagedPageCount: number;
  /** The highest dbtime of a sound page; 0 when there is none. */
  readonly newestDatabaseTime: number;
}

export interface DatabaseReport extends ReportBase {
  readonly kind: 'database';
  /** Null when neither copy can be used. */
  readonly header: DatabaseHeader | null;
  readonly pages: PageFacts;
  /** Trees walked, without their space trees; 0 when none could be. */
  readonly treeCount: number;
  /** The oldest of the places where pages of a database that is not clean do not fit each other. */
  readonly looseEnds: readonly LooseEnd[];
  readonly looseEndCount: number;
  /** For the comparison with other files; not to be shown. By page: its dbtime. */
  readonly inside: { readonly pageTimes: Float64Array };
}

/** A page image in a patch file. */
export interface Image {
  readonly pageNumber: number;
  readonly databaseTime: number;
  readonly offsetBytes: number;
}

export interface PatchReport extends ReportBase {
  readonly kind: 'patch';
  readonly header: DatabaseHeader | null;
  readonly images: PageFacts;
  /** For the comparison with other files; not to be shown: the sound images, in their order. */
  readonly inside: { readonly images: readonly Image[] };
}

export interface LogReport extends ReportBase {
  readonly kind: 'log';
  /** Null when it is damaged, or in a layout that no source describes. */
  readonly header: LogHeader | null;
  /** The generation in the file's name; null when there is none. */
  readonly namedGeneration: number | null;
  /** By its name, this is the log that is being written. */
  readonly isCurrent: boolean;
  /** Sound records, up to the end of the log or to the first that is not. */
  readonly recordCount: number;
  /** Where the next record would be; null when no record could be judged. */
  readonly endPosition: LogPosition | null;
  /** The record that closes a generation was found. */
  readonly isClosed: boolean;
  /** For the comparison with other files; not to be shown. */
  readonly inside: Pick<LogContents, 'moves' | 'attachmentOf' | 'newestTimeOf'>;
}

export interface CheckpointReport extends ReportBase {
  readonly kind: 'checkpoint';
  readonly checkpoint: Checkpoint | null;
}

/** Space kept for a log, or a log in the making: the contents mean nothing. */
export interface ReserveReport extends ReportBase {
  readonly kind: 'reserve';
}

/** Nothing that can be verified. */
interface UnusableReport extends ReportBase {
  readonly kind: 'unusable';
  /** In words that follow the name of the file, with what to do. */
  readonly reason: string;
}

export type FileReport = DatabaseReport | PatchReport | LogReport | CheckpointReport | ReserveReport | UnusableReport;
