import yargs, { type Argv } from 'yargs';
import { orStandardInput } from './standardInput.ts';

/** An option as its command declares it. */
export interface OptionWords {
  readonly name: string;
  /** A flag takes no value. */
  readonly kind: 'flag' | 'text' | 'number';
  /** Whether it may be given several times. */
  readonly isList: boolean;
}

/** A word that stands for itself: a file, a code, a folder. */
interface OperandWords {
  readonly name: string;
  readonly isList: boolean;
  /** Whether a lone `-` stands for standard input. */
  readonly takesStandardInput: boolean;
}

/** What can be said to one command. */
export interface CommandWords {
  /** `['shim', 'install']`. */
  readonly path: readonly string[];
  readonly operands: readonly OperandWords[];
  readonly options: ReadonlyMap<string, OptionWords>;
  /** Whether the words behind `--` are for somebody else. */
  readonly keepsTail: boolean;
}

interface Draft {
  readonly path: readonly string[];
  readonly operands: { readonly name: string; readonly isList: boolean }[];
  readonly standardInputFor: Set<string>;
  readonly options: Map<string, OptionWords>;
  keepsTail: boolean;
}

/** Options that yargs gives to every command. */
const everywhere: readonly OptionWords[] = [
  { name: 'help', kind: 'flag', isList: false },
  { name: 'version', kind: 'flag', isList: false },
];

/**
 * All commands with all that they declare, by listening to the declarations themselves: there is no second list that an
 * option could be missing from. A command with commands of its own comes before them.
 */
export function commandTable(declare: (parser: Argv) => unknown): readonly CommandWords[] {
  const drafts: Draft[] = [];
  declare(listener(newDraft([]), drafts));
  return drafts.map(({ path, operands, standardInputFor, options, keepsTail }) => ({
    path,
    operands: operands.map((operand) => ({ ...operand, takesStandardInput: standardInputFor.has(operand.name) })),
    options,
    keepsTail,
  }));
}

const newDraft = (path: readonly string[]): Draft => ({
  path,
  operands: [],
  standardInputFor: new Set(),
  options: new Map(everywhere.map((option) => [option.name, option])),
  keepsTail: false,
});

/** Takes declarations as yargs does, and writes them down. */
function listener(draft: Draft, drafts: Draft[]): Argv {
  const heard: Argv = new Proxy(yargs(), {
    get: (_parser, method) => {
      return (first: unknown, second: unknown, third: unknown) => {
        if (method === 'command') hearCommand(draft, drafts, String(first), third);
        if (method === 'option') draft.options.set(String(first), optionWords(String(first), Object(second)));
        if (method === 'positional' && String(Object(second).describe).endsWith(orStandardInput))
          draft.standardInputFor.add(String(first));
        if (method === 'parserConfiguration') draft.keepsTail ||= Object(first)['populate--'] === true;
        return heard;
      };
    },
  });
  return heard;
}

/** `play <scenario..>`: a name, and the words that belong behind it. */
function hearCommand(above: Draft, drafts: Draft[], text: string, builder: unknown): void {
  const [name = '', ...operands] = text.split(' ');
  const draft = newDraft([...above.path, name]);
  for (const operand of operands) {
    const isList = operand.includes('..');
    draft.operands.push({ name: operand.replace(/[<>[\].]/g, ''), isList });
  }
  drafts.push(draft);
  if (typeof builder === 'function') builder(listener(draft, drafts));
}

function optionWords(
  name: string,
  { type, array }: { readonly type?: unknown; readonly array?: unknown },
): OptionWords {
  const kind = type === 'boolean' ? 'flag' : type === 'number' ? 'number' : 'text';
  return { name, kind, isList: array === true };
}
