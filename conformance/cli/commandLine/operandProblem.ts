import type { CommandWords } from './commandTable.ts';
import { standardInputWord } from './standardInput.ts';

/** Why the operands of a command cannot be taken; null when they can, or when yargs finds what is wrong: too few, too many. */
export function operandProblem(words: readonly string[], { path, operands }: CommandWords): string | null {
  const name = path.join(' ');
  if (words.some((word) => word.trim() === '')) return `an argument of ${name} is empty`;
  const places = words.flatMap((word, index) => (word === standardInputWord ? [index] : []));
  const last = operands.at(-1);
  for (const index of places) {
    const operand = operands[index] ?? (last?.isList === true ? last : undefined);
    if (operand?.takesStandardInput !== true) return `${name} does not read standard input, which "-" stands for`;
  }
  return places.length > 1 ? 'standard input can be read once: give "-" once' : null;
}
