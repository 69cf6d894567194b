import type { OptionWords } from './commandTable.ts';

/** A word of a command line, or an option with its value. */
export type Token =
  | { readonly kind: 'operand'; readonly word: string }
  | {
      readonly kind: 'option';
      readonly name: string;
      /** Null when there is none: of a flag, or at the end. */
      readonly value: string | null;
      /** Whether the value stands behind `=`, where it may begin with a dash. */
      readonly isInline: boolean;
    };

export interface Tokens {
  readonly tokens: readonly Token[];
  /** The words behind `--`; null without one. */
  readonly tail: readonly string[] | null;
}

/** Takes a command line apart. There are no options of one letter: `-560` and `-` are operands, and `-x` an option that nobody knows. */
export function tokensOf(given: readonly string[], options: ReadonlyMap<string, OptionWords>): Tokens {
  const end = given.indexOf('--');
  const words = end === -1 ? given : given.slice(0, end);
  const tokens: Token[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, name, inline] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? /^-([^\d.=].*)$/s.exec(word) ?? [];
    if (name === undefined) {
      tokens.push({ kind: 'operand', word });
      continue;
    }
    const kind = word.startsWith('--') ? (options.get(name)?.kind ?? 'flag') : 'flag';
    const isInline = inline !== undefined;
    if (kind !== 'flag' && !isInline) index += 1;
    tokens.push({ kind: 'option', name, value: inline ?? (kind === 'flag' ? null : (words[index] ?? null)), isInline });
  }
  return { tokens, tail: end === -1 ? null : given.slice(end + 1) };
}
