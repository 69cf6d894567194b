import { writeUint32 } from './fields.ts';
import {
  compareLogPositions,
  formatLogPosition,
  type LogPosition,
  NULL_LOG_POSITION,
  readLogPosition,
  writeLogPosition,
} from './logPosition.ts';
import { formatLogTime, readLogTime, writeLogTime } from './logTime.ts';

/** BKINFO: lgpos mark, LOGTIME mark, u32 low generation, u32 high generation (D: ese-engine.md 2.2). */
export const BACKUP_INFO_SIZE_BYTES = 24;

/** What a header remembers of a backup: where it began, when, and which logs belong to it. */
export interface BackupInfo {
  readonly mark: LogPosition;
  /** Seconds since 1970 UTC. */
  readonly markSeconds: number;
  readonly lowGeneration: number;
  /** 0 in the header of a database copy; its patch file has the real one (ese-engine.md 5, I1). */
  readonly highGeneration: number;
}

/** No such backup. */
export const NULL_BACKUP_INFO: BackupInfo = {
  mark: NULL_LOG_POSITION,
  markSeconds: 0,
  lowGeneration: 0,
  highGeneration: 0,
};

export function isNullBackupInfo(info: BackupInfo): boolean {
  return (
    compareLogPositions(info.mark, NULL_LOG_POSITION) === 0 &&
    info.markSeconds === 0 &&
    info.lowGeneration === 0 &&
    info.highGeneration === 0
  );
}

export function readBackupInfo(view: DataView, offset: number): BackupInfo {
  return {
    mark: readLogPosition(view, offset),
    markSeconds: readLogTime(view, offset + 8),
    lowGeneration: view.getUint32(offset + 16, true),
    highGeneration: view.getUint32(offset + 20, true),
  };
}

export function writeBackupInfo(view: DataView, offset: number, info: BackupInfo): void {
  writeLogPosition(view, offset, info.mark);
  writeLogTime(view, offset + 8, info.markSeconds);
  writeUint32(view, offset + 16, 'The low generation of a backup', info.lowGeneration);
  writeUint32(view, offset + 20, 'The high generation of a backup', info.highGeneration);
}

/** Three lines as eseutil 5.5 prints them: the generations in hexadecimal, the mark in decimal (D: Q200941). */
export function formatBackupInfo(info: BackupInfo): string {
  return [
    `Log Gen: - ${info.lowGeneration.toString(16)}-${info.highGeneration.toString(16)}`,
    `   Mark: ${formatLogPosition(info.mark)}`,
    `   Mark: ${formatLogTime(info.markSeconds)}`,
  ].join('\n');
}
