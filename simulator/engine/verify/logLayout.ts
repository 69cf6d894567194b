import {
  CURRENT_LOG_NAME,
  checksumMatches,
  generationOfLogFileName,
  LOG_FILE_SIZE_BYTES,
  LOG_HEADER_SIZE_BYTES,
  LOG_SECTOR_SIZE_BYTES,
  PAGE_SIZE_BYTES,
} from '../format/index.ts';

/**
 * Log versions of the era: 4.995 Exchange 4.0, 4.909 NT, 6.1503 Exchange 5.5, at 24 and 28 of the header
 * (D for 4.x, I for 6.1503: ese-engine.md, era map and 1.2).
 */
const LOG_VERSIONS: readonly (readonly [major: number, minor: number])[] = [
  [4, 995],
  [4, 909],
  [6, 1503],
];

/** Sizes of sector, header, file and page: where our logs have them (36), and where those of Exchange 2000 do (8). */
const SIZES = [
  LOG_SECTOR_SIZE_BYTES,
  LOG_HEADER_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES,
  LOG_FILE_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES,
  PAGE_SIZE_BYTES,
] as const;
const OUR_SIZES_OFFSET = 36;
const LATER_SIZES_OFFSET = 8;

/** The version that a header of the era has at 24. */
export function logVersion(start: Uint8Array): {
  readonly major: number;
  readonly minor: number;
  readonly update: number;
} {
  const view = viewOf(start);
  return { major: view.getUint32(24, true), minor: view.getUint32(28, true), update: view.getUint32(32, true) };
}

export function isLogVersionOfTheEra(major: number, minor: number): boolean {
  return LOG_VERSIONS.some((known) => known[0] === major && known[1] === minor);
}

/** The header is laid out as we write it. No source says what a real one looks like from 36 on. */
export function hasOurLayout(start: Uint8Array): boolean {
  const view = viewOf(start);
  return SIZES.every((size, index) => view.getUint16(OUR_SIZES_OFFSET + 2 * index, true) === size);
}

/** A sound log of a later engine: its header was laid out anew in 7.3701 (D: ese-engine.md 1.2). */
export function isLaterLog(start: Uint8Array): boolean {
  if (start.length < LOG_HEADER_SIZE_BYTES || !checksumMatches(start)) return false;
  const view = viewOf(start);
  const sector = view.getUint16(LATER_SIZES_OFFSET, true);
  return sector === SIZES[0] && view.getUint16(LATER_SIZES_OFFSET + 2, true) === SIZES[1];
}

/**
 * A log, sound or damaged. With a right checksum one sign is enough; without, the name or two of version, layout and
 * file size, so that no single damaged field hides what the file is.
 */
export function looksLikeLog(plainName: string, start: Uint8Array, sizeBytes: number): boolean {
  if (start.length < LOG_HEADER_SIZE_BYTES) return false;
  const { major, minor } = logVersion(start);
  const signs = [isLogVersionOfTheEra(major, minor), hasOurLayout(start), sizeBytes === LOG_FILE_SIZE_BYTES];
  const count = signs.filter((sign) => sign).length;
  const isNamed = plainName === CURRENT_LOG_NAME || generationOfLogFileName(plainName) !== null;
  if (checksumMatches(start)) return signs[0] === true || signs[1] === true;
  return count >= 2 || (isNamed && !start.subarray(0, LOG_HEADER_SIZE_BYTES).every((byte) => byte === 0));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
