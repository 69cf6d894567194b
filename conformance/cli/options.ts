import type { Argv } from 'yargs';

/** `--json`, the same in every command that has it. */
export const withJson = <Options>(yargs: Argv<Options>) =>
  yargs.option('json', {
    type: 'boolean',
    default: false,
    describe: 'Print JSON instead of text',
  });

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
