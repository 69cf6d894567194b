import type { VirtualFile } from '../../simulator/engine/index.ts';
import {
  type DatabaseName,
  ExchangeServer,
  type ExchangeService,
  FaultPlan,
  type FiredFault,
  SeededRandom,
  type ServiceName,
  type ToolResult,
  VirtualClock,
} from '../../simulator/exchange/index.ts';
import { facetNames, facets, type Profile, profileByName, withFacets } from '../../simulator/profiles/index.ts';
import type { SetStorage } from '../agent/index.ts';
import { type Comparison, Ledger, Workload, type WorkloadReport, type WorkloadStyle } from '../generators/index.ts';
import { nearestName } from '../yaml/index.ts';
import type { Scenario } from './schema/index.ts';

/** Scenarios begin on a Sunday evening in 1998, Monday's backup is a day later. */
const startSeconds = Date.UTC(1998, 1, 1, 20) / 1000;

interface ServiceLoad {
  readonly ledger: Ledger;
  readonly workload: Workload;
  /** The run of the service that the workload's open transactions belong to. */
  session: unknown;
}

/** A file as it was, and where it was. */
interface KeptFile {
  readonly path: string;
  readonly file: VirtualFile;
}

export interface WorldOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly profile: Profile;
  readonly storage: SetStorage;
  readonly setFolder: string;
  readonly signal?: AbortSignal;
  readonly onNote: (level: 'info' | 'warning', text: string) => void;
  /** A fault struck. */
  readonly onFault: (fired: FiredFault) => void;
  readonly onProgress?: (text: string) => void;
}

/** The profile of a scenario with its facets, or why there is none. */
export function profileOf(
  scenario: Scenario,
  override?: Profile,
): { ok: true; profile: Profile } | { ok: false; problem: string } {
  const { profile: name } = scenario.server;
  const base = override ?? profileByName(name);
  if (base === null) throw new Error(`the schema let the profile "${name}" through, which does not exist`);
  const wanted = scenario.server.facets ?? {};
  const ids = facetNames.map((facet) => facets[facet].id);
  const unknown = Object.keys(wanted).find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    const near = nearestName(unknown, ids);
    const help = near === null ? 'see: edbproof facets' : `did you mean "${near}"?`;
    return { ok: false, problem: `there is no facet "${unknown}"; ${help}` };
  }
  const changed = withFacets(base, wanted, 'set by the scenario');
  return changed.ok ? changed : { ok: false, problem: changed.reason };
}

/** The server of a scenario, with what clients committed to it written down outside. */
export class World {
  readonly options: WorldOptions;
  readonly clock = new VirtualClock(startSeconds);
  /** They wait on whichever server there is. */
  readonly faults: FaultPlan;
  /** Files that somebody copied, by the name that a scenario gives them. */
  readonly keptFiles = new Map<string, readonly KeptFile[]>();
  readonly #putBack = new Set<ServiceName>();
  readonly #loads = new Map<ServiceName, ServiceLoad>();
  #server: ExchangeServer;
  #profile: Profile;
  #serversLost = 0;

  constructor(options: WorldOptions) {
    this.options = options;
    this.faults = new FaultPlan(this.clock, options.onFault);
    this.#profile = options.profile;
    this.#server = this.#newServer();
    for (const service of this.#server.services) {
      const started = service.start();
      if (!started.started)
        throw new Error(`a new server does not start its ${service.name}: ${started.lines.join('; ')}`);
      this.#loads.set(service.name, this.#newLoad(service));
    }
  }

  get server(): ExchangeServer {
    return this.#server;
  }

  /** The service of that name, or the one that is meant without a name. */
  service(name?: ServiceName): ExchangeService {
    const [first] = this.#server.services;
    if (name !== undefined) return this.#server.service(name);
    if (first === undefined) throw new Error('a server without services');
    return this.#server.services.find((service) => service.name === 'information-store') ?? first;
  }

  serviceOf(database: DatabaseName): ExchangeService {
    return this.service(database === 'dir' ? 'directory' : 'information-store');
  }

  /** The disks are gone; a newly installed server of the same name, perhaps of another product, never started, takes the place. */
  loseServer(profile?: string): void {
    this.#serversLost += 1;
    if (profile !== undefined) this.#profile = this.#withFacets(profile);
    this.#server = this.#newServer();
  }

  /** Another build is installed on the server; the facets that the scenario sets stay as it sets them. */
  install(profile: string): ToolResult {
    const next = this.#withFacets(profile);
    const result = this.#server.install(next);
    if (result.done) this.#profile = next;
    return result;
  }

  #withFacets(name: string): Profile {
    const profile = profileByName(name);
    if (profile === null) throw new Error(`the schema let the profile "${name}" through, which does not exist`);
    const changed = profileOf(this.options.scenario, profile);
    // The facets were allowed for the first profile, and every profile has the same.
    if (!changed.ok) throw new Error(changed.problem);
    return changed.profile;
  }

  /** Kept files took the place of the service's own. */
  noteFilesPutBack(service: ServiceName): void {
    this.#putBack.add(service);
  }

  hasFilesPutBack(service: ServiceName): boolean {
    return this.#putBack.has(service);
  }

  committedTransactions(service: ExchangeService): number {
    return this.#load(service).ledger.transactions;
  }

  /** Lets transactions happen on a running service; null when it is stopped. */
  runLoad(service: ExchangeService, transactions: number, style?: WorkloadStyle): WorkloadReport | null {
    const { session } = service;
    if (session === null) return null;
    const load = this.#load(service);
    if (load.session !== session) {
      // Another run of the service: what was open in the last one was undone.
      load.workload.forgetOpenTransactions();
      load.session = session;
    }
    return load.workload.run(session, transactions, style);
  }

  /** Compares every database of a running service with what was committed; null when it is stopped. */
  compare(service: ExchangeService): readonly Comparison[] | null {
    if (service.session === null) return null;
    const { ledger } = this.#load(service);
    return service.databases.map(({ id }) => ledger.compare(id, service.rows(id)));
  }

  #load(service: ExchangeService): ServiceLoad {
    const load = this.#loads.get(service.name);
    if (load === undefined) throw new Error(`no workload for ${service.name}`);
    return load;
  }

  #newLoad(service: ExchangeService): ServiceLoad {
    const random = new SeededRandom(this.options.seed).fork(`load of ${service.name}`);
    const ledger = new Ledger();
    const databases = service.databases.map(({ id }) => ({ id, rows: service.rows(id) }));
    return { ledger, workload: new Workload(random, ledger, databases), session: service.session };
  }

  #newServer(): ExchangeServer {
    const { server } = this.options.scenario;
    const { processors, readAllocationLimitKiB } = server;
    return new ExchangeServer({
      profile: this.#profile,
      // A server that is installed anew has signatures of its own.
      seed: this.options.seed + this.#serversLost * 7919,
      clock: this.clock,
      faults: this.faults,
      ...(processors === undefined ? {} : { processors }),
      ...(readAllocationLimitKiB === undefined ? {} : { readAllocationLimitBytes: readAllocationLimitKiB * 1024 }),
      ...serverPlan(server),
    });
  }
}

/** The server that a scenario asks for: its name, services and places. */
export function serverPlan({ name, services }: Scenario['server']) {
  const store = services['information-store'];
  const { directory } = services;
  return {
    name,
    ...(store === undefined
      ? {}
      : {
          informationStore: {
            privateMiB: store.private ?? 0,
            publicMiB: store.public ?? 0,
            circularLogging: store.circularLogging,
            ...(store.folders === undefined ? {} : { folders: store.folders }),
          },
        }),
    ...(directory === undefined
      ? {}
      : {
          directory: {
            sizeMiB: directory.size,
            circularLogging: directory.circularLogging,
            ...(directory.folders === undefined ? {} : { folders: directory.folders }),
          },
        }),
  };
}
