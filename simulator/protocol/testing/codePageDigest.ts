import { createHash } from 'node:crypto';
import { decodeAnsi, encodeAnsi } from '../codePages.ts';
import type { CodePage } from '../codePageTable.ts';

/** Of all that a code page reads from one byte or two, and of all that it writes: a change of any byte changes it. */
export function codePageDigest(codePage: CodePage): string {
  const digest = createHash('sha256');
  const read = (...bytes: number[]): boolean => {
    const decoded = decodeAnsi(Uint8Array.from(bytes), codePage);
    if (decoded.ok) digest.update(`${hex(bytes)} ${hex(unitsOf(decoded.text))}\n`);
    return decoded.ok;
  };
  for (let first = 1; first <= 0xff; first += 1) {
    if (read(first)) continue;
    for (let second = 1; second <= 0xff; second += 1) read(first, second);
  }
  for (let unit = 1; unit <= 0xffff; unit += 1) {
    const encoded = encodeAnsi(String.fromCharCode(unit), codePage);
    if (encoded.ok) digest.update(`${hex([unit])} ${hex([...encoded.bytes])}\n`);
  }
  return digest.digest('hex').slice(0, 16);
}

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
const hex = (numbers: readonly number[]): string => numbers.map((number) => number.toString(16)).join(' ');
