import yargs, { type Argv } from 'yargs';
import { nearestName } from '../yaml/index.ts';
import { driveCommands, hostingCommands, lookUpCommands, playCommands, verifyCommands } from './commands/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import type { Session } from './session.ts';

const commandNames = [
  'play',
  'faults',
  'explain',
  'profiles',
  'facets',
  'requirements',
  'schema',
  'verify',
  'verify-set',
  'drive',
  'serve',
  'run',
  'shim',
  'doctor',
] as const;
const optionNames = [
  'set',
  'fault',
  'json',
  'markdown',
  'seed',
  'profile',
  'open',
  'party',
  'unverified',
  'at',
  'listen',
  'trace',
  'redact',
  'disk',
  'saved',
  'platform',
  'replace',
  'time-limit',
  'hang-limit',
  'library',
  'server',
  'service',
  'kind',
  'form',
  'code-page',
  'buffer-kib',
  'allow-truncate',
  'allow-register',
  'allow-complete',
  'erase',
  'call-limit',
  'help',
  'version',
] as const;

/** In the order of `--help`. */
const withCommands = (parser: Argv, session: Session): Argv =>
  hostingCommands(
    driveCommands(verifyCommands(lookUpCommands(playCommands(parser, session), session), session), session),
    session,
  );

/** A mistake on the command line, as yargs words it. */
class UsageError extends Error {}

/** Runs the program with the words after its name. Never throws; what it means is the exit code. */
export async function main(argv: readonly string[], io: Io, version: string): Promise<ExitCodeValue> {
  let exitCode: ExitCodeValue = ExitCode.good;
  const session: Session = {
    io,
    end: (code) => {
      exitCode = code;
    },
  };
  const parser = withCommands(yargs(), session)
    .scriptName('edbproof')
    .usage(
      '$0 COMMAND\n\nA simulator and conformance suite for EDBBCLI.DLL, the online-backup API of Microsoft Exchange 4.0 to 5.5.',
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
      io.err(`edbproof: ${usageText(error.message, argv)}\nTry: edbproof --help\n`);
      return ExitCode.usage;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.err(`edbproof: internal error; please report it with the command line ${JSON.stringify(argv)}\n${text}\n`);
    return ExitCode.internal;
  }
}

/** What is wrong on the command line, in our words where those of yargs lead astray. */
function usageText(message: string, argv: readonly string[]): string {
  if (!message.startsWith('Not enough non-option arguments')) return `${message}${hintFor(message, argv)}`;
  // An option that nobody knows has taken the file behind it for its value.
  const options = argv.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? []);
  const unknown = options.find((name) => optionNames.every((known) => known !== name && `no-${known}` !== name));
  if (unknown === undefined) return `${argv[0]} of what? See: edbproof ${argv[0]} --help`;
  const unknownMessage = `Unknown argument: ${unknown}`;
  return `${unknownMessage}${hintFor(unknownMessage, argv)}`;
}

/** Names what was probably meant by an unknown command or option. */
function hintFor(message: string, argv: readonly string[]): string {
  if (!message.startsWith('Unknown')) return '';
  const unknown = message.split(': ')[1]?.split(', ')[0] ?? '';
  const isOption = argv.some((word) => word.startsWith(`--${unknown}`));
  const near = nearestName(unknown, isOption ? optionNames : commandNames);
  return near === null ? '' : `; did you mean ${isOption ? '--' : ''}${near}?`;
}
