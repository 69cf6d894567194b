import type { Argv } from 'yargs';
import type { Session } from '../session.ts';
import { driveCommands } from './drive.ts';
import { hostingCommands } from './hosting.ts';
import { lookUpCommands } from './lookUp.ts';
import { playCommands } from './play.ts';
import { verifyCommands } from './verify.ts';

/** In the order of `--help`. */
export const allCommands = (parser: Argv, session: Session): Argv =>
  [playCommands, lookUpCommands, verifyCommands, driveCommands, hostingCommands]
    .reduce((declared, declare) => declare(declared, session), parser)
    .command('help [command..]', 'Show the commands, or what one of them takes');
