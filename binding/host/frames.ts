import { readU32 } from './bytes.ts';
import { LENGTH_SIZE_BYTES } from './wire.ts';

export type FrameResult =
  | { readonly kind: 'frame'; readonly body: Uint8Array }
  /** The rest is still to come. */
  | { readonly kind: 'incomplete' }
  /** The stream cannot be read any further. */
  | { readonly kind: 'broken'; readonly problem: string };

const INCOMPLETE: FrameResult = { kind: 'incomplete' };

/**
 * Cuts a byte stream into frames. Every byte is copied at most once, however small the pieces it comes in; a length
 * beyond the limit is refused when it is seen, before anything of its body is kept.
 */
export class FrameReader {
  readonly #maximumSizeBytes: number;
  #pieces: Uint8Array[] = [];
  /** The first piece that is not used up, and where it is to be read on. */
  #index = 0;
  #offsetBytes = 0;
  #heldBytes = 0;
  #bodySizeBytes: number | null = null;

  constructor(maximumSizeBytes: number) {
    this.#maximumSizeBytes = maximumSizeBytes;
  }

  /** Bytes that came and were not handed out yet. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Adds what came. The bytes are kept as they are: the caller no longer changes them. */
  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(piece);
    this.#heldBytes += piece.length;
  }

  /** The next frame, if all of it is there. */
  next(): FrameResult {
    if (this.#bodySizeBytes === null) {
      if (this.#heldBytes < LENGTH_SIZE_BYTES) return INCOMPLETE;
      this.#bodySizeBytes = this.#takeLength();
    }
    const sizeBytes = this.#bodySizeBytes;
    if (sizeBytes > this.#maximumSizeBytes) {
      return {
        kind: 'broken',
        problem: `a frame of ${sizeBytes} bytes; at most ${this.#maximumSizeBytes} are allowed`,
      };
    }
    if (sizeBytes === 0) return { kind: 'broken', problem: 'a frame of 0 bytes, which has no kind' };
    if (this.#heldBytes < sizeBytes) return INCOMPLETE;
    this.#bodySizeBytes = null;
    return { kind: 'frame', body: this.#take(sizeBytes) };
  }

  #takeLength(): number {
    const first = this.#pieces[this.#index];
    if (first === undefined || first.length - this.#offsetBytes < LENGTH_SIZE_BYTES) {
      return readU32(this.#take(LENGTH_SIZE_BYTES), 0);
    }
    // As it nearly always comes, and without a view for four bytes.
    const length = readU32(first, this.#offsetBytes);
    this.#heldBytes -= LENGTH_SIZE_BYTES;
    this.#advance(LENGTH_SIZE_BYTES, first);
    return length;
  }

  /** Takes bytes that are there: a view where they came in one piece, a copy where they did not. */
  #take(sizeBytes: number): Uint8Array {
    this.#heldBytes -= sizeBytes;
    const first = this.#pieces[this.#index];
    if (first !== undefined && first.length - this.#offsetBytes >= sizeBytes) {
      const view = first.subarray(this.#offsetBytes, this.#offsetBytes + sizeBytes);
      this.#advance(sizeBytes, first);
      return view;
    }
    const copy = new Uint8Array(sizeBytes);
    let done = 0;
    while (done < sizeBytes) {
      const piece = this.#pieces[this.#index];
      if (piece === undefined) throw new Error('a frame reader counted bytes that it does not hold');
      const count = Math.min(sizeBytes - done, piece.length - this.#offsetBytes);
      copy.set(piece.subarray(this.#offsetBytes, this.#offsetBytes + count), done);
      done += count;
      this.#advance(count, piece);
    }
    return copy;
  }

  #advance(count: number, piece: Uint8Array): void {
    this.#offsetBytes += count;
    if (this.#offsetBytes < piece.length) return;
    this.#offsetBytes = 0;
    this.#index += 1;
    if (this.#index < this.#pieces.length) return;
    this.#pieces = [];
    this.#index = 0;
  }
}
