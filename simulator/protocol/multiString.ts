import { decodeAnsi, encodeAnsi } from './codePages.ts';
import type { CodePage } from './codePageTable.ts';
import { LAST_GENERATION } from './constants.ts';
import { tokenInfo } from './tokens.ts';
import { parseUnc } from './unc.ts';

/**
 * The lists of HrBackupGetDatabaseNames, HrBackupGetBackupLogs and HrRestoreGetDatabaseLocations.
 *
 * Each entry is one token character, a UNC path and a NUL; one more NUL closes the list, and the size in bytes counts
 * all of it (edbbcli.md 3.2; that the last NUL counts is INFERRED from the engine). A token is a binary value in a text
 * field: it keeps its value in A and W and never passes through a code page, although 0x82 and 0x83 would begin a
 * two-byte character in four of them (edbbcli.md 1.4).
 *
 * A list without entries is written as two NULs, so that a reader who looks for a double NUL stays inside the buffer;
 * one NUL alone is read as an empty list too. What the DLL writes is UNKNOWN: no documented call returns an empty list.
 */
export interface ListEntry {
  /** 0x01 to 0xFF. Values that the header does not name are allowed; `unnamedTokens` reports them. */
  readonly token: number;
  /** A UNC path: of a file, or of a directory in a list of restore locations. */
  readonly path: string;
}

export type ListDecoding =
  | { readonly ok: true; readonly entries: readonly ListEntry[] }
  /** `offsetBytes` points at the wrong byte, at the beginning of a path that is no UNC path, or at where one is missing. */
  | { readonly ok: false; readonly reason: string; readonly offsetBytes: number };

export type ListEncoding =
  | { readonly ok: true; readonly list: Uint8Array }
  /** `entryIndex` says which entry cannot be written. */
  | { readonly ok: false; readonly reason: string; readonly entryIndex: number };

/** Our own bound: every generation there can be, and a patch file for each of two databases. */
export const MAXIMUM_LIST_ENTRIES = LAST_GENERATION + 2;

/** Writes a list of the A functions. Characters that the client's code page lacks are refused, never replaced. */
export function encodeListA(entries: readonly ListEntry[], codePage: CodePage): ListEncoding {
  const written: { readonly token: number; readonly path: Uint8Array }[] = [];
  for (const [entryIndex, entry] of entries.entries()) {
    const reason = whyUnwritable(entry, entryIndex);
    if (reason !== null) return { ok: false, reason, entryIndex };
    const encoded = encodeAnsi(entry.path, codePage);
    if (!encoded.ok) return { ok: false, reason: encoded.reason, entryIndex };
    written.push({ token: entry.token, path: encoded.bytes });
  }
  const closingNuls = written.length === 0 ? 2 : 1;
  const list = new Uint8Array(written.reduce((sizeBytes, { path }) => sizeBytes + path.length + 2, closingNuls));
  let offset = 0;
  for (const { token, path } of written) {
    list[offset] = token;
    list.set(path, offset + 1);
    offset += path.length + 2;
  }
  return { ok: true, list };
}

/** Writes a list of the W functions: UTF-16, little endian. */
export function encodeListW(entries: readonly ListEntry[]): ListEncoding {
  for (const [entryIndex, entry] of entries.entries()) {
    const reason = whyUnwritable(entry, entryIndex);
    if (reason !== null) return { ok: false, reason, entryIndex };
  }
  const closingNuls = entries.length === 0 ? '\0\0' : '\0';
  const units = entries.map(({ token, path }) => `${String.fromCharCode(token)}${path}\0`).join('') + closingNuls;
  const list = new Uint8Array(units.length * 2);
  const view = new DataView(list.buffer);
  for (let index = 0; index < units.length; index += 1) view.setUint16(index * 2, units.charCodeAt(index), true);
  return { ok: true, list };
}

/** Reads a list of the A functions, all bytes of it. */
export const decodeListA = (bytes: Uint8Array, codePage: CodePage): ListDecoding =>
  decodeList({
    unitSizeBytes: 1,
    sizeBytes: bytes.length,
    unitAt: (index) => bytes[index] ?? 0,
    textOf: (start, end) => decodeAnsi(bytes.subarray(start, end), codePage),
  });

/** Reads a list of the W functions, all bytes of it. */
export function decodeListW(bytes: Uint8Array): ListDecoding {
  if (bytes.length % 2 !== 0) return refuse('a W list has an odd number of bytes', bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unitAt = (index: number): number => view.getUint16(index * 2, true);
  return decodeList({
    unitSizeBytes: 2,
    sizeBytes: bytes.length,
    unitAt,
    textOf: (start, end) => {
      let text = '';
      for (let index = start; index < end; index += 1) text += String.fromCharCode(unitAt(index));
      return { ok: true, text };
    },
  });
}

/** The entries whose token the header does not name: legal, and worth a remark. */
export const unnamedTokens = (entries: readonly ListEntry[]): readonly ListEntry[] =>
  entries.filter(({ token }) => tokenInfo(token) === undefined);

/** What the two forms of a list differ in. Indexes count units: bytes in A, UTF-16 units in W. */
interface ListReader {
  readonly unitSizeBytes: 1 | 2;
  readonly sizeBytes: number;
  unitAt(index: number): number;
  textOf(
    start: number,
    end: number,
  ):
    | { readonly ok: true; readonly text: string }
    | { readonly ok: false; readonly reason: string; readonly offsetBytes: number };
}

const BACKSLASH = 0x5c;

function decodeList(reader: ListReader): ListDecoding {
  const { unitSizeBytes, unitAt } = reader;
  const unitCount = reader.sizeBytes / unitSizeBytes;
  const at = (index: number): number => index * unitSizeBytes;
  const entries: ListEntry[] = [];
  let start = 0;

  while (start < unitCount && unitAt(start) !== 0) {
    if (entries.length === MAXIMUM_LIST_ENTRIES) return refuse(`more than ${MAXIMUM_LIST_ENTRIES} entries`, at(start));
    let end = start + 1;
    while (end < unitCount && unitAt(end) !== 0) end += 1;
    if (end === unitCount) return refuse('the last entry has no NUL', at(end));

    const token = unitAt(start);
    if (token > 0xff) return refuse('the token is not zero-extended: it is above 0xFF', at(start));
    if (end === start + 1) return refuse('a token without a path', at(end));

    const decoded = reader.textOf(start + 1, end);
    if (!decoded.ok) return refuse(decoded.reason, at(start + 1) + decoded.offsetBytes);
    const parsed = parseUnc(decoded.text);
    if (!parsed.ok) {
      // 0x5C could be a token too, so a path has lost its token only if it is none without its first character.
      return token === BACKSLASH && decoded.text.startsWith('\\')
        ? refuse('a path without a token in front of it', at(start))
        : refuse(`the path ${parsed.reason}`, at(start + 1));
    }
    entries.push({ token, path: decoded.text });
    start = end + 1;
  }

  if (start >= unitCount) return refuse('the NUL that closes the list is missing', reader.sizeBytes);
  const secondNul = entries.length === 0 && start + 1 < unitCount && unitAt(start + 1) === 0;
  const listEnd = start + (secondNul ? 2 : 1);
  if (listEnd < unitCount) return refuse('bytes after the NUL that closes the list', at(listEnd));
  return { ok: true, entries };
}

function whyUnwritable({ token, path }: ListEntry, entryIndex: number): string | null {
  if (entryIndex >= MAXIMUM_LIST_ENTRIES) return `more than ${MAXIMUM_LIST_ENTRIES} entries`;
  if (!Number.isInteger(token) || token < 1 || token > 0xff) return `a token is one of 0x01 to 0xFF, not ${token}`;
  const parsed = parseUnc(path);
  return parsed.ok ? null : `the path ${parsed.reason}`;
}

const refuse = (reason: string, offsetBytes: number): ListDecoding => ({ ok: false, reason, offsetBytes });
