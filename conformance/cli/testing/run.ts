import { Readable } from 'node:stream';
import { type Io, ioOf, type Surroundings } from '../io.ts';
import { main } from '../program.ts';

/** No terminal, no input, nobody who listens. */
const nobody: Surroundings = {
  out: () => {},
  err: () => {},
  input: Readable.from([]),
  color: false,
  errorIsTerminal: false,
  outputColumns: 80,
  errorColumns: 80,
  signal: new AbortController().signal,
  release: () => {},
};

/** For what says nothing, or what is only said to the ones given. */
export const testIo = (around: Partial<Surroundings> = {}): Io => ioOf({ ...nobody, ...around });

/** Runs the program as the command line does, and catches what it says. */
export const run = async (argv: readonly string[], around: Partial<Surroundings> = {}) => {
  const said = { out: '', err: '' };
  const exitCode = await main(
    argv,
    {
      ...nobody,
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      input: Readable.from([]),
      ...around,
    },
    '1.2.3',
  );
  return { ...said, exitCode };
};
