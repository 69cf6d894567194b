import { createDatabase, VirtualDisk } from '../engine/index.ts';
import type { Profile } from '../profiles/index.ts';
import { decideByProfile } from '../rules/index.ts';
import { type ClientHost, type ClientOptions, resolveFile, SimulatedClient } from './client/index.ts';
import { EventLog } from './events/index.ts';
import { FaultPlan } from './faults/index.ts';
import { FileLocks } from './fileLocks.ts';
import { type DatabaseName, databaseTokens, layouts, type ServiceName } from './layout.ts';
import { locateFile } from './locateFile.ts';
import type { MailDatabase } from './mailDatabase.ts';
import {
  databasePaths,
  installedPaths,
  isServiceFolder,
  placeProblem,
  Registry,
  type ServiceFolders,
  type ServicePaths,
  writeCircularLogging,
  writePaths,
} from './registry/index.ts';
import { SeededRandom } from './seededRandom.ts';
import type { ServerContext } from './serverContext.ts';
import { done, ExchangeService, engineFormatOf, refused, type ToolResult } from './service/index.ts';
import { FileShare, type ShareAccess } from './share.ts';
import type { VirtualClock } from './virtualClock.ts';

export interface ServerOptions {
  /** NetBIOS name: letters, digits and hyphens, at most 15. */
  readonly name: string;
  readonly profile: Profile;
  readonly seed: number;
  /** Standard unless told. The Enterprise Edition of 5.5 has stores without a limit (Q185457); 4.0 and 5.0 have one of 16 GB. */
  readonly edition?: 'standard' | 'enterprise';
  readonly clock: VirtualClock;
  /** Sizes in MiB; 0 leaves the database out. At least one of the two must be there. Circular logging is on unless turned off (Q229032). */
  readonly informationStore?: {
    readonly privateMiB: number;
    readonly publicMiB: number;
    readonly circularLogging?: boolean;
    /** Local folders; one folder of drive D: for everything unless told. */
    readonly folders?: ServiceFolders;
  };
  readonly directory?: {
    readonly sizeMiB: number;
    readonly circularLogging?: boolean;
    readonly folders?: ServiceFolders;
  };
  /** Processors of the machine; some builds verify pages only with one, or only with several. One unless told. */
  readonly processors?: number;
  /** Largest read buffer the server can allocate, in bytes. Which size that is on a real server is not known; none unless told. */
  readonly readAllocationLimitBytes?: number;
  /** The faults that wait for this server; a plan of its own unless told. Another server may have been under it before. */
  readonly faults?: FaultPlan;
  /** Hold the rules against the engine at every step. On, unless a benchmark turns it off. */
  readonly checkProjection?: boolean;
  /** Other rules than the model's, to prove that the check notices. */
  readonly decide?: typeof decideByProfile;
}

const MEBIBYTE = 1024 * 1024;
/** The store's limit in Exchange 4.0 to 5.5 Standard, and the engine's of the era (dialects.md a4, hrOutOfDatabaseSpace). */
const MAXIMUM_DATABASE_MIB = 16 * 1024;

/**
 * A simulated Exchange server: services, disks, registry, event log. It is an object without surroundings: clock and
 * seed are handed in, and two servers with the same options do the same things.
 */
export class ExchangeServer {
  readonly name: string;
  readonly disk = new VirtualDisk();
  readonly registry = new Registry();
  /** Files that other programs hold, or that are marked read-only. */
  readonly fileLocks = new FileLocks(this.disk);
  readonly share: FileShare;
  readonly faults: FaultPlan;
  readonly services: readonly ExchangeService[];
  readonly #eventLog: EventLog;
  readonly #host: ClientHost;
  #profile: Profile;
  #lastHandle = 0;
  #clients: SimulatedClient[] = [];

  constructor(options: ServerOptions) {
    const problem = serverProblem(options);
    if (problem !== null) throw new RangeError(problem);
    this.name = options.name;
    this.#profile = options.profile;
    const current = (): Profile => this.#profile;
    this.#eventLog = new EventLog(current, () => options.clock.nowSeconds());
    this.share = new FileShare(options.name, this.disk, (path) => this.#shareAccessTo(path));
    const random = new SeededRandom(options.seed);
    const context = (label: string): ServerContext => ({
      name: options.name,
      get profile() {
        return current();
      },
      edition: options.edition ?? 'standard',
      clock: options.clock,
      random: random.fork(label),
      disk: this.disk,
      registry: this.registry,
      eventLog: this.#eventLog,
      fileLocks: this.fileLocks,
      decide: options.decide ?? decideByProfile,
      checkProjection: options.checkProjection ?? true,
    });
    this.services = plannedServices(options).map((planned) => this.#install(context(planned.name), planned));
    const cores = this.services.map((service) => service.core);
    this.#host = {
      name: options.name,
      cores,
      processors: options.processors ?? 1,
      readAllocationLimitBytes: options.readAllocationLimitBytes ?? Number.MAX_SAFE_INTEGER,
      wait: (seconds) => options.clock.advance(seconds),
      takeHandle: (client) => this.#takeHandle(client),
      callBegins: (call) => this.faults.callBegins(call),
      resolveFile: (name, core) => resolveFile(name, core, this.disk, options.name),
    };
    this.faults = options.faults ?? new FaultPlan(options.clock);
    this.faults.attach({
      disk: this.disk,
      get profile() {
        return current();
      },
      locate: (file) => locateFile(file, cores, this.disk),
      service: (name) => this.services.find((service) => service.name === name) ?? null,
      clients: () => this.#clients.filter(({ hasLiveContext }) => hasLiveContext),
    });
  }

  /** The build that is installed. */
  get profile(): Profile {
    return this.#profile;
  }

  /** Installs another build of the same engine; every service must be stopped, and its files stay as they are. */
  install(profile: Profile): ToolResult {
    const running = this.services.find(({ state }) => state === 'running');
    if (running !== undefined) return refused(`the ${running.name} is running; stop it before`);
    if (profile.engine !== this.#profile.engine) {
      return refused(
        `${profile.name} has another engine than ${this.#profile.name}, and how setup converts databases is not modelled; put the files on a server that has it`,
      );
    }
    this.#profile = profile;
    return done;
  }

  /** A drive is gone: the services that have files on it die, its files are no more, and an empty one takes its place. */
  loseDrive(drive: string): ToolResult {
    const volume = `${drive.charAt(0).toUpperCase()}:`;
    const files = this.disk.filesOf(volume);
    if (files.length === 0) return refused(`there is no file on drive ${volume}`);
    for (const service of this.services) if (service.usesDrive(volume)) service.crash();
    for (const path of files) this.disk.remove(path);
    this.fileLocks.releaseVolume(volume);
    return done;
  }

  /** The event log, oldest first. */
  get eventLog(): EventLog['records'] {
    return this.#eventLog.records;
  }

  /** The EDBBCLI.DLL of a client of this server. */
  connect(options: ClientOptions = {}): SimulatedClient {
    return new SimulatedClient(this.#host, options);
  }

  service(name: ServiceName): ExchangeService {
    const service = this.services.find((candidate) => candidate.name === name);
    if (service === undefined) throw new RangeError(`server ${this.name} has no ${name}`);
    return service;
  }

  #shareAccessTo(path: string): ShareAccess {
    const isInUse = this.fileLocks.isHeld(path) || this.services.some((service) => service.holds(path));
    return isInUse ? 'in-use' : this.fileLocks.isLocked(path) ? 'read-only' : 'free';
  }

  #install(context: ServerContext, planned: PlannedService): ExchangeService {
    const { name, circularLogging } = planned;
    const layout = layouts[name];
    const paths = pathsOf(planned);
    const databases = planned.databases.map(({ name: databaseName, sizeMiB }, index): MailDatabase => {
      const path = paths.databases[databaseName] ?? '';
      const created = createDatabase(this.disk, path, {
        format: engineFormatOf(context.profile),
        signature: {
          random: context.random.next(0x7fffffff),
          createdSeconds: context.clock.nowSeconds(),
          computerName: '',
        },
        sizeBytes: sizeMiB * MEBIBYTE,
        seed: context.random.next(0x7fffffff),
      });
      if (created !== 'written') throw new RangeError(`${path} of ${sizeMiB} MiB does not fit on its disk`);
      return { name: databaseName, id: index + 1, index, path, token: databaseTokens[databaseName] };
    });
    writeCircularLogging(this.registry, layout, circularLogging);
    writePaths(this.registry, layout, paths);
    return new ExchangeService(context, layout, databases, circularLogging);
  }

  /** Remembers the client for as long as it has a live context: a fault between calls may strike it. */
  #takeHandle(client: SimulatedClient): number {
    const others = this.#clients.filter((other) => other !== client && other.hasLiveContext);
    this.#clients = [...others, client];
    return ++this.#lastHandle;
  }
}

interface PlannedDatabase {
  readonly name: DatabaseName;
  readonly sizeMiB: number;
}

interface PlannedService {
  readonly name: ServiceName;
  readonly databases: readonly PlannedDatabase[];
  readonly circularLogging: boolean;
  readonly folders: ServiceFolders;
}

function plannedServices({ informationStore: store, directory }: ServerPlan): PlannedService[] {
  const planned: PlannedService[] = [];
  if (store !== undefined) {
    const databases: readonly PlannedDatabase[] = [
      { name: 'priv', sizeMiB: store.privateMiB },
      { name: 'pub', sizeMiB: store.publicMiB },
    ];
    planned.push({
      name: 'information-store',
      databases: databases.filter(({ sizeMiB }) => sizeMiB > 0),
      circularLogging: store.circularLogging ?? true,
      folders: store.folders ?? {},
    });
  }
  if (directory !== undefined) {
    const databases = [{ name: 'dir', sizeMiB: directory.sizeMiB }] as const;
    const { circularLogging = true, folders = {} } = directory;
    planned.push({ name: 'directory', databases, circularLogging, folders });
  }
  return planned;
}

/** What of the options says which server it is to be. */
type ServerPlan = Pick<ServerOptions, 'name' | 'informationStore' | 'directory'>;

/** Why no server can be so, a sentence; null when one can. */
export function serverProblem(options: ServerPlan): string | null {
  if (!/^[A-Za-z0-9-]{1,15}$/.test(options.name))
    return `"${options.name}" is no server name: use 1 to 15 letters, digits or hyphens`;
  const planned = plannedServices(options);
  if (planned.length === 0) return 'a server needs an information store, a directory, or both';
  for (const { name, databases, folders } of planned) {
    const senseless = Object.values(folders).find((folder) => folder !== undefined && !isServiceFolder(folder));
    if (senseless !== undefined)
      return `"${senseless}" is no folder that files of a service can be in: give a full path on a local drive, of less than 260 characters and none above U+00FF`;
    if (databases.length === 0) return `${name} has no database: give one a size above 0 MiB`;
    const unfit = databases.find(({ sizeMiB }) => !(sizeMiB > 0 && sizeMiB <= MAXIMUM_DATABASE_MIB));
    if (unfit !== undefined)
      return `${unfit.name} of ${unfit.sizeMiB} MiB: a size is more than 0 and at most ${MAXIMUM_DATABASE_MIB} MiB`;
  }
  const places = planned.map(pathsOf);
  const files = new Set(places.flatMap(databasePaths).map((path) => path.toLowerCase()));
  return placeProblem(places, (path) => files.has(path.toLowerCase()));
}

const pathsOf = ({ name, databases, folders }: PlannedService): ServicePaths =>
  installedPaths(
    layouts[name],
    databases.map(({ name: database }) => database),
    folders,
  );
