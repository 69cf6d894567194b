import {
  ExchangeServer,
  type ExchangeService,
  type Fault,
  FaultPlan,
  type FiredFault,
  SeededRandom,
  VirtualClock,
} from '../../../simulator/exchange/index.ts';
import type { Profile } from '../../../simulator/profiles/index.ts';
import type { decideByProfile } from '../../../simulator/rules/index.ts';
import { type BackupReport, runBackup, type SetVerification, verifySet } from '../../agent/index.ts';
import { MemoryStorage } from '../../agent/testing/memoryStorage.ts';
import { Ledger, Workload } from '../../generators/index.ts';
import { backupOptions, noDeviations } from '../../procedures/index.ts';

/** What a run starts from. */
export interface FaultyRun {
  readonly seed: number;
  readonly profile: Profile;
  readonly faults: readonly Fault[];
  /** Rules, agent and storage other than ours, to prove that a property notices. */
  readonly decide?: typeof decideByProfile;
  readonly truncateAfterFailure?: boolean;
  readonly storage?: MemoryStorage;
}

/** One backup as the reference agent took it. */
export interface TakenBackup {
  readonly name: string;
  readonly report: BackupReport;
  readonly trace: readonly string[];
  /** Whether the set became durable. Also true of an agent that died later, and could report no set. */
  readonly isDurable: boolean;
  /** Closed logs that were there before and are not there after. */
  readonly logsLost: readonly string[];
  /** What verification says of the set; null when there is none. */
  readonly verification: SetVerification | null;
}

const STORE = 'information-store';
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';

/** A server with a day's work in its logs, a reference agent, and faults that wait for the backup. */
export class FaultyServer {
  readonly server: ExchangeServer;
  readonly storage: MemoryStorage;
  readonly #run: FaultyRun;
  readonly #clock = new VirtualClock(900_000_000);
  readonly #workload: Workload;

  constructor(run: FaultyRun) {
    this.#run = run;
    this.storage = run.storage ?? new MemoryStorage();
    this.server = new ExchangeServer({
      name: 'EXCH01',
      profile: run.profile,
      seed: run.seed,
      clock: this.#clock,
      faults: new FaultPlan(this.#clock),
      informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: false },
      ...(run.decide === undefined ? {} : { decide: run.decide }),
    });
    this.service.start();
    const databases = this.service.databases.map(({ id }) => ({ id, rows: this.service.rows(id) }));
    this.#workload = new Workload(new SeededRandom(run.seed), new Ledger(), databases);
    const { currentGeneration } = this.service.facts;
    while (this.service.facts.currentGeneration < currentGeneration + 1) this.#load(20, 'heavy');
    this.service.idle(10_000);
    for (const fault of run.faults) {
      const planned = this.server.faults.plan(fault);
      if (!planned.ok) throw new Error(planned.problem);
    }
  }

  get service(): ExchangeService {
    return this.server.service(STORE);
  }

  get fired(): readonly FiredFault[] {
    return this.server.faults.fired;
  }

  /** A fault damaged bytes on purpose. */
  get wasDamaged(): boolean {
    return this.fired.some(({ fault: { what } }) => what.kind.startsWith('corrupt') || what.kind.startsWith('tear'));
  }

  /** A full backup under load; whatever its end, the agent's process is over afterwards. */
  async backUp(name: string): Promise<TakenBackup> {
    const before = this.#closedLogs();
    const client = this.server.connect();
    const trace: string[] = [];
    const options = backupOptions(this.server.name, this.service.annotation, 'full', {
      deviations: { ...noDeviations, truncateAfterFailure: this.#run.truncateAfterFailure ?? false },
    });
    const result = await runBackup({
      api: client,
      options,
      storage: this.storage,
      folder: '/sets',
      name,
      origin: { profile: this.#run.profile.name, seed: this.#run.seed },
      now: () => new Date(this.#clock.nowSeconds() * 1000),
      faults: this.server.faults,
      betweenCalls: () => {
        this.#clock.advance(1);
        this.#load(1, 'ordinary');
      },
      onTraceLine: (line) => trace.push(line),
    });
    client.disconnect();
    if (!result.ok) throw new Error(result.problem);
    const setPath = `/sets/${name}`;
    const isDurable = this.storage.exists(setPath);
    if (isDurable !== (result.report.setPath !== null)) throw new Error(`the agent is wrong about its set ${name}`);
    const after = this.#closedLogs();
    // A log that lost its header on purpose contradicts its name, and the set is right to say so.
    const acceptContradictions = this.wasDamaged;
    return {
      name,
      report: result.report,
      trace,
      isDurable,
      logsLost: before.filter((log) => !after.includes(log)),
      verification: isDurable ? await verifySet(this.storage, setPath, { acceptContradictions }) : null,
    };
  }

  /** The administrator comes: room on the disk, the service started. False when it does not start. */
  heal(): boolean {
    this.server.disk.setCapacity('D:', null);
    return this.service.start().started;
  }

  /** Deletes what a dead backup left behind (Q297172); the service is stopped for it. */
  deletePatchFiles(): boolean {
    this.service.stop();
    for (const name of this.server.share.list(FOLDER)) {
      if (name.endsWith('.pat')) this.server.share.remove(`${FOLDER}\\${name}`);
    }
    return this.service.start().started;
  }

  #closedLogs(): readonly string[] {
    return this.server.share.list(FOLDER).filter((name) => /^edb[0-9a-f]{5}\.log$/i.test(name));
  }

  #load(transactions: number, style: 'ordinary' | 'heavy'): void {
    const { session } = this.service;
    if (session !== null) this.#workload.run(session, transactions, style);
  }
}
