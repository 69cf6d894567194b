// What codePage.c writes down of one code page.

const READ_SIZE_BYTES = 6;
const WRITTEN_SIZE_BYTES = 8;
const WRITTEN_OFFSET_BYTES = (0x100 + 0x10000) * READ_SIZE_BYTES;

/** @typedef {(bytes: readonly number[]) => string | null} Reading the text of one or two bytes; null where they are none */
/** @typedef {(unit: number) => string | null} Writing the bytes of a UTF-16 unit as hexadecimal digits; null without any */
/** @typedef {{ read: Reading, write: Writing, writeBestFit: Writing }} CodePageOfWindows */

/**
 * @param {Buffer} dump
 * @returns {CodePageOfWindows}
 */
export function codePageOfDump(dump) {
  if (dump.length !== WRITTEN_OFFSET_BYTES + 0x10000 * WRITTEN_SIZE_BYTES)
    throw new Error(`a dump has ${dump.length} bytes`);
  const written = (/** @type {number} */ offset) => {
    const count = dump.readUInt16LE(offset);
    return count === 0 ? null : dump.subarray(offset + 2, offset + 2 + count).toString('hex');
  };
  return {
    read: ([first = 0, second]) => {
      const offset = (second === undefined ? first : 0x100 + first * 0x100 + second) * READ_SIZE_BYTES;
      const count = dump.readUInt16LE(offset);
      return count === 0 ? null : dump.subarray(offset + 2, offset + 2 + count * 2).toString('utf16le');
    },
    write: (unit) => written(WRITTEN_OFFSET_BYTES + unit * WRITTEN_SIZE_BYTES),
    writeBestFit: (unit) => written(WRITTEN_OFFSET_BYTES + unit * WRITTEN_SIZE_BYTES + 4),
  };
}
