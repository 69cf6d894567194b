import type { VirtualFile } from '../disk/index.ts';
import { compareLogPositions, type LogHeader, type LogPosition } from '../format/index.ts';
import { addressToPosition, type LogRecord, LogScan, logAddress } from '../log/index.ts';
import type { ReplayEnd } from './replayLog.ts';

/** The end of a log that needs no replay. */
export interface CleanEnd extends ReplayEnd {
  /** It was a recovery that came to its end here, and not a service that was stopped. */
  readonly isRecovered: boolean;
}

/**
 * The end of edb.log, if whoever wrote it last stopped cleanly and the checkpoint is right there: then the log holds
 * nothing that a start must replay (D: Q200941; I, from the engine's descendant: the last record and the checkpoint are
 * what tells). Null in every other case.
 */
export function findCleanEnd(file: VirtualFile | null, header: LogHeader, checkpoint: LogPosition): CleanEnd | null {
  if (file === null || checkpoint.generation !== header.generation) return null;
  const scan = new LogScan(file, header);
  let lastKind: LogRecord['kind'] | null = null;
  for (let next = scan.next(); next !== null; next = scan.next()) {
    lastKind = next.record.kind;
  }
  const { tail } = scan;
  const end = addressToPosition(logAddress(header.generation, tail.offsetBytes));
  if (lastKind !== 'term' && lastKind !== 'recoveryQuit') return null;
  if (compareLogPositions(end, checkpoint) !== 0) return null;
  return {
    tail: { file, header, ...tail },
    isEnded: false,
    isDamaged: false,
    isRecovered: lastKind === 'recoveryQuit',
  };
}
