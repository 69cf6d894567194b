const PAGES_PER_CHUNK = 256;
const WORDS_PER_CHUNK = PAGES_PER_CHUNK / 32;

/** The size of a page held in memory; the engine's page size, so that a changed database page costs exactly one. */
export const FILE_PAGE_SIZE_BYTES = 4096;

interface Chunk {
  /** The table that may write here; every other table that holds this chunk must copy it first. */
  readonly owner: object;
  /** One bit per page: held. */
  readonly present: Uint32Array;
  /** One bit per page: the page's bytes belong to the owner alone. */
  readonly own: Uint32Array;
  readonly pages: (Uint8Array | undefined)[];
}

const hasBit = (words: Uint32Array, bit: number): boolean => (((words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;

function setBit(words: Uint32Array, bit: number): void {
  words[bit >>> 5] = (words[bit >>> 5] ?? 0) | (1 << (bit & 31));
}

/** The first set bit in [from, limit) of a chunk, or `limit`. */
function nextBit(words: Uint32Array, from: number, limit: number): number {
  let wordIndex = from >>> 5;
  let word = (words[wordIndex] ?? 0) & (-1 << (from & 31));
  for (;;) {
    if (word !== 0) return Math.min(limit, wordIndex * 32 + 31 - Math.clz32(word & -word));
    wordIndex += 1;
    if (wordIndex * 32 >= limit) return limit;
    word = words[wordIndex] ?? 0;
  }
}

/**
 * A sparse table of 4096-byte pages by page index, copy-on-write.
 *
 * Chunks of 256 pages carry a bitmap, so that "nothing is held in this run" is one map look-up and a word or two for
 * a read of 64 KiB: the streaming speed of multi-gigabyte files depends on it. A clone costs its chunks, not its pages.
 */
export class PageTable {
  #chunks: Map<number, Chunk> = new Map();
  #owner: object = {};
  #pageCount = 0;

  get pageCount(): number {
    return this.#pageCount;
  }

  /** The bytes of a page, to be read only; undefined when the table does not hold it. */
  page(index: number): Uint8Array | undefined {
    return this.#chunks.get(Math.floor(index / PAGES_PER_CHUNK))?.pages[index % PAGES_PER_CHUNK];
  }

  /** The first page in [from, limit) that the table holds, or `limit`. */
  nextHeld(from: number, limit: number): number {
    if (this.#pageCount === 0) return limit;
    let index = from;
    while (index < limit) {
      const chunkIndex = Math.floor(index / PAGES_PER_CHUNK);
      const first = chunkIndex * PAGES_PER_CHUNK;
      const chunk = this.#chunks.get(chunkIndex);
      const chunkLimit = Math.min(PAGES_PER_CHUNK, limit - first);
      if (chunk !== undefined) {
        const bit = nextBit(chunk.present, index - first, chunkLimit);
        if (bit < chunkLimit) return first + bit;
      }
      index = first + chunkLimit;
    }
    return limit;
  }

  /** The bytes of a page, to be written: made (all zero) if it was not held, copied first if a clone shares it. */
  writablePage(index: number): Uint8Array {
    const chunk = this.#writableChunk(Math.floor(index / PAGES_PER_CHUNK));
    const bit = index % PAGES_PER_CHUNK;
    const held = chunk.pages[bit];
    if (held !== undefined && hasBit(chunk.own, bit)) return held;
    const page = held === undefined ? new Uint8Array(FILE_PAGE_SIZE_BYTES) : held.slice();
    if (held === undefined) this.#pageCount += 1;
    chunk.pages[bit] = page;
    setBit(chunk.present, bit);
    setBit(chunk.own, bit);
    return page;
  }

  /** Forgets every page at or above `index`. */
  removeFrom(index: number): void {
    const boundary = Math.floor(index / PAGES_PER_CHUNK);
    for (const [chunkIndex, chunk] of this.#chunks) {
      if (chunkIndex < boundary) continue;
      const keep = chunkIndex === boundary ? index % PAGES_PER_CHUNK : 0;
      if (keep === 0) {
        this.#chunks.delete(chunkIndex);
        this.#pageCount -= chunk.pages.reduce((count, page) => (page === undefined ? count : count + 1), 0);
      } else {
        this.#truncateChunk(this.#writableChunk(chunkIndex), keep);
      }
    }
  }

  clone(): PageTable {
    const copy = new PageTable();
    copy.#chunks = new Map(this.#chunks);
    copy.#pageCount = this.#pageCount;
    // Neither table owns what is shared from now on: the next write of either copies.
    this.#owner = {};
    return copy;
  }

  #writableChunk(chunkIndex: number): Chunk {
    const chunk = this.#chunks.get(chunkIndex);
    if (chunk !== undefined && chunk.owner === this.#owner) return chunk;
    const writable: Chunk = {
      owner: this.#owner,
      present: chunk === undefined ? new Uint32Array(WORDS_PER_CHUNK) : chunk.present.slice(),
      own: new Uint32Array(WORDS_PER_CHUNK),
      pages: chunk === undefined ? new Array(PAGES_PER_CHUNK).fill(undefined) : chunk.pages.slice(),
    };
    this.#chunks.set(chunkIndex, writable);
    return writable;
  }

  #truncateChunk(chunk: Chunk, keep: number): void {
    for (let bit = keep; bit < PAGES_PER_CHUNK; bit += 1) {
      if (chunk.pages[bit] === undefined) continue;
      chunk.pages[bit] = undefined;
      const mask = ~(1 << (bit & 31));
      chunk.present[bit >>> 5] = (chunk.present[bit >>> 5] ?? 0) & mask;
      chunk.own[bit >>> 5] = (chunk.own[bit >>> 5] ?? 0) & mask;
      this.#pageCount -= 1;
    }
  }
}
