import { CHECKPOINT_NAME, CURRENT_LOG_NAME, type Engine, startEngine } from '../../engine/index.ts';
import {
  type AnnotationText,
  codeOfJet,
  Hr,
  type Hresult,
  JetError,
  type JetErrorNumber,
  LAST_GENERATION,
} from '../../protocol/index.ts';
import { MAXIMUM_RUNS } from '../../rules/index.ts';
import { type DatabaseName, fileNameOf, folderOf, type ServiceLayout, type ServiceName } from '../layout.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import {
  isServiceFolder,
  placeProblem,
  readCircularLogging,
  writeCircularLogging,
  writeDatabasePath,
} from '../registry/index.ts';
import type { ServerContext } from '../serverContext.ts';
import { engineOptions } from './engineOptions.ts';
import type { MailSession } from './mailSession.ts';
import { defragment, done, logHeaderOf, type Refusal, refused, type ToolResult } from './offlineTools.ts';
import { ServiceCore } from './serviceCore.ts';
import { type StartResult, startService } from './start.ts';

export interface StopResult {
  readonly stopped: boolean;
  readonly code: Hresult;
}

export interface ServiceFacts {
  readonly currentGeneration: number;
  readonly lowestGeneration: number;
  readonly checkpointGeneration: number;
  readonly runs: readonly number[];
}

/** The information store or the directory of a server: its files, its engine, and what administrators do to them. */
export class ExchangeService {
  readonly core: ServiceCore;
  readonly #server: ServerContext;

  constructor(
    server: ServerContext,
    layout: ServiceLayout,
    databases: readonly MailDatabase[],
    circularLogging: boolean,
  ) {
    this.#server = server;
    this.core = new ServiceCore(server, layout, databases, circularLogging);
  }

  get name(): ServiceName {
    return this.core.layout.name;
  }

  get annotation(): AnnotationText {
    return this.core.layout.annotation;
  }

  get state(): 'running' | 'stopped' {
    this.core.noticeStop();
    return this.core.engine === null ? 'stopped' : 'running';
  }

  get databases(): readonly MailDatabase[] {
    return this.core.databases;
  }

  /** Transactions on the running service; null while it is stopped. */
  get session(): MailSession | null {
    this.core.noticeStop();
    return this.core.engine;
  }

  get facts(): ServiceFacts {
    this.core.noticeStop();
    const { currentGeneration, checkpointGeneration, runs } = this.core.facts();
    return { currentGeneration, checkpointGeneration, lowestGeneration: runs[0] ?? 0, runs: [...runs] };
  }

  /**
   * True for the files that the running service holds: its databases, its logs, its checkpoint, the patch files of a
   * backup that runs. Closed logs are not
   * really held open; that nobody replaces them under a running service is our simplification.
   */
  holds(path: string): boolean {
    if (this.state === 'stopped') return false;
    const lower = path.toLowerCase();
    if (this.databases.some((database) => database.path.toLowerCase() === lower)) return true;
    const { backup } = this.core;
    const isPatchFile = ({ index }: MailDatabase) => ((backup?.openedDatabases ?? 0) & (1 << index)) !== 0;
    if (this.databases.some((it) => isPatchFile(it) && this.core.patchPath(it).toLowerCase() === lower)) return true;
    const { logFolder, systemFolder } = this.core.paths;
    const isIn = (folder: string) => folderOf(lower) === folder.toLowerCase();
    return fileNameOf(lower) === CHECKPOINT_NAME ? isIn(systemFolder) : isIn(logFolder) && lower.endsWith('.log');
  }

  /** Whether it has databases, logs or its checkpoint on this drive. */
  usesDrive(volume: string): boolean {
    const { logFolder, systemFolder } = this.core.paths;
    const paths = [logFolder, systemFolder, ...this.databases.map(({ path }) => path)];
    return paths.some((path) => path.toLowerCase().startsWith(volume.toLowerCase()));
  }

  /** The most that its databases have come through since it was installed: logs replayed at a start, or a restore. */
  get cameThrough(): 'nothing' | 'recovery' | 'restore' {
    return this.core.cameThrough;
  }

  /** Committed rows of a database in key order. Throws while the service is stopped. */
  rows(databaseId: number): Iterable<{ readonly key: number; readonly value: Uint8Array }> {
    return this.#runningEngine().rows(databaseId);
  }

  /** Lets the lazy writer and the checkpoint go on, as an idle server does. */
  idle(pages: number): void {
    this.#runningEngine().idle(pages);
  }

  #runningEngine(): Engine {
    const { engine } = this.core;
    if (engine === null) throw new Error(`${this.name} of ${this.#server.name} is not running`);
    return engine;
  }

  start(): StartResult {
    return startService(this.#server, this.core);
  }

  /** A clean stop; refused while a backup runs. */
  stop(): StopResult {
    const { core } = this;
    const { engine } = core;
    if (engine === null) return { stopped: true, code: Hr.hrNone };
    const { code } = core.apply({ kind: 'StopRequested' });
    if (code !== Hr.hrNone) return { stopped: false, code };
    const error = engine.stop();
    core.engine = null;
    core.backup = null;
    core.apply({ kind: 'ServiceStopped', facts: core.facts(), stopError: 0, newLogError: 0 });
    return { stopped: true, code: error === 0 ? Hr.hrNone : codeOfJet(error) };
  }

  /** The process dies: memory is gone, the disk stays as it is, sessions are dead. */
  crash(): void {
    const { core } = this;
    core.engine?.crash();
    core.engine = null;
    core.backup = null;
    core.apply({ kind: 'ServiceCrashed', facts: core.facts() });
  }

  /** The next log that the engine would begin cannot be made: the system answers this error. Once. */
  failNewLog(jetError: JetErrorNumber): void {
    this.core.pendingNewLogError = jetError;
  }

  defragment(name: DatabaseName): ToolResult {
    const database = this.#offlineDatabase(name, 'defragmented');
    if ('reason' in database) return database;
    return defragment(this.#server, database);
  }

  /** Moves a database file to another folder; the service must be stopped. */
  moveDatabase(name: DatabaseName, newFolder: string): ToolResult {
    const database = this.#offlineDatabase(name, 'moved');
    if ('reason' in database) return database;
    const { disk } = this.#server;
    if (!isServiceFolder(newFolder)) {
      return refused(
        `"${newFolder}" is no folder on a local drive; give one such as E:\\exchsrvr\\mdbdata, without characters above U+00FF`,
      );
    }
    const newPath = `${newFolder}\\${fileNameOf(database.path)}`;
    if (newPath.toLowerCase() === database.path.toLowerCase()) return refused(`${name} is in ${newFolder} already`);
    if (disk.exists(newPath)) return refused(`there is a ${newPath} already`);
    const paths = { ...this.core.paths, databases: { [name]: newPath } };
    const problem = placeProblem([paths], (path) => disk.exists(path));
    if (problem !== null) return refused(problem);
    const copied = disk.copyFile(database.path, newPath);
    if (copied !== 'written') return refused(`${database.path} cannot be copied to ${newPath}: ${copied}`);
    disk.remove(database.path);
    database.path = newPath;
    writeDatabasePath(this.#server.registry, this.core.layout, name, newPath);
    this.core.rereadPaths();
    this.core.apply({ kind: 'DatabaseMoved', index: database.index });
    return done;
  }

  /** Deletes a log by hand (Q128325); edb.log only while the service is stopped. */
  deleteLog(generation: number): ToolResult {
    return this.#tamper(generation, 'LogDeleted');
  }

  /** Puts a closed log out of sequence, see forgeLogFile. */
  forgeLog(generation: number): ToolResult {
    return this.#tamper(generation, 'LogForged');
  }

  #tamper(generation: number, kind: 'LogDeleted' | 'LogForged'): ToolResult {
    const { core } = this;
    if (core.backup !== null) return refused('a backup is running; touch the logs when none is');
    const { currentGeneration } = core.facts();
    const isCurrent = generation !== 0 && generation === currentGeneration;
    if (isCurrent && (kind === 'LogForged' || this.state === 'running')) {
      return refused(
        `generation ${generation} is edb.log; it can only be deleted, and only while ${this.name} is stopped`,
      );
    }
    if (generation < 1 || generation > LAST_GENERATION) return refused(`${generation} is no log generation`);
    const path = core.logPath(generation);
    if (!isCurrent && !this.#server.disk.exists(path)) return refused(`there is no ${path}`);
    if (kind === 'LogForged' && logHeaderOf(this.#server.disk, path) === null)
      return refused(`${path} has no header that can be read`);
    const file = isCurrent ? `${core.paths.logFolder}\\${CURRENT_LOG_NAME}` : path;
    if (this.#server.fileLocks.isLocked(file))
      return refused(`${file} is held by another program, or marked read-only`);
    if (core.state.runs.length >= 2 * MAXIMUM_RUNS) {
      return refused(`the logs have ${MAXIMUM_RUNS - 1} gaps or breaks already; the model tells no more apart`);
    }
    core.apply({ kind, generation });
    return done;
  }

  /** Whether the registry says that circular logging is on, for the next start; null when that is not known. */
  get circularLoggingAtStart(): boolean | null {
    const reading = readCircularLogging(this.#server.registry, this.core.layout);
    return reading.ok ? reading.on : null;
  }

  /** Switches circular logging. A running service is restarted, as the administrator program does (Q155269). */
  setCircularLogging(on: boolean): ToolResult {
    const { core } = this;
    const wasRunning = core.engine !== null;
    if (wasRunning && !this.stop().stopped) return refused('a backup is running; the service cannot be restarted now');
    core.circularLogging = on;
    core.apply({ kind: 'CircularLoggingSet', on: on ? 1 : 0 });
    writeCircularLogging(this.#server.registry, core.layout, on);
    if (!wasRunning) return done;
    const started = this.start();
    return started.started ? done : refused(`the service did not start again: ${started.lines.join('; ')}`);
  }

  /** Soft recovery by a tool, eseutil /r or isinteg -patch, which knows of no restore (Q231299). */
  recoverOffline(): ToolResult {
    if (this.state === 'running')
      return refused(`${this.name} is running; stop it before it is recovered by a tool`, TOOL_ERROR_WITHOUT_ACCESS);
    const options = { ...engineOptions(this.#server, this.core), createsMissingDatabases: false };
    const result = startEngine(options);
    if (result.kind === 'failed') return refused(result.report.sentence, result.report.error);
    this.core.noteRecovery(result.report);
    const error = result.engine.stop();
    return error === 0 ? done : refused(`the databases cannot be written: the engine answers ${error}`, error);
  }

  /** Deletes the "Restore in Progress" key by hand (Q175116). */
  deleteRestoreKey(): void {
    this.core.apply({ kind: 'RestoreKeyDeleted' });
  }

  #offlineDatabase(name: DatabaseName, what: string): MailDatabase | Refusal {
    if (this.state === 'running')
      return refused(`${this.name} is running; stop it before a database is ${what}`, TOOL_ERROR_WITHOUT_ACCESS);
    const database = this.databases.find((candidate) => candidate.name === name);
    if (database === undefined)
      return refused(`${this.name} has no database "${name}"; it has ${this.databases.map((d) => d.name).join(', ')}`);
    const { fileLocks } = this.#server;
    if (!fileLocks.isLocked(database.path)) return database;
    const why = fileLocks.isHeld(database.path) ? 'is held by another program' : 'is marked read-only';
    return refused(`${database.path} ${why}`, TOOL_ERROR_WITHOUT_ACCESS);
  }
}

/** What edbutil and eseutil answer for files that they may not open, as those of a running service (Q148645). */
const TOOL_ERROR_WITHOUT_ACCESS = JetError.JET_errFileAccessDenied;
