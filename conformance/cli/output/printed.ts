import colors from 'picocolors';
import type { Line, Lines } from './line.ts';
import { visible } from './visible.ts';

/** Far longer than any line of our own: what has more came from somebody else. */
const MAXIMUM_LINE_CHARACTERS = 20_000;

/** Lines as the terminal gets them: the one place where text leaves this program. Each ends with the only line end in it. */
export function printed(lines: Lines, color: boolean): string {
  const paint = colors.createColors(color);
  const one = (line: Line): string => {
    if (typeof line === 'string') return visible(cut(line, MAXIMUM_LINE_CHARACTERS));
    if ('json' in line) return visible(line.json);
    let left = MAXIMUM_LINE_CHARACTERS;
    let text = '';
    for (const span of line.spans) {
      const plain = typeof span === 'string' ? span : span.text;
      const shown = visible(cut(plain, left));
      text += typeof span === 'string' ? shown : paint[span.style](shown);
      left = Math.max(0, left - plain.length);
    }
    return text;
  };
  const all = Array.isArray(lines) ? lines : [lines];
  return all.map((line: Line) => `${one(line)}\n`).join('');
}

/** A line that is written over the one before it, no wider than so many columns; null: none. */
export function overwritten(text: string | null, columns: number): string {
  const shown = text === null ? '' : visible(text.slice(0, MAXIMUM_LINE_CHARACTERS));
  return `\r${[...shown].slice(0, columns).join('')}\u001b[K`;
}

function cut(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${text.slice(0, maximum)}… (${(text.length - maximum).toLocaleString('en-US')} characters more)`;
}
