import { type FunctionInfo, functionInfos, type Hresult } from '../../simulator/protocol/index.ts';
import { writeU32 } from './bytes.ts';
import type { CallRequest } from './request.ts';
import { FrameKind, LENGTH_SIZE_BYTES, REPLY_HEAD_SIZE_BYTES } from './wire.ts';

/** What follows the code in a reply. */
export type ReplyShape = 'context' | 'list' | 'size' | 'read' | 'none';

/** Told by the out-pointers of the prototype. */
export const replyShape = ({ name }: FunctionInfo): ReplyShape => shapes.get(name) ?? 'none';

function shapeOf({ parameters }: FunctionInfo): ReplyShape {
  const types = parameters.filter(({ direction }) => direction === 'out').map(({ cType }) => cType);
  if (types.includes('HBC *')) return 'context';
  if (types.includes('LPSTR *') || types.includes('LPWSTR *')) return 'list';
  if (types.includes('LARGE_INTEGER *')) return 'size';
  return types.includes('PVOID') ? 'read' : 'none';
}

const shapes: ReadonlyMap<string, ReplyShape> = new Map(functionInfos.map((info) => [info.name, shapeOf(info)]));

/** What is answered, with handles and list numbers as the wire has them. A read is written by ReadReply. */
export type ReplyBody =
  | { readonly kind: 'context'; readonly handle: bigint }
  | { readonly kind: 'list'; readonly number: number; readonly list: Uint8Array }
  | { readonly kind: 'size'; readonly sizeBytes: number }
  | { readonly kind: 'none' };

/** A whole frame. */
export function replyFrame(request: CallRequest, code: Hresult, body: ReplyBody): Uint8Array {
  switch (body.kind) {
    case 'context': {
      const frame = frameWith(request, code, 8);
      writeU32(frame, RESULTS_OFFSET_BYTES, Number(body.handle & 0xffff_ffffn));
      writeU32(frame, RESULTS_OFFSET_BYTES + 4, Number(body.handle >> 32n));
      return frame;
    }
    case 'list': {
      const frame = frameWith(request, code, 8 + body.list.length);
      writeU32(frame, RESULTS_OFFSET_BYTES, body.number);
      writeU32(frame, RESULTS_OFFSET_BYTES + 4, body.list.length);
      frame.set(body.list, RESULTS_OFFSET_BYTES + 8);
      return frame;
    }
    case 'size': {
      const frame = frameWith(request, code, 8);
      writeU32(frame, RESULTS_OFFSET_BYTES, body.sizeBytes % 2 ** 32);
      writeU32(frame, RESULTS_OFFSET_BYTES + 4, Math.floor(body.sizeBytes / 2 ** 32));
      return frame;
    }
    case 'none':
      return frameWith(request, code, 0);
  }
}

const RESULTS_OFFSET_BYTES = LENGTH_SIZE_BYTES + REPLY_HEAD_SIZE_BYTES;

/** A frame with room for results, which the caller fills to the last byte. */
function frameWith(request: CallRequest, code: Hresult, resultsSizeBytes: number): Uint8Array {
  const frame = Buffer.allocUnsafe(RESULTS_OFFSET_BYTES + resultsSizeBytes);
  writeHead(frame, request, code, resultsSizeBytes);
  return frame;
}

/** Length, and all that comes before the results. */
function writeHead(frame: Uint8Array, request: CallRequest, code: Hresult, resultsSizeBytes: number): void {
  writeU32(frame, 0, REPLY_HEAD_SIZE_BYTES + resultsSizeBytes);
  frame[4] = FrameKind.reply;
  frame[5] = request.functionNumber;
  frame[6] = 0;
  frame[7] = 0;
  writeU32(frame, 8, request.sequence);
  writeU32(frame, 12, code);
}

/** The body of a failure, and of a call that the host itself does not pass on. */
export function emptyBody(shape: ReplyShape): ReplyBody {
  switch (shape) {
    case 'context':
      return { kind: 'context', handle: 0n };
    case 'list':
      return { kind: 'list', number: 0, list: new Uint8Array(0) };
    case 'size':
      return { kind: 'size', sizeBytes: 0 };
    case 'read':
      throw new Error('the reply of a read has a writer of its own');
    case 'none':
      return { kind: 'none' };
  }
}

/** What stands before the data of a read: length, head, and the number of bytes read. */
const READ_HEAD_SIZE_BYTES = RESULTS_OFFSET_BYTES + 4;

/** Buffers with room for this much data are kept for the next read of the connection. */
const KEPT_DATA_SIZE_BYTES = 1024 * 1024;

/** Data begins at a multiple of 16, where memory is copied fastest; the head is right before it. */
const DATA_OFFSET_BYTES = 32;

/** A frame, and the room for data at its end. */
export interface ReadRoom {
  readonly frame: Uint8Array;
  readonly data: Uint8Array;
}

/** Not cleared: only bytes that the API has filled are ever sent. */
const allocate = (dataSizeBytes: number): Uint8Array => Buffer.allocUnsafeSlow(DATA_OFFSET_BYTES + dataSizeBytes);

function roomIn(buffer: Uint8Array, dataSizeBytes: number): ReadRoom {
  const end = DATA_OFFSET_BYTES + dataSizeBytes;
  const frame = buffer.subarray(DATA_OFFSET_BYTES - READ_HEAD_SIZE_BYTES, end);
  return { frame, data: buffer.subarray(DATA_OFFSET_BYTES, end) };
}

/**
 * The replies of one connection's reads. The API fills the frame itself: data is written once, where it is sent from.
 * The buffer is used again as soon as the last reply has left it.
 */
export class ReadReply {
  #buffer: Uint8Array = allocate(0);
  #room: ReadRoom = roomIn(this.#buffer, 0);
  #isFree = true;

  prepare(sizeBytes: number): ReadRoom {
    if (sizeBytes > KEPT_DATA_SIZE_BYTES || !this.#isFree) return roomIn(allocate(sizeBytes), sizeBytes);
    // An agent reads with one size from beginning to end.
    if (this.#room.data.length !== sizeBytes) {
      if (this.#buffer.length < DATA_OFFSET_BYTES + sizeBytes) this.#buffer = allocate(sizeBytes);
      this.#room = roomIn(this.#buffer, sizeBytes);
    }
    return this.#room;
  }

  /** Writes what stands before the data; the frame to send. */
  finish({ frame, data }: ReadRoom, request: CallRequest, code: Hresult, bytesRead: number): Uint8Array {
    writeHead(frame, request, code, 4 + bytesRead);
    writeU32(frame, RESULTS_OFFSET_BYTES, bytesRead);
    this.#isFree &&= frame.buffer !== this.#buffer.buffer;
    return bytesRead === data.length ? frame : frame.subarray(0, READ_HEAD_SIZE_BYTES + bytesRead);
  }

  /** The frame has left this process. */
  release(frame: Uint8Array): void {
    this.#isFree ||= frame.buffer === this.#buffer.buffer;
  }
}
