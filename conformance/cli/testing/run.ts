import { Readable } from 'node:stream';
import type { Io } from '../io.ts';
import { main } from '../program.ts';

/** Runs the program as the command line does, and catches what it says. */
export const run = async (argv: readonly string[], io: Partial<Io> = {}) => {
  const said = { out: '', err: '' };
  const exitCode = await main(
    argv,
    {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      input: Readable.from([]),
      color: false,
      errorIsTerminal: false,
      outputColumns: 80,
      errorColumns: 80,
      signal: new AbortController().signal,
      ...io,
    },
    '1.2.3',
  );
  return { ...said, exitCode };
};
