import { isNullBackupInfo } from '../format/index.ts';
import type { Additions } from './additions.ts';
import { logsOf } from './databaseLogs.ts';
import { differencesOf } from './patchMatch.ts';
import type { DatabaseReport, FileReport, PatchReport } from './report.ts';
import { treeFinding } from './treeFinding.ts';

/** So many pages are named; the others are counted. */
const NAMED_PAGES = 8;

/**
 * Databases that are not clean, and whose pages do not all fit each other. A copy taken under load, and a database that
 * was in use, are so by right: each page is as it was flushed last. With the logs beside them it is known which pages
 * were on the disk in their last state before: among those, what does not fit is damage.
 */
export function checkFuzzyDatabases(reports: readonly FileReport[], additions: Additions): void {
  for (const report of reports) {
    if (report.kind === 'database' && report.looseEndCount > 0) checkDatabase(report, reports, additions);
  }
}

function checkDatabase(report: DatabaseReport, reports: readonly FileReport[], additions: Additions): void {
  const { header, looseEnds, looseEndCount } = report;
  if (header === null) {
    additions.note(report, `without its header nobody knows why ${looseEndCount} places in its trees do not fit`);
    return;
  }
  const isCopy = !isNullBackupInfo(header.currentFullBackup);
  const patch = reports.find(
    (other): other is PatchReport =>
      other.kind === 'patch' && other.header !== null && differencesOf(header, other.header).length === 0,
  );
  const settledTime = logsOf(header, 0, reports)?.settledTime ?? null;
  const isDamage = (newestTime: number): boolean => settledTime !== null && newestTime <= settledTime;
  const damage = looseEnds.filter(({ newestTime }) => isDamage(newestTime));
  const advice = isCopy
    ? 'do not restore this copy; take another backup, or use an older one'
    : 'restore the database from a backup; recovery cannot mend it';
  for (const end of damage) {
    const what = `${end.what}; so since dbtime ${settledTime} or earlier, and up to then everything was on the disk`;
    additions.find(report, treeFinding({ ...end, what }, advice));
  }
  const open = looseEnds.filter(({ newestTime }) => !isDamage(newestTime));
  if (open.length === 0) return;
  const pages = [...new Set(open.map(({ pageNumber }) => pageNumber))];
  additions.note(report, noteText(report, looseEndCount - damage.length, pages, patch));
  if (settledTime === null)
    additions.note(
      report,
      'without the first log that it needs, damage in its trees cannot be told from pages that were written later',
    );
}

/** What it is, which pages, what makes them fit, and what becomes of a reader who does not wait for that. */
function noteText(
  { header }: DatabaseReport,
  count: number,
  pages: readonly number[],
  patch: PatchReport | undefined,
): string {
  const backup = header?.currentFullBackup;
  const isCopy = backup !== undefined && !isNullBackupInfo(backup);
  const what = isCopy
    ? 'a fuzzy copy, taken while the database was written'
    : 'a database that was in use: not every page is in its last state';
  const imaged = new Set(patch?.inside.images.map(({ pageNumber }) => pageNumber));
  const inPatch = pages.filter((page) => imaged.has(page));
  const needed = isCopy ? `the logs from ${backup.lowGeneration} on` : 'its logs';
  const images = inPatch.length === 0 ? '' : `, and the patch file for ${pageList(inPatch)}`;
  return (
    `${what}: at ${count} ${count === 1 ? 'place' : 'places'} its trees do not fit yet, in ${pageList(pages)}; ` +
    `they need ${needed}${images}. Until then a reader may miss rows, meet rows twice, or follow links of leaves that never end`
  );
}

function pageList(pages: readonly number[]): string {
  const named = pages.slice(0, NAMED_PAGES).join(', ');
  const more = pages.length > NAMED_PAGES ? ` and ${pages.length - NAMED_PAGES} more` : '';
  return `${pages.length === 1 ? 'page' : 'pages'} ${named}${more}`;
}
