import { Readable } from 'node:stream';
import { commandTable } from '../commandLine/index.ts';
import { allCommands } from '../commands/index.ts';

const nobody = {
  out: () => {},
  err: () => {},
  input: Readable.from([]),
  color: false,
  errorIsTerminal: false,
  outputColumns: 80,
  errorColumns: 80,
  signal: new AbortController().signal,
};

/** Every command with its operands and options, as the program declares them. */
export const declaredCommands = commandTable((parser) => allCommands(parser, { io: nobody, end: () => {} }));
