import { commandTable } from '../commandLine/index.ts';
import { allCommands } from '../commands/index.ts';
import { testIo } from './run.ts';

/** Every command with its operands and options, as the program declares them. */
export const declaredCommands = commandTable((parser) => allCommands(parser, { io: testIo(), end: () => {} }));
