import type { FileReport } from '../../simulator/engine/index.ts';

type LooseEnd = Extract<FileReport, { kind: 'database' }>['looseEnds'][number];

/** What was found in a file that could be verified. */
export type VerifiedReport = Exclude<FileReport, { kind: 'unusable' }>;

/** A place where pages of a database that is not clean do not fit each other. */
interface VerifiedLooseEnd extends Omit<LooseEnd, 'newestTime'> {
  /** The highest dbtime among the pages; null where no time can settle whether it is damage. */
  readonly newestTime: number | null;
}

/** A report as others see it: without what only other files are compared with, which is millions of numbers. */
type Facts<Report> = Report extends { readonly looseEnds: unknown }
  ? Omit<Report, 'name' | 'inside' | 'looseEnds'> & { readonly looseEnds: readonly VerifiedLooseEnd[] }
  : Omit<Report, 'name' | 'inside'>;

/** What `verify` says of one file. */
export type VerifiedFile =
  | ({ readonly file: string; readonly verdict: 'sound' | 'findings' } & Facts<VerifiedReport>)
  /** The folder is a backup set: what its manifest says of it, of itself, and of the trace, a line each. */
  | {
      readonly file: string;
      readonly verdict: 'sound' | 'findings';
      readonly kind: 'manifest';
      readonly problems: readonly string[];
    }
  /** None of the engine's files, or one that cannot be read; `reason` follows the name of the file. */
  | { readonly file: string; readonly verdict: 'unusable' | 'unreadable'; readonly reason: string }
  /** It lies in a folder and has no business there that we know of. */
  | { readonly file: string; readonly verdict: 'skipped' };

/** A file that was looked at, with the engine's whole report where there is one. */
export interface FileResult {
  readonly verified: VerifiedFile;
  readonly report: VerifiedReport | null;
}

export function resultOf(report: VerifiedReport): FileResult {
  const verdict = report.findingCount === 0 ? 'sound' : 'findings';
  return { verified: { file: report.name, verdict, ...factsOf(report) }, report };
}

function factsOf(report: VerifiedReport): Facts<VerifiedReport> {
  if (report.kind === 'database') {
    const { name, inside, ...facts } = report;
    const looseEnds = facts.looseEnds.map(({ newestTime, ...end }) => {
      return { ...end, newestTime: Number.isFinite(newestTime) ? newestTime : null };
    });
    return { ...facts, looseEnds };
  }
  if ('inside' in report) {
    const { name, inside, ...facts } = report;
    return facts;
  }
  const { name, ...facts } = report;
  return facts;
}

export const without = (verified: VerifiedFile): FileResult => ({ verified, report: null });
