/** Little pieces that several headers are made of. Private to the codecs. */

const TWO_TO_THE_32 = 2 ** 32;

/** A view of all of `bytes`. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Throws unless `value` is a whole number in [minimum, maximum]: codecs never cut a number to make it fit. */
export function requireWithin(what: string, value: number, minimum: number, maximum: number): void {
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new RangeError(`${what} is ${value}; it must be a whole number from ${minimum} to ${maximum}`);
  }
}

export function writeUint32(view: DataView, offset: number, what: string, value: number): void {
  requireWithin(what, value, 0, 0xffffffff);
  view.setUint32(offset, value, true);
}

/** A 64-bit count (dbtime). Null above 2^53 - 1, where a number would no longer be exact. */
export function readUint64(view: DataView, offset: number): number | null {
  const value = view.getUint32(offset + 4, true) * TWO_TO_THE_32 + view.getUint32(offset, true);
  return Number.isSafeInteger(value) ? value : null;
}

export function writeUint64(view: DataView, offset: number, what: string, value: number): void {
  requireWithin(what, value, 0, Number.MAX_SAFE_INTEGER);
  view.setUint32(offset, value % TWO_TO_THE_32, true);
  view.setUint32(offset + 4, Math.floor(value / TWO_TO_THE_32), true);
}

/** The characters before the first NUL in a field, one byte each; null when the field has no NUL. */
export function readText(view: DataView, offset: number, fieldSizeBytes: number): string | null {
  let text = '';
  for (let index = 0; index < fieldSizeBytes; index += 1) {
    const code = view.getUint8(offset + index);
    if (code === 0) return text;
    text += String.fromCharCode(code);
  }
  return null;
}

/**
 * Writes a text and its NUL. One byte per character, so at most U+00FF: the era's fields are ANSI, and no source says
 * in which code page (our choice: Latin-1).
 */
export function writeText(
  view: DataView,
  offset: number,
  what: string,
  text: string,
  { fieldSizeBytes, maximumCode = 0xff }: { readonly fieldSizeBytes: number; readonly maximumCode?: number },
): void {
  if (text.length >= fieldSizeBytes) {
    throw new RangeError(`${what} "${text}" has ${text.length} characters; at most ${fieldSizeBytes - 1} fit`);
  }
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0 || code > maximumCode) {
      throw new RangeError(
        `${what} "${text}" has a character that its field cannot hold: U+${code.toString(16).padStart(4, '0')}`,
      );
    }
    view.setUint8(offset + index, code);
  }
  view.setUint8(offset + text.length, 0);
}
