import { Readable } from 'node:stream';
import type { z } from 'zod';
import { outputs } from '../../outputs/index.ts';
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

/** What is wrong with the JSON that a command printed, held against its schema: each line, or the whole; null when nothing is. */
export function jsonProblem(argv: readonly string[], out: string): string | null {
  const [name = ''] = argv;
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const output = Object.entries(outputs).find(([known]) => known === name)?.[1];
  if (!own.includes('--json') || own.includes('--help') || out === '') return null;
  if (output === undefined) return `there is no schema of ${name} --json`;
  const documents = output.form === 'lines' ? out.trimEnd().split('\n') : [out];
  for (const document of documents) {
    const { error } = output.schema.safeParse(JSON.parse(document));
    if (error !== undefined) return `${name} --json: ${nearest(error.issues)}\n${document.slice(0, 2000)}`;
  }
  return null;
}

/** Of a union, what is wrong with the form that the least is wrong with. */
const nearest = (issues: readonly z.core.$ZodIssue[]): string => {
  const texts = issues.map((issue) => {
    if (issue.code !== 'invalid_union') return `${issue.path.join('.')}: ${issue.message}`;
    const [least = []] = [...issue.errors].sort((left, right) => left.length - right.length);
    return `${issue.path.join('.')}: ${nearest(least)}`;
  });
  return texts.join('; ');
};

/** Runs the program as the command line does, and catches what it says. JSON must be what the schema of the command says. */
export const run = async (argv: readonly string[], around: Partial<Surroundings> = {}) => {
  const said = { out: '', err: '' };
  const { out = () => {} } = around;
  const exitCode = await main(
    argv,
    {
      ...nobody,
      err: (text) => {
        said.err += text;
      },
      input: Readable.from([]),
      ...around,
      out: (text) => {
        said.out += text;
        out(text);
      },
    },
    '1.2.3',
  );
  const problem = jsonProblem(argv, said.out);
  if (problem !== null) throw new Error(problem);
  return { ...said, exitCode };
};
