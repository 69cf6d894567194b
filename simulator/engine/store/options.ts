import type { JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualDisk } from '../disk/index.ts';
import type { EngineFormat } from '../format/index.ts';
import type { StartAnswers } from './startAnswers.ts';

interface EngineClock {
  /** Whole seconds since 1970 UTC. */
  nowSeconds(): number;
}

export interface EngineRandom {
  /** A whole number 0 <= n < limitExclusive. */
  next(limitExclusive: number): number;
}

/** Another program holds a file open, or it is marked read-only; or neither. */
export type FileAccess = 'free' | 'read-only' | 'held';

export interface DatabaseOption {
  /** 1 to 255. */
  readonly id: number;
  readonly path: string;
}

export interface EngineOptions {
  readonly disk: VirtualDisk;
  readonly clock: EngineClock;
  readonly random: EngineRandom;
  readonly format: EngineFormat;
  /** Goes into the signature of a new log stream: at most 15 ASCII characters, and Exchange writes it empty (Q259851). */
  readonly computerName: string;
  readonly logFolder: string;
  /** Where edb.chk is (the working path). */
  readonly systemFolder: string;
  readonly databases: readonly DatabaseOption[];
  readonly circularLogging: boolean;
  /** A page that was first changed this many generations ago is written at the next roll. The usual lag is 3 (Q296787). */
  readonly checkpointDepthGenerations: number;
  /** Pages kept in memory between operations. Default 1024. */
  readonly cachePages?: number;
  /** One changed page is written after this many of 256 operations, at random. Default 64. */
  readonly lazyFlush?: number;
  /** No database grows beyond this. No limit unless told. */
  readonly maximumDatabaseBytes?: number;
  /** A database that is not there is made anew, of the smallest size, instead of JET_errFileNotFound. Default false. */
  readonly createsMissingDatabases?: boolean;
  /** What the engine can do with a file: one that is not free cannot be opened for writing, JET_errFileAccessDenied. */
  readonly accessTo?: (path: string) => FileAccess;
  /** Asked when a log is to be made: what the system answers, 0 to let it be. Nothing is in the way unless told. */
  readonly newLogError?: () => JetErrorNumber | 0;
  /** What a start does where products differ; the defaults of what is not told are in startAnswers.ts. */
  readonly answers?: Partial<StartAnswers>;
}

/**
 * The rule that DatabaseCopy explains, and three that are wrong: no images at all; only for givers that are themselves
 * still to come; and without the pages that were added after the copy began.
 */
export type PatchRule = 'complete' | 'off' | 'direct-givers' | 'old-pages';

/**
 * Switches for tests of the tests, and a hook to stop the world anywhere. An engine with a rule switched off must be
 * caught by the properties; none of this is reachable from the server.
 */
export interface EngineInternals {
  /** Which page images go to the patch file. Default 'complete'. */
  readonly patchRule?: PatchRule;
  /** Default true. False: receivers and givers of moved rows are flushed in any order. */
  readonly flushOrder?: boolean;
  /** The generation a new log stream begins with. Default 1. */
  readonly firstGeneration?: number;
  /** Called whenever bytes on the disk have changed: a machine may crash here. */
  readonly onStep?: () => void;
}

export const DEFAULT_CACHE_PAGE_COUNT = 1024;
export const DEFAULT_LAZY_FLUSH = 64;
