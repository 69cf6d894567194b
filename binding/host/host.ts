import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { CallNeverCompletes, ClientKilled } from '../../simulator/exchange/index.ts';
import { type Admission, type Client, Clients, type HostedClient } from './clients.ts';
import { Connection, type ConnectionHost, type ConnectionLimits } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import { HandleSource } from './handles.ts';
import type { Hello } from './hello.ts';
import { LoopWatch } from './loopWatch.ts';
import { begin, perform } from './perform.ts';
import type { BegunCall, ClientFacts, CompletedCall } from './performed.ts';
import type { ReadReply } from './reply.ts';
import { ReplyBudget } from './replyBudget.ts';
import type { CallRequest } from './request.ts';
import { HELLO_LIMIT_MILLISECONDS } from './wire.ts';

/** What happens in a host. All are optional, called synchronously, and may do work on the server. */
export interface HostHooks {
  clientCame?(client: ClientFacts): void;
  /** The last connection of a client has closed. Lists that it never freed are counted. */
  clientGone?(client: ClientFacts, unfreedLists: number): void;
  beforeCall?(call: BegunCall): void;
  afterCall?(call: CompletedCall): void;
  /** No reply is ever sent: the call does not come back, or its client was killed in it. */
  unanswered?(call: BegunCall, cause: CallNeverCompletes | ClientKilled): void;
  /** Somebody was sent away or did not keep to the protocol; the connection is closed. */
  refused?(reason: string, client: ClientFacts | null): void;
  /** The API threw what it never should: a defect of the simulator. The connection is closed. */
  defect?(call: BegunCall, error: unknown): void;
}

export interface HostOptions {
  readonly endpoint: Endpoint;
  readonly token: string;
  /** One API for each client, made when its first connection comes. */
  connect(facts: ClientFacts): HostedClient;
  /** Random bytes, for client ids and handles. */
  randomBytes(count: number): Uint8Array;
  /** Milliseconds since 1970 UTC, with fractions. */
  now(): number;
  readonly hooks?: HostHooks;
  readonly limits?: Partial<ConnectionLimits>;
}

export type ListenResult =
  /** The endpoint with the port that was given. */
  | { readonly ok: true; readonly endpoint: Endpoint }
  /** One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

/** Connections that have not said HELLO yet; the token keeps the others few. */
const MAXIMUM_STRANGERS = 64;
/** Replies that wait to be taken, in all connections together. */
const BUDGET_SIZE_BYTES = 256 * 1024 * 1024;

const defaultLimits: ConnectionLimits = {
  hello: HELLO_LIMIT_MILLISECONDS,
  stall: 60_000,
  // An agent may wait a night for its next tape.
  idle: 24 * 60 * 60 * 1000,
};

/** The server side of the shim: listens on this machine, and performs the calls of whoever has the token. */
export class Host {
  readonly #options: HostOptions;
  readonly #hooks: HostHooks;
  readonly #tokenDigest: Buffer;
  readonly #server: Server;
  readonly #clients: Clients;
  readonly #connections = new Set<Connection>();
  readonly #whenEmpty: (() => void)[] = [];
  readonly #host: ConnectionHost;

  constructor(options: HostOptions) {
    this.#options = options;
    this.#hooks = options.hooks ?? {};
    this.#tokenDigest = digest(options.token);
    const start = new DataView(Uint8Array.from(options.randomBytes(4)).buffer).getUint32(0);
    this.#clients = new Clients({
      connect: (facts) => options.connect(facts),
      randomBytes: (count) => options.randomBytes(count),
      handleSource: new HandleSource(start),
    });
    this.#host = {
      limits: { ...defaultLimits, ...options.limits },
      budget: new ReplyBudget(BUDGET_SIZE_BYTES),
      watch: new LoopWatch(),
      isToken: (text) => timingSafeEqual(digest(text), this.#tokenDigest),
      admit: (hello) => this.#admit(hello),
      perform: (client, request, reads) => this.#perform(client, request, reads),
      refused: (reason, client) => this.#hooks.refused?.(reason, client?.facts ?? null),
      closed: (connection) => this.#closed(connection),
    };
    this.#server = createServer((socket) => this.#accept(socket));
  }

  /** The clients that are there now. */
  get clients(): readonly ClientFacts[] {
    return this.#clients.all.map(({ facts }) => facts);
  }

  /** Begins to listen. */
  listen(): Promise<ListenResult> {
    const { endpoint } = this.#options;
    return new Promise((resolve) => {
      this.#server.on('error', (error) => resolve({ ok: false, problem: listenProblem(endpoint, error) }));
      const listening = (): void => resolve({ ok: true, endpoint: this.#endpoint() });
      if (endpoint.kind === 'unix') this.#server.listen({ path: endpoint.path }, listening);
      else this.#server.listen({ host: endpoint.address, port: endpoint.port, exclusive: true }, listening);
    });
  }

  /** Ends every connection, and every client with it: when this is done, no hook is called any more. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // A server is closed before its last sockets say that they are.
    const empty = new Promise<void>((resolve) => this.#whenEmpty.push(resolve));
    for (const connection of this.#connections) connection.destroy();
    this.#tellEmpty();
    await Promise.all([closed, empty]);
  }

  #tellEmpty(): void {
    if (this.#connections.size > 0) return;
    for (const tell of this.#whenEmpty.splice(0)) tell();
  }

  #endpoint(): Endpoint {
    const { endpoint } = this.#options;
    const address = this.#server.address();
    if (endpoint.kind === 'unix' || address === null || typeof address === 'string') return endpoint;
    return { ...endpoint, port: address.port };
  }

  #accept(socket: Socket): void {
    this.#connections.add(new Connection(socket, this.#host));
    const strangers = [...this.#connections].filter(({ isStranger }) => isStranger);
    // A library says HELLO at once: whoever has been silent for longest is least likely to be one.
    if (strangers.length > MAXIMUM_STRANGERS) strangers[0]?.giveWay(MAXIMUM_STRANGERS);
  }

  #admit(hello: Hello): Admission {
    const admission = this.#clients.admit(hello);
    if (admission.ok && admission.isNew) this.#hooks.clientCame?.(admission.client.facts);
    return admission;
  }

  #closed(connection: Connection): void {
    this.#connections.delete(connection);
    const { client } = connection;
    if (client !== null) {
      const unfreedLists = client.lists.count;
      if (this.#clients.leave(client)) this.#hooks.clientGone?.(client.facts, unfreedLists);
    }
    this.#tellEmpty();
  }

  #perform(client: Client, request: CallRequest, reads: ReadReply): Uint8Array | null {
    const on = { api: client.hosted.api, handles: client.handles, lists: client.lists, reads };
    const taken = begin(on, request);
    // `readRequest` put function and arguments together by one prototype, and `perform` the result to them.
    const begun = {
      client: client.facts,
      threadId: request.threadId,
      startedAt: this.#options.now(),
      function: request.info.name,
      arguments: taken.arguments,
    } as BegunCall;
    try {
      this.#hooks.beforeCall?.(begun);
      const performed = perform(on, taken);
      if (this.#hooks.afterCall !== undefined) {
        const { result, data, refusal } = performed;
        const endedAt = this.#options.now();
        this.#hooks.afterCall({ ...begun, result, data, refusal, endedAt } as CompletedCall);
      }
      return performed.frame;
    } catch (error) {
      if (error instanceof CallNeverCompletes || error instanceof ClientKilled) this.#hooks.unanswered?.(begun, error);
      else this.#defect(client, begun, error);
      // Whose process died holds no connection, even where nobody can really end that process.
      if (error instanceof ClientKilled) this.#cut(client);
      return null;
    }
  }

  #cut(client: Client): void {
    for (const connection of this.#connections) if (connection.client === client) connection.destroy();
  }

  #defect(client: Client, begun: BegunCall, error: unknown): void {
    this.#cut(client);
    if (this.#hooks.defect === undefined) throw error;
    this.#hooks.defect(begun, error);
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function listenProblem(endpoint: Endpoint, error: Error): string {
  const where = endpoint.kind === 'unix' ? endpoint.path : `${endpoint.address} port ${endpoint.port}`;
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    const mend = endpoint.kind === 'unix' ? 'remove the file if no host uses it' : 'choose port 0 for a free one';
    return `${where} is in use already: ${mend}`;
  }
  // For a socket this also means that its folder does not exist.
  if (code === 'EACCES')
    return `${where} cannot be made: choose a port from 1024, or a folder that is there and may be written`;
  return `${where} cannot be listened to: ${error.message}`;
}
