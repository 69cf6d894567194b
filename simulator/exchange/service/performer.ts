import type { Engine } from '../../engine/index.ts';
import { BackupType, type JetErrorNumber } from '../../protocol/index.ts';
import { type Effect, OpenKind, type RestoreKeyNumber } from '../../rules/index.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import { databaseStream, type OpenStream } from './openStream.ts';
import { beginLiveBackup, closeStream, type LiveBackup } from './session.ts';

/** What the performer may touch of a service. */
export interface Stage {
  readonly engine: Engine | null;
  readonly databases: readonly MailDatabase[];
  backup: LiveBackup | null;
  restoreActive: boolean;
  nowSeconds(): number;
  /** Opens a log, a patch file or any other file as it lies on disk; null when it is not there, an error when it is held. */
  openDiskFile(
    kind: typeof OpenKind.log | typeof OpenKind.patch | typeof OpenKind.other,
    index: number,
  ): OpenStream | JetErrorNumber | null;
  endRestore(): void;
  loseLog(generation: number): void;
  forgeLog(generation: number): void;
  clearFullBackup(database: MailDatabase): void;
  setLastBackupLog(generation: number): void;
  writeRestoreKey(replaceMap: boolean, low: number, high: number): void;
  setRestoreKeyState(state: RestoreKeyNumber): void;
  logEvent(effect: Extract<Effect, { kind: 'log-event' }>): void;
}

/** Where a read goes. */
export interface ReadTarget {
  buffer: Uint8Array;
}

/**
 * Performs one effect on the engine. Answers 0, or the JET error that kept it from being performed; then nothing has
 * changed, and the rules are asked again with that error.
 */
export function perform(effect: Effect, stage: Stage, target: ReadTarget): JetErrorNumber | 0 {
  switch (effect.kind) {
    case 'read':
      return streamOf(stage).read(target.buffer, effect.sizeBytes, effect.verify);
    case 'begin-backup': {
      const engine = engineOf(stage);
      stage.backup = beginLiveBackup(engine, effect.backupType, effect.lowGeneration, stage.nowSeconds());
      if (effect.lowGeneration > 0) engine.holdLogsFrom(effect.lowGeneration);
      return 0;
    }
    case 'open-file':
      return openFile(effect, stage);
    case 'close-file':
      closeStream(backupOf(stage));
      return 0;
    case 'roll-log':
      return engineOf(stage).rollLog({
        kind: effect.backupType === BackupType.BACKUP_TYPE_FULL ? 'full' : 'incremental',
      });
    case 'finish-patch-file':
      return engineOf(stage).finishPatchFiles(effect.highGeneration, [databaseOf(stage, effect.index).id]);
    case 'freeze-list': {
      const { low, high, patches, deleteHigh } = effect;
      backupOf(stage).list = { low, high, patches, deleteHigh };
      return 0;
    }
    case 'delete-logs':
      engineOf(stage).deleteLogs(effect.low, effect.high);
      return 0;
    case 'lose-log':
      stage.loseLog(effect.generation);
      return 0;
    case 'forge-log':
      stage.forgeLog(effect.generation);
      return 0;
    case 'mark-truncated':
      backupOf(stage).truncated = true;
      return 0;
    case 'record-full-backup':
      return engineOf(stage).stampFullBackup(databaseOf(stage, effect.index).id, backupInfo(stage, effect));
    case 'record-incremental-backup':
      return engineOf(stage).stampIncrementalBackup(databaseOf(stage, effect.index).id, backupInfo(stage, effect));
    case 'note-backup-in-checkpoint':
      noteBackup(effect.backupType, stage);
      return 0;
    case 'delete-patch-file':
      engineOf(stage).deletePatchFile(databaseOf(stage, effect.index).id);
      return 0;
    case 'cancel-backup':
      backupOf(stage).cancelled = true;
      return 0;
    case 'end-backup':
      stage.engine?.holdLogsFrom(null);
      stage.backup = null;
      return 0;
    case 'clear-full-backup':
      stage.clearFullBackup(databaseOf(stage, effect.index));
      return 0;
    case 'set-last-backup-log':
      stage.setLastBackupLog(effect.currentLog);
      return 0;
    case 'begin-restore':
      stage.restoreActive = true;
      return 0;
    case 'end-restore':
      stage.endRestore();
      return 0;
    case 'write-restore-key':
      stage.writeRestoreKey(effect.replaceMap, effect.low, effect.high);
      return 0;
    case 'set-restore-key-state':
      stage.setRestoreKeyState(effect.state);
      return 0;
    case 'log-event':
      stage.logEvent(effect);
      return 0;
  }
}

function openFile(effect: Extract<Effect, { kind: 'open-file' }>, stage: Stage): JetErrorNumber | 0 {
  const { file } = effect;
  const backup = backupOf(stage);
  if (file.kind === 'database') {
    const { mark, markSeconds, lowGeneration } = backup;
    const started = engineOf(stage).startDatabaseCopy(databaseOf(stage, file.index).id, {
      mark,
      markSeconds,
      lowGeneration,
    });
    if (started.kind === 'failed') return started.error;
    backup.filesOpened++;
    backup.stream = databaseStream(OpenKind.database, file.index, started.copy);
    backup.openedDatabases |= 1 << file.index;
    backup.closedDatabases &= ~(1 << file.index);
    return 0;
  }
  if (file.kind === 'empty-name' || file.kind === 'overlong-name') throw new Error(`the rules opened an ${file.kind}`);
  const index = file.kind === 'log' ? file.generation : file.kind === 'patch' ? file.index : 0;
  const stream = stage.openDiskFile(OpenKind[file.kind], index);
  if (stream === null) throw new Error(`the rules opened a ${file.kind} file (${index}) that is not on disk`);
  if (typeof stream === 'number') return stream;
  backup.filesOpened++;
  backup.stream = stream;
  return 0;
}

/**
 * Position and time are those of the mark, as in the headers (I: ese-engine.md 4.0, a log position with its time). A
 * file that cannot be written goes without the record: nobody consults it.
 */
function noteBackup(backupType: number, stage: Stage): void {
  const { mark, markSeconds } = backupOf(stage);
  const kind = backupType === BackupType.BACKUP_TYPE_FULL ? 'full' : 'incremental';
  engineOf(stage).noteBackupInCheckpoint({ kind, position: mark, seconds: markSeconds });
}

function backupInfo(stage: Stage, effect: { readonly low: number; readonly high: number }) {
  const { mark, markSeconds } = backupOf(stage);
  return { mark, markSeconds, lowGeneration: effect.low, highGeneration: effect.high };
}

function engineOf(stage: Stage): Engine {
  if (stage.engine === null)
    throw new Error('the rules asked for an effect on the engine of a service that is not running');
  return stage.engine;
}

function backupOf(stage: Stage): LiveBackup {
  if (stage.backup === null) throw new Error('the rules asked for an effect on a backup session that does not exist');
  return stage.backup;
}

function streamOf(stage: Stage): OpenStream {
  const { stream } = backupOf(stage);
  if (stream === null) throw new Error('the rules read from a context that has nothing open');
  return stream;
}

function databaseOf(stage: Stage, index: number): MailDatabase {
  const database = stage.databases[index];
  if (database === undefined) throw new Error(`the rules named database ${index} of ${stage.databases.length}`);
  return database;
}
