import { PAGE_SIZE_BYTES, xorChecksum } from '../format/index.ts';
import { KEY_SIZE_BYTES, writeKey } from './key.ts';
import { PAGE_HEADER_SIZE_BYTES, PageFlag, TABLE_OBJECT_ID, TAG_SIZE_BYTES } from './pageLayout.ts';
import { ROW_OVERHEAD_BYTES, writeRow } from './row.ts';

/**
 * The rows of a bulk leaf: bucket * 65536 + slot, an even number of them (see bulkSource.ts: the bucket's bits then
 * cancel out of the checksum), spread so that later rows fall between them.
 */
export const BULK_SLOTS: readonly number[] = [0x2000, 0x6000, 0xa000, 0xe000];
export const BULK_BUCKET_SIZE = 0x10000;

/** dbtime of every bulk page. The first operation after the load gets a higher one. */
export const BULK_DATABASE_TIME = 16;

/** Leaves repeat after this many pages, but for their numbers, links and keys. */
export const TEMPLATE_PAGE_COUNT = 16;

/** Four rows of this size leave a quarter of the page free; and 21 + 731 is a multiple of 4, which keeps words aligned. */
const VALUE_SIZE_BYTES = 731;

const PREFIX_SIZE_BYTES = 7;
/** One byte unused before the prefix, so that its last four bytes, the bucket, are an aligned word. */
const PREFIX_OFFSET_BYTES = PAGE_HEADER_SIZE_BYTES + 1;
const FIRST_NODE_OFFSET_BYTES = PAGE_HEADER_SIZE_BYTES + 10;
const SUFFIX_SIZE_BYTES = KEY_SIZE_BYTES - PREFIX_SIZE_BYTES;
const ROW_IN_NODE_OFFSET_BYTES = 4 + SUFFIX_SIZE_BYTES;
const NODE_SIZE_BYTES = ROW_IN_NODE_OFFSET_BYTES + ROW_OVERHEAD_BYTES + VALUE_SIZE_BYTES;
const TAG_COMPRESSED = 4;

/** Where the bucket stands in a leaf: big-endian in the prefix … */
export const BUCKET_OFFSET_BYTES = PREFIX_OFFSET_BYTES + 3;
/** … and little-endian, shifted by 16 bits, in the key column of each row. */
export const KEY_COLUMN_OFFSETS_BYTES: readonly number[] = BULK_SLOTS.map(
  (_slot, index) => FIRST_NODE_OFFSET_BYTES + index * NODE_SIZE_BYTES + ROW_IN_NODE_OFFSET_BYTES + 4,
);

/** A value that depends on the seed, the page's place in the template and the slot: reproducible, and not all alike. */
function bulkValue(seed: number, templatePage: number, slot: number): Uint8Array {
  const value = new Uint8Array(VALUE_SIZE_BYTES);
  let state =
    (Math.imul(seed, 0x9e3779b1) ^ Math.imul(templatePage + 1, 0x85ebca6b) ^ Math.imul(slot + 1, 0xc2b2ae35)) >>> 0;
  for (let index = 0; index < value.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    value[index] = state >>> 24;
  }
  return value;
}

/** Sixteen leaves for bucket 0 with page number and links 0, one behind the other, and the checksum of each. */
export interface LeafTemplate {
  readonly bytes: Uint8Array;
  readonly checksums: Int32Array;
}

export function buildLeafTemplate(seed: number): LeafTemplate {
  const bytes = new Uint8Array(TEMPLATE_PAGE_COUNT * PAGE_SIZE_BYTES);
  const checksums = new Int32Array(TEMPLATE_PAGE_COUNT);
  for (let page = 0; page < TEMPLATE_PAGE_COUNT; page += 1) {
    const start = page * PAGE_SIZE_BYTES;
    writeTemplatePage(bytes.subarray(start, start + PAGE_SIZE_BYTES), seed, page);
    checksums[page] = xorChecksum(bytes, start);
  }
  return { bytes, checksums };
}

function writeTemplatePage(target: Uint8Array, seed: number, templatePage: number): void {
  const view = new DataView(target.buffer, target.byteOffset, PAGE_SIZE_BYTES);
  const key = new Uint8Array(KEY_SIZE_BYTES);
  writeKey(key, 0, 0);
  view.setUint32(8, BULK_DATABASE_TIME, true);
  view.setUint32(24, TABLE_OBJECT_ID, true);
  view.setUint32(36, PageFlag.leaf, true);
  target.set(key.subarray(0, PREFIX_SIZE_BYTES), PREFIX_OFFSET_BYTES);
  writeTag(view, 0, PREFIX_OFFSET_BYTES, PREFIX_SIZE_BYTES, 0);
  for (const [index, slot] of BULK_SLOTS.entries()) {
    const node = FIRST_NODE_OFFSET_BYTES + index * NODE_SIZE_BYTES;
    writeKey(key, 0, slot);
    view.setUint16(node, PREFIX_SIZE_BYTES, true);
    view.setUint16(node + 2, SUFFIX_SIZE_BYTES, true);
    target.set(key.subarray(PREFIX_SIZE_BYTES), node + 4);
    writeRow(view, target, node + ROW_IN_NODE_OFFSET_BYTES, slot, bulkValue(seed, templatePage, slot));
    writeTag(view, index + 1, node, NODE_SIZE_BYTES, TAG_COMPRESSED);
  }
  const tagCount = BULK_SLOTS.length + 1;
  const dataSizeBytes = PREFIX_SIZE_BYTES + BULK_SLOTS.length * NODE_SIZE_BYTES;
  const areaSizeBytes = PAGE_SIZE_BYTES - PAGE_HEADER_SIZE_BYTES;
  view.setUint16(28, areaSizeBytes - dataSizeBytes - tagCount * TAG_SIZE_BYTES, true);
  view.setUint16(32, FIRST_NODE_OFFSET_BYTES - PAGE_HEADER_SIZE_BYTES + BULK_SLOTS.length * NODE_SIZE_BYTES, true);
  view.setUint16(34, tagCount, true);
}

function writeTag(view: DataView, tag: number, offsetBytes: number, sizeBytes: number, flags: number): void {
  const at = PAGE_SIZE_BYTES - (tag + 1) * TAG_SIZE_BYTES;
  view.setUint16(at, sizeBytes, true);
  view.setUint16(at + 2, (offsetBytes - PAGE_HEADER_SIZE_BYTES) | (flags << 13), true);
}
