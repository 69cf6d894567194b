import type { ExitCodeValue, Io } from './io.ts';

/** One run of the program, as a command sees it. */
export interface Session {
  readonly io: Io;
  /** What the run comes to. */
  end(exitCode: ExitCodeValue): void;
}
