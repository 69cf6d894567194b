import {
  CURRENT_LOG_NAME,
  type Engine,
  logFileName,
  NULL_BACKUP_INFO,
  readShadowedDatabaseHeader,
  writeShadowedDatabaseHeader,
} from '../engine/index.ts';
import {
  type Call,
  type DiskFacts,
  type Effect,
  Outcome,
  RestoreKey,
  type RestoreKeyNumber,
  ServiceState,
} from '../rules/index.ts';
import { patchPathOf, readDiskFacts } from './diskFacts.ts';
import { BACKUP_INFORMATION_KEY, type ServiceLayout, uncPath } from './layout.ts';
import { runsWithCurrent } from './logRuns.ts';
import type { MailDatabase } from './mailDatabase.ts';
import { forgeLogFile } from './offlineTools.ts';
import { fileStream, type OpenStream } from './openStream.ts';
import { perform, type ReadTarget, type Stage } from './performer.ts';
import { ProjectionCheck, project, type Reality } from './projection.ts';
import { RestoreInProgress, type RestoreRegistration } from './restoreKey.ts';
import type { ServerContext } from './serverContext.ts';
import type { LiveBackup } from './session.ts';

/** `fault` belongs to calls that perform something the engine may fail at. */
type FaultableCall = Extract<Call, { fault: number }>;

/**
 * The heart of a service: asks the rules, performs what they decided, and holds the two against each other. It knows
 * no names and no bytes of the API; ExchangeService and the client put those around it.
 */
export class ServiceCore implements Stage {
  readonly layout: ServiceLayout;
  readonly databases: readonly MailDatabase[];
  readonly restoreKey: RestoreInProgress;
  engine: Engine | null = null;
  backup: LiveBackup | null = null;
  restoreActive = false;
  circularLogging: boolean;
  /** Number of the session that a context belongs to; a context of an earlier session is dead. */
  backupSerial = 0;
  restoreSerial = 0;
  /** The local path that the open call in progress names. */
  openPath: string | null = null;
  /** What the next HrRestoreRegister writes into the key. */
  pendingRegistration: RestoreRegistration | null = null;

  readonly #server: ServerContext;
  readonly #state = new ServiceState();
  readonly #scratch = new Outcome();
  /** Settling happens while an outcome of the call is still being read, so it has a scratch of its own. */
  readonly #settling = new Outcome();
  readonly #check: ProjectionCheck | null;
  readonly #liveRuns: number[] = [];
  readonly #target: ReadTarget = { buffer: new Uint8Array(0) };
  #restoreRegistered = false;
  #patchesSeen = { revision: -1, files: 0 };
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
    this.restoreKey = new RestoreInProgress(server.registry, layout, server.name);
    this.#check = server.checkProjection ? new ProjectionCheck() : null;
    project(this.#reality(), this.#state);
  }

  /** The rules' state. Read it, never write it. */
  get state(): ServiceState {
    return this.#state;
  }

  /**
   * One call or event: decided by the rules, performed on the engine. When the engine cannot do its part, the rules are
   * asked again with its error. The outcome is scratch; read it before the next call.
   */
  apply(call: Call, buffer?: Uint8Array): Outcome {
    this.noticeStop();
    if (this.#state.running === 1) this.#notice(this.#patchFiles());
    else if (!('facts' in call)) this.#noticeFiles();
    if (buffer !== undefined) this.#target.buffer = buffer;
    let outcome = this.#server.decide(this.#state, call, this.#server.profile, this.#scratch);
    const fault = this.#performAll(outcome);
    if (fault !== 0) {
      if (!('fault' in call) || call.fault !== 0) {
        throw new Error(`${call.kind}: the engine answered ${fault} to an effect that cannot fail`);
      }
      const again: FaultableCall = { ...call, fault };
      outcome = this.#server.decide(this.#state, again, this.#server.profile, this.#scratch);
      const second = this.#performAll(outcome);
      if (second !== 0) throw new Error(`${call.kind}: the engine answered ${second} while its own error was handled`);
    }
    this.#state.copyFrom(outcome.next);
    this.#countSessions(call);
    this.noticeStop();
    // The engine may write a checkpoint while it performs; that, and nothing else, may differ from what was decided.
    if (this.#state.running === 1) this.#noticeCheckpoint();
    this.#check?.verify(this.#state, this.#reality(), call.kind);
    return outcome;
  }

  /** An engine that cannot write its log stops by itself, cleanly, on its reserve (Q163913); its sessions are dead. */
  noticeStop(): void {
    if (this.engine === null || this.engine.stopError === 0) return;
    this.engine = null;
    this.backup = null;
    const event = { kind: 'ServiceStopped', facts: this.facts() } as const;
    const outcome = this.#server.decide(this.#state, event, this.#server.profile, this.#settling);
    this.#performAll(outcome);
    this.#state.copyFrom(outcome.next);
  }

  #performAll(outcome: Outcome): number {
    for (const effect of outcome.effects) {
      const fault = perform(effect, this, this.#target);
      if (fault !== 0) return fault;
    }
    return 0;
  }

  #countSessions(call: Call): void {
    if (call.kind === 'HrBackupPrepare' && this.#scratch.answer !== null) this.backupSerial++;
    if (call.kind === 'HrRestorePrepare' && this.#scratch.answer !== null) this.restoreSerial++;
  }

  /** Brings the state up to what the engine has done by itself since the last call. */
  #notice(patchFiles: number): void {
    const { engine } = this;
    if (engine === null) return;
    const { currentGeneration, checkpointGeneration, lowestGeneration } = engine;
    this.#activity(currentGeneration, checkpointGeneration, lowestGeneration, patchFiles);
  }

  /**
   * After a call only two things may be elsewhere than the rules said: the checkpoint, which the engine writes when a log
   * is closed, and with circular logging the lowest log. Anything else is for the check to find.
   */
  #noticeCheckpoint(): void {
    const { engine } = this;
    const { currentGeneration, runs, databases, circularLogging } = this.#state;
    if (engine === null) return;
    const patchFiles = databases[0].patchFile | (databases[1].patchFile << 1);
    const lowestGeneration = circularLogging === 1 ? engine.lowestGeneration : (runs[0] ?? 0);
    this.#activity(currentGeneration, engine.checkpointGeneration, lowestGeneration, patchFiles);
  }

  #activity(
    currentGeneration: number,
    checkpointGeneration: number,
    lowestGeneration: number,
    patchFiles: number,
  ): void {
    const state = this.#state;
    if (
      currentGeneration === state.currentGeneration &&
      checkpointGeneration === state.checkpointGeneration &&
      lowestGeneration === state.runs[0] &&
      patchFiles === (state.databases[0].patchFile | (state.databases[1].patchFile << 1))
    ) {
      return;
    }
    const event = { kind: 'Activity', currentGeneration, checkpointGeneration, lowestGeneration, patchFiles } as const;
    state.copyFrom(this.#server.decide(state, event, this.#server.profile, this.#settling).next);
  }

  /** Which patch files lie in the log folder, a bit each. Looked up again only when something on the disk changed. */
  #patchFiles(): number {
    const { disk } = this.#server;
    if (this.#patchesSeen.revision !== disk.revision) {
      let files = 0;
      for (const database of this.databases) if (disk.exists(this.patchPath(database))) files |= 1 << database.index;
      this.#patchesSeen = { revision: disk.revision, files };
    }
    return this.#patchesSeen.files;
  }

  /** Files of a stopped service change without the service: a restore writes them, an administrator deletes them. */
  #noticeFiles(): void {
    if (this.#stoppedFacts?.revision === this.#server.disk.revision) return;
    const event = { kind: 'FilesChanged', facts: this.#factsOnDisk() } as const;
    this.#state.copyFrom(this.#server.decide(this.#state, event, this.#server.profile, this.#settling).next);
  }

  /** What the service is, by engine, disk, registry and sessions. */
  #reality(): Reality {
    const { restoreKey } = this;
    return {
      kind: this.layout.kind,
      running: this.engine !== null,
      circularLogging: this.circularLogging,
      facts: this.facts(),
      lastBackupLog: this.#server.registry.number(BACKUP_INFORMATION_KEY, this.layout.annotation) ?? 0,
      restoreKey: restoreKey.state,
      restoreMapRows: restoreKey.mapRows,
      restoreLow: restoreKey.lowGeneration,
      restoreHigh: restoreKey.highGeneration,
      backup: this.backup,
      restoreActive: this.restoreActive,
      restoreRegistered: this.#restoreRegistered,
    };
  }

  /** The facts of a running service come from its engine, those of a stopped one from the bytes on its disk. */
  facts(): DiskFacts {
    const { engine } = this;
    if (engine === null) return this.#factsOnDisk();
    const patchFiles = this.#patchFiles();
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

  #factsOnDisk(): DiskFacts {
    const { disk } = this.#server;
    const known = this.#stoppedFacts;
    if (known !== null && known.revision === disk.revision) return known.facts;
    const facts = readDiskFacts(disk, this.layout.folder, this.databases);
    this.#stoppedFacts = { revision: disk.revision, facts };
    return facts;
  }

  nowSeconds(): number {
    return this.#server.clock.nowSeconds();
  }

  openDiskFile(kind: OpenStream['kind'], index: number): OpenStream | null {
    const path = this.openPath;
    const file = path === null ? null : this.#server.disk.open(path);
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
    this.#server.disk.remove(isCurrent ? `${this.layout.folder}\\${CURRENT_LOG_NAME}` : this.logPath(generation));
    this.engine?.forgetLog(generation);
  }

  forgeLog(generation: number): void {
    forgeLogFile(this.#server.disk, this.logPath(generation));
    this.engine?.rereadLog(generation);
  }

  logPath(generation: number): string {
    return `${this.layout.folder}\\${logFileName(generation)}`;
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
    if (state !== RestoreKey.absent) this.#restoreRegistered = state === RestoreKey.registered;
  }

  endRestore(): void {
    this.restoreActive = false;
    this.#restoreRegistered = false;
  }

  logEvent(effect: Extract<Effect, { kind: 'log-event' }>): void {
    const { event, jetError } = effect;
    const ending = jetError === 0 ? '' : ` Error ${jetError}.`;
    this.#server.eventLog.write(
      event,
      `${eventTexts[event] ?? event} (${this.layout.ntService}).${ending}`,
      this.layout.ntService,
    );
  }

  /** A database as other computers name it. */
  uncPathOf(database: MailDatabase): string {
    return uncPath(this.#server.name, database.path);
  }

  patchPath(database: MailDatabase): string {
    return patchPathOf(this.layout.folder, database);
  }
}

const eventTexts: Partial<Record<Extract<Effect, { kind: 'log-event' }>['event'], string>> = {
  'engine-started': 'The database engine started',
  'engine-stopped': 'The database engine stopped',
  'full-backup-started': 'The database engine is starting a full backup',
  'incremental-backup-started': 'The database engine is starting an incremental backup',
  'backup-completed': 'The database engine completed the backup procedure',
  'backup-stopped': 'The database engine stopped the backup with an error',
  'page-verification-failed': 'A page read for the backup did not pass verification',
  'file-access-failed': 'A file could not be opened for access',
  'full-backup-needed': 'A full backup must be made before the first incremental backup',
  'checkpoint-not-written': 'The checkpoint file cannot be used; no log file was deleted',
  'service-start-failed': 'The service could not be started',
  'restored-database-not-recovered': 'The database could not be recovered after a restore',
};
