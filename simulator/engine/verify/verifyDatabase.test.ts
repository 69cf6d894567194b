import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DatabaseState, stampChecksum, xorChecksum } from '../format/index.ts';
import { pageOffsetBytes } from '../pages/index.ts';
import { MAXIMUM_FINDINGS } from './finding.ts';
import type { DatabaseReport } from './report.ts';
import { linesOf, readerOf } from './testing/files.ts';
import { cleanDatabase, withHeader } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

function verify(bytes: Uint8Array, name = 'priv.edb'): DatabaseReport {
  const report = verifyFile(name, readerOf(bytes));
  if (report.kind !== 'database') throw new Error(`It was taken for: ${report.kind}`);
  return report;
}

function only(report: DatabaseReport) {
  assert.is(report.findingCount, 1, linesOf([report]).join('; '));
  const [finding] = report.findings;
  if (finding === undefined) throw new Error('There is one finding');
  return finding;
}

test('a sound database: its pages are counted, those of zeros too, and its newest page is named', () => {
  const bytes = cleanDatabase();
  const { findings, notes, pages, header } = verify(bytes);
  assert.equal([findings, notes], [[], []]);
  assert.is(header?.state, DatabaseState.Clean);
  assert.is(pages.pageCount, bytes.length / 4096 - 2);
  let zeros = 0;
  for (let at = 8192; at < bytes.length; at += 4096)
    if (bytes.subarray(at, at + 4096).every((b) => b === 0)) zeros += 1;
  assert.ok(zeros > 0);
  assert.equal([pages.zeroPageCount, pages.damagedPageCount, pages.newestDatabaseTime], [zeros, 0, 16]);
});

test('a wrong checksum names page, offset, both checksums, what to do and -1018', () => {
  const bytes = cleanDatabase();
  const at = pageOffsetBytes(70);
  bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 4;
  const { id, place, what, advice, errors } = only(verify(bytes));
  assert.equal([id, place?.pageNumber, place?.offsetBytes, errors], ['page-checksum', 70, at, [-1018]]);
  assert.match(what, `the bytes give 0x${xorChecksum(bytes, at).toString(16).padStart(8, '0')}`);
  assert.match(advice, 'restore the database from a backup');
  const copy = withHeader(bytes, {
    currentFullBackup: {
      mark: { generation: 3, sector: 9, byte: 1 },
      markSeconds: 900_000_000,
      lowGeneration: 2,
      highGeneration: 0,
    },
  });
  assert.match(only(verify(copy)).advice, 'do not restore this copy');
});

test('a page that lies in the place of another is found, although its checksum is right', () => {
  const bytes = cleanDatabase();
  bytes.copyWithin(pageOffsetBytes(70), pageOffsetBytes(71), pageOffsetBytes(72));
  const { id, place, what } = only(verify(bytes));
  assert.equal([id, place?.pageNumber], ['page-number', 70]);
  assert.match(what, 'says that it is page 71');
});

test('each header is verified: one damaged, both damaged, both sound and different, no header at all', () => {
  const bytes = cleanDatabase();
  bytes[30] = (bytes[30] ?? 0) ^ 1;
  const primary = verify(bytes);
  assert.equal([only(primary).id, only(primary).place?.offsetBytes, primary.header?.state], ['header', 0, 3]);
  bytes[4126] = (bytes[4126] ?? 0) ^ 1;
  const both = verify(bytes);
  assert.equal([only(both).id, only(both).errors, both.header], ['header', [-1018], null]);
  assert.is(both.pages.damagedPageCount, 0, 'the pages are verified all the same');

  const shadow = cleanDatabase();
  shadow[5000] = 1;
  assert.is(only(verify(shadow)).id, 'header-shadow');
  const differing = cleanDatabase();
  differing[4096 + 16] = (differing[4096 + 16] ?? 0) + 1;
  stampChecksum(differing, 4096);
  const { id, place } = only(verify(differing));
  assert.equal([id, place?.offsetBytes], ['header-copies-differ', 0]);

  const impossible = cleanDatabase();
  impossible[52] = 99;
  stampChecksum(impossible, 0);
  assert.match(only(verify(impossible)).what, 'has a right checksum and is no header');
  const headless = cleanDatabase().fill(0, 0, 8192);
  assert.equal([only(verify(headless)).id, verify(headless).pages.damagedPageCount], ['header', 0]);
});

test('a file that was cut off is found: in a page, in a header, behind the headers, and between pages when it was clean', () => {
  const bytes = cleanDatabase();
  const inPage = verify(bytes.subarray(0, bytes.length - 1000));
  const sizes = inPage.findings.find(({ id }) => id === 'size');
  assert.equal([sizes?.errors, sizes?.place?.offsetBytes], [[-561], bytes.length - 4096]);
  const ids = (length: number) => verify(bytes.subarray(0, length)).findings.map(({ id }) => id);
  assert.equal(ids(8192), ['size']);
  assert.equal(ids(6000), ['size', 'size']);
  assert.equal(ids(1000), ['header', 'size']);
  for (let page = 64; page < 87; page += 1) {
    const report = verify(bytes.subarray(0, pageOffsetBytes(page + 1)));
    const { id, place, what } = only(report);
    assert.equal([id, place?.pageNumber], ['page-beyond-end', page]);
    assert.match(what, `the file ends with page ${page}`);
  }
  const dirty = withHeader(bytes, { state: DatabaseState.Dirty }).subarray(0, pageOffsetBytes(80));
  assert.equal(verify(dirty).findings, [], 'a dirty file may lack pages that the log will bring');
});

test('a file that shrinks while it is read is found', () => {
  const bytes = cleanDatabase();
  const reader = readerOf(bytes.subarray(0, pageOffsetBytes(80)));
  const report = verifyFile('priv.edb', { sizeBytes: bytes.length, read: reader.read });
  assert.ok(report.findings.some(({ what }) => what.includes('became shorter while it was read')));
});

test('findings beyond the limit are counted and not kept', () => {
  const pages = MAXIMUM_FINDINGS + 200;
  const bytes = new Uint8Array(8192 + pages * 4096);
  bytes.set(cleanDatabase().subarray(0, 8192));
  for (let at = 8192; at < bytes.length; at += 4096) bytes[at + 99] = 1;
  const report = verify(withHeader(bytes, { state: DatabaseState.Dirty }));
  assert.equal([report.findings.length, report.findingCount], [MAXIMUM_FINDINGS, pages]);
  assert.is(report.pages.damagedPageCount, pages);
});

test('a database of a later update is noted, and judged like the others', () => {
  const report = verify(withHeader(cleanDatabase(), { update: 9 }));
  assert.is(report.findingCount, 0);
  assert.match(report.notes[0] ?? '', 'update 9 is of an engine later');
});

test('progress goes up to the size of the file', () => {
  const bytes = cleanDatabase();
  const done: number[] = [];
  verifyFile('priv.edb', readerOf(bytes), (doneBytes) => done.push(doneBytes));
  assert.is(done.at(-1), bytes.length);
  assert.equal(
    done,
    [...done].sort((a, b) => a - b),
  );
});

test.run();
