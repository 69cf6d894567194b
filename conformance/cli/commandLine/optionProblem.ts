import { nearestName } from '../../yaml/index.ts';
import type { CommandWords } from './commandTable.ts';
import type { Token } from './tokens.ts';

/** Why an option cannot be taken as it was given; null when it can. `seen`: the options before it. */
export function optionProblem(
  { name, value, isInline }: Extract<Token, { kind: 'option' }>,
  { options }: CommandWords,
  seen: ReadonlySet<string>,
): string | null {
  const option = options.get(name);
  if (option === undefined) return unknownOption(name, [...options.keys()]);
  if (seen.has(name) && !option.isList) return `--${name} is given more than once: give it once`;
  if (option.kind === 'flag') return value === null ? null : `--${name} takes no value: leave out "=${value}"`;
  if (value === null) return `--${name} needs a value`;
  if (value.trim() === '') return `the value of --${name} is empty: give one, or leave --${name} out`;
  if (!isInline && /^-(?![\d.])/.test(value)) {
    return `--${name} needs a value; if "${value}" is meant, write --${name}=${value}`;
  }
  if (option.kind === 'number' && !isNumber(value)) return `--${name} must be a number, not "${value}"`;
  return null;
}

const isNumber = (text: string): boolean => !/\s/.test(text) && Number.isFinite(Number(text));

/** Names what was probably meant; of an option that is known in another form, why that form means nothing. */
function unknownOption(name: string, known: readonly string[]): string {
  const negated = known.find((one) => name === `no-${one}`);
  if (negated !== undefined) return `there is no --${name}: leave out --${negated}`;
  const dotted = known.find((one) => name.startsWith(`${one}.`));
  if (dotted !== undefined) return `there is no --${name}: --${dotted} has no parts`;
  const near = nearestName(name, known);
  return `Unknown argument: ${name}${near === null ? '' : `; did you mean --${near}?`}`;
}
