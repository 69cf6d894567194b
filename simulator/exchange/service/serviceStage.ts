import {
  CURRENT_LOG_NAME,
  type Engine,
  logFileName,
  NULL_BACKUP_INFO,
  type RecoveryReport,
  readShadowedDatabaseHeader,
  writeShadowedDatabaseHeader,
} from '../../engine/index.ts';
import { eventText } from '../../profiles/index.ts';
import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { type DiskFacts, type Effect, type LockedFiles, RestoreKey, type RestoreKeyNumber } from '../../rules/index.ts';
import { BACKUP_INFORMATION_KEY, type ServiceLayout } from '../layout.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import {
  installedPaths,
  RestoreInProgress,
  type RestoreRegistration,
  readPaths,
  type ServicePaths,
} from '../registry/index.ts';
import type { ServerContext } from '../serverContext.ts';
import { patchPathOf, readDiskFacts } from './diskFacts.ts';
import { runsWithCurrent } from './logRuns.ts';
import { forgeLogFile } from './offlineTools.ts';
import { fileStream, type OpenStream } from './openStream.ts';
import type { Stage } from './performer.ts';
import type { Reality } from './projection.ts';
import type { LiveBackup } from './session.ts';

/**
 * What a service really has (engine, files, registry, sessions), how effects change it, and how it is read back. It
 * decides nothing and does not know what the rules think.
 */
export class ServiceStage implements Stage {
  readonly layout: ServiceLayout;
  readonly databases: readonly MailDatabase[];
  readonly restoreKey: RestoreInProgress;
  engine: Engine | null = null;
  backup: LiveBackup | null = null;
  restoreActive = false;
  circularLogging: boolean;
  /** The local path that the open call in progress names. */
  openPath: string | null = null;
  /** The read size announced for the file that is open. */
  openHintSizeBytes = 0;
  /** What the next HrRestoreRegister writes into the key. */
  pendingRegistration: RestoreRegistration | null = null;

  /** What the system answers when the engine makes its next log; 0: nothing is in the way. */
  pendingNewLogError: JetErrorNumber | 0 = 0;

  /** The most that the databases have come through since the service was installed. */
  cameThrough: 'nothing' | 'recovery' | 'restore' = 'nothing';

  readonly #server: ServerContext;
  readonly #liveRuns: number[] = [];
  #restoreRegistered = false;
  #restoreCompleted = false;
  #patchesSeen = { revision: -1, files: 0 };
  #paths: ServicePaths;
  #pathsReadAt = -1;
  #missingParameters: readonly string[] = [];
  #stoppedFacts: { readonly revision: number; readonly facts: DiskFacts } | null = null;

  constructor(
    server: ServerContext,
    layout: ServiceLayout,
    databases: readonly MailDatabase[],
    circularLogging: boolean,
  ) {
    this.#server = server;
    this.layout = layout;
    this.databases = databases;
    this.circularLogging = circularLogging;
    this.restoreKey = new RestoreInProgress(server.registry, layout, server.name, () => this.paths.systemFolder);
    this.#paths = installedPaths(
      layout,
      databases.map(({ name }) => name),
    );
    this.rereadPaths();
  }

  /** Where the files are: what the registry said when the service started, or says now while it is stopped. */
  get paths(): ServicePaths {
    if (this.engine === null && this.#pathsReadAt !== this.#server.registry.revision) this.rereadPaths();
    return this.#paths;
  }

  /** The paths that were not in the registry when it was read last. */
  get missingParameters(): readonly string[] {
    return this.#missingParameters;
  }

  /** Reads the paths in the registry; why they make no sense, or null. Those that do not are passed over. */
  rereadPaths(): string | null {
    const { registry } = this.#server;
    const { databases, layout } = this;
    const reading = readPaths(
      registry,
      layout,
      databases.map(({ name }) => name),
    );
    this.#pathsReadAt = registry.revision;
    if (!reading.ok) return reading.reason;
    this.#paths = reading.paths;
    this.#missingParameters = reading.missing;
    this.#stoppedFacts = null;
    for (const database of databases) database.path = reading.paths.databases[database.name] ?? database.path;
    return null;
  }

  noteRecovery({ events }: RecoveryReport): void {
    const hasReplayed = events.some(({ kind }) => kind === 'replaying');
    if (hasReplayed && this.cameThrough === 'nothing') this.cameThrough = 'recovery';
  }

  /** What the service is, by engine, disk, registry and sessions. */
  reality(): Reality {
    return {
      kind: this.layout.kind,
      running: this.engine !== null,
      circularLogging: this.circularLogging,
      facts: this.facts(),
      ...this.registryValues(),
      backup: this.backup,
      restoreActive: this.restoreActive,
      restoreRegistered: this.#restoreRegistered,
      restoreCompleted: this.#restoreCompleted,
    };
  }

  /** What the registry says of this service's backups and restores. */
  protected registryValues() {
    const { restoreKey, layout } = this;
    return {
      lastBackupLog: this.#server.registry.number(BACKUP_INFORMATION_KEY, layout.annotation) ?? 0,
      restoreKey: restoreKey.state,
      restoreMapRows: restoreKey.mapRows,
      restoreLow: restoreKey.lowGeneration,
      restoreHigh: restoreKey.highGeneration,
    };
  }

  /** The facts of a running service come from its engine, those of a stopped one from the bytes on its disk. */
  facts(): DiskFacts {
    const { engine } = this;
    if (engine === null) return this.factsOnDisk();
    const patchFiles = this.patchFiles();
    const { currentGeneration, checkpointGeneration } = engine;
    return {
      currentGeneration,
      checkpointGeneration,
      runs: runsWithCurrent(engine.runs, currentGeneration, true, this.#liveRuns),
      databases: this.databases.map((database) => {
        const { fullBackup, incrementalBackup } = engine.databaseHeader(database.id);
        return {
          present: 1,
          fullLow: fullBackup.lowGeneration,
          fullHigh: fullBackup.highGeneration,
          incrementalHigh: incrementalBackup.highGeneration,
          patchFile: (patchFiles >> database.index) & 1,
        };
      }),
    };
  }

  /** Read again only when something on the disk changed. */
  protected factsOnDisk(): DiskFacts {
    const { disk } = this.#server;
    const { paths } = this;
    const known = this.#stoppedFacts;
    if (known !== null && known.revision === disk.revision) return known.facts;
    const facts = readDiskFacts(disk, paths, this.databases);
    this.#stoppedFacts = { revision: disk.revision, facts };
    return facts;
  }

  /** The logs and patch files of a running service that nobody can delete now; null when there are none. */
  protected lockedFiles(): LockedFiles | null {
    const { disk, fileLocks } = this.#server;
    if (this.engine === null || !fileLocks.wasUsed) return null;
    const isLocked = (path: string): boolean => disk.exists(path) && fileLocks.isLocked(path);
    const logs: number[] = [];
    const { runs } = this.engine;
    for (let index = 0; index < runs.length; index += 2) {
      const to = runs[index + 1] ?? 0;
      for (let generation = runs[index] ?? 0; generation <= to; generation += 1)
        if (isLocked(this.logPath(generation))) logs.push(generation);
    }
    let patchFiles = 0;
    for (const database of this.databases) if (isLocked(this.patchPath(database))) patchFiles |= 1 << database.index;
    return logs.length === 0 && patchFiles === 0 ? null : { logs, patchFiles };
  }

  nowSeconds(): number {
    return this.#server.clock.nowSeconds();
  }

  openDiskFile(kind: OpenStream['kind'], index: number): OpenStream | JetErrorNumber | null {
    const path = this.openPath;
    const file = path === null ? null : this.#server.disk.open(path);
    // Q251410: a log that another backup holds cannot be opened. What is marked read-only can be read.
    if (path !== null && file !== null && this.#server.fileLocks.isHeld(path)) return JetError.JET_errFileAccessDenied;
    return file === null ? null : fileStream(kind, index, file);
  }

  /** Clears the backup records in the header of a database that lies offline. */
  clearFullBackup(database: MailDatabase): void {
    const file = this.#server.disk.open(database.path);
    const read = file === null ? null : readShadowedDatabaseHeader(file);
    if (file === null || read?.kind !== 'read') return;
    const cleared = { ...read.header, fullBackup: NULL_BACKUP_INFO, incrementalBackup: NULL_BACKUP_INFO };
    writeShadowedDatabaseHeader(file, cleared);
  }

  loseLog(generation: number): void {
    const isCurrent = this.engine === null && !this.#server.disk.exists(this.logPath(generation));
    this.#server.disk.remove(isCurrent ? `${this.paths.logFolder}\\${CURRENT_LOG_NAME}` : this.logPath(generation));
    this.engine?.forgetLog(generation);
  }

  forgeLog(generation: number): void {
    forgeLogFile(this.#server.disk, this.logPath(generation));
    this.engine?.rereadLog(generation);
  }

  logPath(generation: number): string {
    return `${this.paths.logFolder}\\${logFileName(generation)}`;
  }

  setLastBackupLog(generation: number): void {
    const value = { type: 'REG_DWORD', data: generation } as const;
    this.#server.registry.set(BACKUP_INFORMATION_KEY, this.layout.annotation, value);
  }

  writeRestoreKey(replaceMap: boolean, low: number, high: number): void {
    if (replaceMap) {
      if (this.pendingRegistration === null) throw new Error('a restore was registered without its arguments');
      this.restoreKey.write(this.pendingRegistration);
    }
    this.restoreKey.writeLogRange(low, high);
  }

  setRestoreKeyState(state: RestoreKeyNumber): void {
    this.restoreKey.setState(state);
    if (state === RestoreKey.absent) return;
    this.#restoreRegistered = state === RestoreKey.registered;
    this.#restoreCompleted = !this.#restoreRegistered;
  }

  endRestore(): void {
    this.restoreActive = false;
    this.#restoreRegistered = false;
    this.#restoreCompleted = false;
  }

  logEvent(effect: Extract<Effect, { kind: 'log-event' }>): void {
    const { event, jetError } = effect;
    const ending = jetError === 0 ? '' : ` Error ${jetError}.`;
    this.#server.eventLog.write(
      event,
      `${eventText(this.#server.profile, event)} (${this.layout.ntService}).${ending}`,
      this.layout.ntService,
    );
  }

  patchPath(database: MailDatabase): string {
    return patchPathOf(this.paths.logFolder, database);
  }

  /** Which patch files lie in the log folder, a bit each. Looked up again only when something on the disk changed. */
  protected patchFiles(): number {
    const { disk } = this.#server;
    if (this.#patchesSeen.revision !== disk.revision) {
      let files = 0;
      for (const database of this.databases) if (disk.exists(this.patchPath(database))) files |= 1 << database.index;
      this.#patchesSeen = { revision: disk.revision, files };
    }
    return this.#patchesSeen.files;
  }
}
