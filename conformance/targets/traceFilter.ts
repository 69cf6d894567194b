import type { SkippedStep } from './messages.ts';

/**
 * The lines of a trace, with those of skipped steps as what they are: a line for a call that was not made would be a lie.
 * A line that is put in moves the numbers behind it.
 */
export class TraceFilter {
  readonly #onLine: (line: string) => void;
  readonly #afterCommit: SkippedStep | null;
  #pending: SkippedStep | null = null;
  #shift = 0;

  /** `afterCommit`: the step that the procedure leaves out by itself when the set is durable. */
  constructor(onLine: (line: string) => void, afterCommit: SkippedStep | null) {
    this.#onLine = onLine;
    this.#afterCommit = afterCommit;
  }

  /** The line that comes next is that of a call that was not made. */
  skipNext(step: SkippedStep): void {
    this.#pending = step;
  }

  add(line: string): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null && this.#shift === 0 && !line.includes('"event":"commit"')) {
      this.#onLine(line);
      return;
    }
    const fields: Record<string, unknown> = JSON.parse(line);
    const number = typeof fields['n'] === 'number' ? fields['n'] + this.#shift : undefined;
    if (pending !== null) this.#write(number, pending);
    else this.#onLine(`${JSON.stringify({ ...fields, ...(number === undefined ? {} : { n: number }) })}\n`);
    if (this.#afterCommit !== null && fields['event'] === 'commit') {
      this.#shift += 1;
      this.#write(number === undefined ? undefined : number + 1, this.#afterCommit);
    }
  }

  #write(number: number | undefined, { call, flag }: SkippedStep): void {
    this.#onLine(`${JSON.stringify({ n: number, event: 'skipped', call, needs: flag })}\n`);
  }
}
