/**
 * Keys of the catalog and its indexes: each column is 0x7f and its value in a form that sorts as bytes (D: ESE
 * ese/fldnorm.cxx). Columns that are NULL do not occur in them.
 */
const NOT_NULL_PREFIX = 0x7f;

/** A Long: big-endian with the top bit flipped. */
export function longSegment(value: number): number[] {
  return [NOT_NULL_PREFIX, (value >>> 24) ^ 0x80, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

/** A Short, likewise. */
export function shortSegment(value: number): number[] {
  return [NOT_NULL_PREFIX, (value >>> 8) ^ 0x80, value & 0xff];
}

/** A Bit that is set. */
export function trueSegment(): number[] {
  return [NOT_NULL_PREFIX, 0xff];
}

/** Text of letters and digits: in capitals, with a zero behind it (D: the keys shown in libesedb's documentation). */
export function textSegment(text: string): number[] {
  return [NOT_NULL_PREFIX, ...Buffer.from(text.toUpperCase(), 'latin1'), 0];
}
