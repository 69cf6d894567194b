import { type CodePage, codePages, codePageTable } from './codePageTable.ts';

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
 * Nothing is replaced: Windows would put a question mark or a look-alike (best fit) for a character that the code page
 * lacks, and the name would then mean another file. Refused instead, and so is a NUL, which would end the name early.
 * What is encoded is decoded as the same text.
 */
export function encodeAnsi(text: string, codePage: CodePage): AnsiEncoding {
  const nul = text.indexOf('\0');
  if (nul >= 0) return { ok: false, reason: 'a name cannot contain a NUL', offsetCharacters: nul };
  const ascii = asciiBytes(text);
  if (ascii !== null) return { ok: true, bytes: ascii };

  const { bytesOf } = codePageTable(codePage);
  const encoded: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const bytes = bytesOf[text.charCodeAt(index)] ?? 0;
    if (bytes === 0) {
      const reason = `${codePage} has no ${describeCharacter(text.codePointAt(index) ?? 0)}`;
      return { ok: false, reason, offsetCharacters: index };
    }
    if (bytes > 0xff) encoded.push(bytes >> 8);
    encoded.push(bytes & 0xff);
  }
  return { ok: true, bytes: Uint8Array.from(encoded) };
}

/**
 * Decodes a single name. Bytes that are no character of the code page are refused, never replaced. Where several bytes
 * stand for one character, all of them are read, and `encodeAnsi` writes those that Windows does.
 */
export function decodeAnsi(bytes: Uint8Array, codePage: CodePage): AnsiDecoding {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { ok: false, reason: 'a name cannot contain a NUL', offsetBytes: nul };
  if (bytes.every((byte) => byte < 0x80)) return { ok: true, text: asBuffer(bytes).toString('latin1') };

  const { isLead, unitOf } = codePageTable(codePage);
  let text = '';
  let offset = 0;
  while (offset < bytes.length) {
    const first = bytes[offset] ?? 0;
    const sizeBytes = isLead(first) ? 2 : 1;
    const unit = unitOf[sizeBytes === 1 ? first : (first << 8) | (bytes[offset + 1] ?? 0)] ?? 0;
    if (unit === 0) return { ok: false, reason: `bytes that are no character of ${codePage}`, offsetBytes: offset };
    text += String.fromCharCode(unit);
    offset += sizeBytes;
  }
  return { ok: true, text };
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

/** Half of a surrogate pair, a control character and users' own characters show nothing, or harm the line they stand in. */
function describeCharacter(codePoint: number): string {
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const character = String.fromCodePoint(codePoint);
  return /[\p{Cc}\p{Co}\p{Cs}]/u.test(character) ? `character ${number}` : `character ${number} (${character})`;
}
