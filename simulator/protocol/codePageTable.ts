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

/** What a code page reads and writes: one UTF-16 unit for a byte, or for a pair of bytes with the first one high. */
export interface CodePageTable {
  /** The first of two bytes, never a character by itself. */
  isLead(byte: number): boolean;
  /** By byte or pair. 0 where it means nothing, and at 0. */
  readonly unitOf: Uint16Array;
  /** By unit: byte or pair. 0 where there is none, and at 0. */
  readonly bytesOf: Uint16Array;
}

/**
 * The table of a code page as Windows has it, when asked to fail rather than to guess (MB_ERR_INVALID_CHARS,
 * WC_NO_BEST_FIT_CHARS).
 *
 * The characters are iconv-lite's, as far as it reads them. It is never asked to write: it writes U+FFFD as an undefined
 * byte, and six characters of code page 950 as the bytes that Windows only reads. What it does not read and Windows does
 * is added here, after the bestfit tables that Microsoft published at unicode.org: control characters, and the areas of
 * users' own characters. `npm run codepages` holds all of it against Wine.
 */
export function codePageTable(codePage: CodePage): CodePageTable {
  const known = tables.get(codePage);
  if (known !== undefined) return known;
  const table = makeTable(codePage);
  tables.set(codePage, table);
  return table;
}

const tables = new Map<CodePage, CodePageTable>();

type Range = readonly [from: number, to: number];

/** Leads by trails, read row by row as units that follow each other. */
interface UserArea {
  readonly leads: Range;
  readonly trails: readonly Range[];
  readonly firstUnit: number;
}

interface Particulars {
  readonly leads: readonly Range[];
  readonly userAreas: readonly UserArea[];
  /** Pairs that are read, and never written: other bytes stand for the same characters. */
  readonly onlyRead: readonly Range[];
}

const from81: readonly Range[] = [[0x81, 0xfe]];
const shiftJisTrails: readonly Range[] = [
  [0x40, 0x7e],
  [0x80, 0xfc],
];
const big5Trails: readonly Range[] = [
  [0x40, 0x7e],
  [0xa1, 0xfe],
];
const fromA1: readonly Range[] = [[0xa1, 0xfe]];

/** Of the user areas each fills what is left by the characters and by those before it. */
const particulars: Readonly<Partial<Record<CodePage, Particulars>>> = {
  cp932: {
    leads: [
      [0x81, 0x9f],
      [0xe0, 0xfc],
    ],
    userAreas: [{ leads: [0xf0, 0xf9], trails: shiftJisTrails, firstUnit: 0xe000 }],
    // NEC's selection of IBM's characters; IBM's own bytes, from FA40 on, are written.
    onlyRead: [[0xed40, 0xeefc]],
  },
  cp936: {
    leads: from81,
    userAreas: [
      { leads: [0xaa, 0xaf], trails: fromA1, firstUnit: 0xe000 },
      { leads: [0xf8, 0xfe], trails: fromA1, firstUnit: 0xe234 },
      {
        leads: [0xa1, 0xa7],
        trails: [
          [0x40, 0x7e],
          [0x80, 0xa0],
        ],
        firstUnit: 0xe4c6,
      },
      // And every gap that is left, from A2AB to FEA0.
      {
        leads: [0xa1, 0xfe],
        trails: [
          [0x40, 0x7e],
          [0x80, 0xfe],
        ],
        firstUnit: 0xe766,
      },
    ],
    onlyRead: [],
  },
  cp949: {
    leads: from81,
    userAreas: [
      { leads: [0xc9, 0xc9], trails: fromA1, firstUnit: 0xe000 },
      { leads: [0xfe, 0xfe], trails: fromA1, firstUnit: 0xe05e },
    ],
    onlyRead: [],
  },
  cp950: {
    leads: from81,
    userAreas: [
      { leads: [0xfa, 0xfe], trails: big5Trails, firstUnit: 0xe000 },
      { leads: [0x8e, 0xa0], trails: big5Trails, firstUnit: 0xe311 },
      { leads: [0x81, 0x8d], trails: big5Trails, firstUnit: 0xeeb8 },
      { leads: [0xc6, 0xc6], trails: fromA1, firstUnit: 0xf6b1 },
      { leads: [0xc7, 0xc8], trails: big5Trails, firstUnit: 0xf70f },
    ],
    // ═ ╞ ╪ ╡ are written in row F9, 十 and 卅 among the ideographs of row A4.
    onlyRead: [
      [0xa2a4, 0xa2a7],
      [0xa2cc, 0xa2cc],
      [0xa2ce, 0xa2ce],
    ],
  },
};
const singleByte: Particulars = { leads: [], userAreas: [], onlyRead: [] };

function makeTable(codePage: CodePage): CodePageTable {
  const { leads, userAreas, onlyRead } = particulars[codePage] ?? singleByte;
  const isLead = (byte: number): boolean => leads.some((range) => isIn(byte, range));
  const unitOf = new Uint16Array(0x10000);
  for (let byte = 1; byte <= 0xff; byte += 1) {
    if (!isLead(byte)) unitOf[byte] = readOne(codePage, byte) || controlCharacter(byte);
    else for (let trail = 1; trail <= 0xff; trail += 1) unitOf[(byte << 8) | trail] = readOne(codePage, byte, trail);
  }
  for (const area of userAreas) fillUserArea(unitOf, area);

  const bytesOf = new Uint16Array(0x10000);
  // From the end, so that of several bytes for one character the lowest are left.
  for (let bytes = 0xffff; bytes > 0; bytes -= 1) {
    const unit = unitOf[bytes] ?? 0;
    if (unit !== 0 && !onlyRead.some((range) => isIn(bytes, range))) bytesOf[unit] = bytes;
  }
  return { isLead, unitOf, bytesOf };
}

const isIn = (value: number, [from, to]: Range): boolean => value >= from && value <= to;

/** What iconv-lite puts where bytes mean nothing. No code page has this character. */
const REPLACEMENT = 0xfffd;

/** Units without a meaning of their own. iconv-lite reads some of those that users fill in code page 932, and not all. */
const PRIVATE_USE: Range = [0xe000, 0xf8ff];

/** The unit that iconv-lite reads from one character's bytes; 0 when it reads none, or more than one. */
function readOne(codePage: CodePage, ...bytes: number[]): number {
  const text = iconv.decode(Buffer.from(bytes), codePage);
  const unit = text.length === 1 ? text.charCodeAt(0) : 0;
  return unit === REPLACEMENT || isIn(unit, PRIVATE_USE) ? 0 : unit;
}

/** Windows reads an undefined byte of 0x80 to 0x9F as the control character of its number, and writes it so. */
const controlCharacter = (byte: number): number => (isIn(byte, [0x80, 0x9f]) ? byte : 0);

/** Gives the pairs of an area that mean nothing yet their units. */
function fillUserArea(unitOf: Uint16Array, { leads, trails, firstUnit }: UserArea): void {
  let unit = firstUnit;
  for (let lead = leads[0]; lead <= leads[1]; lead += 1) {
    for (const [from, to] of trails) {
      for (let trail = from; trail <= to; trail += 1) {
        const bytes = (lead << 8) | trail;
        if (unitOf[bytes] !== 0) continue;
        unitOf[bytes] = unit;
        unit += 1;
      }
    }
  }
}
