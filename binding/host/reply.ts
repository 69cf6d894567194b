import type { FunctionInfo, Hresult } from '../../simulator/protocol/index.ts';
import { ByteWriter } from './bytes.ts';
import type { CallRequest } from './request.ts';
import { FrameKind, LENGTH_SIZE_BYTES, REPLY_HEAD_SIZE_BYTES } from './wire.ts';

/** What follows the code in a reply. */
export type ReplyShape = 'context' | 'list' | 'size' | 'read' | 'none';

/** Told by the out-pointers of the prototype. */
export function replyShape({ parameters }: FunctionInfo): ReplyShape {
  const types = parameters.filter(({ direction }) => direction === 'out').map(({ cType }) => cType);
  if (types.includes('HBC *')) return 'context';
  if (types.includes('LPSTR *') || types.includes('LPWSTR *')) return 'list';
  if (types.includes('LARGE_INTEGER *')) return 'size';
  return types.includes('PVOID') ? 'read' : 'none';
}

/** What is answered, with handles and list numbers as the wire has them. A read is written by ReadReply. */
export type ReplyBody =
  | { readonly kind: 'context'; readonly handle: bigint }
  | { readonly kind: 'list'; readonly number: number; readonly list: Uint8Array }
  | { readonly kind: 'size'; readonly sizeBytes: number }
  | { readonly kind: 'none' };

/** A whole frame. */
export function replyFrame(request: CallRequest, code: Hresult, body: ReplyBody): Uint8Array {
  const writer = new ByteWriter().u8(FrameKind.reply).u8(request.functionNumber).u16(0).u32(request.sequence).u32(code);
  switch (body.kind) {
    case 'context':
      return writer.u64(body.handle).frame();
    case 'list':
      return writer.u32(body.number).u32(body.list.length).bytes(body.list).frame();
    case 'size':
      return writer.u64(BigInt(body.sizeBytes)).frame();
    case 'none':
      return writer.frame();
  }
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
const READ_HEAD_SIZE_BYTES = LENGTH_SIZE_BYTES + REPLY_HEAD_SIZE_BYTES + 4;

/** Buffers up to this size are kept for the next read of the connection. */
const KEPT_BUFFER_SIZE_BYTES = 1024 * 1024;

/**
 * The replies of one connection's reads. The API fills the frame itself: data is written once, where it is sent from.
 * The buffer is used again as soon as the last reply has left it.
 */
export class ReadReply {
  #kept: Uint8Array = new Uint8Array(0);
  #isFree = true;

  /** A frame with room for `sizeBytes` of data, and the room. */
  prepare(sizeBytes: number): { readonly frame: Uint8Array; readonly data: Uint8Array } {
    const frame = this.#buffer(READ_HEAD_SIZE_BYTES + sizeBytes);
    return { frame, data: frame.subarray(READ_HEAD_SIZE_BYTES, READ_HEAD_SIZE_BYTES + sizeBytes) };
  }

  /** Writes what stands before the data; the frame to send. */
  finish(frame: Uint8Array, request: CallRequest, code: Hresult, bytesRead: number): Uint8Array {
    const view = new DataView(frame.buffer, frame.byteOffset, READ_HEAD_SIZE_BYTES);
    view.setUint32(0, REPLY_HEAD_SIZE_BYTES + 4 + bytesRead, true);
    view.setUint8(4, FrameKind.reply);
    view.setUint8(5, request.functionNumber);
    view.setUint16(6, 0, true);
    view.setUint32(8, request.sequence, true);
    view.setUint32(12, code, true);
    view.setUint32(16, bytesRead, true);
    this.#isFree &&= frame.buffer !== this.#kept.buffer;
    return frame.subarray(0, READ_HEAD_SIZE_BYTES + bytesRead);
  }

  /** The frame has left this process. */
  release(frame: Uint8Array): void {
    this.#isFree ||= frame.buffer === this.#kept.buffer;
  }

  #buffer(sizeBytes: number): Uint8Array {
    // Not cleared: only bytes that the API has filled are ever sent.
    if (sizeBytes > KEPT_BUFFER_SIZE_BYTES || !this.#isFree) return Buffer.allocUnsafeSlow(sizeBytes);
    if (this.#kept.length < sizeBytes) this.#kept = Buffer.allocUnsafeSlow(sizeBytes);
    return this.#kept;
  }
}
