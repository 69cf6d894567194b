import type { Argv } from 'yargs';
import { codePages } from '../../../simulator/protocol/index.ts';
import { drive, driveKinds } from '../drive.ts';
import { exitCodesText } from '../exitCodes.ts';
import { withJson } from '../options.ts';
import type { Session } from '../session.ts';

const words = { type: 'string', requiresArg: true } as const;
const seconds = { type: 'number', requiresArg: true } as const;
const flag = { type: 'boolean', default: false } as const;

/** 64 MiB: a number of bytes that every argument of HrBackupRead can say. */
const MAXIMUM_BUFFER_KIB = 65_536;
const isBufferSize = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAXIMUM_BUFFER_KIB;

/** A week: no backup of these servers took longer, and timers of Node cannot wait for much more. */
const MAXIMUM_LIMIT_SECONDS = 604_800;
const isLimit = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= MAXIMUM_LIMIT_SECONDS;
const limitProblem = (name: string): string => `${name} must be above 0 and at most ${MAXIMUM_LIMIT_SECONDS} seconds`;

/** Native libraries. */
export const driveCommands = (parser: Argv, session: Session): Argv =>
  parser.command(
    'drive',
    'Back up or restore through a native library: EDBBCLI.DLL, or one that stands in for it',
    (command) =>
      withJson(command, 'lines')
        .option('library', { ...words, demandOption: true, describe: 'Path of edbbcli.dll or libedbbcli.so' })
        .option('server', { ...words, demandOption: true, describe: 'Name of the server' })
        .option('kind', { choices: driveKinds, demandOption: true, describe: 'What to do' })
        .option('set', {
          ...words,
          array: true,
          demandOption: true,
          describe: 'DIR/NAME of the set to write, or of the sets to restore, oldest first',
        })
        .option('service', {
          choices: ['information-store', 'directory'] as const,
          default: 'information-store' as const,
          describe: 'Which service of the server',
        })
        .option('form', { choices: ['A', 'W'] as const, default: 'W' as const, describe: 'Which functions to call' })
        .option('code-page', { choices: codePages, default: 'cp1252' as const, describe: 'Of the A functions' })
        .option('buffer-kib', { type: 'number', requiresArg: true, default: 64, describe: 'KiB to read at once' })
        .option('allow-truncate', { ...flag, describe: 'Let HrBackupTruncateLogs delete logs on the server' })
        .option('allow-register', { ...flag, describe: 'Let HrRestoreRegister begin a restore on the server' })
        .option('allow-complete', { ...flag, describe: 'Let HrRestoreRegisterComplete end it' })
        .option('erase', { ...flag, describe: 'Remove old logs and databases before a restore' })
        .option('disk', { ...words, describe: "Folder where the server's disks are: its share D$ is DIR/D$" })
        .option('trace', { ...words, describe: 'File for the trace, beside the set unless given' })
        .option('call-limit', { ...seconds, default: 300, describe: 'Seconds that one call may take' })
        .option('time-limit', { ...seconds, default: 86_400, describe: 'Seconds that all may take' })
        .check(({ bufferKib, callLimit, timeLimit }) => {
          if (!isBufferSize(bufferKib))
            throw new Error(`--buffer-kib must be a whole number from 1 to ${MAXIMUM_BUFFER_KIB}`);
          if (!isLimit(callLimit)) throw new Error(limitProblem('--call-limit'));
          if (!isLimit(timeLimit)) throw new Error(limitProblem('--time-limit'));
          return true;
        })
        .example('$0 drive --library edbbcli.dll --server EXCH01 --kind copy --set sets/today', 'Changes nothing there')
        .epilogue(
          'Against anything but our own simulator nothing destructive is done without its --allow option.\n' +
            exitCodesText('done as planned', 'failed, crashed or hung'),
        ),
    async (given) => session.end(await drive(given, session.io, process.env)),
  );
