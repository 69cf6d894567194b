import { createServer, type Server, type Socket } from 'node:net';

/** A frame that came, and who sent it. */
export interface SeenFrame {
  readonly connection: number;
  readonly body: Buffer;
}

export interface SeenCall extends SeenFrame {
  readonly function: number;
  readonly sequence: number;
}

/** What is sent back, byte for byte; and whether the connection is closed after that. */
export interface Reaction {
  readonly bytes: Uint8Array | null;
  readonly close?: boolean;
}

export const silence: Reaction = { bytes: null };

/** Writes numbers as WIRE.md says; independent of the host's own code. */
export const u8 = (value: number): Buffer => Buffer.of(value);
export function u16(value: number): Buffer {
  const field = Buffer.alloc(2);
  field.writeUInt16LE(value);
  return field;
}
export function u32(value: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32LE(value >>> 0);
  return field;
}
export function u64(value: bigint | number): Buffer {
  const field = Buffer.alloc(8);
  field.writeBigUInt64LE(BigInt(value));
  return field;
}

export const frame = (...pieces: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(pieces);
  return Buffer.concat([u32(body.length), body]);
};

export const welcome = (clientId: bigint | number, status = 0, reason = '', version = 2): Buffer =>
  frame(u8(0x81), u8(status), u16(version), u64(clientId), u16(reason.length), Buffer.from(reason, 'latin1'));

export const reply = (call: SeenCall, code: number, ...results: readonly Uint8Array[]): Buffer =>
  frame(u8(0x82), u8(call.function), u16(0), u32(call.sequence), u32(code), ...results);

/** The client that a HELLO names; 0 for a new one. */
export const helloClient = (hello: SeenFrame): bigint => hello.body.readBigUInt64LE(17);

/** A host that speaks the protocol as a test wants it. Without other orders it welcomes everybody and answers 0. */
export class FakeHost {
  readonly hellos: SeenFrame[] = [];
  readonly calls: SeenCall[] = [];
  /** Connections that are open now. */
  open = 0;
  onHello: (hello: SeenFrame) => Reaction = (hello) => ({ bytes: welcome(helloClient(hello) || this.newClient()) });
  onCall: (call: SeenCall) => Reaction | Promise<Reaction> = (call) => ({ bytes: reply(call, 0) });
  readonly #server: Server;
  readonly #sockets = new Map<number, Socket>();
  #connections = 0;
  #clients = 0n;
  endpoint = '';

  private constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** On a Unix socket of that path, or on a port of its own choice. */
  static async listen(path?: string, { address = '127.0.0.1', backlog = 511 } = {}): Promise<FakeHost> {
    const host = new FakeHost();
    // A test that fails leaves its host behind; the run ends all the same.
    host.#server.unref();
    await new Promise<void>((done, failed) => {
      host.#server.on('error', failed);
      if (path === undefined) host.#server.listen({ port: 0, host: address, backlog }, done);
      else host.#server.listen({ path, backlog }, done);
    });
    host.endpoint =
      path === undefined ? `tcp:${address.includes(':') ? `[${address}]` : address}:${host.port}` : `unix:${path}`;
    return host;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get env(): Record<string, string> {
    return { EDBPROOF_ENDPOINT: this.endpoint, EDBPROOF_TOKEN: 'secret' };
  }

  newClient(): bigint {
    this.#clients += 1n;
    return this.#clients;
  }

  /** Calls since the last look. */
  seen(): SeenCall[] {
    return this.calls.splice(0);
  }

  /** Something on the connection of a call, besides what its reaction sends. */
  write(call: SeenCall, bytes: Uint8Array): void {
    this.#sockets.get(call.connection)?.write(bytes);
  }

  /** Takes nothing more from anybody. */
  pause(): void {
    for (const socket of this.#sockets.values()) socket.pause();
  }

  dropConnections(): void {
    for (const socket of this.#sockets.values()) socket.destroy();
  }

  close(): Promise<void> {
    this.dropConnections();
    return new Promise((done) => this.#server.close(() => done()));
  }

  #serve(socket: Socket): void {
    this.#connections += 1;
    this.open += 1;
    const connection = this.#connections;
    let held = Buffer.alloc(0);
    let greeted = false;
    this.#sockets.set(connection, socket);
    socket.setNoDelay(true);
    socket.unref();
    socket.on('error', () => {});
    socket.on('close', () => {
      this.open -= 1;
      this.#sockets.delete(connection);
    });
    socket.on('data', (piece: Buffer) => {
      held = Buffer.concat([held, piece]);
      while (held.length >= 4 && held.length >= 4 + held.readUInt32LE(0)) {
        const end = 4 + held.readUInt32LE(0);
        const seen = { connection, body: Buffer.from(held.subarray(4, end)) };
        held = held.subarray(end);
        if (greeted) void this.#call(socket, seen);
        else {
          this.hellos.push(seen);
          this.#react(socket, this.onHello(seen));
        }
        greeted = true;
      }
    });
  }

  async #call(socket: Socket, seen: SeenFrame): Promise<void> {
    const call = { ...seen, function: seen.body.readUInt8(1), sequence: seen.body.readUInt32LE(4) };
    this.calls.push(call);
    this.#react(socket, await this.onCall(call));
  }

  #react(socket: Socket, { bytes, close }: Reaction): void {
    if (bytes !== null) socket.write(bytes);
    if (close === true) socket.end();
  }
}
