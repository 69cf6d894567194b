import { connect, type Socket } from 'node:net';
import {
  type EdbbcliApi,
  type ExportName,
  type FunctionInfo,
  functionInfos,
  type Hbc,
  type Hresult,
  hresult,
} from '../../simulator/protocol/index.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { encodeCall } from './encodeCall.ts';
import type { Endpoint } from './endpoint.ts';
import { FrameReader } from './frames.ts';
import { replyShape } from './reply.ts';
import { FrameKind, MAXIMUM_REPLY_SIZE_BYTES, WelcomeStatus, WIRE_MAGIC, WIRE_VERSION } from './wire.ts';

/** What a shim says first. */
export interface Greeting {
  readonly token: string;
  readonly version?: number;
  /** 1 linux-x64, 2 win32-x86, 3 win32-x64. */
  readonly platform?: number;
  readonly processId?: number;
  /** 0: a new client. */
  readonly clientId?: bigint;
  readonly codePage?: number;
  readonly computerName?: string;
}

export const helloFrame = (greeting: Greeting): Uint8Array =>
  new ByteWriter()
    .u8(FrameKind.hello)
    .bytes(Buffer.from(WIRE_MAGIC, 'latin1'))
    .u16(greeting.version ?? WIRE_VERSION)
    .u8(greeting.platform ?? 1)
    .u8(0)
    .u32(greeting.processId ?? process.pid)
    .u64(greeting.clientId ?? 0n)
    .u16(greeting.codePage ?? 0)
    .shortText(greeting.token)
    .shortText(greeting.computerName ?? '')
    .frame();

export type WireConnection =
  | { readonly ok: true; readonly client: WireClient }
  | { readonly ok: false; readonly status: number; readonly reason: string };

/** What a call answers, once it is known: the API is synchronous, a socket is not. */
type ResultOf<Name extends ExportName> = ReturnType<EdbbcliApi[Name]>;

const numberOf = new Map<ExportName, number>(functionInfos.map(({ name }, index) => [name, index + 1]));

/** One connection to a host: the side of the shim, for tests and for agents that are written for Node. */
export class WireClient {
  readonly clientId: bigint;
  readonly #stream: FrameStream;
  readonly #lists = new Map<Uint8Array, number>();
  #sequence = 0;

  private constructor(stream: FrameStream, clientId: bigint) {
    this.#stream = stream;
    this.clientId = clientId;
  }

  /** Connects and says HELLO. Rejects when there is no host, or it closes without an answer. */
  static async connect(endpoint: Endpoint, greeting: Greeting): Promise<WireConnection> {
    const socket =
      endpoint.kind === 'unix' ? connect(endpoint.path) : connect({ host: endpoint.address, port: endpoint.port });
    const stream = new FrameStream(socket);
    const reader = new ByteReader(await stream.exchange(helloFrame(greeting)));
    const kind = reader.u8();
    const status = reader.u8();
    const version = reader.u16();
    const clientId = reader.u64();
    const reason = reader.shortText();
    if (reader.finish() !== null || kind !== FrameKind.welcome) throw new Error('the host did not answer with WELCOME');
    if (status === WelcomeStatus.welcome && version === WIRE_VERSION) {
      return { ok: true, client: new WireClient(stream, clientId) };
    }
    stream.destroy();
    return { ok: false, status, reason };
  }

  /** One call; `missingBits` says which out-pointers are NULL. Rejects when the connection breaks. */
  call<Name extends ExportName>(name: Name, ...values: Parameters<EdbbcliApi[Name]>): Promise<ResultOf<Name>> {
    return this.callWith(name, values, { missingBits: 0, threadId: 1 });
  }

  async callWith<Name extends ExportName>(
    name: Name,
    values: Parameters<EdbbcliApi[Name]>,
    { missingBits, threadId }: { readonly missingBits: number; readonly threadId: number },
  ): Promise<ResultOf<Name>> {
    const functionNumber = numberOf.get(name) ?? 0;
    const info = functionInfos[functionNumber - 1];
    if (info === undefined) throw new RangeError(`${name} is no function of EDBBCLI.DLL`);
    const head = { functionNumber, missingBits, sequence: ++this.#sequence, threadId };
    const given: readonly unknown[] = values;
    const frame = encodeCall(info, head, given, (list) => this.#lists.get(list));
    if (name === 'BackupFree' && given[0] instanceof Uint8Array) this.#lists.delete(given[0]);
    const reader = new ByteReader(await this.#stream.exchange(frame));
    const echoed = [reader.u8(), reader.u8(), reader.u16(), reader.u32()];
    if (echoed.join() !== [FrameKind.reply, functionNumber, 0, head.sequence].join()) {
      throw new Error(`the reply to ${name} is one to something else: ${echoed.join(', ')}`);
    }
    const result = this.#result(reader, info, hresult(reader.u32()), given);
    const problem = reader.finish();
    if (problem !== null) throw new Error(`the reply to ${name}: ${problem}`);
    // The reply was read by the shape that the prototype gives to this function.
    return result as ResultOf<Name>;
  }

  /** Sends bytes that are no call of `call`: for tests of the other side. */
  send(bytes: Uint8Array): void {
    this.#stream.send(bytes);
  }

  /** The connection is cut, as when the process dies. */
  destroy(): void {
    this.#stream.destroy();
  }

  #result(reader: ByteReader, info: FunctionInfo, code: Hresult, values: readonly unknown[]): unknown {
    switch (replyShape(info)) {
      case 'context': {
        const handle = reader.u64();
        return { code, hbc: handle === 0n ? null : (handle as Hbc) };
      }
      case 'list': {
        const number = reader.u32();
        const list = reader.bytes(reader.u32());
        if (number === 0) return { code, list: null, sizeBytes: 0 };
        this.#lists.set(list, number);
        return { code, list, sizeBytes: list.length };
      }
      case 'size':
        return { code, fileSizeBytes: Number(reader.u64()) };
      case 'read': {
        const bytes = reader.bytes(reader.u32());
        const [, buffer] = values;
        if (buffer instanceof Uint8Array) buffer.set(bytes);
        return { code, bytesRead: bytes.length };
      }
      case 'none':
        return info.returns === 'VOID' ? undefined : { code };
    }
  }
}

/** Frames out and frames in, one at a time. */
class FrameStream {
  readonly #socket: Socket;
  readonly #frames = new FrameReader(MAXIMUM_REPLY_SIZE_BYTES);
  #waiting: { readonly resolve: (body: Uint8Array) => void; readonly reject: (error: Error) => void } | null = null;
  #failure: Error | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (piece) => this.#receive(piece));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the host closed the connection')));
  }

  exchange(frame: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) return reject(this.#failure);
      if (this.#waiting !== null) throw new Error('one connection carries one call at a time');
      this.#waiting = { resolve, reject };
      this.#socket.write(frame);
    });
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #receive(piece: Buffer): void {
    this.#frames.push(piece);
    const next = this.#frames.next();
    if (next.kind === 'incomplete') return;
    if (next.kind === 'broken') return this.#fail(new Error(next.problem));
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(next.body);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(this.#failure);
  }
}
