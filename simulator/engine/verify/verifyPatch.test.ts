import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type BackupInfo, decodeDatabaseHeader, encodePatchHeader, stampChecksum } from '../format/index.ts';
import { pageOffsetBytes } from '../pages/index.ts';
import type { PatchReport } from './report.ts';
import { linesOf, readerOf } from './testing/files.ts';
import { cleanDatabase } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

const BACKUP: BackupInfo = {
  mark: { generation: 3, sector: 9, byte: 1 },
  markSeconds: 900_000_000,
  lowGeneration: 2,
  highGeneration: 4,
};

/** A patch file with images of these pages. */
function patchFile(pageNumbers: readonly number[], backup: BackupInfo = BACKUP): Uint8Array {
  const database = cleanDatabase();
  const header = decodeDatabaseHeader(database);
  if (header === null) throw new Error('A new database has a header');
  const bytes = new Uint8Array(8192 + 4096 * pageNumbers.length);
  bytes.set(encodePatchHeader(header, backup));
  for (const [index, page] of pageNumbers.entries()) {
    bytes.set(database.subarray(pageOffsetBytes(page), pageOffsetBytes(page + 1)), 8192 + 4096 * index);
  }
  return bytes;
}

function verify(bytes: Uint8Array, name = 'priv.pat'): PatchReport {
  const report = verifyFile(name, readerOf(bytes));
  if (report.kind !== 'patch') throw new Error(`It was taken for: ${report.kind}`);
  return report;
}

const ids = (report: PatchReport) => report.findings.map(({ id }) => id);

test('patch files are known by their contents, with images and without', () => {
  for (const name of ['priv.pat', 'something']) {
    assert.equal(linesOf([verify(patchFile([]), name)]), []);
    const report = verify(patchFile([70, 66, 71]), name);
    assert.equal(linesOf([report]), []);
    assert.equal(
      [report.images.pageCount, report.images.newestDatabaseTime, report.header?.currentFullBackup],
      [3, 16, BACKUP],
    );
  }
});

test('a damaged image is found with the page it was of and -535, and so is one of zeros', () => {
  const bytes = patchFile([70, 66]);
  bytes[12288 + 500] = (bytes[12288 + 500] ?? 0) ^ 8;
  const [damaged] = verify(bytes).findings;
  assert.equal([damaged?.id, damaged?.place?.pageNumber, damaged?.place?.offsetBytes], ['page-checksum', 66, 12288]);
  assert.equal(damaged?.errors, [-535]);
  bytes.fill(0, 12288);
  const zeros = verify(bytes);
  assert.equal([ids(zeros), zeros.findings[0]?.what], [['page-checksum'], 'the image is all zeros']);
});

test('an image that lies over another is found: it is there twice, or older than the one before it', () => {
  const bytes = patchFile([70, 66, 71]);
  bytes.copyWithin(12288, 8192, 12288);
  const [twice] = verify(bytes).findings;
  assert.equal([twice?.id, twice?.place?.pageNumber, twice?.place?.offsetBytes], ['patch-image', 70, 12288]);
  assert.match(twice?.what ?? '', 'the image of dbtime 16 is here twice, first at offset 8192');
  const newer = patchFile([70, 70]);
  newer[8192 + 8] = 17;
  stampChecksum(newer, 8192);
  assert.match(verify(newer).findings[0]?.what ?? '', 'the image of dbtime 16 lies behind a newer one, of dbtime 17');
  newer.copyWithin(8192, 12288);
  newer[12288 + 8] = 17;
  stampChecksum(newer, 12288);
  assert.equal(verify(newer).findings, [], 'a page may be written twice, and is newer then');
});

test('a patch file that was not finished, was cut off, or lost its headers is found', () => {
  assert.equal(ids(verify(patchFile([70], { ...BACKUP, highGeneration: 0 }))), ['patch-unfinished']);
  assert.equal(ids(verify(patchFile([70, 66]).subarray(0, 15000))), ['size']);
  const headless = patchFile([70, 66]);
  headless[20] = 1;
  headless[4116] = 1;
  assert.equal(ids(verify(headless)), ['header']);
  assert.equal(ids(verify(headless.fill(0, 0, 8192))), ['header']);
});

test('a copy of a database that recovery has given its last log is no patch file', () => {
  const bytes = cleanDatabase();
  bytes.set(patchFile([]));
  stampChecksum(bytes, 0);
  assert.is(verifyFile('priv.edb', readerOf(bytes)).kind, 'database');
  assert.is(verifyFile('priv.edb', readerOf(bytes.subarray(0, 8192))).kind, 'database', 'by its name');
});

test.run();
