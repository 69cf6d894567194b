import { Annotation, decodeListW, type Hbc, Hr, type Hresult, hresult } from '../../protocol/index.ts';
import type { SimulatedClient } from '../client/index.ts';
import { CallNeverCompletes, ClientKilled } from '../client/index.ts';
import { SeededRandom } from '../seededRandom.ts';
import type { ExchangeServer } from '../server.ts';
import type { ExchangeService } from '../service/index.ts';
import { planFaults } from './planFault.ts';

/** What a history has met, so that a run which proves nothing can be told from one that does. */
export class Seen {
  readonly #counts = new Map<string, number>();

  note(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  count(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  get all(): readonly string[] {
    return [...this.#counts.keys()].sort();
  }
}

/**
 * Drives a server through calls, load, crashes and administrators' deeds drawn from a seed. Most calls follow the state,
 * so that histories get deep; some are nonsense. Whether the rules and the engine agree is checked by the server itself.
 */
export class RandomHistory {
  readonly server: ExchangeServer;
  readonly seen: Seen;
  readonly #random: SeededRandom;
  readonly #clients: SimulatedClient[];
  readonly #handles: { client: SimulatedClient; hbc: Hbc; restore: boolean }[] = [];
  readonly #names: string[] = ['', '\\\\EXCH01\\D$\\nowhere.log', 'priv.edb'];
  readonly #buffer = new Uint8Array(1 << 20);
  readonly #locked: string[] = [];
  #nextKey = 1;

  constructor(server: ExchangeServer, seed: number, seen: Seen) {
    this.server = server;
    this.seen = seen;
    this.#random = new SeededRandom(seed);
    this.#clients = this.#newClients();
  }

  run(steps: number): void {
    for (let i = 0; i < steps; i++) this.#step();
  }

  #step(): void {
    const dice = this.#random.next(100);
    const service = this.#pick(this.server.services);
    if (service.state === 'stopped' && this.#random.next(3) > 0) this.#restart(service);
    else if (dice < 22) this.#load(service);
    else if (dice < 90) this.#survive(() => this.#call());
    else if (dice < 92) this.#restart(service);
    else if (dice < 97) this.#administer(service);
    else this.#plantFault();
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#random.next(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  #load(service: ExchangeService): void {
    const { session } = service;
    if (session === null) return;
    const transaction = session.begin();
    const operations = 1 + this.#random.next(40);
    for (let i = 0; i < operations; i++) {
      const database = this.#pick(service.databases);
      const value = new Uint8Array(this.#random.next(900)).fill(i);
      const key =
        this.#random.next(3) === 0
          ? this.#random.next(200) * 65_536 + 500 + this.#nextKey++
          : this.#random.next(40) * 65_536;
      session.insert(transaction, database.id, key, value);
    }
    if (this.#random.next(4) === 0) session.rollback(transaction);
    else session.commit(transaction);
    if (this.#random.next(3) === 0) service.idle(10);
    this.seen.note('load');
  }

  #restart(service: ExchangeService): void {
    if (service.state === 'stopped') {
      // Nor would one whose files stay locked.
      if (this.#random.next(2) === 0) this.#unlock();
      // A restore that nobody finishes would keep the service down for the rest of the history.
      if (this.#random.next(2) === 0) service.deleteRestoreKey();
      this.seen.note(service.start().started ? 'started' : 'start refused');
    } else if (this.#random.next(2) === 0) {
      service.crash();
      this.seen.note('crashed');
    } else {
      this.seen.note(service.stop().stopped ? 'stopped' : 'stop refused');
    }
  }

  #administer(service: ExchangeService): void {
    const { lowestGeneration, currentGeneration } = service.facts;
    const generation = lowestGeneration + this.#random.next(Math.max(1, currentGeneration - lowestGeneration));
    const database = this.#pick(service.databases);
    // Offline work wants a stopped service; when a backup keeps it running, the tools refuse, and that is right too.
    if (this.#random.next(2) === 0) service.stop();
    const deeds: readonly [string, () => { done: boolean }][] = [
      ['log deleted', () => service.deleteLog(generation)],
      ['log forged', () => service.forgeLog(generation)],
      ['database defragmented', () => service.defragment(database.name)],
      ['database moved', () => service.moveDatabase(database.name, `E:\\moved${this.#random.next(3)}`)],
      ['circular logging set', () => service.setCircularLogging(this.#random.next(2) === 0)],
      ['file locked', () => this.#lock(service, generation)],
    ];
    const [name, deed] = this.#pick(deeds);
    if (deed().done) this.seen.note(name);
    if (this.#random.next(10) === 0) this.#pick(this.#clients).disconnect();
  }

  /** Somebody holds a log or a patch file, or marks it read-only: mostly one that is to be deleted next. */
  #lock({ core, databases }: ExchangeService, generation: number): { done: boolean } {
    const path = this.#random.next(3) === 0 ? core.patchPath(this.#pick(databases)) : core.logPath(generation);
    if (!this.server.disk.exists(path)) return { done: false };
    this.#locked.push(path);
    if (this.#random.next(2) === 0) this.server.fileLocks.hold(path);
    else this.server.fileLocks.protect(path);
    return { done: true };
  }

  #unlock(): void {
    for (const path of this.#locked.splice(0)) {
      this.server.fileLocks.release(path);
      this.server.fileLocks.unprotect(path);
    }
  }

  #plantFault(): void {
    if (this.server.faults.waiting.length > 0) return;
    const database = this.#pick(this.server.services.flatMap(({ databases }) => databases)).path;
    const moment = this.#pick([
      'any call',
      'HrBackupRead',
      'HrBackupOpenFile',
      'HrBackupGetBackupLogs',
      'HrRestoreRegister',
    ]);
    const action = this.#pick([
      'return hrError',
      'hang',
      'kill client',
      'lose connection',
      'kill information-store',
      'kill directory',
      `corrupt byte ${8192 + this.#random.next(500_000)} of ${database}`,
      `tear page ${1 + this.#random.next(100)} of ${database}`,
    ]);
    const side = this.#pick(['before', 'after']);
    planFaults(this.server, `at ${moment} ${1 + this.#random.next(3)}, ${action} ${side}`);
    this.seen.note(`fault ${action.split(' ')[0]}`);
  }

  /** A call may never come back, and its client may die in it; another one takes its place. */
  #survive(call: () => void): void {
    try {
      call();
    } catch (error) {
      if (error instanceof CallNeverCompletes) {
        // Whoever waits for ever is killed in the end.
        for (const client of this.#clients) client.disconnect();
        this.seen.note(`${error.call} hung`);
      } else if (error instanceof ClientKilled) {
        this.#clients.splice(0, this.#clients.length, ...this.#newClients());
        this.#handles.length = 0;
        this.seen.note('client killed');
      } else throw error;
    }
  }

  #newClients(): SimulatedClient[] {
    return [this.server.connect(), this.server.connect({ codePage: 'cp932', readLimitBytes: 10_000 })];
  }

  #call(): void {
    const known = this.#handles.at(-1 - this.#random.next(Math.min(3, this.#handles.length)));
    if (known === undefined || this.#random.next(25) === 0) return this.#newContext(this.#pick(this.#clients));
    const { client, restore } = known;
    const hbc = this.#random.next(60) === 0 ? (this.#random.next(1000) as unknown as Hbc) : known.hbc;
    const mixedUp = this.#random.next(40) === 0;
    const code = restore !== mixedUp ? this.#restoreCall(client, hbc) : this.#backupCall(client, hbc);
    // A handle that has turned out dead is tried a little longer, then left.
    const dead: readonly number[] = [Hr.hrInvalidHandle, Hr.hrCommunicationError];
    if (dead.includes(code) && this.#random.next(3) === 0) this.#handles.splice(this.#handles.indexOf(known), 1);
  }

  #newContext(client: SimulatedClient): void {
    const annotation = this.#pick([
      Annotation.EDBBACK_MDB_SERVER,
      Annotation.EDBBACK_DS_SERVER,
      Annotation.EDBBACK_MDB_SERVER,
      'nonsense',
    ]);
    const restore = this.#random.next(8) === 0;
    const backupType = this.#pick([1, 1, 2, 2, 2, 3]);
    const { code, hbc } = restore
      ? client.HrRestorePrepareW('\\\\EXCH01', annotation)
      : client.HrBackupPrepareW(
          this.#pick(['EXCH01', 'exch01', 'EXCH01', 'OTHER', 'EX_01']),
          annotation,
          backupType === 2 ? 1 : 0,
          backupType,
        );
    this.#note(restore ? 'HrRestorePrepare' : 'HrBackupPrepare', code);
    if (hbc !== null) this.#handles.push({ client, hbc, restore });
  }

  #backupCall(client: SimulatedClient, hbc: Hbc): Hresult {
    const dice = this.#random.next(40);
    if (dice < 3) return this.#list('HrBackupGetDatabaseNames', client.HrBackupGetDatabaseNamesW(hbc), client);
    if (dice < 12) return this.#note('HrBackupOpenFile', client.HrBackupOpenFileW(hbc, this.#fileName(), 65_536).code);
    if (dice < 20) return this.#read(client, hbc);
    if (dice < 28) return this.#note('HrBackupClose', client.HrBackupClose(hbc).code);
    if (dice < 32) return this.#list('HrBackupGetBackupLogs', client.HrBackupGetBackupLogsW(hbc), client);
    if (dice < 37) return this.#note('HrBackupTruncateLogs', client.HrBackupTruncateLogs(hbc).code);
    if (dice < 39) return this.#note('HrBackupEnd', client.HrBackupEnd(hbc).code);
    const currentLog = this.#pick([0xffffffff, 1, 5, 0x100000]);
    const { code } = client.HrSetCurrentBackupLogW('EXCH01', Annotation.EDBBACK_MDB_SERVER, currentLog);
    return this.#note('HrSetCurrentBackupLog', code);
  }

  #restoreCall(client: SimulatedClient, hbc: Hbc): Hresult {
    const dice = this.#random.next(10);
    const folder = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
    if (dice < 2) {
      const { code } = client.HrRestoreGetDatabaseLocationsW(hbc);
      return this.#note('HrRestoreGetDatabaseLocations', code);
    }
    if (dice < 5) {
      const path = `${folder}\\priv.edb`;
      const map = this.#random.next(2) === 0 ? [] : [{ databaseName: path, newDatabaseName: path }];
      const low = this.#random.next(5);
      const high = low + this.#random.next(4);
      return this.#note(
        'HrRestoreRegister',
        client.HrRestoreRegisterW(hbc, folder, folder, map, folder, low, high).code,
      );
    }
    if (dice < 8) {
      const state: Hresult = this.#random.next(3) === 0 ? hresult(5) : Hr.hrNone;
      return this.#note('HrRestoreRegisterComplete', client.HrRestoreRegisterComplete(hbc, state).code);
    }
    return this.#note('HrRestoreEnd', client.HrRestoreEnd(hbc).code);
  }

  #fileName(): string {
    const listed = this.#names.slice(3);
    return listed.length === 0 || this.#random.next(8) === 0 ? this.#pick(this.#names) : this.#pick(listed);
  }

  #read(client: SimulatedClient, hbc: Hbc): Hresult {
    const size = this.#pick([65_536, 1 << 20, 1 << 20, 1 << 20, 12_288, 8193, 100, 0]);
    const buffer = this.#random.next(50) === 0 ? null : this.#buffer;
    return this.#note('HrBackupRead', client.HrBackupRead(hbc, buffer, size).code);
  }

  #list(name: string, result: { code: Hresult; list: Uint8Array | null }, client: SimulatedClient): Hresult {
    if (result.list !== null) {
      const decoded = decodeListW(result.list);
      if (!decoded.ok) throw new Error(`${name} gave a list that cannot be decoded: ${decoded.reason}`);
      this.#names.splice(3, this.#names.length - 3, ...decoded.entries.map(({ path }) => path));
      if (this.#random.next(5) > 0) client.BackupFree(result.list);
    }
    return this.#note(name, result.code);
  }

  #note(name: string, code: Hresult): Hresult {
    this.seen.note(`${name} ${code === Hr.hrNone ? 'succeeded' : 'refused'}`);
    return code;
  }
}
