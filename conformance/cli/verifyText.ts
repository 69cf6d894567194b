import { type Finding, formatLogPosition, headerLines } from '../../simulator/engine/index.ts';
import { sizeText } from '../runner/index.ts';
import type { VerifiedReport } from '../verification/index.ts';
import { dim, green, type Line, line, red } from './output/index.ts';

/** A report for people: what the file is, its header, what was found, a line each, and the verdict in the last one. */
export function reportLines(file: string, report: VerifiedReport): readonly Line[] {
  const { findings, findingCount, notes } = report;
  const unlisted = findingCount - findings.length;
  const verdict = findingCount === 0 ? green('sound') : red(countText(findingCount, 'finding'));
  return [
    `${file}: ${summaryText(report)}`,
    ...headerLines(report).map((text) => line`${dim(`    ${text}`)}`),
    ...notes.map((note) => `${file}: note: ${note}`),
    ...findings.map((finding) => `${file}: ${findingText(finding)}`),
    ...(unlisted === 0 ? [] : [`${file}: and ${countText(unlisted, 'more finding')}, not listed`]),
    line`${file}: ${verdict}`,
  ];
}

/** What the manifest of a set says, for people. */
export function manifestLines(file: string, problems: readonly string[]): readonly Line[] {
  const verdict = problems.length === 0 ? green('sound') : red(countText(problems.length, 'finding'));
  return [
    `${file}: manifest of a backup set, compared with the files, their headers and the trace`,
    ...problems.map((problem) => `${file}: ${problem}`),
    line`${file}: ${verdict}`,
  ];
}

function findingText({ place, what, advice, errors }: Finding): string {
  const where = place === null ? '' : `${placeText(place)}: `;
  const codes = errors.length === 0 ? '' : ` [${errors.join(', ')}]`;
  return `${where}${what}; ${advice}${codes}`;
}

function placeText({ pageNumber, offsetBytes, position }: NonNullable<Finding['place']>): string {
  if (position !== null) {
    return `position ${formatLogPosition(position)}, offset ${offsetBytes}`;
  }
  return pageNumber === 0 ? `offset ${offsetBytes}` : `page ${pageNumber}, offset ${offsetBytes}`;
}

function summaryText(report: VerifiedReport): string {
  const size = sizeText(report.sizeBytes);
  switch (report.kind) {
    case 'database': {
      const { pageCount, zeroPageCount, newestDatabaseTime } = report.pages;
      const pages = `${countText(pageCount, 'page')}, ${zeroPageCount} of zeros`;
      const trees = report.treeCount === 0 ? '' : `, ${countText(report.treeCount, 'tree')} walked`;
      return `database, ${size}, ${pages}, newest dbtime ${newestDatabaseTime}${trees}`;
    }
    case 'patch': {
      const { pageCount, newestDatabaseTime } = report.images;
      const images = pageCount === 0 ? 'no page image' : countText(pageCount, 'page image');
      return `patch file, ${size}, ${images}${pageCount === 0 ? '' : `, newest dbtime ${newestDatabaseTime}`}`;
    }
    case 'log': {
      const { endPosition, recordCount, isClosed } = report;
      if (endPosition === null) return `log, ${size}`;
      const end = formatLogPosition(endPosition);
      return `log, ${size}, ${countText(recordCount, 'record')} up to ${end}, ${isClosed ? 'closed' : 'not closed'}`;
    }
    case 'checkpoint':
      return `checkpoint, ${size}`;
    case 'reserve':
      return `space for a log, ${size}`;
  }
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
