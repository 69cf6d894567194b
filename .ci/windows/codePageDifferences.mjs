// Where a codec and Windows differ on a code page, in classes. Windows is taken as it is when asked to fail rather than to guess
// (MB_ERR_INVALID_CHARS, WC_NO_BEST_FIT_CHARS); what it does otherwise is a class of its own.

/** The classes that are meant to be, with the reason; every other one is a mistake of the codec's. */
export const accepted = {
  'look-alike, refused':
    'best fit: Windows puts other characters unless told not to, and the name would then mean another file',
  'stand-in for an undefined byte, refused':
    'a private-use unit that Windows writes as a byte which it calls invalid itself when it reads it',
};

/** @typedef {Map<string, string[]>} Differences by class, what differs */

/**
 * @param {import('./codePageDump.mjs').CodePageOfWindows} windows
 * @param {{ read: import('./codePageDump.mjs').Reading, write: import('./codePageDump.mjs').Writing }} codec
 * @returns {Differences}
 */
export function codePageDifferences(windows, codec) {
  /** @type {Differences} */
  const differences = new Map();
  const add = (/** @type {string} */ name, /** @type {string} */ example) =>
    differences.set(name, [...(differences.get(name) ?? []), example]);

  const isReadAlike = (/** @type {readonly number[]} */ bytes) => windows.read(bytes) === codec.read(bytes);
  for (const bytes of allBytes()) {
    if (isReadAlike(bytes)) continue;
    // Two characters of one byte each: their difference is told already, unless it comes with the pair.
    if (bytes.length === 2 && windows.read([bytes[0]]) !== null && !bytes.every((byte) => isReadAlike([byte])))
      continue;
    const [theirs, ours] = [windows.read(bytes), codec.read(bytes)];
    add(readingClass(theirs, ours), `${hexOf(bytes)} ${unitsOf(theirs)}, ours ${unitsOf(ours)}`);
  }
  for (let unit = 1; unit < 0x10000; unit += 1) {
    const [theirs, ours, loose] = [windows.write(unit), codec.write(unit), windows.writeBestFit(unit)];
    const what = `${unitsOf(String.fromCharCode(unit))} ${theirs ?? loose ?? 'no bytes'}`;
    if (theirs !== ours) add(writingClass(windows, theirs, ours), `${what}, ours ${ours ?? 'no bytes'}`);
    else if (theirs === null && loose !== null) add('look-alike, refused', what);
  }
  return differences;
}

/** Every byte and every pair of bytes without a NUL. */
function* allBytes() {
  for (let first = 1; first < 0x100; first += 1) yield [first];
  for (let first = 1; first < 0x100; first += 1) {
    for (let second = 1; second < 0x100; second += 1) yield [first, second];
  }
}

function readingClass(/** @type {string | null} */ theirs, /** @type {string | null} */ ours) {
  if (theirs === null) return 'read, and invalid for Windows';
  return ours === null ? 'not read, and Windows does' : 'read as something else';
}

function writingClass(
  /** @type {import('./codePageDump.mjs').CodePageOfWindows} */ windows,
  /** @type {string | null} */ theirs,
  /** @type {string | null} */ ours,
) {
  if (theirs === null) return 'written, and Windows has no bytes for it';
  if (ours !== null) return 'written as other bytes';
  const isUnread = windows.read([...Buffer.from(theirs, 'hex')]) === null;
  return isUnread ? 'stand-in for an undefined byte, refused' : 'not written, and Windows does';
}

const hexOf = (/** @type {readonly number[]} */ bytes) => Buffer.from(bytes).toString('hex');

/** `U+0041 U+0042`. */
const unitsOf = (/** @type {string | null} */ text) =>
  text === null
    ? 'invalid'
    : text
        .split('')
        .map((unit) => `U+${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
        .join(' ');
