import type { ExportName } from '../../simulator/protocol/index.ts';
import type { NativeLibrary } from './nativeFunctions.ts';

/** As many lists as a client of the simulator may hold without freeing one. */
const MAXIMUM_LISTS = 4096;

/** The largest list that is copied: 64 MiB, as between shim and host (binding/WIRE.md). */
const MAXIMUM_LIST_BYTES = 64 * 1024 * 1024;

/** Lists that a library gave and has not got back: what the caller holds is a copy, made at once. */
export class NativeLists {
  /** Times somebody freed what is no list, or no longer one. */
  strayFrees = 0;
  readonly #library: NativeLibrary;
  readonly #pointers = new Map<Uint8Array, bigint>();

  constructor(library: NativeLibrary) {
    this.#library = library;
  }

  get unfreed(): number {
    return this.#pointers.size;
  }

  /**
   * Copies a list. One larger than any list can be is not looked at: its copy is empty, so that its length differs from
   * the size the library told, and it can be freed like any other.
   */
  add(name: ExportName, pointer: bigint, sizeBytes: number): Uint8Array {
    if (this.#pointers.size >= MAXIMUM_LISTS) {
      throw new RangeError(`${name}: ${MAXIMUM_LISTS} lists of this library were never freed`);
    }
    const copy = this.#library.copy(pointer, sizeBytes > MAXIMUM_LIST_BYTES ? 0 : sizeBytes);
    this.#pointers.set(copy, pointer);
    return copy;
  }

  /** The native pointer of a copy, once; undefined afterwards, and for what is no list. */
  take(copy: Uint8Array): bigint | undefined {
    const pointer = this.#pointers.get(copy);
    if (pointer === undefined) this.strayFrees += 1;
    else this.#pointers.delete(copy);
    return pointer;
  }
}
