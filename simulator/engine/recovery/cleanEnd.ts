import type { VirtualFile } from '../disk/index.ts';
import { compareLogPositions, type LogHeader, type LogPosition } from '../format/index.ts';
import { addressToPosition, LogScan, logAddress } from '../log/index.ts';
import type { ReplayEnd } from './replayLog.ts';

/**
 * The end of edb.log, if whoever wrote it last stopped cleanly and the checkpoint is right there: then the log holds
 * nothing that a start must replay (D: Q200941; I, from the engine's descendant: the last record and the checkpoint are
 * what tells). Null in every other case.
 */
export function findCleanEnd(file: VirtualFile | null, header: LogHeader, checkpoint: LogPosition): ReplayEnd | null {
  if (file === null || checkpoint.generation !== header.generation) return null;
  const scan = new LogScan(file, header);
  let isClean = false;
  for (let next = scan.next(); next !== null; next = scan.next()) {
    isClean = next.record.kind === 'term' || next.record.kind === 'recoveryQuit';
  }
  const { tail } = scan;
  const end = addressToPosition(logAddress(header.generation, tail.offsetBytes));
  if (!isClean || compareLogPositions(end, checkpoint) !== 0) return null;
  return { tail: { file, header, ...tail }, isEnded: false };
}
