import type { Readable } from 'node:stream';
import { type Lines, overwritten, printed } from './output/index.ts';

/** What a process has around it, so that tests can be that. */
export interface Surroundings {
  out(text: string): void;
  err(text: string): void;
  /** Standard input; whoever never asks for it leaves it to others. */
  readonly input: Readable;
  readonly color: boolean;
  /** Whether `err` is a terminal: progress is shown there and nowhere else. */
  readonly errorIsTerminal: boolean;
  /** Characters in a line of the output, and of the error output. */
  readonly outputColumns: number;
  readonly errorColumns: number;
  /** Fires when somebody wants to stop: Ctrl-C, SIGTERM, SIGHUP. Whoever never asks for it is simply killed by these. */
  readonly signal: AbortSignal;
  /** There is nothing to end in order any more: being killed is as good, and does not wait for work that lets nothing through. */
  release(): void;
}

/** What a command says is lines, so that nothing in them can end one, or be obeyed by a terminal. */
export interface Io extends Omit<Surroundings, 'out' | 'err' | 'color'> {
  out(lines: Lines): void;
  err(lines: Lines): void;
  /** A line on the error output that the next one is written over; null: the line is empty again. */
  overwrite(text: string | null, columns: number): void;
}

/** The only way from a command to its surroundings. */
export const ioOf = (around: Surroundings): Io => ({
  out: (lines) => around.out(printed(lines, around.color)),
  err: (lines) => around.err(printed(lines, around.color)),
  overwrite: (text, columns) => around.err(overwritten(text, columns)),
  // Asked for only where they are wanted: standard input is left to others, and Ctrl-C to the system.
  get input() {
    return around.input;
  },
  get signal() {
    return around.signal;
  },
  get errorColumns() {
    return around.errorColumns;
  },
  release: () => around.release(),
  outputColumns: around.outputColumns,
  errorIsTerminal: around.errorIsTerminal,
});

/** What a run of the program means to whoever called it. */
export const ExitCode = {
  good: 0,
  /** An expectation was not met, or a set is damaged. */
  unmet: 1,
  /** The command line, or a file given on it, cannot be used. */
  usage: 2,
  /** A defect of this program. */
  internal: 3,
  /** What was said did not all arrive: a full disk, a reader that went away. Whether it was good news is not known. */
  unwritten: 4,
  interrupted: 130,
} as const;

export type ExitCodeValue = (typeof ExitCode)[keyof typeof ExitCode];
