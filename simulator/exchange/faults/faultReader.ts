import { parsePath } from '../../engine/index.ts';
import {
  editDistance,
  findCode,
  type Hresult,
  hresult,
  type JetErrorNumber,
  jetErrorOf,
} from '../../protocol/index.ts';
import { FaultLimit } from './fault.ts';

interface Token {
  readonly kind: 'word' | 'quoted' | 'separator' | 'end';
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

/**
 * Reads the words of a fault one after the other. The first thing that is not as expected is kept as `problem`, and
 * answered with null; whoever reads on after that reads nothing.
 */
export class FaultReader {
  readonly #tokens: readonly Token[];
  #position = 0;
  #problem: string | null = null;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  /** Column, what was expected, what is there instead and what was probably meant: one line. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Whether the next word is this one; then it is read. */
  accept(word: string): boolean {
    const isNext = this.#next.kind === 'word' && this.#next.text.toLowerCase() === word;
    if (isNext) this.#position += 1;
    return isNext;
  }

  /** One of these words, in any letter case. */
  one<Word extends string>(words: readonly Word[]): Word | null {
    const { kind, text } = this.#next;
    const found = words.find((word) => kind === 'word' && word === text.toLowerCase());
    if (found === undefined) return this.expected(words.map(quoted).join(' or '), words);
    this.#position += 1;
    return found;
  }

  /** Goes beyond the next word, which was looked at with `word`. */
  skip(): void {
    if (this.#next.kind !== 'end') this.#position += 1;
  }

  /** A whole number. `what` names it: "a page". */
  number(what: string, minimum: number, maximum: number): number | null {
    const { kind, text } = this.#next;
    const value = kind === 'word' && /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value < minimum || value > maximum) return this.expected(`${what} from ${minimum} to ${maximum}`);
    this.#position += 1;
    return value;
  }

  /** The name of a file, or a full path. */
  file(): string | null {
    const { kind, text } = this.#next;
    const isFile = (kind === 'word' || kind === 'quoted') && parsePath(text.includes('\\') ? text : `C:\\${text}`);
    if (!isFile) return this.expected('a file such as priv.edb or D:\\exchsrvr\\mdbdata\\priv.edb');
    this.#position += 1;
    return text;
  }

  /** A drive letter, with or without its colon. */
  volume(): string | null {
    const { kind, text } = this.#next;
    if (kind !== 'word' || !/^[A-Za-z]:?$/.test(text)) return this.expected('a drive such as D:');
    this.#position += 1;
    return `${text.charAt(0).toUpperCase()}:`;
  }

  /** A code as a name or a number. 0x and eight digits are the code itself, also one that EDBMSG.H does not know. */
  code(): Hresult | null {
    const { kind, text } = this.#next;
    const literal = /^0x[0-9a-f]{8}$/i.test(text) ? hresult(Number(text)) : null;
    const lookup = kind === 'word' && literal === null ? findCode(text) : null;
    if (literal === null && lookup?.found !== true) {
      return this.expected('a code such as hrReadVerifyFailure, -1018 or 0xC80003FA', lookup?.nearNames ?? []);
    }
    this.#position += 1;
    return literal ?? (lookup?.found === true ? lookup.readings[0].info.value : null);
  }

  /** An error of the engine, as a name or a number. */
  jetError(): JetErrorNumber | null {
    const { kind, text } = this.#next;
    const error = kind === 'word' ? jetErrorOf(text) : null;
    if (error === null) return this.expected('an error of the engine such as -1811 or JET_errFileNotFound');
    this.#position += 1;
    return error;
  }

  /** The comma between moment and action, or a colon. */
  separator(expected: string): boolean | null {
    if (this.#next.kind !== 'separator') return this.expected(expected);
    this.#position += 1;
    return true;
  }

  /** Nothing more. */
  end(expected: string, known: readonly string[] = []): boolean | null {
    return this.#next.kind === 'end' ? true : this.expected(expected, known);
  }

  /** Keeps what is wrong with the next word. `known`: what it may have been meant to be. */
  expected(what: string, known: readonly string[] = []): null {
    const { kind, text } = this.#next;
    const near = kind === 'word' ? nearest(text, known) : null;
    const seen = kind === 'end' ? 'the end' : quoted(text);
    return this.refuse(`expected ${what}, not ${seen}${near === null ? '' : `; did you mean ${quoted(near)}?`}`);
  }

  /** Keeps a problem at the next word. */
  refuse(problem: string): null {
    this.#problem ??= `column ${this.#next.column}: ${problem}`;
    this.#position = this.#tokens.length - 1;
    return null;
  }

  /** The next word as it stands, for messages. */
  get word(): string {
    return this.#next.text;
  }

  get #next(): Token {
    const token = this.#tokens[this.#position];
    if (token === undefined) throw new Error('a fault was read beyond its end');
    return token;
  }
}

const quoted = (text: string): string => `"${text}"`;

/** Splits at blanks; a comma, or a colon that ends a word other than the drive behind `disk`, is a token of its own. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: piece, index } of text.matchAll(/"[^"]*"?|,|[^\s,"]+/g)) {
    const column = index + 1;
    const isClosed = piece.length > 1 && piece.endsWith('"');
    if (piece.startsWith('"') && isClosed) tokens.push({ kind: 'quoted', text: piece.slice(1, -1), column });
    else if (piece === ',' || piece === ':') tokens.push({ kind: 'separator', text: piece, column });
    else if (piece.endsWith(':') && tokens.at(-1)?.text.toLowerCase() !== 'disk') {
      tokens.push({ kind: 'word', text: piece.slice(0, -1), column });
      tokens.push({ kind: 'separator', text: ':', column: column + piece.length - 1 });
    } else tokens.push({ kind: 'word', text: piece, column });
  }
  return [...tokens, { kind: 'end', text: '', column: text.length + 1 }];
}

/** The known name that is nearest, when at most a third of the text would have to change. */
function nearest(text: string, known: readonly string[]): string | null {
  if (text.length > FaultLimit.wordCharacters) return null;
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of known) {
    const distance = editDistance(text.toLowerCase(), name.toLowerCase());
    if (best === null || distance < best.distance) best = { name, distance };
  }
  return best !== null && best.distance <= Math.max(1, text.length / 3) ? best.name : null;
}
