import { createDatabase, VirtualDisk } from '../engine/index.ts';
import type { Profile } from '../profiles/index.ts';
import { decideByProfile } from '../rules/index.ts';
import { type ClientHost, type ClientOptions, resolveFile, SimulatedClient } from './client/index.ts';
import { EventLog } from './events/index.ts';
import { FaultPlan } from './faults/index.ts';
import { HeldFiles } from './heldFiles.ts';
import { type DatabaseName, databaseTokens, layouts, type ServiceName } from './layout.ts';
import { locateFile } from './locateFile.ts';
import type { MailDatabase } from './mailDatabase.ts';
import { installedPaths, Registry, writePaths } from './registry/index.ts';
import { SeededRandom } from './seededRandom.ts';
import type { ServerContext } from './serverContext.ts';
import { ExchangeService, engineFormatOf } from './service/index.ts';
import { FileShare } from './share.ts';
import type { VirtualClock } from './virtualClock.ts';

export interface ServerOptions {
  /** NetBIOS name: letters, digits and hyphens, at most 15. */
  readonly name: string;
  readonly profile: Profile;
  readonly seed: number;
  readonly clock: VirtualClock;
  /** Sizes in MiB; 0 leaves the database out. At least one of the two must be there. Circular logging is on unless turned off (Q229032). */
  readonly informationStore?: {
    readonly privateMiB: number;
    readonly publicMiB: number;
    readonly circularLogging?: boolean;
  };
  readonly directory?: { readonly sizeMiB: number; readonly circularLogging?: boolean };
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
  readonly profile: Profile;
  readonly disk = new VirtualDisk();
  readonly registry = new Registry();
  /** Files that other programs hold: nobody else opens, replaces or deletes them. */
  readonly heldFiles = new HeldFiles();
  readonly share: FileShare;
  readonly faults: FaultPlan;
  readonly services: readonly ExchangeService[];
  readonly #eventLog: EventLog;
  readonly #host: ClientHost;
  #lastHandle = 0;
  #clients: SimulatedClient[] = [];

  constructor(options: ServerOptions) {
    if (!/^[A-Za-z0-9-]{1,15}$/.test(options.name)) {
      throw new RangeError(`"${options.name}" is no server name: use 1 to 15 letters, digits or hyphens`);
    }
    this.name = options.name;
    this.profile = options.profile;
    this.#eventLog = new EventLog(options.profile, () => options.clock.nowSeconds());
    this.share = new FileShare(
      options.name,
      this.disk,
      (path) => this.heldFiles.isHeld(path) || this.services.some((service) => service.holds(path)),
    );
    const random = new SeededRandom(options.seed);
    const context = (label: string): ServerContext => ({
      name: options.name,
      profile: options.profile,
      clock: options.clock,
      random: random.fork(label),
      disk: this.disk,
      registry: this.registry,
      eventLog: this.#eventLog,
      heldFiles: this.heldFiles,
      decide: options.decide ?? decideByProfile,
      checkProjection: options.checkProjection ?? true,
    });
    this.services = plannedServices(options).map(({ name, databases, circularLogging }) =>
      this.#install(context(name), name, databases, circularLogging),
    );
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
      profile: options.profile,
      locate: (file) => locateFile(file, cores, this.disk),
      service: (name) => this.services.find((service) => service.name === name) ?? null,
      clients: () => this.#clients.filter(({ hasLiveContext }) => hasLiveContext),
    });
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

  #install(
    context: ServerContext,
    name: ServiceName,
    planned: readonly PlannedDatabase[],
    circularLogging: boolean,
  ): ExchangeService {
    const layout = layouts[name];
    const databases = planned.map(({ name: databaseName, sizeMiB }, index): MailDatabase => {
      const path = `${layout.folder}\\${databaseName}.edb`;
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
    this.registry.set(layout.parametersKey, 'Circular Logging', { type: 'REG_DWORD', data: circularLogging ? 1 : 0 });
    writePaths(
      this.registry,
      layout,
      installedPaths(
        layout,
        planned.map(({ name: database }) => database),
      ),
    );
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
}

function plannedServices({ informationStore: store, directory }: ServerOptions): PlannedService[] {
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
    });
  }
  if (directory !== undefined) {
    const databases = [{ name: 'dir', sizeMiB: directory.sizeMiB }] as const;
    planned.push({ name: 'directory', databases, circularLogging: directory.circularLogging ?? true });
  }
  for (const { name, databases } of planned) {
    if (databases.length === 0) throw new RangeError(`${name} has no database: give one a size above 0 MiB`);
    for (const { name: database, sizeMiB } of databases) {
      if (!(sizeMiB > 0 && sizeMiB <= MAXIMUM_DATABASE_MIB)) {
        throw new RangeError(
          `${database} of ${sizeMiB} MiB: a size is more than 0 and at most ${MAXIMUM_DATABASE_MIB} MiB`,
        );
      }
    }
  }
  if (planned.length === 0) throw new RangeError('a server needs an information store, a directory, or both');
  return planned;
}
