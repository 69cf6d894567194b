import { PAGE_SIZE_BYTES } from '../../format/index.ts';
import { PAGE_HEADER_SIZE_BYTES, TAG_SIZE_BYTES } from '../../pages/index.ts';

const OFFSET_MASK = 0x1fff;
const COMPRESSED_FLAG = 4 << 13;

/** Where the key of a node is: so many bytes of the page's prefix, and then a suffix. */
interface KeyPlace {
  prefixSize: number;
  suffixAt: number;
  suffixSize: number;
}

/**
 * The first node of a page whose key is below that of the node before it; 0 when there is none. Keys are compared as bytes,
 * as the engine does (D: ESE); the empty key that ends a branch is above all others. Two that are equal are no fault: an
 * index may have them. Nodes that reach out of the page are not judged here. Nothing is allocated: a store has millions of
 * leaves.
 */
export class KeyOrder {
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #prefixAt = 0;
  #prefixSize = 0;
  #before: KeyPlace = { prefixSize: 0, suffixAt: 0, suffixSize: 0 };
  #here: KeyPlace = { prefixSize: 0, suffixAt: 0, suffixSize: 0 };

  firstFault(bytes: Uint8Array, view: DataView, at: number): number {
    this.#bytes = bytes;
    this.#view = view;
    this.#at = at;
    const tagCount = view.getUint16(at + 34, true);
    if (tagCount < 3 || tagCount * TAG_SIZE_BYTES > PAGE_SIZE_BYTES - PAGE_HEADER_SIZE_BYTES) return 0;
    this.#prefixAt = this.#startOf(0);
    this.#prefixSize = view.getUint16(this.#tagAt(0), true) & OFFSET_MASK;
    if (this.#prefixAt + this.#prefixSize > at + PAGE_SIZE_BYTES || !this.#find(1, this.#before)) return 0;
    for (let tag = 2; tag < tagCount; tag += 1) {
      if (!this.#find(tag, this.#here)) return 0;
      if (this.#isBelow()) return tag;
      [this.#before, this.#here] = [this.#here, this.#before];
    }
    return 0;
  }

  #tagAt(tag: number): number {
    return this.#at + PAGE_SIZE_BYTES - (tag + 1) * TAG_SIZE_BYTES;
  }

  #startOf(tag: number): number {
    return this.#at + PAGE_HEADER_SIZE_BYTES + (this.#view.getUint16(this.#tagAt(tag) + 2, true) & OFFSET_MASK);
  }

  /** False when the key is not inside the page. */
  #find(tag: number, place: KeyPlace): boolean {
    const start = this.#startOf(tag);
    const end = this.#at + PAGE_SIZE_BYTES;
    if (start + 4 > end) return false;
    const isCompressed = (this.#view.getUint16(this.#tagAt(tag) + 2, true) & COMPRESSED_FLAG) !== 0;
    place.prefixSize = isCompressed ? this.#view.getUint16(start, true) : 0;
    place.suffixAt = start + (isCompressed ? 4 : 2);
    place.suffixSize = this.#view.getUint16(place.suffixAt - 2, true);
    return place.prefixSize <= this.#prefixSize && place.suffixAt + place.suffixSize <= end;
  }

  #isBelow(): boolean {
    const [before, here] = [this.#before, this.#here];
    const [sizeBefore, size] = [before.prefixSize + before.suffixSize, here.prefixSize + here.suffixSize];
    if (size === 0 || sizeBefore === 0) return sizeBefore === 0 && size > 0;
    const common = Math.min(sizeBefore, size);
    for (let index = Math.min(before.prefixSize, here.prefixSize); index < common; index += 1) {
      const difference = this.#byteOf(here, index) - this.#byteOf(before, index);
      if (difference !== 0) return difference < 0;
    }
    return size < sizeBefore;
  }

  #byteOf({ prefixSize, suffixAt }: KeyPlace, index: number): number {
    return this.#bytes[index < prefixSize ? this.#prefixAt + index : suffixAt + index - prefixSize] ?? 0;
  }
}
