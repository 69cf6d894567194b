import type { DriveReport } from './messages.ts';

/** How the process of a library ended. */
export type ProcessDeath =
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'exit'; readonly exitCode: number };

/** How driving a library ended. `during`: what the child had begun and not ended; null between two calls. */
export type DriveEnding =
  | { readonly kind: 'ended'; readonly report: DriveReport; readonly deathAfterwards: ProcessDeath | null }
  | { readonly kind: 'not-opened'; readonly problem: string; readonly advice: string }
  | { readonly kind: 'crashed'; readonly death: ProcessDeath; readonly during: string | null }
  /** One call took longer than its limit. */
  | { readonly kind: 'hung'; readonly during: string; readonly limitSeconds: number }
  /** All together took longer than its limit. */
  | { readonly kind: 'overran'; readonly during: string | null; readonly limitSeconds: number }
  /** A defect of this program. */
  | { readonly kind: 'broken'; readonly text: string };

const signalMeanings: Readonly<Record<string, string>> = {
  SIGSEGV: 'an access violation',
  SIGBUS: 'an access violation',
  SIGABRT: 'an abort, as after a failed assertion or a damaged heap',
  SIGILL: 'an illegal instruction',
  SIGFPE: 'an arithmetic error',
};

/** Exit codes of Windows that are exceptions. Source: NTSTATUS values of Microsoft Learn. */
const exceptionMeanings: ReadonlyMap<number, string> = new Map([
  [0xc0000005, 'an access violation'],
  [0xc000001d, 'an illegal instruction'],
  [0xc0000094, 'an arithmetic error'],
  [0xc00000fd, 'a stack overflow'],
  [0xc0000374, 'a damaged heap'],
  [0xc0000409, 'a damaged stack, or an abort'],
]);

/** "by SIGSEGV (an access violation)", "with exit code 3". */
export function deathText(death: ProcessDeath): string {
  if (death.kind === 'signal') {
    const meaning = signalMeanings[death.signal];
    return `by ${death.signal}${meaning === undefined ? '' : ` (${meaning})`}`;
  }
  const code = death.exitCode >>> 0;
  const meaning = exceptionMeanings.get(code);
  return meaning === undefined
    ? `with exit code ${death.exitCode}`
    : `with exception 0x${code.toString(16).toUpperCase()} (${meaning})`;
}

/** One sentence about an ending that is not the child's own report. */
export function endingText(ending: Exclude<DriveEnding, { kind: 'ended' }>): string {
  switch (ending.kind) {
    case 'not-opened':
      return `${ending.problem}.`;
    case 'crashed': {
      const where = ending.during === null ? 'between two calls' : `during ${ending.during}`;
      return `The library's process died ${deathText(ending.death)} ${where}.`;
    }
    case 'hung':
      return `${ending.during} did not come back within ${ending.limitSeconds} s, and the process was killed.`;
    case 'overran': {
      const where = ending.during === null ? '' : ` It was then in ${ending.during}.`;
      return `The limit of ${ending.limitSeconds} s for the whole run passed, and the process was killed.${where}`;
    }
    case 'broken':
      return `Driving the library ended with a defect of edbproof: ${ending.text}`;
  }
}
