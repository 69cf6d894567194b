import { checksumMatches, isAllZero, PAGE_SIZE_BYTES } from '../format/index.ts';
import { extentsOf, readExtent, writeExtent } from './extent.ts';
import { commonPrefixSizeBytes, readKey } from './key.ts';
import { NodeWriter, type SpaceHeader, TAG_COMPRESSED } from './nodeWriter.ts';
import { PAGE_CAPACITY_BYTES, Page } from './page.ts';
import {
  OWNED_EXTENTS_PAGE_NUMBER,
  PAGE_HEADER_SIZE_BYTES,
  TABLE_PRIMARY_PAGE_COUNT,
  TAG_SIZE_BYTES,
} from './pageLayout.ts';
import { leafNodeSizeBytes, ROW_OVERHEAD_BYTES, readRow, writeRow } from './row.ts';

const OFFSET_MASK = 0x1fff;
const AREA_SIZE_BYTES = PAGE_SIZE_BYTES - PAGE_HEADER_SIZE_BYTES;

const NO_VALUE = new Uint8Array(0);
/** What fits the one page that lists free pages, counted as the store counts. */
const MAXIMUM_FREE_PAGE_COUNT = Math.floor(PAGE_CAPACITY_BYTES / leafNodeSizeBytes(0));

/** Our table was made with the fewest pages there can be: root, OwnExt, AvailExt (D: ESE inc/space.hxx). */
const TABLE_SPACE: SpaceHeader = {
  primaryPageCount: TABLE_PRIMARY_PAGE_COUNT,
  parentRootPageNumber: 1,
  ownedExtentsPageNumber: OWNED_EXTENTS_PAGE_NUMBER,
};

/** Writes a page in the layout of the era (ese-engine.md 2.3), with its checksum, to the 4096 bytes of `target`. */
export function encodePage(page: Page, target: Uint8Array): void {
  if (page.usedBytes > PAGE_CAPACITY_BYTES) {
    throw new Error(`Page ${page.pageNumber} holds ${page.usedBytes} bytes of nodes, more than fit`);
  }
  const nodes = new NodeWriter(target);
  if (page.isSpaceTree) {
    nodes.emptySplitBuffer();
    for (const extent of extentsOf(page.keys)) writeExtent(nodes, extent);
  } else writeTableNodes(page, nodes);
  nodes.finish(page);
}

function writeTableNodes(page: Page, nodes: NodeWriter): void {
  const prefixSizeBytes = page.isRoot ? 0 : worthwhilePrefixSizeBytes(page.keys);
  if (page.isRoot) nodes.spaceHeader(TABLE_SPACE);
  else nodes.prefix(page.keys[0] ?? 0, prefixSizeBytes);
  for (const [index, key] of page.keys.entries()) {
    const dataOffset = nodes.key(key, prefixSizeBytes);
    if (page.isLeaf) {
      const value = page.values[index] ?? new Uint8Array(0);
      writeRow(nodes.view, nodes.target, dataOffset, key, value);
      nodes.close(dataOffset + ROW_OVERHEAD_BYTES + value.length);
    } else {
      nodes.view.setUint32(dataOffset, page.children[index] ?? 0, true);
      nodes.close(dataOffset + 4);
    }
  }
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
  const nodes = readNodes(bytes, view, tagCount);
  if (nodes === null) return null;
  const makesSense = page.isSpaceTree ? takeFreePages(page, nodes) : takeTableNodes(page, nodes);
  return makesSense && page.usedBytes <= PAGE_CAPACITY_BYTES ? page : null;
}

/** A node with its whole key, as bytes that are views where they can be. */
export interface RawNode {
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}

function takeTableNodes(page: Page, nodes: readonly RawNode[]): boolean {
  const keys: number[] = [];
  const values: Uint8Array[] = [];
  const children: number[] = [];
  for (const { key: keyBytes, data } of nodes) {
    const key = keyBytes.length === 0 ? Number.POSITIVE_INFINITY : readKey(keyBytes);
    if (key === null || key <= (keys.at(-1) ?? -1)) return false;
    keys.push(key);
    if (page.isLeaf) {
      const value = readRow(data, key);
      if (value === null) return false;
      values.push(value);
    } else {
      if (data.length !== 4) return false;
      children.push(new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true));
    }
  }
  page.setNodes(keys, values, children);
  return true;
}

function takeFreePages(page: Page, nodes: readonly RawNode[]): boolean {
  const keys: number[] = [];
  for (const { key, data } of nodes) {
    const extent = readExtent(key, data);
    if (extent === null || extent.pageCount > MAXIMUM_FREE_PAGE_COUNT) return false;
    const first = extent.lastPageNumber - extent.pageCount + 1;
    if (first <= (keys.at(-1) ?? 0)) return false;
    for (let pageNumber = first; pageNumber <= extent.lastPageNumber; pageNumber += 1) keys.push(pageNumber);
  }
  page.setNodes(
    keys,
    keys.map(() => NO_VALUE),
    [],
  );
  return true;
}

/** Tag 0 and the nodes of a page of any tree, in 4096 bytes whose checksum is right; null when they make no sense. */
export function readTreeNodes(
  bytes: Uint8Array,
): { readonly first: Uint8Array; readonly nodes: readonly RawNode[] } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, PAGE_SIZE_BYTES);
  const first = tagBytes(bytes, view, 0);
  const nodes = readNodes(bytes, view, view.getUint16(34, true));
  return first === null || nodes === null ? null : { first: first.bytes, nodes };
}

function readNodes(bytes: Uint8Array, view: DataView, tagCount: number): RawNode[] | null {
  const prefix = tagBytes(bytes, view, 0);
  if (prefix === null || tagCount * TAG_SIZE_BYTES > AREA_SIZE_BYTES) return null;
  const nodes: RawNode[] = [];
  for (let tag = 1; tag < tagCount; tag += 1) {
    const found = tagBytes(bytes, view, tag);
    const node = found === null ? null : splitNode(found.bytes, found.flags, prefix.bytes);
    if (node === null) return null;
    nodes.push(node);
  }
  return nodes;
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

function splitNode(node: Uint8Array, flags: number, prefix: Uint8Array): RawNode | null {
  const view = new DataView(node.buffer, node.byteOffset, node.length);
  const isCompressed = (flags & TAG_COMPRESSED) !== 0;
  const sizesBytes = isCompressed ? 4 : 2;
  if (node.length < sizesBytes) return null;
  const prefixSizeBytes = isCompressed ? view.getUint16(0, true) : 0;
  const dataOffset = sizesBytes + view.getUint16(sizesBytes - 2, true);
  if (prefixSizeBytes > prefix.length || node.length < dataOffset) return null;
  const suffix = node.subarray(sizesBytes, dataOffset);
  return {
    key: prefixSizeBytes === 0 ? suffix : joined(prefix, prefixSizeBytes, suffix),
    data: node.subarray(dataOffset),
  };
}

function joined(prefix: Uint8Array, prefixSizeBytes: number, suffix: Uint8Array): Uint8Array {
  const key = new Uint8Array(prefixSizeBytes + suffix.length);
  key.set(prefix.subarray(0, prefixSizeBytes));
  key.set(suffix, prefixSizeBytes);
  return key;
}
