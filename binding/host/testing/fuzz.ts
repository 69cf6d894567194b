import { connect } from 'node:net';
import { SeededRandom } from '../../../simulator/exchange/index.ts';
import { ByteReader } from '../bytes.ts';
import { FrameReader } from '../frames.ts';
import { readHello } from '../hello.ts';
import { readRequest } from '../request.ts';
import { FrameKind, MAXIMUM_REPLY_SIZE_BYTES, MAXIMUM_REQUEST_SIZE_BYTES } from '../wire.ts';
import { withHost, withSocketPath } from './hosted.ts';
import { damaged, soundCall, soundHello } from './mutations.ts';

export interface FuzzCounts {
  frames: number;
  connections: number;
  /** Connections that were let in, and those that were not. */
  welcomed: number;
  turnedAway: number;
  /** Connections that ended without a byte from the host. */
  unanswered: number;
  replies: number;
  /** Calls that reached the API. */
  calls: number;
  refusedByHost: number;
  /** Frames that the parser alone took and did not take: on a connection nothing is looked at behind the first bad one. */
  sound: number;
  malformed: number;
  peakMemoryBytes: number;
}

export interface FuzzOptions {
  readonly frames: number;
  readonly seed: number;
  /** A defect behind the host, to show that one would be found. */
  readonly plant?: Error;
  onFrames?(done: number): void;
}

const connectionsAtOnce = 12;
const maximumFramesOfConnection = 40;

/**
 * Sends frames of every sort to a host, several connections at once, cut anywhere. Throws when the host does what it
 * must not: crash, hang, answer somebody without the token, answer what was not asked.
 */
export async function fuzzHost({ frames, seed, plant, onFrames }: FuzzOptions): Promise<FuzzCounts> {
  const counts: FuzzCounts = {
    frames: 0,
    connections: 0,
    welcomed: 0,
    turnedAway: 0,
    unanswered: 0,
    replies: 0,
    calls: 0,
    refusedByHost: 0,
    sound: 0,
    malformed: 0,
    peakMemoryBytes: 0,
  };
  await withSocketPath((path) =>
    withHost({ endpoint: { kind: 'unix', path } }, async ({ client, calls, happened, host, answers }) => {
      if (plant !== undefined) answers.failure = plant;
      const random = new SeededRandom(seed);
      while (counts.frames < frames) {
        const admitted = happened.came.length;
        const batch = Array.from({ length: connectionsAtOnce }, () => plan(random, counts));
        await Promise.all(batch.map((planned) => play(path, planned, counts)));
        const allowed = batch.filter(({ mayEnter }) => mayEnter).length;
        if (happened.came.length - admitted > allowed) throw new Error('somebody was let in without the token');
        counts.calls += calls.length;
        calls.length = 0;
        counts.refusedByHost += happened.refused.length;
        happened.came.length = 0;
        happened.gone.length = 0;
        happened.goneApis.length = 0;
        happened.refused.length = 0;
        if (happened.defects.length > 0) throw new Error(`a frame led to a defect: ${String(happened.defects[0])}`);
        counts.peakMemoryBytes = Math.max(counts.peakMemoryBytes, process.memoryUsage().rss);
        onFrames?.(counts.frames);
      }
      const last = await client();
      await last.call('BackupFree', null);
      if (host.clients.length !== 1) throw new Error(`${host.clients.length - 1} clients are left over`);
    }),
  );
  return counts;
}

interface Planned {
  readonly bytes: Uint8Array;
  readonly cuts: readonly number[];
  readonly frames: number;
  /** Whether the first frame can open the door: its token is right, or may have become right. */
  readonly mayEnter: boolean;
}

/** What one connection will send. */
function plan(random: SeededRandom, counts: FuzzCounts): Planned {
  const mayEnter = random.next(10) > 2;
  const frames = 1 + random.next(maximumFramesOfConnection);
  const spoiledFrom = random.next(frames * 2);
  const sent: Uint8Array[] = [];
  for (let index = 0; index < frames; index += 1) {
    const sound = index === 0 && random.next(20) > 0 ? soundHello(random, mayEnter) : soundCall(random, index);
    const isSpoiled = index >= spoiledFrom && random.next(4) > 0;
    const frame = isSpoiled ? damaged(random, sound, soundCall(random, index)) : sound;
    parseAlone(frame, random.next(frame.length + 1), counts);
    sent.push(frame);
  }
  const bytes = Buffer.concat(sent);
  const cuts = Array.from({ length: random.next(6) }, () => random.next(bytes.length));
  return { bytes, frames, mayEnter, cuts: [0, ...cuts.sort((left, right) => left - right), bytes.length] };
}

/** The parser alone, without a connection: it answers with a value whatever comes. */
function parseAlone(frame: Uint8Array, cut: number, counts: FuzzCounts): void {
  const frames = new FrameReader(MAXIMUM_REQUEST_SIZE_BYTES);
  frames.push(frame.subarray(0, cut));
  frames.next();
  frames.push(frame.subarray(cut));
  const next = frames.next();
  const isSound =
    next.kind === 'frame' &&
    (readHello(next.body).kind === 'hello' || readRequest(next.body).ok) &&
    frames.heldBytes === 0;
  if (isSound) counts.sound += 1;
  else counts.malformed += 1;
}

/** Sends it all, half-closes, and judges what comes back until the host closes. */
function play(path: string, { bytes, cuts, frames, mayEnter }: Planned, counts: FuzzCounts): Promise<void> {
  counts.frames += frames;
  counts.connections += 1;
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    const answer = new AnswerJudge(mayEnter, frames);
    const patience = setTimeout(() => reject(new Error('the host neither answered nor closed')), 20_000);
    socket.on('data', (piece) => {
      const problem = answer.take(piece);
      if (problem === null) return;
      socket.destroy();
      reject(new Error(problem));
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(patience);
      counts.replies += answer.replies;
      if (answer.isWelcome) counts.welcomed += 1;
      else if (answer.isTurnedAway) counts.turnedAway += 1;
      else counts.unanswered += 1;
      resolve();
    });
    void sendInPieces((piece) => socket.write(piece), bytes, cuts).then(() => socket.end());
  });
}

async function sendInPieces(
  write: (piece: Uint8Array) => void,
  bytes: Uint8Array,
  cuts: readonly number[],
): Promise<void> {
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    write(bytes.subarray(from, cuts[index + 1]));
    // A turn in between: the pieces arrive as pieces, mixed with those of other connections.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Holds what a host says on one connection against what it may say. */
class AnswerJudge {
  replies = 0;
  isWelcome = false;
  isTurnedAway = false;
  readonly #frames = new FrameReader(MAXIMUM_REPLY_SIZE_BYTES);
  readonly #mayEnter: boolean;
  readonly #sent: number;

  constructor(mayEnter: boolean, sent: number) {
    this.#mayEnter = mayEnter;
    this.#sent = sent;
  }

  /** What is wrong with the answer, null when nothing is. */
  take(piece: Uint8Array): string | null {
    this.#frames.push(piece);
    for (;;) {
      const next = this.#frames.next();
      if (next.kind === 'incomplete') return null;
      if (next.kind === 'broken') return `the host sent ${next.problem}`;
      const problem = this.#frame(next.body);
      if (problem !== null) return problem;
    }
  }

  #frame(body: Uint8Array): string | null {
    const reader = new ByteReader(body);
    const kind = reader.u8();
    if (kind === FrameKind.welcome) {
      if (this.isWelcome || this.isTurnedAway) return 'a second WELCOME';
      const isOpen = reader.u8() === 0;
      if (isOpen && !this.#mayEnter) return 'a WELCOME without the token';
      this.isWelcome = isOpen;
      this.isTurnedAway = !isOpen;
      return null;
    }
    if (kind !== FrameKind.reply) return `a frame of kind ${kind}`;
    if (!this.isWelcome) return 'a reply before a WELCOME';
    this.replies += 1;
    reader.u8();
    if (reader.u16() !== 0 || reader.u32() !== this.replies) return `reply ${this.replies} is not in sequence`;
    return this.replies < this.#sent * 2 ? null : 'more replies than there were calls';
  }
}
