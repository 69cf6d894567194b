import { ExchangeServer, SeededRandom, VirtualClock } from '../../../simulator/exchange/index.ts';
import { type Profile, profileByName } from '../../../simulator/profiles/index.ts';
import { JetError } from '../../../simulator/protocol/index.ts';
import { runBackup, runRestore, type SetStorage } from '../../agent/index.ts';
import { Ledger, Workload } from '../../generators/index.ts';
import { backupOptions, noRestoreDeviations } from '../../procedures/index.ts';

/** A Sunday evening in 1998. */
const START_SECONDS = Date.UTC(1998, 1, 1, 20) / 1000;
/** Large enough for a tree of three levels, small enough for a test. */
const PRIVATE_MIB = 2;
const NAME = 'EXCH1';
const DATABASE_ID = 1;

export interface MailServerOptions {
  readonly seed: number;
  readonly profileName: 'exchange-4.0' | 'exchange-5.0' | 'exchange-5.5';
  /** Where sets go; the folder `setFolder` must be there. */
  readonly storage: SetStorage;
  readonly setFolder: string;
}

/** A server with one database under load, backed up and brought back by the reference agent. The ledger knows what was committed. */
export class MailServer {
  readonly ledger = new Ledger();
  readonly #options: MailServerOptions;
  readonly #profile: Profile;
  readonly #clock = new VirtualClock(START_SECONDS);
  readonly #workload: Workload;
  #server: ExchangeServer;
  #serverCount = 0;

  constructor(options: MailServerOptions) {
    const profile = profileByName(options.profileName);
    if (profile === null) throw new Error(`there is no profile ${options.profileName}`);
    this.#options = options;
    this.#profile = profile;
    this.#server = this.#install();
    this.start();
    const random = new SeededRandom(options.seed).fork('load');
    this.#workload = new Workload(random, this.ledger, [{ id: DATABASE_ID, rows: this.#service.rows(DATABASE_ID) }]);
  }

  /** Starts the service, with whatever recovery that takes. */
  start(): void {
    const { started, lines } = this.#service.start();
    if (!started) throw new Error(`the service does not start: ${lines.join('; ')}`);
  }

  stop(): void {
    if (!this.#service.stop().stopped) throw new Error('the service does not stop');
    this.#workload.forgetOpenTransactions();
  }

  /** The process dies in the middle of its work. */
  crash(): void {
    this.#service.crash();
    this.#workload.forgetOpenTransactions();
  }

  /** Lets so many transactions end. Some stay open. */
  work(transactions: number): void {
    const { session } = this.#service;
    const error = session === null ? -1 : this.#workload.run(session, transactions).error;
    if (error !== 0) throw new Error(`the load was refused with ${error}`);
  }

  /** Somebody empties folders: the rows between these parts of all go, in key order, so that pages run empty and merge. */
  purge(fromPart: number, toPart: number): void {
    const { session } = this.#service;
    if (session === null) throw new Error('the service is stopped');
    const rows = [...this.#service.rows(DATABASE_ID)];
    const transaction = session.begin();
    const removed: number[] = [];
    for (const { key } of rows.slice(Math.floor(rows.length * fromPart), Math.floor(rows.length * toPart))) {
      const error = session.remove(transaction, DATABASE_ID, key);
      // A row that an open transaction of the load holds stays.
      if (error === 0) removed.push(key);
      else if (error !== JetError.JET_errWriteConflict) throw new Error(`the purge was refused with ${error}`);
    }
    if (session.commit(transaction) !== 0) throw new Error('the purge was not committed');
    this.ledger.commit(removed.map((key) => ({ databaseId: DATABASE_ID, key, existedBefore: true, value: null })));
  }

  /** A full backup with so many transactions between two calls, up to the moment that its logs are closed. */
  async backUp(set: string, transactionsBetweenCalls: number): Promise<void> {
    const { storage, setFolder, seed } = this.#options;
    let isCopying = true;
    const result = await runBackup({
      api: this.#server.connect(),
      options: backupOptions(NAME, this.#service.annotation, 'full', { bufferSizeBytes: 64 * 1024 }),
      storage,
      folder: setFolder,
      name: set,
      origin: { profile: this.#profile.name, seed },
      now: () => new Date(this.#clock.nowSeconds() * 1000),
      betweenCalls: () => {
        this.#clock.advance(1);
        if (isCopying) this.work(transactionsBetweenCalls);
      },
      onTraceLine: (line) => {
        if (line.includes('HrBackupGetBackupLogs')) isCopying = false;
      },
    });
    if (!result.ok) throw new Error(result.problem);
    const { setPath, outcome } = result.report;
    if (setPath === null) throw new Error(outcome.failure?.what ?? 'the backup made no set');
  }

  /** The disks are gone; the set is restored to a newly installed server of the same name, which has not been started. */
  async loseAndRestore(set: string): Promise<void> {
    this.#workload.forgetOpenTransactions();
    this.#server = this.#install();
    const result = await runRestore({
      api: this.#server.connect(),
      files: this.#server.share,
      storage: this.#options.storage,
      setPaths: [`${this.#options.setFolder}/${set}`],
      options: {
        server: NAME,
        annotation: this.#service.annotation,
        form: { kind: 'W' },
        eraseExisting: true,
        deviations: noRestoreDeviations,
      },
    });
    if (!result.ok) throw new Error(result.problems.join('; '));
    const { failure } = result.outcome;
    if (failure !== null) throw new Error(failure.what);
  }

  /** The bytes of the database on the server's disk. */
  databaseBytes(): Uint8Array {
    const path = this.#service.databases[0]?.path ?? '';
    const file = this.#server.disk.open(path);
    if (file === null) throw new Error(`${path} is missing`);
    const bytes = new Uint8Array(file.sizeBytes);
    file.read(0, bytes, 0, bytes.length);
    return bytes;
  }

  get #service() {
    return this.#server.service('information-store');
  }

  #install(): ExchangeServer {
    this.#serverCount += 1;
    return new ExchangeServer({
      name: NAME,
      profile: this.#profile,
      seed: this.#options.seed * 1000 + this.#serverCount,
      clock: this.#clock,
      informationStore: { privateMiB: PRIVATE_MIB, publicMiB: 0, circularLogging: false },
    });
  }
}

/** Compares rows that somebody found in the database with what was committed. */
export function compareWithLedger(ledger: Ledger, rows: Parameters<Ledger['compare']>[1]) {
  return ledger.compare(DATABASE_ID, rows);
}
