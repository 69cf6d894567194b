import type { Hbc } from '../../simulator/protocol/index.ts';

/** Hands out 32-bit numbers, from a random start, that no other context of this host has. */
export class HandleSource {
  #next: number;

  /** `start`: 32 random bits. */
  constructor(start: number) {
    this.#next = start >>> 0;
  }

  take(): number {
    // A handle is a pointer to its holder: never NULL, never INVALID_HANDLE_VALUE, and a multiple of four.
    do this.#next = ((this.#next & ~3) + 4) >>> 0;
    while (this.#next === 0);
    return this.#next;
  }
}

/** Contexts that a client may have open at once. The simulator has the same limit, and takes it for a defect. */
const MAXIMUM_CONTEXTS = 1024;

/** What the API has never given out: the server finds no context under it. */
const UNKNOWN_HBC = 0 as Hbc;

/** The contexts of one client, by the handle that its process holds. */
export class HandleTable {
  readonly #contexts = new Map<bigint, Hbc>();
  readonly #source: HandleSource;
  readonly #highBits: bigint;

  /**
   * `highBits`: 15 bits above the 32, for processes whose pointers have room; 0 for the others. With them an agent that
   * keeps a pointer in 32 bits is found out, as it would be by a real library.
   */
  constructor(source: HandleSource, highBits: number) {
    this.#source = source;
    this.#highBits = BigInt(highBits) << 32n;
  }

  get isFull(): boolean {
    return this.#contexts.size >= MAXIMUM_CONTEXTS;
  }

  add(hbc: Hbc): bigint {
    const handle = this.#highBits | BigInt(this.#source.take());
    this.#contexts.set(handle, hbc);
    return handle;
  }

  /** The context of a handle; for a handle that means nothing, one that means nothing. */
  find(handle: bigint): Hbc {
    return this.#contexts.get(handle) ?? UNKNOWN_HBC;
  }

  remove(handle: bigint): void {
    this.#contexts.delete(handle);
  }
}
