import { checksumMatches, isAllZero, PAGE_SIZE_BYTES, stampChecksum } from '../format/index.ts';
import { commonPrefixSizeBytes, KEY_SIZE_BYTES, readKey, writeKey } from './key.ts';
import { PAGE_CAPACITY_BYTES, Page } from './page.ts';
import { PAGE_HEADER_SIZE_BYTES, SPACE_HEADER_SIZE_BYTES, TAG_SIZE_BYTES } from './pageLayout.ts';
import { ROW_OVERHEAD_BYTES, readRow, writeRow } from './row.ts';

/** Tag flag: the node begins with a u16 that says how many bytes of the page's common prefix its key takes. */
const TAG_COMPRESSED = 4;
const OFFSET_MASK = 0x1fff;
const AREA_SIZE_BYTES = PAGE_SIZE_BYTES - PAGE_HEADER_SIZE_BYTES;

/** pgnoOE of the space header: where OwnExt of our table would be. */
const OWNED_EXTENTS_PAGE_NUMBER = 33;

/** Writes a page in the layout of the era (ese-engine.md 2.3), with its checksum, to the 4096 bytes of `target`. */
export function encodePage(page: Page, target: Uint8Array): void {
  if (page.usedBytes > PAGE_CAPACITY_BYTES) {
    throw new Error(`Page ${page.pageNumber} holds ${page.usedBytes} bytes of nodes, more than fit`);
  }
  const view = new DataView(target.buffer, target.byteOffset, PAGE_SIZE_BYTES);
  target.fill(0, 0, PAGE_SIZE_BYTES);
  view.setUint32(4, page.pageNumber, true);
  view.setUint32(8, page.databaseTime >>> 0, true);
  view.setUint32(12, Math.floor(page.databaseTime / 2 ** 32), true);
  view.setUint32(16, page.previous, true);
  view.setUint32(20, page.next, true);
  view.setUint32(24, page.objectId, true);
  const nodes = new NodeWriter(target, view);
  const prefixSizeBytes = page.isRoot ? 0 : worthwhilePrefixSizeBytes(page.keys);
  if (page.isRoot) nodes.spaceHeader();
  else nodes.prefix(page.keys[0] ?? 0, prefixSizeBytes);
  for (const [index, key] of page.keys.entries()) {
    const dataOffset = nodes.key(key, prefixSizeBytes);
    if (page.isLeaf) {
      const value = page.values[index] ?? new Uint8Array(0);
      writeRow(view, target, dataOffset, key, value);
      nodes.close(dataOffset + ROW_OVERHEAD_BYTES + value.length);
    } else {
      view.setUint32(dataOffset, page.children[index] ?? 0, true);
      nodes.close(dataOffset + 4);
    }
  }
  const endOfData = nodes.offset - PAGE_HEADER_SIZE_BYTES;
  view.setUint16(28, AREA_SIZE_BYTES - endOfData - nodes.tagCount * TAG_SIZE_BYTES, true);
  view.setUint16(32, endOfData, true);
  view.setUint16(34, nodes.tagCount, true);
  view.setUint32(36, page.flags, true);
  stampChecksum(target);
}

/** A prefix costs its own bytes and two in each node that uses it: taken only when it saves. */
function worthwhilePrefixSizeBytes(keys: readonly number[]): number {
  const finiteCount = keys.at(-1) === Number.POSITIVE_INFINITY ? keys.length - 1 : keys.length;
  const first = keys[0];
  const last = keys[finiteCount - 1];
  if (first === undefined || last === undefined || finiteCount < 2) return 0;
  const size = commonPrefixSizeBytes(first, last);
  return size + finiteCount * (2 - size) < 0 ? size : 0;
}

/** Lays nodes one behind the other and their tags from the page's end. */
class NodeWriter {
  readonly #target: Uint8Array;
  readonly #view: DataView;
  readonly #key = new Uint8Array(KEY_SIZE_BYTES);
  offset = PAGE_HEADER_SIZE_BYTES;
  tagCount = 0;
  #nodeStart = PAGE_HEADER_SIZE_BYTES;
  #nodeFlags = 0;

  constructor(target: Uint8Array, view: DataView) {
    this.#target = target;
    this.#view = view;
  }

  /** cpgPrimary, pgnoFDP of the parent, fMultiExtent, pgnoOE. */
  spaceHeader(): void {
    this.#view.setUint32(this.offset, 1, true);
    this.#view.setUint32(this.offset + 8, 1, true);
    this.#view.setUint32(this.offset + 12, OWNED_EXTENTS_PAGE_NUMBER, true);
    this.close(this.offset + SPACE_HEADER_SIZE_BYTES);
  }

  prefix(key: number, sizeBytes: number): void {
    const bytes = this.#key;
    writeKey(bytes, 0, key);
    this.#target.set(bytes.subarray(0, sizeBytes), this.offset);
    this.close(this.offset + sizeBytes);
  }

  /** Begins a node with its key; answers where its data goes. */
  key(key: number, prefixSizeBytes: number): number {
    if (key === Number.POSITIVE_INFINITY) return this.offset + 2;
    const bytes = this.#key;
    writeKey(bytes, 0, key);
    let at = this.offset;
    if (prefixSizeBytes > 0) {
      this.#nodeFlags = TAG_COMPRESSED;
      this.#view.setUint16(at, prefixSizeBytes, true);
      at += 2;
    }
    this.#view.setUint16(at, KEY_SIZE_BYTES - prefixSizeBytes, true);
    at += 2;
    // A loop: for nine bytes a copy by subarray costs more than the bytes, and branch pages are made when they are read.
    for (let index = prefixSizeBytes; index < KEY_SIZE_BYTES; index += 1) this.#target[at++] = bytes[index] ?? 0;
    return at;
  }

  close(end: number): void {
    const tagOffset = PAGE_SIZE_BYTES - (this.tagCount + 1) * TAG_SIZE_BYTES;
    this.#view.setUint16(tagOffset, end - this.#nodeStart, true);
    this.#view.setUint16(tagOffset + 2, (this.#nodeStart - PAGE_HEADER_SIZE_BYTES) | (this.#nodeFlags << 13), true);
    this.tagCount += 1;
    this.offset = end;
    this.#nodeStart = end;
    this.#nodeFlags = 0;
  }
}

/**
 * Why the 4096 bytes at `offset` cannot be page `pageNumber`: null when they can. A page of zeros is one that was
 * never written, and all right (ese-engine.md 2.3).
 */
export function pageDamage(bytes: Uint8Array, offset: number, pageNumber: number): 'checksum' | 'page-number' | null {
  const at = bytes.byteOffset + offset;
  const found = new DataView(bytes.buffer, at, 8).getUint32(4, true);
  if (checksumMatches(bytes, offset)) return found === pageNumber ? null : 'page-number';
  return found === 0 && isAllZero(bytes, offset) ? null : 'checksum';
}

/** dbtime and page number of an encoded page, without decoding the rest. */
export function pageIdentity(
  bytes: Uint8Array,
  offset: number,
): { readonly pageNumber: number; readonly databaseTime: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, 16);
  return {
    pageNumber: view.getUint32(4, true),
    databaseTime: view.getUint32(8, true) + view.getUint32(12, true) * 2 ** 32,
  };
}

/**
 * The page in 4096 bytes whose checksum was found right; values are views of `bytes`, which must not change any more.
 * Null when the nodes do not make sense: a page that some other program wrote.
 */
export function decodePage(bytes: Uint8Array, pageNumber: number): Page | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_SIZE_BYTES);
  const page = new Page(pageNumber);
  page.databaseTime = pageIdentity(bytes, 0).databaseTime;
  page.previous = view.getUint32(16, true);
  page.next = view.getUint32(20, true);
  page.objectId = view.getUint32(24, true);
  page.flags = view.getUint32(36, true);
  const tagCount = view.getUint16(34, true);
  if (tagCount === 0) return page;
  const prefix = tagBytes(bytes, view, 0);
  if (prefix === null || tagCount * TAG_SIZE_BYTES > AREA_SIZE_BYTES) return null;
  const keys: number[] = [];
  const values: Uint8Array[] = [];
  const children: number[] = [];
  for (let tag = 1; tag < tagCount; tag += 1) {
    const node = tagBytes(bytes, view, tag);
    const split = node === null ? null : splitNode(node.bytes, node.flags, prefix.bytes);
    if (split === null || split.key <= (keys.at(-1) ?? -1)) return null;
    keys.push(split.key);
    if (page.isLeaf) {
      const value = readRow(split.data, split.key);
      if (value === null) return null;
      values.push(value);
    } else {
      if (split.data.length !== 4) return null;
      children.push(new DataView(split.data.buffer, split.data.byteOffset, 4).getUint32(0, true));
    }
  }
  page.setNodes(keys, values, children);
  return page.usedBytes <= PAGE_CAPACITY_BYTES ? page : null;
}

function tagBytes(bytes: Uint8Array, view: DataView, tag: number): { bytes: Uint8Array; flags: number } | null {
  const tagOffset = PAGE_SIZE_BYTES - (tag + 1) * TAG_SIZE_BYTES;
  if (tagOffset < PAGE_HEADER_SIZE_BYTES) return null;
  const size = view.getUint16(tagOffset, true) & OFFSET_MASK;
  const raw = view.getUint16(tagOffset + 2, true);
  const start = PAGE_HEADER_SIZE_BYTES + (raw & OFFSET_MASK);
  if (start + size > PAGE_SIZE_BYTES) return null;
  return { bytes: bytes.subarray(start, start + size), flags: raw >>> 13 };
}

function splitNode(node: Uint8Array, flags: number, prefix: Uint8Array): { key: number; data: Uint8Array } | null {
  const view = new DataView(node.buffer, node.byteOffset, node.length);
  let at = 0;
  let prefixSizeBytes = 0;
  if ((flags & TAG_COMPRESSED) !== 0) {
    if (node.length < 4) return null;
    prefixSizeBytes = view.getUint16(0, true);
    at = 2;
  }
  if (node.length < at + 2 || prefixSizeBytes > prefix.length) return null;
  const suffixSizeBytes = view.getUint16(at, true);
  at += 2;
  if (node.length < at + suffixSizeBytes) return null;
  const data = node.subarray(at + suffixSizeBytes);
  if (prefixSizeBytes + suffixSizeBytes === 0) return { key: Number.POSITIVE_INFINITY, data };
  if (prefixSizeBytes + suffixSizeBytes !== KEY_SIZE_BYTES) return null;
  const bytes = new Uint8Array(KEY_SIZE_BYTES);
  bytes.set(prefix.subarray(0, prefixSizeBytes));
  bytes.set(node.subarray(at, at + suffixSizeBytes), prefixSizeBytes);
  const key = readKey(bytes);
  return key === null ? null : { key, data };
}
