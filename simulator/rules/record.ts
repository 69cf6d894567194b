import { BACKUP_DISABLE_INCREMENTAL, BackupType } from '../protocol/index.ts';
import type { Outcome } from './outcome.ts';
import { databaseAt } from './state.ts';

/**
 * Records the session's backup where the next LOGS_ONLY backup will look for it: database headers, checkpoint file,
 * registry. A full backup clears the incremental record (ese-engine.md 2.2) and BACKUP_DISABLE_INCREMENTAL (M-prevent).
 */
export function recordBackup(outcome: Outcome): void {
  const { next } = outcome;
  const { backup } = next;
  const { backupType, listedLow: low } = backup;
  const high = backup.listedHigh - 1;
  const isFull = backupType === BackupType.BACKUP_TYPE_FULL;
  // ESE records the databases whose copy was completed: those that were closed when the list was made.
  if (backup.listed === 0 || (isFull && backup.listedPatches === 0)) return;
  for (let index = 0; index < next.databaseCount; index++) {
    const database = databaseAt(next, index);
    if (isFull && (backup.listedPatches & (1 << index)) !== 0) {
      database.fullLow = low;
      database.fullHigh = high;
      database.incrementalHigh = 0;
      outcome.add({ kind: 'record-full-backup', index, low, high });
    } else if (!isFull) {
      database.incrementalHigh = high;
      outcome.add({ kind: 'record-incremental-backup', index, low, high });
    }
  }
  outcome.add({ kind: 'note-backup-in-checkpoint', backupType });
  // M-prevent: only a full backup lifts BACKUP_DISABLE_INCREMENTAL, which may have come while the session ran.
  if (!isFull && next.lastBackupLog === BACKUP_DISABLE_INCREMENTAL) return;
  next.lastBackupLog = high;
  outcome.add({ kind: 'set-last-backup-log', currentLog: high });
}
