type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** A part of a line that stands out where there are colors. */
interface Painted {
  readonly style: Style;
  readonly text: string;
}

type Span = string | Painted;

/** One line that is printed. Whatever is in it, it stays one line, and no terminal obeys it. */
export type Line =
  | string
  | { readonly spans: readonly Span[] }
  /** A line of JSON, which is never cut. */
  | { readonly json: string };

export type Lines = Line | readonly Line[];

/** A line with painted parts: line`${red('expected')} ${what}`. */
export function line(texts: TemplateStringsArray, ...spans: readonly Span[]): Line {
  return { spans: texts.flatMap((text, index) => [text, ...spans.slice(index, index + 1)]) };
}

export const bold = (text: string): Painted => ({ style: 'bold', text });
export const dim = (text: string): Painted => ({ style: 'dim', text });
export const green = (text: string): Painted => ({ style: 'green', text });
export const red = (text: string): Painted => ({ style: 'red', text });
export const yellow = (text: string): Painted => ({ style: 'yellow', text });

/** A value on one line. */
export const jsonLine = (value: unknown): Line => ({ json: JSON.stringify(value) });

/** A value as a document: the line ends are its layout, for those in texts are written out. */
export const jsonDocument = (value: unknown): readonly Line[] =>
  JSON.stringify(value, null, 2)
    .split('\n')
    .map((json) => ({ json }));

/** Words of our own, which end lines where they mean to. Nothing of what somebody gave belongs into them. */
export const ownLines = (text: string): readonly Line[] => text.replace(/\n$/, '').split('\n');
