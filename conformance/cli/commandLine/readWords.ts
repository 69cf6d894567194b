import { nearestName } from '../../yaml/index.ts';
import type { CommandWords } from './commandTable.ts';
import { masked } from './mask.ts';
import { operandProblem } from './operandProblem.ts';
import { optionProblem } from './optionProblem.ts';
import { type Tokens, tokensOf } from './tokens.ts';

export type WordsReading =
  /** Words that yargs cannot misunderstand: operands masked, every value behind its `=`, options last. */
  | { readonly ok: true; readonly words: readonly string[]; readonly path: readonly string[] }
  /** One sentence. */
  | { readonly ok: false; readonly problem: string };

const refused = (problem: string): WordsReading => ({ ok: false, problem });

/**
 * Reads a command line before yargs does, which lets repeated, negated, dotted and empty options through as values that no
 * command expects. What is said is said once and whole, or it is refused.
 */
export function readWords(given: readonly string[], table: readonly CommandWords[]): WordsReading {
  const every = new Map(table.flatMap(({ options }) => [...options]));
  const { path, unknown } = commandPath(tokensOf(given, every), table);
  if (unknown !== null) return refused(unknown);
  const command = table.find((known) => isPath(known.path, path)) ?? noCommand(every);
  const { tokens, tail } = tokensOf(given, command.options);
  const general = tokens.find((token) => token.kind === 'option' && isGeneral(token.name));
  if (general?.kind === 'option') return { ok: true, path, words: [...path, `--${general.name}`] };

  const seen = new Set<string>();
  const options: string[] = [];
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'operand') {
      operands.push(token.word);
      continue;
    }
    const problem = optionProblem(token, command, seen);
    if (problem !== null) return refused(problem);
    seen.add(token.name);
    options.push(optionWord(token.name, token.value, command));
  }
  // What stands behind -- is for somebody else, or it is operands, whatever they look like.
  const others = command.keepsTail ? tail : null;
  if (others === null) operands.push(...(tail ?? []));
  operands.splice(0, path.length);
  const problem = operandProblem(operands, command);
  if (problem !== null) return refused(problem);
  if (others?.[0] === '') return refused('the command behind -- is empty');
  // `edbproof help play` is `edbproof play --help`.
  if (path[0] === 'help') return readWords([...operands, '--help'], table);
  return {
    ok: true,
    path,
    words: [...path, ...operands.map(masked), ...options, ...(others === null ? [] : ['--', ...others])],
  };
}

const isGeneral = (name: string): boolean => name === 'help' || name === 'version';

const isPath = (one: readonly string[], other: readonly string[]): boolean => one.join(' ') === other.join(' ');

/** Without a command only the options of all commands mean anything. */
const noCommand = (every: CommandWords['options']): CommandWords => ({
  path: [],
  operands: [],
  options: new Map([...every].filter(([name]) => isGeneral(name))),
  keepsTail: false,
});

/** The command that the first operands name, and the first word that names none. */
function commandPath(
  { tokens, tail }: Tokens,
  table: readonly CommandWords[],
): { readonly path: readonly string[]; readonly unknown: string | null } {
  const words = [...tokens.flatMap((token) => (token.kind === 'operand' ? [token.word] : [])), ...(tail ?? [])];
  const path: string[] = [];
  for (const word of words) {
    const below = table.filter(
      (known) => known.path.length === path.length + 1 && isPath(known.path.slice(0, -1), path),
    );
    if (below.length === 0) break;
    const names = below.map((known) => known.path.at(-1) ?? '');
    if (!names.includes(word)) {
      const near = nearestName(word, names);
      return {
        path,
        unknown: `Unknown command: ${[...path, word].join(' ')}${near === null ? '' : `; did you mean ${near}?`}`,
      };
    }
    path.push(word);
  }
  return { path, unknown: null };
}

/** `--name=value`, masked where yargs would read something into the value. */
function optionWord(name: string, value: string | null, { options }: CommandWords): string {
  if (value === null) return `--${name}`;
  return `--${name}=${options.get(name)?.kind === 'number' ? value : masked(value)}`;
}
