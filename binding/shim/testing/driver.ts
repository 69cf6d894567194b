import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What came of a call: the fields that driver.c prints. */
export type Answer = Readonly<Record<string, string | undefined>>;

export interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly errors: string;
}

/** Longer than every limit that is set for the library. A driver that hangs fails its test instead of stopping the run. */
const LIMIT_MILLISECONDS = 40_000;

/** A running driver.c. Calls go one after the other. */
export class Driver {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<Ending>;
  #errors = '';

  /** `env` is all that it sees, apart from what the checkers need. */
  constructor(command: readonly string[], env: Readonly<Record<string, string>>, folder?: string) {
    const [program = '', ...words] = command;
    const checkers = { ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0', UBSAN_OPTIONS: 'print_stacktrace=1' };
    const options = folder === undefined ? {} : { cwd: folder };
    const child = spawn(program, words, { ...options, env: { PATH: process.env['PATH'], ...checkers, ...env } });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.on('data', (piece: Buffer) => {
      this.#errors += piece.toString();
    });
    // A driver that died does not read: its ending says so.
    child.stdin.on('error', () => {});
    const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MILLISECONDS);
    this.#ended = new Promise((done) => {
      child.on('close', (exitCode, signal) => {
        clearTimeout(timer);
        done({ exitCode, signal, errors: this.#errors });
      });
    });
  }

  get processId(): number {
    return this.#child.pid ?? 0;
  }

  /** What it and the library said on stderr so far. */
  get errors(): string {
    return this.#errors;
  }

  /** Throws when the driver ended instead of answering, with what it said. */
  async call(...words: readonly (string | number)[]): Promise<Answer> {
    this.#child.stdin.write(`${words.join(' ')}\n`);
    const { done, value } = await this.#lines.next();
    if (done === true) {
      const { exitCode, signal, errors } = await this.#ended;
      throw new Error(`the driver ended with ${signal ?? exitCode} in ${words.join(' ').slice(0, 100)}:\n${errors}`);
    }
    return Object.fromEntries(value.split(' ').map((field) => [field.split('=')[0], field.split('=')[1]]));
  }

  /** Nobody reads what it says from here on. */
  closeErrors(): Promise<void> {
    return new Promise((done) => this.#child.stderr.once('close', () => done()).destroy());
  }

  /** Closes its input, upon which it ends. */
  async end(): Promise<Ending> {
    this.#child.stdin.end();
    return this.#ended;
  }

  /** Ends it and expects that neither it nor a checker found anything wrong. Returns what was said on stderr. */
  async endWell(): Promise<string> {
    const { exitCode, signal, errors } = await this.end();
    if (exitCode !== 0) throw new Error(`the driver ended with ${signal ?? exitCode}:\n${errors}`);
    return errors;
  }
}

/** A text as driver.c reads it. */
export const narrow = (text: string | Uint8Array | null): string =>
  text === null
    ? '-'
    : `=${Buffer.from(typeof text === 'string' ? Buffer.from(text, 'latin1') : text).toString('hex')}`;
export const wide = (text: string | null): string =>
  text === null ? '-' : `=${Buffer.from(text, 'utf16le').toString('hex')}`;
