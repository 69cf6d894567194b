import { joinPath, type VirtualDisk } from '../disk/index.ts';
import {
  CURRENT_LOG_NAME,
  generationOfLogFileName,
  type LogHeader,
  logFileName,
  type Signature,
  signaturesEqual,
} from '../format/index.ts';
import { readLogHeader } from './logScan.ts';
import { LogSet } from './logSet.ts';

/** What a log folder holds, from its bytes alone. */
export interface LogFolderFacts {
  /** Runs of numbered logs, flat: from, to, from, to … See LogSet. */
  readonly runs: readonly number[];
  /** The generation of edb.log; 0 when it is not there or its header is damaged. */
  readonly currentGeneration: number;
  /** edb.log continues the last numbered log, or there is no numbered log. */
  readonly isCurrentChained: boolean;
  /** Of edb.log, else of the last numbered log whose header is sound. */
  readonly signature: Signature | null;
}

/** True when `next` is the log that was begun when `previous` was closed. */
export function isChained(previous: LogHeader, next: LogHeader): boolean {
  return (
    next.generation === previous.generation + 1 &&
    next.previousCreatedSeconds === previous.createdSeconds &&
    signaturesEqual(next.signature, previous.signature)
  );
}

/** The generations for which there is a numbered file in a folder, ascending. */
export function numberedLogs(disk: VirtualDisk, folder: string): number[] {
  const generations: number[] = [];
  for (const name of disk.list(folder)) {
    const generation = generationOfLogFileName(name);
    if (generation !== null) generations.push(generation);
  }
  return generations.sort((a, b) => a - b);
}

export function numberedLogPath(folder: string, generation: number): string {
  return joinPath(folder, logFileName(generation));
}

/** Reads every header in the folder: for a start and after somebody else changed the folder, not for every call. */
export function inspectLogFolder(disk: VirtualDisk, folder: string): LogFolderFacts {
  const set = new LogSet();
  let previous: LogHeader | null = null;
  let signature: Signature | null = null;
  for (const generation of numberedLogs(disk, folder)) {
    const header = readLogHeader(disk.open(numberedLogPath(folder, generation)));
    // A log under another number than its own continues nothing.
    const sound: LogHeader | null = header?.generation === generation ? header : null;
    set.append(generation, sound !== null && previous !== null && isChained(previous, sound));
    previous = sound;
    signature = header?.signature ?? signature;
  }
  const current = readLogHeader(disk.open(joinPath(folder, CURRENT_LOG_NAME)));
  return {
    runs: set.runs,
    currentGeneration: current?.generation ?? 0,
    isCurrentChained: current !== null && (set.lowest === 0 || (previous !== null && isChained(previous, current))),
    signature: current?.signature ?? signature,
  };
}
