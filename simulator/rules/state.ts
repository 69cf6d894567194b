/**
 * The state of one service as the rules see it: integers, flags and short bounded lists, no bytes.
 *
 * Records of plain number fields, copied into a scratch record by each step: the shape that was measured to be fast
 * (design.md). A flag is 0 or 1. A generation of 0 means that there is none.
 */

import { shorten } from './shorten.ts';

export const ServiceKind = { informationStore: 0, directory: 1 } as const;
export type ServiceKindNumber = (typeof ServiceKind)[keyof typeof ServiceKind];

/** At most this many gaps or breaks in the logs on disk are told apart. */
export const MAXIMUM_RUNS = 16;

/** What a context has open. */
export const OpenKind = { nothing: 0, database: 1, log: 2, patch: 3, other: 4 } as const;
export type OpenKindNumber = (typeof OpenKind)[keyof typeof OpenKind];

/** How far the "Restore in Progress" key has come. */
export const RestoreKey = { absent: 0, registered: 1, completed: 2, failed: 3 } as const;
export type RestoreKeyNumber = (typeof RestoreKey)[keyof typeof RestoreKey];

export class DatabaseState {
  /** The file is in its folder. */
  present = 0;
  /** Last recorded full backup in the database header (bkinfoFullPrev): lowest and highest generation. */
  fullLow = 0;
  fullHigh = 0;
  /** Highest generation of the last recorded incremental backup (bkinfoIncPrev), 0 after a full one. */
  incrementalHigh = 0;
  /** A patch file lies in the log folder. */
  patchFile = 0;

  copyFrom(other: DatabaseState): void {
    this.present = other.present;
    this.fullLow = other.fullLow;
    this.fullHigh = other.fullHigh;
    this.incrementalHigh = other.incrementalHigh;
    this.patchFile = other.patchFile;
  }
}

export class BackupSession {
  active = 0;
  /** BackupType of the preparing call; 0 when not active. */
  backupType = 0;
  /** The engine ended the session by itself; only HrBackupEnd is left to do. */
  cancelled = 0;
  /** Lowest generation a full backup needs: the checkpoint's when HrBackupPrepare ran; 0 for LOGS_ONLY. */
  lowGeneration = 0;
  /** The log list exists; it is never computed again (Q256347). */
  listed = 0;
  /** First generation listed, and the one after the last. */
  listedLow = 0;
  listedHigh = 0;
  /** Bit i: the patch file of database i is on the list. */
  listedPatches = 0;
  /** Truncation deletes generations below this one. */
  deleteHigh = 0;
  truncated = 0;
  /** Bit i: database i was opened (its patch file is this session's); bit i: it was closed again. */
  openedDatabases = 0;
  closedDatabases = 0;
  /** Files opened on the context: none, one, or more than one. */
  filesOpened = 0;
  openKind: OpenKindNumber = OpenKind.nothing;
  /** Index of the database, or the generation, that is open. */
  openIndex = 0;
  openPositionBytes = 0;
  openSizeBytes = 0;

  copyFrom(other: BackupSession): void {
    this.active = other.active;
    this.backupType = other.backupType;
    this.cancelled = other.cancelled;
    this.lowGeneration = other.lowGeneration;
    this.listed = other.listed;
    this.listedLow = other.listedLow;
    this.listedHigh = other.listedHigh;
    this.listedPatches = other.listedPatches;
    this.deleteHigh = other.deleteHigh;
    this.truncated = other.truncated;
    this.openedDatabases = other.openedDatabases;
    this.closedDatabases = other.closedDatabases;
    this.filesOpened = other.filesOpened;
    this.openKind = other.openKind;
    this.openIndex = other.openIndex;
    this.openPositionBytes = other.openPositionBytes;
    this.openSizeBytes = other.openSizeBytes;
  }
}

class RestoreSession {
  active = 0;
  /** This context has registered a restore that is not completed. */
  registered = 0;
  /** This context has completed a restore, well or not, and has registered no other since. */
  completed = 0;

  copyFrom(other: RestoreSession): void {
    this.active = other.active;
    this.registered = other.registered;
    this.completed = other.completed;
  }
}

export class ServiceState {
  kind: ServiceKindNumber = ServiceKind.informationStore;
  running = 0;
  circularLogging = 0;
  databaseCount = 1;
  /** Generation of edb.log; 0 when there is no edb.log. */
  currentGeneration = 0;
  /** Generation of the checkpoint; 0 when edb.chk is missing or unreadable. */
  checkpointGeneration = 0;
  /**
   * The logs on disk, edb.log included, as pairs from, to. Inside a pair every log is there and chains to the one before.
   * A pair that starts right after the previous one ends means: present, but out of sequence.
   */
  readonly runs: number[] = [];
  /** Two at most share a log stream: PRIV and PUB, or DIR alone (edbbcli.md 6.1). */
  readonly databases: readonly [DatabaseState, DatabaseState] = [new DatabaseState(), new DatabaseState()];
  /** The log number in the registry's backup bookkeeping; 0 none, 0xffffffff BACKUP_DISABLE_INCREMENTAL. */
  lastBackupLog = 0;
  restoreKey: RestoreKeyNumber = RestoreKey.absent;
  restoreMapRows = 0;
  restoreLow = 0;
  restoreHigh = 0;
  readonly backup = new BackupSession();
  readonly restore = new RestoreSession();

  copyFrom(other: ServiceState): void {
    this.kind = other.kind;
    this.running = other.running;
    this.circularLogging = other.circularLogging;
    this.databaseCount = other.databaseCount;
    this.currentGeneration = other.currentGeneration;
    this.checkpointGeneration = other.checkpointGeneration;
    const { runs } = other;
    shorten(this.runs, runs.length);
    for (let i = 0; i < runs.length; i++) this.runs[i] = runs[i] ?? 0;
    this.databases[0].copyFrom(other.databases[0]);
    this.databases[1].copyFrom(other.databases[1]);
    this.lastBackupLog = other.lastBackupLog;
    this.restoreKey = other.restoreKey;
    this.restoreMapRows = other.restoreMapRows;
    this.restoreLow = other.restoreLow;
    this.restoreHigh = other.restoreHigh;
    this.backup.copyFrom(other.backup);
    this.restore.copyFrom(other.restore);
  }

  clone(): ServiceState {
    const copy = new ServiceState();
    copy.copyFrom(this);
    return copy;
  }
}

const NO_BACKUP = new BackupSession();
const NO_RESTORE = new RestoreSession();

/** Forgets a backup session: the context is gone and its slot free. */
export const clearBackup = (state: ServiceState): void => state.backup.copyFrom(NO_BACKUP);
/** Forgets a restore session. The "Restore in Progress" key stays. */
export const clearRestore = (state: ServiceState): void => state.restore.copyFrom(NO_RESTORE);

/** The database of an index that the caller knows to be in range. */
export function databaseAt(state: ServiceState, index: number): DatabaseState {
  if (index < 0 || index >= state.databaseCount) {
    throw new RangeError(`database ${index} of a service with ${state.databaseCount}`);
  }
  return index === 0 ? state.databases[0] : state.databases[1];
}
