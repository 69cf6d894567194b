import type { Socket } from 'node:net';
import type { Admission, Client } from './clients.ts';
import { FrameReader } from './frames.ts';
import { type Hello, readHello, welcomeFrame } from './hello.ts';
import type { LoopWatch } from './loopWatch.ts';
import { replySizeBytes } from './perform.ts';
import { ReadReply } from './reply.ts';
import type { ReplyBudget } from './replyBudget.ts';
import { type CallRequest, readRequest } from './request.ts';
import { MAXIMUM_REQUEST_SIZE_BYTES, WelcomeStatus, type WelcomeStatusNumber, WIRE_VERSION } from './wire.ts';

/** Waits of a connection, in milliseconds. */
export interface ConnectionLimits {
  /** From the connection to the end of its HELLO. */
  readonly hello: number;
  /** Without a byte moving in the middle of a frame. */
  readonly stall: number;
  /** Between two calls. */
  readonly idle: number;
}

/** What a connection needs of the host it belongs to. */
export interface ConnectionHost {
  readonly limits: ConnectionLimits;
  readonly budget: ReplyBudget;
  readonly watch: LoopWatch;
  isToken(text: string): boolean;
  admit(hello: Hello): Admission;
  /** The frame that answers the call; null when nothing ever will. */
  perform(client: Client, request: CallRequest, reads: ReadReply): Uint8Array | null;
  /** Somebody was sent away, or did not keep to the protocol: a sentence without a full stop. */
  refused(reason: string, client: Client | null): void;
  /** Called once, when the connection is closed. */
  closed(connection: Connection): void;
}

type State = 'hello' | 'ready' | 'silent' | 'ended';

/** After a refusal the other side has this long to read it. */
const FAREWELL_MILLISECONDS = 1_000;

/** One connection of a shim: a HELLO, then calls one after the other. */
export class Connection {
  readonly #socket: Socket;
  readonly #host: ConnectionHost;
  readonly #frames = new FrameReader(MAXIMUM_REQUEST_SIZE_BYTES);
  readonly #reads = new ReadReply();
  readonly #helloTimer: NodeJS.Timeout;
  #client: Client | null = null;
  #state: State = 'hello';
  /** A reply is on its way, or waits for room: the next frame is not looked at. */
  #isBusy = false;
  #sequence = 0;
  #idleMilliseconds = 0;

  constructor(socket: Socket, host: ConnectionHost) {
    this.#socket = socket;
    this.#host = host;
    const { limits } = host;
    this.#helloTimer = setTimeout(() => this.#violate('no HELLO came in time'), limits.hello);
    socket.setNoDelay(true);
    socket.on('data', (piece) => this.#receive(piece));
    socket.on('drain', () => this.#goOn());
    // What is wrong with a connection does not matter: it is closed, and that is told by `close`.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#close());
    this.#watch();
  }

  get client(): Client | null {
    return this.#client;
  }

  /** Has not said HELLO yet. */
  get isStranger(): boolean {
    return this.#state === 'hello';
  }

  /** Closed because so many newer ones are as silent. */
  giveWay(newer: number): void {
    this.#violate(`${newer} newer connections have not said HELLO yet`);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #receive(piece: Buffer): void {
    if (this.#state === 'silent' || this.#state === 'ended') return;
    this.#idleMilliseconds = 0;
    this.#frames.push(piece);
    this.#pump();
    // Whoever sends on without taking the replies is not listened to until he does.
    if (this.#isBusy && this.#frames.heldBytes > MAXIMUM_REQUEST_SIZE_BYTES) this.#socket.pause();
  }

  #pump(): void {
    while (!this.#isBusy && (this.#state === 'hello' || this.#state === 'ready')) {
      const next = this.#frames.next();
      if (next.kind === 'incomplete') return;
      if (next.kind === 'broken') return this.#violate(next.problem);
      if (this.#state === 'hello') this.#greet(next.body);
      else this.#read(next.body);
    }
  }

  #goOn(): void {
    this.#isBusy = false;
    this.#pump();
    if (!this.#isBusy && this.#socket.isPaused()) this.#socket.resume();
  }

  #greet(body: Uint8Array): void {
    clearTimeout(this.#helloTimer);
    const reading = readHello(body);
    if (reading.kind === 'malformed') return this.#violate(reading.problem);
    if (reading.kind === 'wrong-version') {
      const reason = `this host speaks version ${WIRE_VERSION} of the protocol, not ${reading.version}`;
      return this.#sendAway(WelcomeStatus.wrongVersion, `${reason}: use the library that came with it`);
    }
    const { hello } = reading;
    if (!this.#host.isToken(hello.token)) return this.#sendAway(WelcomeStatus.wrongToken, 'the token is wrong');
    const admission = this.#host.admit(hello);
    if (!admission.ok) return this.#sendAway(admission.status, admission.reason);
    this.#client = admission.client;
    this.#state = 'ready';
    this.#send(welcomeFrame(WelcomeStatus.welcome, admission.client.id, ''));
  }

  #read(body: Uint8Array): void {
    const reading = readRequest(body);
    if (!reading.ok) return this.#violate(reading.problem);
    const { request } = reading;
    this.#sequence += 1;
    if (request.sequence !== this.#sequence >>> 0) {
      return this.#violate(`call ${request.sequence} came where call ${this.#sequence} was due`);
    }
    this.#answer(request);
  }

  #answer(request: CallRequest): void {
    const sizeBytes = replySizeBytes(request);
    if (sizeBytes > 0 && !this.#hasRoomFor(request, sizeBytes)) {
      this.#isBusy = true;
      return;
    }
    if (this.#client === null) throw new Error('a call was read before its client was known');
    this.#host.watch.called();
    const frame = this.#host.perform(this.#client, request, this.#reads);
    if (frame === null) {
      this.#giveBack(sizeBytes);
      this.#state = this.#socket.destroyed ? 'ended' : 'silent';
      return;
    }
    if (request.info.name !== 'HrBackupRead') {
      this.#send(frame);
    } else {
      // The callback comes in any case, also when the connection breaks.
      this.#send(frame, () => {
        this.#reads.release(frame);
        this.#giveBack(sizeBytes);
      });
    }
    this.#host.watch.replied();
  }

  /** Whether the reply of a read may be made now; if not, the call is tried again when others have taken theirs. */
  #hasRoomFor(request: CallRequest, sizeBytes: number): boolean {
    return this.#host.budget.take(sizeBytes, () => {
      if (this.#state !== 'ready') return;
      this.#isBusy = false;
      this.#answer(request);
      if (!this.#isBusy) this.#goOn();
    });
  }

  #giveBack(sizeBytes: number): void {
    if (sizeBytes > 0) this.#host.budget.giveBack(sizeBytes);
  }

  #send(frame: Uint8Array, sent?: () => void): void {
    if (!this.#socket.write(frame, sent)) this.#isBusy = true;
  }

  #sendAway(status: WelcomeStatusNumber, reason: string): void {
    this.#state = 'ended';
    this.#host.refused(reason, null);
    this.#socket.end(welcomeFrame(status, 0n, reason));
    setTimeout(() => this.#socket.destroy(), FAREWELL_MILLISECONDS).unref();
  }

  #violate(problem: string): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#host.refused(problem, this.#client);
    this.#socket.destroy();
  }

  /** Looks now and then whether a connection that does nothing may do nothing. */
  #watch(): void {
    const { stall, idle } = this.#host.limits;
    this.#socket.setTimeout(stall);
    this.#socket.on('timeout', () => {
      this.#socket.setTimeout(stall);
      if (this.#state !== 'ready') return;
      this.#idleMilliseconds += stall;
      const isStalled = this.#frames.heldBytes > 0 || this.#socket.writableLength > 0;
      if (isStalled) this.#violate(`nothing moved for ${stall / 1000} seconds in the middle of a frame`);
      else if (this.#idleMilliseconds >= idle) this.#violate(`no call came for ${idle / 1000} seconds`);
    });
  }

  #close(): void {
    clearTimeout(this.#helloTimer);
    this.#state = 'ended';
    this.#host.closed(this);
  }
}
