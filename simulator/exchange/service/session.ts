import type { Engine, LogPosition } from '../../engine/index.ts';
import { OpenKind } from '../../rules/index.ts';
import type { OpenStream } from './openStream.ts';

/** A backup session as the server really has it: built up by effects alone, so that it can be held against the rules. */
export interface LiveBackup {
  readonly backupType: number;
  readonly lowGeneration: number;
  /** Tip of the log when the session began: the mark in the headers of databases and patch files. */
  readonly mark: LogPosition;
  readonly markSeconds: number;
  cancelled: boolean;
  truncated: boolean;
  list: { readonly low: number; readonly high: number; readonly patches: number; readonly deleteHigh: number } | null;
  openedDatabases: number;
  closedDatabases: number;
  filesOpened: number;
  stream: OpenStream | null;
}

export function beginLiveBackup(
  engine: Engine,
  backupType: number,
  lowGeneration: number,
  seconds: number,
): LiveBackup {
  return {
    backupType,
    lowGeneration,
    mark: engine.tip(),
    markSeconds: seconds,
    cancelled: false,
    truncated: false,
    list: null,
    openedDatabases: 0,
    closedDatabases: 0,
    filesOpened: 0,
    stream: null,
  };
}

export function closeStream(backup: LiveBackup): void {
  const { stream } = backup;
  if (stream === null) return;
  stream.close();
  if (stream.kind === OpenKind.database) backup.closedDatabases |= 1 << stream.index;
  backup.stream = null;
}
