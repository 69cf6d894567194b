import { pathKind } from '../../binding/files/index.ts';
import { NodeStorage, type SetFileWriter } from '../agent/index.ts';

/** A trace that is written line by line, so that it tells of a crash up to the call before it; there is no file without a line. */
export class TraceOutput {
  readonly path: string;
  #writer: SetFileWriter | null = null;
  #problem: string | null = null;

  constructor(path: string) {
    this.path = path;
  }

  get exists(): boolean {
    return pathKind(this.path) !== null;
  }

  /** A trace is a convenience: when it cannot be written, the run goes on without it. */
  add(line: string): void {
    if (this.#problem !== null) return;
    const opened = this.#writer === null ? new NodeStorage().createFile(this.path) : null;
    if (opened?.ok === false) this.#problem = opened.problem.message;
    if (opened?.ok === true) this.#writer = opened.value;
    const written = this.#writer?.write(Buffer.from(line));
    if (written?.ok === false) this.#problem = written.problem.message;
  }

  /** Why the trace is not whole; null when it is, or when there was nothing to write. */
  finish(): string | null {
    const finished = this.#writer?.finish();
    if (finished?.ok === false) this.#problem ??= finished.problem.message;
    return this.#problem;
  }

  /** What a person wants to know of it after `finish`. */
  lines(problem: string | null): readonly string[] {
    if (problem !== null) return [`Warning: the trace is not whole: ${problem}`];
    return this.#writer === null ? [] : [`Trace: ${this.path}`];
  }
}
