import type { Argv } from 'yargs';
import { parseFault } from '../../simulator/exchange/index.ts';

/** What `--json` prints: one document at the end, or a line for each thing that happens, when it happens. */
const jsonForms = {
  document: 'Print one JSON document instead of text',
  lines: 'Print JSON Lines instead of text: an object on each line',
} as const;

/** `--json`, the same in every command that has it. */
export const withJson = <Options>(yargs: Argv<Options>, form: keyof typeof jsonForms = 'document') =>
  yargs.option('json', { type: 'boolean', default: false, describe: jsonForms[form] });

/** `--seed` and `--profile`: what a scenario is played with instead of what it says. */
export const withWorld = <Options>(yargs: Argv<Options>) =>
  yargs
    .option('seed', {
      type: 'number',
      requiresArg: true,
      describe: 'Seed to use instead of the one in the scenario (0 to 2147483647)',
    })
    .option('profile', {
      type: 'string',
      requiresArg: true,
      describe: 'Product version, or profile file, to use instead of the one in the scenario',
    })
    .check(({ seed }) => {
      if (seed === undefined || (Number.isInteger(seed) && seed >= 0 && seed <= 0x7fffffff)) return true;
      throw new Error('--seed must be a whole number from 0 to 2147483647');
    });

/** `--fault`, as often as there are faults: what goes wrong besides what a scenario says. */
export const withFaults = <Options>(yargs: Argv<Options>) =>
  yargs
    .option('fault', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'A fault that waits from the beginning; see: edbproof faults',
    })
    .check(({ fault }) => {
      for (const text of fault) {
        const parsed = parseFault(text);
        if (!parsed.ok) throw new Error(`--fault '${text}': ${parsed.problem}; the language: edbproof faults`);
      }
      return true;
    });
