import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { driverProgram, realLibrary, scratch } from './builds.ts';
import { type Answer, Driver } from './driver.ts';

export type Words = readonly (string | number)[];

export interface TraceLine {
  readonly n: number;
  readonly call?: string;
  readonly event?: string;
  readonly arguments?: readonly unknown[];
  readonly result?: Readonly<Record<string, unknown>> | null;
  readonly data?: { readonly bytes: number; readonly sha256: string };
  readonly at?: { readonly start: string; readonly end: string };
  readonly process?: number;
  readonly thread?: number;
}

export interface Recording {
  readonly answers: readonly Answer[];
  /** What the real library was given. */
  readonly log: string;
  readonly said: string;
  /** The trace as it is written; empty when there is none. */
  readonly text: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly lines: readonly TraceLine[];
  readonly processId: number;
}

let recordings = 0;

/** Runs calls in front of real.c: recorded, or directly when `env` is null. */
export async function record(
  calls: readonly Words[],
  env: Readonly<Record<string, string>> | null = {},
  flags: readonly string[] = [],
): Promise<Recording> {
  recordings += 1;
  const trace = join(scratch(), `recording-${recordings}.jsonl`);
  const log = join(scratch(), `recording-${recordings}.log`);
  const real = await realLibrary(`real${flags.join('')}`, flags);
  const recorded = { EDBPROOF_RECORD: real, EDBPROOF_TRACE: trace, ...env };
  // Loaded beforehand, the real library answers the driver itself; the checkers want to come first, so without them.
  const program = await driverProgram(env === null ? 'linux-x64' : 'linux-x64-asan');
  const driver = new Driver([program], { REAL_LOG: log, ...(env === null ? { LD_PRELOAD: real } : recorded) });
  const answers: Answer[] = [];
  for (const words of calls) answers.push(await driver.call(...words));
  const said = await driver.endWell();
  const path = (env?.['EDBPROOF_TRACE'] ?? trace).replaceAll('%p', `${driver.processId}`);
  const written = existsSync(path) && path !== '/dev/full' ? readFileSync(path, 'utf8') : '';
  const text = written.startsWith('{"format":') ? written : '';
  const [header, ...lines] = text.split('\n').slice(0, -1);
  const seen = existsSync(log) ? readFileSync(log, 'utf8') : '';
  rmSync(log, { force: true });
  return {
    answers,
    log: seen,
    said,
    text,
    header: header === undefined ? {} : JSON.parse(header),
    lines: lines.map((line) => JSON.parse(line)),
    processId: driver.processId,
  };
}
