/** Pages, file headers and checkpoint headers are blocks of this size in Exchange 4.0 to 5.5 (ese-engine.md 2.1). */
export const PAGE_SIZE_BYTES = 4096;

/** What the words of a block are XORed into (D: ese-engine.md 1.3). Also the magic of a database header (2.2). */
export const CHECKSUM_SEED = 0x89abcdef;

const WORDS_PER_BLOCK = PAGE_SIZE_BYTES / 4;
// On a host of the other byte order a typed array would show the words reversed; a DataView never does.
const IS_HOST_LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The words of the block at `offset` as the host can read them fastest; null where only a DataView can. */
function alignedWords(bytes: Uint8Array, offset: number): Int32Array | null {
  const start = bytes.byteOffset + offset;
  return IS_HOST_LITTLE_ENDIAN && start % 4 === 0 ? new Int32Array(bytes.buffer, start, WORDS_PER_BLOCK) : null;
}

function viewOfBlock(bytes: Uint8Array, offset: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + offset, PAGE_SIZE_BYTES);
}

/** True when the bytes hold a whole block at `offset`. */
export function holdsBlock(bytes: Uint8Array, offset: number): boolean {
  return Number.isInteger(offset) && offset >= 0 && offset + PAGE_SIZE_BYTES <= bytes.length;
}

function requireBlock(bytes: Uint8Array, offset: number): void {
  if (!holdsBlock(bytes, offset)) {
    throw new RangeError(`A block of ${PAGE_SIZE_BYTES} bytes at offset ${offset} is not inside ${bytes.length} bytes`);
  }
}

/**
 * The checksum of the 4096-byte block at `offset`: the seed XOR the little-endian 32-bit words 1 to 1023, unsigned.
 * Word 0, where the checksum is kept, does not count (D: ese-engine.md 1.3).
 */
export function xorChecksum(bytes: Uint8Array, offset = 0): number {
  requireBlock(bytes, offset);
  const words = alignedWords(bytes, offset);
  let sum = CHECKSUM_SEED | 0;
  if (words !== null) {
    // Two chains of XOR, even words and odd, which the processor follows side by side: a third faster than one.
    let oddSum = 0;
    for (let index = 0; index < WORDS_PER_BLOCK; index += 2) {
      sum ^= words[index] ?? 0;
      oddSum ^= words[index + 1] ?? 0;
    }
    sum ^= oddSum ^ (words[0] ?? 0);
  } else {
    const view = viewOfBlock(bytes, offset);
    for (let at = 4; at < PAGE_SIZE_BYTES; at += 4) sum ^= view.getInt32(at, true);
  }
  return sum >>> 0;
}

/** Writes the block's checksum into its word 0. */
export function stampChecksum(bytes: Uint8Array, offset = 0): void {
  const checksum = xorChecksum(bytes, offset);
  viewOfBlock(bytes, offset).setUint32(0, checksum, true);
}

/** True when word 0 of the block is its checksum. A block of zeros does not match: see isAllZero. */
export function checksumMatches(bytes: Uint8Array, offset = 0): boolean {
  return xorChecksum(bytes, offset) === viewOfBlock(bytes, offset).getUint32(0, true);
}

/** True for a block of zeros: a page that was never initialised, which a backup accepts (ese-engine.md 2.3). */
export function isAllZero(bytes: Uint8Array, offset = 0): boolean {
  requireBlock(bytes, offset);
  const block = alignedWords(bytes, offset) ?? bytes.subarray(offset, offset + PAGE_SIZE_BYTES);
  return block.every((value) => value === 0);
}
