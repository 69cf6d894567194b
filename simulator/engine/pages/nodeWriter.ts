import { PAGE_SIZE_BYTES, stampChecksum } from '../format/index.ts';
import { KEY_SIZE_BYTES, writeKey } from './key.ts';
import { PAGE_HEADER_SIZE_BYTES, SPACE_HEADER_SIZE_BYTES, TAG_SIZE_BYTES } from './pageLayout.ts';

/** Tag flag: the node begins with a u16 that says how many bytes of the page's common prefix its key takes. */
export const TAG_COMPRESSED = 4;
const AREA_SIZE_BYTES = PAGE_SIZE_BYTES - PAGE_HEADER_SIZE_BYTES;

/** The header fields of a page that are not about its nodes (ese-engine.md 2.3). */
export interface PageHeader {
  readonly pageNumber: number;
  readonly databaseTime: number;
  readonly previous: number;
  readonly next: number;
  readonly objectId: number;
  readonly flags: number;
}

/** What tag 0 of a tree's root says about the tree's space (ese-engine.md 7). */
export interface SpaceHeader {
  /** Pages of the extent that the tree was created with. */
  readonly primaryPageCount: number;
  /** Root of the tree whose space this one was taken from; 0 for the database itself. */
  readonly parentRootPageNumber: number;
  /** pgnoOE: root of OwnExt; AvailExt is the page behind it (D: ESE inc/space.hxx). */
  readonly ownedExtentsPageNumber: number;
}

/**
 * Lays the nodes of one page behind each other and their tags from the page's end: first one of the three kinds of tag
 * 0, then the nodes in key order, then `finish`.
 */
export class NodeWriter {
  readonly target: Uint8Array;
  readonly view: DataView;
  readonly #key = new Uint8Array(KEY_SIZE_BYTES);
  #offset = PAGE_HEADER_SIZE_BYTES;
  #tagCount = 0;
  #nodeFlags = 0;

  /** Begins a page in the 4096 bytes of `target`, which lose what they held. */
  constructor(target: Uint8Array) {
    this.target = target;
    this.view = new DataView(target.buffer, target.byteOffset, PAGE_SIZE_BYTES);
    target.fill(0, 0, PAGE_SIZE_BYTES);
  }

  /** Tag 0 of a root: cpgPrimary, pgnoFDP of the parent, fMultiExtent, pgnoOE. */
  spaceHeader({ primaryPageCount, parentRootPageNumber, ownedExtentsPageNumber }: SpaceHeader): void {
    this.view.setUint32(this.#offset, primaryPageCount, true);
    this.view.setUint32(this.#offset + 4, parentRootPageNumber, true);
    this.view.setUint32(this.#offset + 8, 1, true);
    this.view.setUint32(this.#offset + 12, ownedExtentsPageNumber, true);
    this.close(this.#offset + SPACE_HEADER_SIZE_BYTES);
  }

  /** Tag 0 of a space tree's root: no pages are set aside for its own splits (D: ESE inc/fcb.hxx, SPLIT_BUFFER). */
  emptySplitBuffer(): void {
    this.close(this.#offset + SPACE_HEADER_SIZE_BYTES);
  }

  /** Tag 0 of a page below a root: the first bytes of `key`, which nodes may share. */
  prefix(key: number, sizeBytes: number): void {
    writeKey(this.#key, 0, key);
    this.target.set(this.#key.subarray(0, sizeBytes), this.#offset);
    this.close(this.#offset + sizeBytes);
  }

  /** Begins a node with its key; answers where its data goes. `close` ends it. */
  key(key: number, prefixSizeBytes: number): number {
    if (key === Number.POSITIVE_INFINITY) return this.#offset + 2;
    const bytes = this.#key;
    writeKey(bytes, 0, key);
    let at = this.#offset;
    if (prefixSizeBytes > 0) {
      this.#nodeFlags = TAG_COMPRESSED;
      this.view.setUint16(at, prefixSizeBytes, true);
      at += 2;
    }
    this.view.setUint16(at, KEY_SIZE_BYTES - prefixSizeBytes, true);
    at += 2;
    // A loop: for nine bytes a copy by subarray costs more than the bytes, and branch pages are made when they are read.
    for (let index = prefixSizeBytes; index < KEY_SIZE_BYTES; index += 1) this.target[at++] = bytes[index] ?? 0;
    return at;
  }

  /** A whole node of any tree. Its bytes must fit the page: what does not is a broken assumption. */
  node(key: Uint8Array, data: Uint8Array): void {
    const end = this.#offset + 2 + key.length + data.length;
    if (end > PAGE_SIZE_BYTES - (this.#tagCount + 1) * TAG_SIZE_BYTES) {
      throw new Error(
        `A key of ${key.length} and data of ${data.length} bytes do not fit the page from byte ${this.#offset}`,
      );
    }
    this.view.setUint16(this.#offset, key.length, true);
    this.target.set(key, this.#offset + 2);
    this.target.set(data, this.#offset + 2 + key.length);
    this.close(end);
  }

  /** Ends tag 0 or a node at this offset of the page. */
  close(end: number): void {
    const tagOffset = PAGE_SIZE_BYTES - (this.#tagCount + 1) * TAG_SIZE_BYTES;
    this.view.setUint16(tagOffset, end - this.#offset, true);
    this.view.setUint16(tagOffset + 2, (this.#offset - PAGE_HEADER_SIZE_BYTES) | (this.#nodeFlags << 13), true);
    this.#tagCount += 1;
    this.#offset = end;
    this.#nodeFlags = 0;
  }

  /** Writes header and checksum. */
  finish({ pageNumber, databaseTime, previous, next, objectId, flags }: PageHeader): void {
    const { view } = this;
    view.setUint32(4, pageNumber, true);
    view.setUint32(8, databaseTime >>> 0, true);
    view.setUint32(12, Math.floor(databaseTime / 2 ** 32), true);
    view.setUint32(16, previous, true);
    view.setUint32(20, next, true);
    view.setUint32(24, objectId, true);
    const endOfData = this.#offset - PAGE_HEADER_SIZE_BYTES;
    view.setUint16(28, AREA_SIZE_BYTES - endOfData - this.#tagCount * TAG_SIZE_BYTES, true);
    view.setUint16(32, endOfData, true);
    view.setUint16(34, this.#tagCount, true);
    view.setUint32(36, flags, true);
    stampChecksum(this.target);
  }
}
