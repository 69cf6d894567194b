import yargs from 'yargs';
import { nearestName, scenarioJsonSchema } from '../runner/index.ts';
import { explain } from './explain.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { withJson, withWorld } from './options.ts';
import { playScenarios } from './playCommand.ts';
import { listProfiles } from './profiles.ts';
import { verifySets } from './verify.ts';

const commandNames = ['play', 'explain', 'profiles', 'schema', 'verify-set'] as const;
const optionNames = ['set', 'json', 'seed', 'profile', 'help', 'version'] as const;

/** A mistake on the command line, as yargs words it. */
class UsageError extends Error {}

/** Runs the program with the words after its name. Never throws; what it means is the exit code. */
export async function main(argv: readonly string[], io: Io, version: string): Promise<ExitCodeValue> {
  let exitCode: ExitCodeValue = ExitCode.good;
  const parser = yargs()
    .scriptName('edbproof')
    .usage(
      '$0 COMMAND\n\nA simulator and conformance suite for EDBBCLI.DLL, the online-backup API of Microsoft Exchange 4.0 to 5.5.',
    )
    .command(
      'play <scenario..>',
      'Play scenarios: a server, what happens to it, and what must come of it',
      (command) =>
        withWorld(
          withJson(
            command
              .positional('scenario', {
                type: 'string',
                array: true,
                demandOption: true,
                describe: 'Scenario files (YAML)',
              })
              .option('set', {
                type: 'string',
                requiresArg: true,
                describe: 'Keep sets and traces in DIR/SCENARIO instead of a temporary folder',
              }),
          ),
        )
          .example('$0 play fixtures/scenarios/nightly-backup.yaml', 'Back up, lose the disks, restore, compare')
          .example('$0 play --seed 42 --set /tmp/sets *.yaml', 'Another seed, and keep what was saved')
          .epilogue(
            'Exit codes: 0 as expected, 1 an expectation was not met, 2 bad input, 3 internal error, 130 interrupted.',
          ),
      async ({ scenario, set, json, seed, profile }) => {
        exitCode = await playScenarios({ scenarios: scenario, set, json, seed, profile }, io);
      },
    )
    .command(
      'explain <code..>',
      'Say what a code means, in every form it is written in',
      (command) =>
        withJson(
          command.positional('code', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Name or number of a code',
          }),
        )
          .example('$0 explain 0xC8000230', 'A code as the API gives it')
          .example('$0 explain hrCircularLogging 4294966736', 'A name, and a number from the event log')
          .example('$0 explain -560 -939523536', 'Numbers of the engine, and signed ones'),
      ({ code, json }) => {
        exitCode = explain(code, json, io);
      },
    )
    .command(
      'profiles [name]',
      'List the product versions, or what is known of one of them',
      (command) =>
        withJson(command.positional('name', { type: 'string', describe: 'A product version' }))
          .example('$0 profiles', 'All of them')
          .example('$0 profiles exchange-5.5', 'Every facet of 5.5, where it is from and what else is possible'),
      ({ name, json }) => {
        exitCode = listProfiles(name, json, io);
      },
    )
    .command(
      'schema',
      'Print the JSON Schema of scenario files',
      (command) => command.example('$0 schema > scenario.schema.json', 'For editors that check YAML'),
      () => io.out(scenarioJsonSchema()),
    )
    .command(
      'verify-set <dir..>',
      'Compare backup sets with their manifests',
      (command) =>
        withJson(
          command.positional('dir', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Folders of backup sets',
          }),
        ).example(
          '$0 verify-set sets/nightly-backup/sunday',
          'Truncated, altered, missing and extra files, a line each',
        ),
      async ({ dir, json }) => {
        exitCode = await verifySets(dir, json, io);
      },
    )
    .demandCommand(1, 'say what to do')
    .strict()
    .parserConfiguration({ 'parse-positional-numbers': false })
    .version(version)
    .help()
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      // yargs has a message for what is wrong on the command line, and only an error for what a command throws.
      throw message ? new UsageError(message) : error;
    });
  try {
    // yargs takes -560 for a number and not for an option; a cautious `--` before it is not needed, but common.
    const words = argv[0] === 'explain' ? argv.filter((word) => word !== '--') : argv;
    await parser.parseAsync([...words], {}, (_error, _arguments, output) => {
      if (output !== '') io.out(`${output}\n`);
    });
    return exitCode;
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`edbproof: ${error.message}${hintFor(error.message, argv)}\nTry: edbproof --help\n`);
      return ExitCode.usage;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(`edbproof: internal error; please report it with the command line ${JSON.stringify(argv)}\n${text}\n`);
    return ExitCode.internal;
  }
}

/** Names what was probably meant by an unknown command or option. */
function hintFor(message: string, argv: readonly string[]): string {
  if (!message.startsWith('Unknown')) return '';
  const unknown = message.split(': ')[1]?.split(', ')[0] ?? '';
  const isOption = argv.some((word) => word.startsWith(`--${unknown}`));
  const near = nearestName(unknown, isOption ? optionNames : commandNames);
  return near === null ? '' : `; did you mean ${isOption ? '--' : ''}${near}?`;
}
