import { ExchangeServer, type ExchangeService, SeededRandom, VirtualClock } from '../../../simulator/exchange/index.ts';
import type { Profile } from '../../../simulator/profiles/index.ts';
import { Ledger, Workload } from '../../generators/index.ts';

const NAME = 'EXCH1';

/** A small server that does the same things as any other with the same seed and profile. */
export class TwinServer {
  readonly server: ExchangeServer;
  readonly #random: SeededRandom;
  readonly #workloads = new Map<ExchangeService, Workload>();

  constructor(seed: number, profile: Profile) {
    this.#random = new SeededRandom(seed).fork('load');
    this.server = new ExchangeServer({
      name: NAME,
      profile,
      seed,
      clock: new VirtualClock(Date.UTC(1998, 1, 1, 20) / 1000),
      informationStore: { privateMiB: 1, publicMiB: 1, circularLogging: false },
      directory: { sizeMiB: 1, circularLogging: false },
    });
  }

  start(): void {
    for (const service of this.server.services) {
      const { started, lines } = service.start();
      if (!started) throw new Error(`the ${service.name} does not start: ${lines.join('; ')}`);
    }
  }

  /** Lets transactions happen on every service. */
  work(transactions: number): void {
    for (const service of this.server.services) {
      const { session } = service;
      if (session === null) throw new Error(`the ${service.name} is stopped`);
      const workload = this.#workloads.get(service) ?? this.#newWorkload(service);
      this.#workloads.set(service, workload);
      workload.run(session, transactions);
    }
  }

  #newWorkload(service: ExchangeService): Workload {
    const databases = service.databases.map(({ id }) => ({ id, rows: service.rows(id) }));
    return new Workload(this.#random.fork(service.name), new Ledger(), databases);
  }
}
