import * as assert from 'uvu/assert';
import { type Profile, profileByName, withFacets } from '../../profiles/index.ts';
import { BackupType } from '../../protocol/index.ts';
import {
  type Call,
  type DiskFacts,
  decideByProfile,
  Handle,
  type LockedFiles,
  type ReadCircumstances,
  type ServiceState,
  stateKey,
} from '../index.ts';
import { Answered } from './answered.ts';
import { plainCircumstances } from './circumstances.ts';
import { databasesOf, FileSizeBytes, type Start, stateOf } from './states.ts';

/** A profile by name with facets set by id. */
export function profileWith(facets: Readonly<Record<string, string>> = {}, name = 'exchange-5.5'): Profile {
  const base = profileByName(name);
  if (base === null) throw new Error(`there is no profile "${name}"`);
  const change = withFacets(base, facets, 'chosen by a test');
  if (!change.ok) throw new Error(change.reason);
  return change.profile;
}

/** Starts a history on Exchange 5.5, with facets set by id. */
export const serverWith = (facets: Readonly<Record<string, string>>, start: Start = {}): Driver =>
  new Driver(stateOf(start), profileWith(facets));

/** Starts a history on Exchange 5.5. */
export const server = (start: Start = {}): Driver => serverWith({}, start);

/** Starts a history on another product. */
export const serverOf = (product: string, start: Start = {}, facets: Readonly<Record<string, string>> = {}): Driver =>
  new Driver(stateOf(start), profileWith(facets, product));

/**
 * A history in the making: holds the state, asks the rules for the profile's outcome of each call and goes on from it.
 * Contexts are the ones of the service; a test of handles hands in the whole call.
 */
export class Driver {
  state: ServiceState;
  readonly profile: Profile;
  /** Ids of the requirements that the answers of this history came from. */
  readonly requirementIds = new Set<string>();

  constructor(state: ServiceState, profile: Profile) {
    this.state = state;
    this.profile = profile;
  }

  call(call: Call): Answered {
    const before = this.state;
    const keyBefore = stateKey(before);
    const outcome = decideByProfile(before, call, this.profile);
    assert.is(stateKey(before), keyBefore, `${call.kind} must not change the state it was given`);
    this.state = outcome.next.clone();
    const answered = new Answered(call, before, this.state, outcome);
    this.requirementIds.add(answered.requirementId);
    return answered;
  }

  prepareFull(grbit = 0): Answered {
    return this.prepare(BackupType.BACKUP_TYPE_FULL, grbit);
  }

  prepareLogsOnly(grbit = 1): Answered {
    return this.prepare(BackupType.BACKUP_TYPE_LOGS_ONLY, grbit);
  }

  prepare(backupType: number, grbit: number): Answered {
    return this.call({ kind: 'HrBackupPrepare', target: 'reached', grbit, backupType });
  }

  names(form: 'A' | 'W' = 'W'): Answered {
    return this.call({ kind: 'HrBackupGetDatabaseNames', handle: Handle.backup, form });
  }

  openDatabase(index = 0, fault = 0): Answered {
    const file = { kind: 'database', index, sizeBytes: FileSizeBytes.database } as const;
    return this.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file, fault });
  }

  openLog(generation: number, fault = 0): Answered {
    const file = { kind: 'log', generation, sizeBytes: FileSizeBytes.log } as const;
    return this.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file, fault });
  }

  openPatch(index = 0): Answered {
    const file = { kind: 'patch', index, sizeBytes: FileSizeBytes.patch } as const;
    return this.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file, fault: 0 });
  }

  openOther(exists: boolean): Answered {
    const file = { kind: 'other', exists, sizeBytes: 100 } as const;
    return this.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file, fault: 0 });
  }

  openNoName(): Answered {
    return this.call({ kind: 'HrBackupOpenFile', handle: Handle.backup, file: { kind: 'empty-name' }, fault: 0 });
  }

  read(
    sizeBytes = 65_536,
    more: {
      fault?: number;
      tcp?: boolean;
      bufferGiven?: boolean;
      availableBytes?: number;
      hintSizeBytes?: number;
      circumstances?: Partial<ReadCircumstances>;
    } = {},
  ) {
    const { fault = 0, tcp = true, bufferGiven = true, availableBytes = 65_536, hintSizeBytes = sizeBytes } = more;
    const circumstances = { ...plainCircumstances, ...more.circumstances };
    const handle = Handle.backup;
    return this.call({
      kind: 'HrBackupRead',
      handle,
      bufferGiven,
      sizeBytes,
      availableBytes,
      tcp,
      hintSizeBytes,
      circumstances,
      fault,
    });
  }

  close(): Answered {
    return this.call({ kind: 'HrBackupClose', handle: Handle.backup });
  }

  logs(fault = 0): Answered {
    return this.call({ kind: 'HrBackupGetBackupLogs', handle: Handle.backup, fault });
  }

  truncate(locked?: LockedFiles): Answered {
    return this.call({ kind: 'HrBackupTruncateLogs', handle: Handle.backup, ...(locked && { locked }) });
  }

  end(locked?: LockedFiles): Answered {
    return this.call({ kind: 'HrBackupEnd', handle: Handle.backup, ...(locked && { locked }) });
  }

  /** Opens, reads and closes every database. */
  copyDatabases(): this {
    for (let index = 0; index < this.state.databaseCount; index++) {
      this.openDatabase(index).succeeded();
      this.read().succeeded();
      this.close().succeeded();
    }
    return this;
  }

  /** A full backup up to its log list. */
  fullUpToLogs(): this {
    this.prepareFull().succeeded();
    this.copyDatabases();
    this.logs().succeeded();
    return this;
  }

  prepareRestore(): Answered {
    return this.call({ kind: 'HrRestorePrepare', target: 'reached' });
  }

  locations(): Answered {
    return this.call({ kind: 'HrRestoreGetDatabaseLocations', handle: Handle.restore });
  }

  register(
    mapRows: number,
    lowGeneration: number,
    highGeneration: number,
    paths: { log?: boolean; backupLog?: boolean; checkpoint?: boolean } = {},
  ) {
    const { log: logPathGiven = true, backupLog: backupLogPathGiven = true } = paths;
    const { checkpoint: checkpointPathGiven = true } = paths;
    const generations = { lowGeneration, highGeneration };
    const handle = Handle.restore;
    return this.call({
      kind: 'HrRestoreRegister',
      handle,
      checkpointPathGiven,
      logPathGiven,
      backupLogPathGiven,
      mapRows,
      ...generations,
    });
  }

  complete(restoreState = 0): Answered {
    return this.call({ kind: 'HrRestoreRegisterComplete', handle: Handle.restore, restoreState });
  }

  endRestore(): Answered {
    return this.call({ kind: 'HrRestoreEnd', handle: Handle.restore });
  }

  setCurrentLog(currentLog: number): Answered {
    return this.call({ kind: 'HrSetCurrentBackupLog', target: 'reached', currentLog });
  }

  /** The engine goes on: `activity(12, 9)` closes logs up to 11 and moves the checkpoint to 9. */
  activity(currentGeneration: number, checkpointGeneration: number, lowestGeneration?: number): Answered {
    const lowest = lowestGeneration ?? this.state.runs[0] ?? 0;
    const [first, second] = this.state.databases;
    const patchFiles = first.patchFile | (second.patchFile << 1);
    return this.call({
      kind: 'Activity',
      currentGeneration,
      checkpointGeneration,
      lowestGeneration: lowest,
      patchFiles,
    });
  }

  /** What the disk says when nothing has changed, but for what is given. */
  facts(changed: Partial<DiskFacts> = {}): DiskFacts {
    const { currentGeneration, checkpointGeneration, runs } = this.state;
    const databases = databasesOf(this.state).map((database) => ({ ...database }));
    return { currentGeneration, checkpointGeneration, runs: [...runs], databases, ...changed };
  }

  crash(): Answered {
    return this.call({ kind: 'ServiceCrashed', facts: this.facts() });
  }

  startService(): Answered {
    return this.call({ kind: 'ServiceStarted', facts: this.facts() });
  }

  stopService(stopError = 0, newLogError = 0): Answered {
    return this.call({ kind: 'ServiceStopped', facts: this.facts(), stopError, newLogError });
  }
}
