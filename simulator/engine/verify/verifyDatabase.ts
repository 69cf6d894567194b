import { JetError } from '../../protocol/index.ts';
import { type DatabaseHeader, DatabaseState, ESE97_FORMAT, PAGE_SIZE_BYTES } from '../format/index.ts';
import { HEADER_PAGE_COUNT, lastPageNumberOf, PageFlag } from '../pages/index.ts';
import type { FileReader, ReadProgress } from './fileReader.ts';
import { FindingList, placeAt, placeOfPage } from './finding.ts';
import { checkHeaders } from './headerCheck.ts';
import { PageCheck } from './pageCheck.ts';
import { type ScannedPage, scanPages } from './pageScan.ts';
import type { DatabaseReport } from './report.ts';
import { treeFinding } from './treeFinding.ts';
import { checkTrees, PageMap } from './trees/index.ts';

/** 32 GiB, twice the largest store of the era; what walking its trees costs is told in PageMap. */
const MAXIMUM_WALKED_PAGES = 2 ** 23;

/** Both headers, the size, every page of a database, and all its trees; each page is read once. */
export function verifyDatabase(name: string, reader: FileReader, onProgress: ReadProgress): DatabaseReport {
  const findings = new FindingList();
  const header = checkHeaders(reader, findings);
  const lastPage = lastPageNumberOf(reader.sizeBytes);
  checkSize(reader.sizeBytes, lastPage, findings);
  const pages = new PageCheck(findings, { advice: pageAdvice(header), error: JetError.JET_errReadVerifyFailure });
  const isWalked = lastPage >= 1 && lastPage <= MAXIMUM_WALKED_PAGES;
  const map = new PageMap(isWalked ? lastPage : 0);
  // Only a clean database must hold all that its pages name: a copy or a crash may have missed the file's newest pages.
  let isWhole = header?.state !== DatabaseState.Clean;
  // What a page is by itself does not depend on when it was flushed: it is damage in a fuzzy copy as well.
  const keysOfPage = (node: number, slot: number, pageNumber: number): void => {
    if (node === 0) return;
    const what = `the key of its node ${node} is below that of the node before it: rows behind it are not found`;
    const place = placeOfPage(pageNumber, slot * PAGE_SIZE_BYTES);
    const errors = [JetError.JET_errDatabaseCorrupted];
    findings.add({ id: 'page-keys', place, what, advice: pageAdvice(header), errors });
  };
  const end = scanPages(
    reader,
    HEADER_PAGE_COUNT,
    (page) => {
      const pageNumber = page.slot - HEADER_PAGE_COUNT + 1;
      const state = pages.check(page, pageNumber);
      if (isWalked) {
        if (state !== 'sound') map.addUnsound(pageNumber, state);
        else keysOfPage(map.addSound(page, pageNumber), page.slot, pageNumber);
      }
      if (state !== 'sound' || isWhole) return;
      const neighbour = neighbourBeyond(page, lastPage);
      if (neighbour === 0) return;
      isWhole = true;
      findings.add({
        id: 'page-beyond-end',
        place: placeOfPage(pageNumber, page.slot * PAGE_SIZE_BYTES),
        what: `its neighbour is page ${neighbour}, and the file ends with page ${lastPage}: it was cut off`,
        advice: 'put back a whole copy of the file',
        errors: [],
      });
    },
    onProgress,
  );
  const missing = lastPage - (end - HEADER_PAGE_COUNT);
  if (lastPage > 0 && missing > 0) {
    findings.add({
      id: 'size',
      place: placeAt(end * PAGE_SIZE_BYTES),
      what: `the file became shorter while it was read: its last ${missing} pages are gone`,
      advice: 'stop whoever writes to it and verify it again',
      errors: [],
    });
  }
  const notes = notesOn(header);
  const isCutOff = findings.findings.some(({ id }) => id === 'page-beyond-end') || missing > 0;
  const trees = isWalked && !isCutOff ? checkTrees(map) : null;
  if (trees?.omitted) notes.push(trees.omitted);
  if (lastPage > MAXIMUM_WALKED_PAGES) notes.push('it is larger than any store of the era; its trees were not walked');
  const looseEnds = trees?.ends.kept ?? [];
  if (isSettled(header)) for (const end of looseEnds) findings.add(treeFinding(end, pageAdvice(header)));
  const { sizeBytes } = reader;
  return {
    kind: 'database',
    name,
    sizeBytes,
    ...findings,
    notes,
    header,
    pages: pages.facts,
    treeCount: trees?.treeCount ?? 0,
    looseEnds: isSettled(header) ? [] : looseEnds,
    looseEndCount: isSettled(header) ? 0 : (trees?.ends.count ?? 0),
    inside: { pageTimes: map.times },
  };
}

/** All of it is on the disk, so that its pages must fit each other. Without a header nobody knows. */
function isSettled(header: DatabaseHeader | null): boolean {
  return header?.state === DatabaseState.Clean || header?.state === DatabaseState.JustCreated;
}

function notesOn(header: DatabaseHeader | null): string[] {
  if (header === null || header.update <= ESE97_FORMAT.databaseUpdate) return [];
  return [
    `update ${header.update} is of an engine later than that of Exchange 5.5; the pages are judged by the rules of 5.5`,
  ];
}

function checkSize(sizeBytes: number, lastPage: number, findings: FindingList): void {
  const extra = sizeBytes % PAGE_SIZE_BYTES;
  if (extra !== 0) {
    findings.add({
      id: 'size',
      place: placeAt(sizeBytes - extra),
      what: `the file has ${sizeBytes} bytes, no whole number of pages: the last one has ${extra} of ${PAGE_SIZE_BYTES} bytes`,
      advice: 'put back a whole copy of it',
      errors: [JetError.JET_errBadBackupDatabaseSize],
    });
  } else if (lastPage < 1) {
    findings.add({
      id: 'size',
      place: placeAt(sizeBytes),
      what: 'the file ends with its header: there is no page',
      advice: 'put back a whole copy of it',
      errors: [],
    });
  }
}

/** A copy and a live database are helped in different ways. */
function pageAdvice(header: DatabaseHeader | null): string {
  return header !== null && header.currentFullBackup.lowGeneration !== 0
    ? 'do not restore this copy; take another backup, or use an older one'
    : 'restore the database from a backup; every backup of it as it is stops at this page';
}

/** The page to the left or right that does not exist; 0 when there is none (I: a freed page may name anything). */
function neighbourBeyond({ view, at }: ScannedPage, lastPage: number): number {
  if ((view.getUint32(at + 36, true) & PageFlag.empty) !== 0) return 0;
  const furthest = Math.max(view.getUint32(at + 16, true), view.getUint32(at + 20, true));
  return furthest > lastPage ? furthest : 0;
}
