import type { EdbbcliApi } from '../../simulator/protocol/index.ts';
import { type HandleSource, HandleTable } from './handles.ts';
import type { Hello } from './hello.ts';
import { ListTable } from './lists.ts';
import type { ClientFacts } from './performed.ts';
import { MAXIMUM_CLIENTS, MAXIMUM_CONNECTIONS_PER_CLIENT, WelcomeStatus } from './wire.ts';

/** One agent's process as the server sees it. */
export interface HostedClient {
  readonly api: EdbbcliApi;
  /** Its process is gone without having ended anything: its last connection has closed. Called once. */
  gone(): void;
}

/** A client with what it was given. */
export class Client {
  readonly id: bigint;
  readonly facts: ClientFacts;
  readonly hosted: HostedClient;
  readonly handles: HandleTable;
  readonly lists = new ListTable();
  connectionCount = 0;

  constructor(id: bigint, facts: ClientFacts, hosted: HostedClient, handles: HandleTable) {
    this.id = id;
    this.facts = facts;
    this.hosted = hosted;
    this.handles = handles;
  }
}

export type Admission =
  | { readonly ok: true; readonly client: Client; readonly isNew: boolean }
  | {
      readonly ok: false;
      readonly status: typeof WelcomeStatus.tooMany | typeof WelcomeStatus.noSuchClient;
      readonly reason: string;
    };

const MAXIMUM_TRIES = 100;

export interface ClientsOptions {
  readonly connect: (facts: ClientFacts) => HostedClient;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly handleSource: HandleSource;
}

/** The clients of a host. A client lives as long as it has a connection. */
export class Clients {
  readonly #options: ClientsOptions;
  readonly #clients = new Map<bigint, Client>();
  #count = 0;

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  get all(): readonly Client[] {
    return [...this.#clients.values()];
  }

  /** The client that a new connection belongs to. */
  admit(hello: Hello): Admission {
    const isNew = hello.clientId === 0n;
    if (isNew && this.#clients.size >= MAXIMUM_CLIENTS) {
      return { ok: false, status: WelcomeStatus.tooMany, reason: `${MAXIMUM_CLIENTS} clients are served already` };
    }
    const client = isNew ? this.#newClient(hello) : this.#clients.get(hello.clientId);
    if (client === undefined || client.facts.processId !== hello.processId) {
      return { ok: false, status: WelcomeStatus.noSuchClient, reason: 'there is no such client of this process' };
    }
    if (client.connectionCount >= MAXIMUM_CONNECTIONS_PER_CLIENT) {
      const reason = `the client has ${MAXIMUM_CONNECTIONS_PER_CLIENT} connections already`;
      return { ok: false, status: WelcomeStatus.tooMany, reason };
    }
    client.connectionCount += 1;
    return { ok: true, client, isNew };
  }

  /** A connection has closed; true when it was the client's last, and the client is gone. */
  leave(client: Client): boolean {
    client.connectionCount -= 1;
    if (client.connectionCount > 0) return false;
    this.#clients.delete(client.id);
    client.hosted.gone();
    return true;
  }

  #newClient({ platform, processId, codePage, computerName }: Hello): Client {
    const { connect, handleSource } = this.#options;
    const facts: ClientFacts = { number: ++this.#count, platform, processId, codePage, computerName };
    const highBits = platform === 'win32-x86' ? 0 : 1 + (this.#random32() % 0x7ffe);
    const client = new Client(this.#newId(), facts, connect(facts), new HandleTable(handleSource, highBits));
    this.#clients.set(client.id, client);
    return client;
  }

  /** Not to be guessed, and never 0: that means a new client. */
  #newId(): bigint {
    for (let tries = 0; tries < MAXIMUM_TRIES; tries += 1) {
      const id = (BigInt(this.#random32()) << 32n) | BigInt(this.#random32());
      if (id !== 0n && !this.#clients.has(id)) return id;
    }
    throw new Error(`${MAXIMUM_TRIES} random client ids were all 0 or taken: the randomness of this host is none`);
  }

  #random32(): number {
    const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = this.#options.randomBytes(4);
    return (b0 | (b1 << 8) | (b2 << 16) | (b3 << 24)) >>> 0;
  }
}
