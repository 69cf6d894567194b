import yargs from 'yargs';
import { commandTable, readWords, unmaskAll, unmasked } from './commandLine/index.ts';
import { allCommands } from './commands/index.ts';
import { ExitCode, type ExitCodeValue, type Io, ioOf, type Surroundings } from './io.ts';
import { ownLines } from './output/index.ts';
import type { Session } from './session.ts';
import { stackLines } from './stackLines.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const MAXIMUM_COLUMNS = 100;

/** A mistake on the command line, as yargs words it. */
class UsageError extends Error {}

/** Runs the program with the words after its name. Never throws; what it means is the exit code. */
export async function main(argv: readonly string[], around: Surroundings, version: string): Promise<ExitCodeValue> {
  const io = ioOf(around);
  let exitCode: ExitCodeValue = ExitCode.good;
  const session: Session = {
    io,
    end: (code) => {
      exitCode = code;
    },
  };
  const parser = allCommands(yargs(), session)
    .scriptName('edbproof')
    .usage(
      '$0 COMMAND\n\nA simulator and conformance suite for EDBBCLI.DLL, the online-backup API of Microsoft Exchange 4.0 to 5.5.',
    )
    .demandCommand(1, 'say what to do')
    .strict()
    .parserConfiguration({ 'parse-positional-numbers': false })
    .locale('en')
    // All words but numbers come masked from readWords.
    .middleware(unmaskAll, true)
    .version(version)
    .help()
    .wrap(Math.min(MAXIMUM_COLUMNS, io.outputColumns))
    .exitProcess(false)
    .fail((message, error) => {
      // yargs has a message for what is wrong on the command line, and only an error for what a command throws.
      throw message ? new UsageError(message) : error;
    });
  const reading = readWords(
    argv,
    commandTable((listener) => allCommands(listener, session)),
  );
  if (!reading.ok) return refuse(reading.problem, io);
  if (argv.length === 0) {
    io.err([...ownLines(await parser.getHelp()), '', 'edbproof: say what to do']);
    return ExitCode.usage;
  }
  try {
    await parser.parseAsync([...reading.words], {}, (_error, _arguments, output) => {
      if (output !== '') io.out(ownLines(output));
    });
    return exitCode;
  } catch (error) {
    if (error instanceof UsageError) return refuse(usageText(unmasked(error.message), reading.path), io);
    io.err([
      `edbproof: internal error; please report it with the command line ${JSON.stringify(argv)}`,
      ...stackLines(error),
    ]);
    return ExitCode.internal;
  }
}

/** yargs spreads some of its sentences over several lines; this is one. */
function refuse(problem: string, io: Io): ExitCodeValue {
  io.err([
    `edbproof: ${problem
      .trim()
      .split(/\s*\n\s*/)
      .join('; ')}`,
    'Try: edbproof --help',
  ]);
  return ExitCode.usage;
}

/** What is wrong on the command line, in our words where those of yargs lead astray. */
const usageText = (message: string, path: readonly string[]): string =>
  message.startsWith('Not enough non-option arguments')
    ? `${path.join(' ')} of what? See: edbproof ${path.join(' ')} --help`
    : message;
