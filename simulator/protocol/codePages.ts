import iconv from 'iconv-lite';

/** The Windows ANSI code pages that a client of this API can run under. Four of them have characters of two bytes. */
export const codePages = [
  'cp874',
  'cp932',
  'cp936',
  'cp949',
  'cp950',
  'cp1250',
  'cp1251',
  'cp1252',
  'cp1253',
  'cp1254',
  'cp1255',
  'cp1256',
  'cp1257',
  'cp1258',
] as const;

export type CodePage = (typeof codePages)[number];

/** Whether a text names one of the code pages, exactly as written in `codePages`. */
export const isCodePage = (text: string): text is CodePage => codePages.some((codePage) => codePage === text);

export type AnsiEncoding =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `offsetCharacters` points at the first UTF-16 unit that the code page cannot represent. */
  | { readonly ok: false; readonly reason: string; readonly offsetCharacters: number };

export type AnsiDecoding =
  | { readonly ok: true; readonly text: string }
  /** `offsetBytes` points at the first byte of what is no character of the code page. */
  | { readonly ok: false; readonly reason: string; readonly offsetBytes: number };

/**
 * Encodes a single name (server, annotation, path) without a closing NUL.
 *
 * Nothing is replaced: Windows would put a question mark or a look-alike for a character that the code page lacks, and
 * the name would then mean another file. Refused instead, and so is a NUL, which would end the name early.
 */
export function encodeAnsi(text: string, codePage: CodePage): AnsiEncoding {
  const nul = text.indexOf('\0');
  if (nul >= 0) return { ok: false, reason: 'a name cannot contain a NUL', offsetCharacters: nul };
  const ascii = asciiBytes(text);
  if (ascii !== null) return { ok: true, bytes: ascii };
  const bytes = iconv.encode(text, codePage);
  const returned = iconv.decode(bytes, codePage);
  if (returned === text) return { ok: true, bytes: Uint8Array.from(bytes) };

  let offsetCharacters = 0;
  for (const character of text) {
    if (!returned.startsWith(character, offsetCharacters)) {
      return { ok: false, reason: `${codePage} has no ${describeCharacter(character)}`, offsetCharacters };
    }
    offsetCharacters += character.length;
  }
  throw new Error(`${codePage} gave back more than was encoded: ${JSON.stringify(text)}`);
}

/**
 * Decodes a single name. Bytes that are no character of the code page are refused, never replaced. So is the area of
 * code page 932 that users fill with characters of their own: iconv-lite reads it and cannot write it.
 */
export function decodeAnsi(bytes: Uint8Array, codePage: CodePage): AnsiDecoding {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { ok: false, reason: 'a name cannot contain a NUL', offsetBytes: nul };
  if (bytes.every((byte) => byte < 0x80)) return { ok: true, text: asBuffer(bytes).toString('latin1') };
  const text = iconv.decode(bytes, codePage);
  if (text.includes(REPLACEMENT)) {
    const reason = `bytes that are no character of ${codePage}`;
    return { ok: false, reason, offsetBytes: firstBadByte(bytes, codePage) };
  }
  const encoded = encodeAnsi(text, codePage);
  if (encoded.ok) return { ok: true, text };
  const before = iconv.encode(text.slice(0, encoded.offsetCharacters), codePage);
  return { ok: false, reason: `bytes that cannot be written back: ${encoded.reason}`, offsetBytes: before.length };
}

/** The bytes of a text that is all ASCII, else null. ASCII is the same in all of the code pages, and nearly all names. */
function asciiBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) return null;
    bytes[index] = unit;
  }
  return bytes;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What iconv-lite puts where bytes mean nothing. No ANSI code page contains this character itself. */
const REPLACEMENT = '\ufffd';

/** Feeds the decoder byte by byte, and remembers where the character it is in the middle of began. */
function firstBadByte(bytes: Uint8Array, codePage: CodePage): number {
  const decoder = iconv.getDecoder(codePage);
  let characterStart = 0;
  for (const [index, byte] of bytes.entries()) {
    const text = decoder.write(Buffer.of(byte));
    if (text.includes(REPLACEMENT)) return characterStart;
    if (text !== '') characterStart = index + 1;
  }
  return characterStart;
}

function describeCharacter(character: string): string {
  const codePoint = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `character U+${codePoint} (${character})`;
}
