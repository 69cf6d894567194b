/** Sizes, ranges and counts as people read them. */

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const mebibytes = bytes / (1024 * 1024);
  return mebibytes < 1 ? `${(bytes / 1024).toFixed(1)} KiB` : `${mebibytes.toFixed(1)} MiB`;
}

export const countText = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/** A text without the full stop at its end, to be put into another. */
export const phrase = (text: string): string => text.replace(/\.$/, '');

/** A text with one full stop at its end. */
export const sentence = (text: string): string => `${phrase(text)}.`;

/** `transactions 3, 5 and 9`, or the first few with the number of the others. */
export function listText(numbers: readonly number[], shown = 5): string {
  const first = numbers.slice(0, shown).join(', ');
  return numbers.length > shown ? `${first} and ${numbers.length - shown} more` : first;
}

export const generationsText = (low: number | null, high: number | null): string =>
  low === null || high === null ? 'no logs' : low === high ? `log ${low}` : `logs ${low} to ${high}`;
