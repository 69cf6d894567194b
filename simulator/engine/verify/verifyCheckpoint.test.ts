import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stampChecksum } from '../format/index.ts';
import type { CheckpointReport } from './report.ts';
import { readerOf } from './testing/files.ts';
import { checkpointFile } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

function verify(bytes: Uint8Array, name = 'edb.chk'): CheckpointReport {
  const report = verifyFile(name, readerOf(bytes));
  if (report.kind !== 'checkpoint') throw new Error(`It was taken for: ${report.kind}`);
  return report;
}

const ids = (report: CheckpointReport) => report.findings.map(({ id }) => id);

test('a checkpoint is known by its contents and both copies are read', () => {
  for (const name of ['edb.chk', 'anything']) {
    const report = verify(checkpointFile(), name);
    assert.equal([report.findings, report.checkpoint?.checkpoint.sector], [[], 6485]);
  }
});

test('one damaged copy leaves the other; two leave nothing, and -533', () => {
  const bytes = checkpointFile();
  bytes[9] = 1;
  assert.equal([ids(verify(bytes)), verify(bytes).checkpoint?.checkpoint.sector], [['header'], 6485]);
  bytes[4099] = 1;
  const both = verify(bytes);
  assert.equal([ids(both), both.findings[0]?.errors, both.checkpoint], [['header'], [-533], null]);
  const shadow = checkpointFile();
  shadow[4099] = 1;
  assert.equal(ids(verify(shadow)), ['header-shadow']);
  shadow.set(checkpointFile({ fullBackupSeconds: 900_000_000 }).subarray(0, 4096), 4096);
  assert.equal(ids(verify(shadow)), ['header-copies-differ']);
});

test('a copy with a right checksum that makes no sense, and a wrong size, are found', () => {
  const bytes = checkpointFile().fill(0x41, 48, 600);
  stampChecksum(bytes, 0);
  assert.match(verify(bytes).findings[0]?.what ?? '', 'makes no sense');
  assert.equal(ids(verify(checkpointFile().subarray(0, 4096))), ['size']);
  assert.equal(ids(verify(checkpointFile().subarray(0, 4096), 'x')), ['size']);
});

test.run();
