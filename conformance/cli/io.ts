import type { Readable } from 'node:stream';

/** Where a command's words go, so that tests can catch them. */
export interface Io {
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
  /** Fires when the user wants to stop. Whoever never asks for it is simply killed by Ctrl-C. */
  readonly signal: AbortSignal;
}

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
