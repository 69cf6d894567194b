/**
 * Keys: whole numbers 0 <= key < 2^48 outside, and inside an ESE key of one ascending signed 64-bit column: 0x7f, then
 * the number big-endian with the top bit flipped, so that bytes compare as numbers do. Nine bytes, always.
 *
 * A separator of a branch page is the exclusive upper bound of its child; the last child's is empty, which is Infinity here.
 */
export const KEY_SIZE_BYTES = 9;

const NOT_NULL_PREFIX = 0x7f;
const FLIPPED_TOP_BYTE = 0x80;

export function writeKey(target: Uint8Array, offset: number, key: number): void {
  const high = Math.floor(key / 2 ** 32);
  const low = key >>> 0;
  target[offset] = NOT_NULL_PREFIX;
  target[offset + 1] = FLIPPED_TOP_BYTE;
  target[offset + 2] = 0;
  target[offset + 3] = high >>> 8;
  target[offset + 4] = high;
  target[offset + 5] = low >>> 24;
  target[offset + 6] = low >>> 16;
  target[offset + 7] = low >>> 8;
  target[offset + 8] = low;
}

/** The number of a nine-byte key, or null when these bytes are not one of our keys. */
export function readKey(bytes: Uint8Array): number | null {
  if (
    bytes.length !== KEY_SIZE_BYTES ||
    bytes[0] !== NOT_NULL_PREFIX ||
    bytes[1] !== FLIPPED_TOP_BYTE ||
    bytes[2] !== 0
  ) {
    return null;
  }
  let key = 0;
  for (let index = 3; index < KEY_SIZE_BYTES; index += 1) key = key * 256 + (bytes[index] ?? 0);
  return key;
}

/** How many leading bytes two keys share. */
export function commonPrefixSizeBytes(first: number, last: number): number {
  const a = new Uint8Array(KEY_SIZE_BYTES);
  const b = new Uint8Array(KEY_SIZE_BYTES);
  writeKey(a, 0, first);
  writeKey(b, 0, last);
  let size = 0;
  while (size < KEY_SIZE_BYTES && a[size] === b[size]) size += 1;
  return size;
}
