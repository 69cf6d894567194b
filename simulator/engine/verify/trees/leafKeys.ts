import { PAGE_SIZE_BYTES } from '../../format/index.ts';
import { PAGE_HEADER_SIZE_BYTES, TAG_SIZE_BYTES } from '../../pages/index.ts';

const OFFSET_MASK = 0x1fff;
const TAG_COMPRESSED = 4;
const KEY_SIZE_BYTES = 9;

/** First and last key of a leaf. */
export interface KeyRange {
  low: number;
  high: number;
}

/**
 * Reads the first and the last key of a leaf that begins at `at`, as numbers, without looking at the nodes between: a
 * store has millions of leaves. NaN for a key that is no number of ours, and for an empty leaf. False when the tags point
 * outside the page.
 */
export function readKeyRange(view: DataView, at: number, range: KeyRange): boolean {
  const tagCount = view.getUint16(at + 34, true);
  range.low = Number.NaN;
  range.high = Number.NaN;
  if (tagCount * TAG_SIZE_BYTES > PAGE_SIZE_BYTES - PAGE_HEADER_SIZE_BYTES) return false;
  if (tagCount < 2) return true;
  const prefix = tagStart(view, at, 0);
  const [first, last] = [tagStart(view, at, 1), tagStart(view, at, tagCount - 1)];
  if (prefix < 0 || first < 0 || last < 0) return false;
  range.low = keyOf(view, at, 1, first, prefix);
  range.high = tagCount === 2 ? range.low : keyOf(view, at, tagCount - 1, last, prefix);
  return true;
}

/** Where the bytes of a tag begin; -1 when they are not inside the page. */
function tagStart(view: DataView, at: number, tag: number): number {
  const tagAt = at + PAGE_SIZE_BYTES - (tag + 1) * TAG_SIZE_BYTES;
  const start = PAGE_HEADER_SIZE_BYTES + (view.getUint16(tagAt + 2, true) & OFFSET_MASK);
  const size = view.getUint16(tagAt, true) & OFFSET_MASK;
  return start + size > PAGE_SIZE_BYTES || size > PAGE_SIZE_BYTES ? -1 : at + start;
}

/** A key of nine bytes, 7f 80 00 and a number of 48 bits, of which the first may stand in the page's prefix. */
function keyOf(view: DataView, at: number, tag: number, start: number, prefixStart: number): number {
  const flags = view.getUint16(at + PAGE_SIZE_BYTES - (tag + 1) * TAG_SIZE_BYTES + 2, true) >>> 13;
  const isCompressed = (flags & TAG_COMPRESSED) !== 0;
  const prefixSize = isCompressed ? view.getUint16(start, true) : 0;
  const suffixAt = start + (isCompressed ? 4 : 2);
  const suffixSize = view.getUint16(suffixAt - 2, true);
  if (prefixSize + suffixSize !== KEY_SIZE_BYTES || suffixAt + suffixSize > at + PAGE_SIZE_BYTES) return Number.NaN;
  let key = 0;
  for (let index = 0; index < KEY_SIZE_BYTES; index += 1) {
    const byte = view.getUint8(index < prefixSize ? prefixStart + index : suffixAt + index - prefixSize);
    if (index >= 3) key = key * 256 + byte;
    else if (byte !== (index === 0 ? 0x7f : index === 1 ? 0x80 : 0)) return Number.NaN;
  }
  return key;
}
