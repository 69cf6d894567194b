import yargs from 'yargs';
import { scenarioJsonSchema } from '../runner/index.ts';
import { nearestName } from '../yaml/index.ts';
import { explain } from './explain.ts';
import { listFacets } from './facets.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { withJson, withWorld } from './options.ts';
import { playScenarios } from './playCommand.ts';
import { listProfiles } from './profiles.ts';
import { listRequirements } from './requirements.ts';
import { verifyFiles } from './verifyFiles.ts';
import { verifySets } from './verifySets.ts';

const commandNames = [
  'play',
  'explain',
  'profiles',
  'facets',
  'requirements',
  'schema',
  'verify',
  'verify-set',
] as const;
const optionNames = [
  'set',
  'json',
  'markdown',
  'seed',
  'profile',
  'open',
  'party',
  'unverified',
  'help',
  'version',
] as const;

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
      'facets',
      'List what varies between versions or is not settled, and what would settle it',
      (command) =>
        withJson(
          command
            .option('profile', {
              type: 'string',
              requiresArg: true,
              default: 'exchange-5.5',
              describe: 'A product version, or a profile file with what you have observed',
            })
            .option('open', { type: 'boolean', default: false, describe: 'Only what nothing settles' }),
        )
          .example('$0 facets --open', 'The open questions of 5.5, and the experiment that would answer each')
          .example('$0 facets --profile lab.yaml', 'With observations of your own'),
      ({ profile, open, json }) => {
        exitCode = listFacets({ profile, open, json }, io);
      },
    )
    .command(
      'requirements [id..]',
      'List what server and agent must do, where it is from, and which tests show it',
      (command) =>
        withJson(
          command
            .positional('id', { type: 'string', array: true, default: [], describe: 'Requirements to show whole' })
            .option('party', { choices: ['server', 'agent'] as const, describe: 'Only those of one party' })
            .option('unverified', { type: 'boolean', default: false, describe: 'Only those that nothing verifies' })
            .option('markdown', { type: 'boolean', default: false, describe: 'Print a Markdown page' })
            .check(({ markdown, json }) => {
              if (markdown && json === true) throw new Error('--markdown and --json exclude each other');
              return true;
            }),
        )
          .example('$0 requirements --party agent', 'What an agent must do')
          .example('$0 requirements EDB-LOGS-5', 'One of them, with its source and its tests')
          .example('$0 requirements --unverified', 'What is not verified, and why'),
      ({ id, party, unverified, json, markdown }) => {
        exitCode = listRequirements({ ids: id, party, unverified, json, markdown }, io);
      },
    )
    .command(
      'schema',
      'Print the JSON Schema of scenario files',
      (command) => command.example('$0 schema > scenario.schema.json', 'For editors that check YAML'),
      () => io.out(scenarioJsonSchema()),
    )
    .command(
      'verify <file..>',
      'Verify databases, patch files, logs and checkpoints, and print their headers',
      (command) =>
        withJson(
          command.positional('file', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'Files, compared with each other, and folders, each compared within itself',
          }),
        )
          .example('$0 verify priv.edb priv.pat', 'Headers, every page, and whether the two are of one backup')
          .example('$0 verify edb*.log', 'Headers, records, and whether the logs are one chain')
          .example('$0 verify sets/nightly-backup/store-sunday', 'A whole backup set')
          .epilogue(
            'Exit codes: 0 sound, 1 something was found, 2 a file is none of the engine or cannot be read, 3 internal error.',
          ),
      ({ file, json }) => {
        exitCode = verifyFiles(file, json, io);
      },
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
