/** No word of a command line can have it. */
const MASK = '\u0000';

/**
 * A word that yargs hands on as it is. Left to itself it drops a lone `-`, takes what begins with a dash for an option, and
 * takes off quotation marks.
 */
export const masked = (word: string): string => `${MASK}${word}`;

/** Text of yargs with the words in it as they were given. */
export const unmasked = (text: string): string => text.replaceAll(MASK, '');

/** Takes the masks off all values that yargs has read. */
export function unmaskAll(values: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') values[name] = unmasked(value);
    if (Array.isArray(value)) values[name] = value.map((one) => (typeof one === 'string' ? unmasked(one) : one));
  }
}
