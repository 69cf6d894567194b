import { KEY_SIZE_BYTES } from './key.ts';
import { TAG_SIZE_BYTES } from './pageLayout.ts';

/**
 * A row's record in the format of the era (ese-engine.md 7): u8 last fixed column, u8 last variable column, u16 offset
 * of the variable array, fixed data, null bitmap, u16 end offsets, variable data. Fixed column 1 is the 8-byte key,
 * variable column 128 the value.
 */
export const ROW_OVERHEAD_BYTES = 15;
/** Where the key column lies in a record. */
const ROW_KEY_COLUMN_OFFSET_BYTES = 4;

const LAST_FIXED_COLUMN = 1;
const LAST_VARIABLE_COLUMN = 128;
const VARIABLE_ARRAY_OFFSET_BYTES = 13;

/** What a row costs on a page at most, with its tag and its whole key: compression on the page can only save. */
export function leafNodeSizeBytes(valueSizeBytes: number): number {
  return TAG_SIZE_BYTES + 2 + KEY_SIZE_BYTES + ROW_OVERHEAD_BYTES + valueSizeBytes;
}

/** What a child costs on a branch page at most. */
export const BRANCH_NODE_SIZE_BYTES = TAG_SIZE_BYTES + 2 + KEY_SIZE_BYTES + 4;

export function writeRow(view: DataView, target: Uint8Array, offset: number, key: number, value: Uint8Array): void {
  target[offset] = LAST_FIXED_COLUMN;
  target[offset + 1] = LAST_VARIABLE_COLUMN;
  view.setUint16(offset + 2, VARIABLE_ARRAY_OFFSET_BYTES, true);
  view.setUint32(offset + ROW_KEY_COLUMN_OFFSET_BYTES, key >>> 0, true);
  view.setUint32(offset + ROW_KEY_COLUMN_OFFSET_BYTES + 4, Math.floor(key / 2 ** 32), true);
  target[offset + 12] = 0;
  view.setUint16(offset + 13, value.length, true);
  target.set(value, offset + ROW_OVERHEAD_BYTES);
}

/** The value of a record (a view of these bytes, not a copy), or null when this is not a row of ours with this key. */
export function readRow(record: Uint8Array, key: number): Uint8Array | null {
  if (record.length < ROW_OVERHEAD_BYTES) return null;
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const keyColumn = view.getUint32(4, true) + view.getUint32(8, true) * 2 ** 32;
  const isOurs =
    record[0] === LAST_FIXED_COLUMN &&
    record[1] === LAST_VARIABLE_COLUMN &&
    view.getUint16(2, true) === VARIABLE_ARRAY_OFFSET_BYTES &&
    keyColumn === key &&
    view.getUint16(13, true) === record.length - ROW_OVERHEAD_BYTES;
  return isOurs ? record.subarray(ROW_OVERHEAD_BYTES) : null;
}
