import type { JetErrorNumber } from '../../protocol/index.ts';
import type { VirtualFile } from '../disk/index.ts';
import type { LogHeader } from '../format/index.ts';
import { LogScan, type LogTail } from '../log/index.ts';
import type { Replay } from './replay.ts';
import { type Failure, failure, type RecoveryEvent } from './report.ts';

/** One log to be replayed. */
export interface ReplayedLog {
  readonly path: string;
  readonly file: VirtualFile;
  readonly header: LogHeader;
  /** A numbered log must be whole; edb.log ends where it ends. */
  readonly isClosed: boolean;
}

/** Where a replayed log ended. */
export interface ReplayEnd {
  readonly tail: LogTail;
  /** Its last record closes the generation. */
  readonly isEnded: boolean;
  /** Records follow behind one that cannot be read. */
  readonly isDamaged: boolean;
}

/** Replays all records of a log; `tornError` is the answer to a closed log that breaks off. */
export function replayLog(
  replay: Replay,
  log: ReplayedLog,
  tornError: JetErrorNumber,
  events: RecoveryEvent[],
): ReplayEnd | Failure {
  const { header, file, path } = log;
  events.push({ kind: 'replaying', generation: header.generation, path });
  const failed = replay.enter(header);
  if (failed !== null) return failed;
  const scan = new LogScan(file, header);
  for (let next = scan.next(); next !== null; next = scan.next()) {
    const failed = replay.apply(next.record, next.address, header);
    if (failed !== null) return failed;
  }
  if (log.isClosed && !scan.isEnded) {
    return failure(tornError, path, `${path} breaks off before its end; put back a sound copy of it.`);
  }
  const isDamaged = !scan.isEnded && scan.hasMoreBehind;
  return { tail: { file, header, ...scan.tail }, isEnded: scan.isEnded, isDamaged };
}
