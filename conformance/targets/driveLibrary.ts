import { rmSync } from 'node:fs';
import { LineSplitter } from '../agent/index.ts';
import { type ChildLine, startChild } from './childProcess.ts';
import { type DriveEnding, deathText, type ProcessDeath } from './ending.ts';
import type { DriveJob } from './job.ts';
import { type ChildMessage, type DriveReport, readMessage } from './messages.ts';

interface DriveLimits {
  /** The longest that one call may take. */
  readonly callSeconds: number;
  /** The longest that everything may take. */
  readonly wholeSeconds: number;
}

export interface Drive {
  readonly job: DriveJob;
  /** Environment of the child process: the library sees it. */
  readonly environment: NodeJS.ProcessEnv;
  readonly limits: DriveLimits;
  /** When it fires the session is ended in order; a call that hangs then still has its limit. */
  readonly signal?: AbortSignal;
  /** Every line of the trace as it comes, and one about a crash or a hang at the end. */
  onTraceLine?(line: string): void;
  onNote?(level: 'info' | 'warning', text: string): void;
  /** A call begins, the nth. */
  onCall?(nth: number, what: string): void;
}

export interface DriveResult {
  readonly ending: DriveEnding;
  /** Calls that were begun. */
  readonly calls: number;
  /** "64-bit Linux library (x64)"; null when it was not opened. */
  readonly library: string | null;
  /** The unfinished set that was removed after the process died; null when there was none. */
  readonly discarded: string | null;
  /** A finished set, also when the process died after it was finished. */
  readonly finished: string | null;
  /** The end of what the library printed. */
  readonly output: string;
}

/** Of what a library prints, the end is kept. */
const MAXIMUM_OUTPUT_BYTES = 16 * 1024;

/**
 * Runs a job on a library in a process of its own. A crash, an access violation, an exit or a hang of the library is a
 * result that names the call, and what was unfinished is removed.
 */
export function driveLibrary(drive: Drive): Promise<DriveResult> {
  return new Promise((resolve) => {
    const conversation = new Conversation(drive, resolve);
    conversation.begin();
  });
}

class Conversation {
  readonly #drive: Drive;
  readonly #resolve: (result: DriveResult) => void;
  readonly #splitter = new LineSplitter((line) => this.#onLine(line));
  #child: ChildLine | null = null;
  #callTimer: NodeJS.Timeout | null = null;
  #wholeTimer: NodeJS.Timeout | null = null;
  /** What was begun and not ended. */
  #during: string | null = null;
  #calls = 0;
  #library: string | null = null;
  #unfinished: string | null = null;
  #finished: string | null = null;
  #report: DriveReport | null = null;
  /** The ending that is already known; that of the process only confirms it. */
  #known: DriveEnding | null = null;
  #lastNumber = 0;
  #output = Buffer.alloc(0);
  readonly #stop = (): void => this.#child?.say('stop\n');

  constructor(drive: Drive, resolve: (result: DriveResult) => void) {
    this.#drive = drive;
    this.#resolve = resolve;
  }

  begin(): void {
    const { job, environment, limits, signal } = this.#drive;
    this.#child = startChild(environment, {
      onBytes: (bytes) => {
        if (!this.#splitter.add(bytes))
          this.#giveUp({ kind: 'broken', text: 'the child process sent an endless line' });
      },
      onOutput: (bytes) => {
        this.#output = Buffer.concat([this.#output, bytes]).subarray(-MAXIMUM_OUTPUT_BYTES);
      },
      onDeath: (death) => this.#onDeath(death),
    });
    this.#child.say(`${JSON.stringify(job)}\n`);
    this.#wholeTimer = setTimeout(() => {
      this.#giveUp({ kind: 'overran', during: this.#during, limitSeconds: limits.wholeSeconds });
    }, limits.wholeSeconds * 1000);
    if (signal?.aborted === true) this.#stop();
    signal?.addEventListener('abort', this.#stop);
  }

  #onLine(line: string): void {
    const message = readMessage(line);
    // Whatever else comes over this line was written by the library, and means nothing here.
    if (message !== null && this.#known === null) this.#onMessage(message);
  }

  #onMessage(message: ChildMessage): void {
    switch (message.kind) {
      case 'begin':
        return this.#onBegin(message.what);
      case 'end':
        return this.#onEnd();
      case 'opened':
        this.#library = message.description;
        return;
      case 'refused':
        this.#known = { kind: 'not-opened', problem: message.problem, advice: message.advice };
        return;
      case 'trace':
        this.#onEnd();
        this.#lastNumber = numberOf(message.line) ?? this.#lastNumber;
        this.#drive.onTraceLine?.(message.line);
        return;
      case 'note':
        this.#drive.onNote?.(message.level, message.text);
        return;
      case 'folder':
        this.#unfinished = message.state === 'unfinished' ? message.path : null;
        this.#finished = message.state === 'finished' ? message.path : null;
        return;
      case 'done':
        this.#report = message.report;
        return;
      case 'broken':
        this.#known = { kind: 'broken', text: message.text };
        return;
    }
  }

  #onBegin(what: string): void {
    this.#during = what;
    const isCall = this.#library !== null && this.#report === null;
    if (isCall) {
      this.#calls += 1;
      this.#drive.onCall?.(this.#calls, what);
    }
    const { callSeconds } = this.#drive.limits;
    this.#callTimer ??= setTimeout(() => {
      if (this.#during !== null) {
        this.#giveUp({ kind: 'hung', during: this.#during, limitSeconds: callSeconds });
      }
    }, callSeconds * 1000);
    this.#callTimer.refresh();
  }

  #onEnd(): void {
    this.#during = null;
  }

  #giveUp(ending: DriveEnding): void {
    this.#known ??= ending;
    this.#child?.kill();
  }

  #onDeath(death: ProcessDeath): void {
    if (this.#callTimer !== null) clearTimeout(this.#callTimer);
    if (this.#wholeTimer !== null) clearTimeout(this.#wholeTimer);
    this.#drive.signal?.removeEventListener('abort', this.#stop);
    const ending = this.#endingAfter(death);
    this.#traceEnding(ending);
    this.#resolve({
      ending,
      calls: this.#calls,
      library: this.#library,
      discarded: this.#discard(),
      finished: this.#finished,
      output: this.#output.toString('utf8'),
    });
  }

  #endingAfter(death: ProcessDeath): DriveEnding {
    const isClean = death.kind === 'exit' && death.exitCode === 0;
    if (this.#report !== null && (this.#known === null || this.#known.kind === 'hung')) {
      // All was said and done: what happened while the library was unloaded is a remark.
      return { kind: 'ended', report: this.#report, deathAfterwards: isClean ? null : death };
    }
    return this.#known ?? { kind: 'crashed', death, during: this.#during };
  }

  /** The unfinished set of a process that died: nobody else can remove it, and nothing of it is worth keeping. */
  #discard(): string | null {
    const path = this.#unfinished;
    if (path === null) return null;
    rmSync(path, { recursive: true, force: true });
    return path;
  }

  #traceEnding(ending: DriveEnding): void {
    if (ending.kind !== 'crashed' && ending.kind !== 'hung' && ending.kind !== 'overran') return;
    const how = ending.kind === 'crashed' ? deathText(ending.death) : `no end within ${ending.limitSeconds} s`;
    const line = { n: this.#lastNumber + 1, event: ending.kind, during: ending.during, how };
    this.#drive.onTraceLine?.(`${JSON.stringify(line)}\n`);
  }
}

/** The number of a line of a trace; its first line has none. */
function numberOf(line: string): number | null {
  const digits = /^\{"n":(\d+)/.exec(line)?.[1];
  return digits === undefined ? null : Number(digits);
}
