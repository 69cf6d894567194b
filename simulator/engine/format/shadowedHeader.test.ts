import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { SparseFile, VirtualDisk } from '../disk/index.ts';
import { PAGE_SIZE_BYTES, stampChecksum } from './checksum.ts';
import { type DatabaseHeader, encodeDatabaseHeader, newDatabaseHeader } from './databaseHeader.ts';
import { ESE97_FORMAT } from './engineFormat.ts';
import {
  readShadowedDatabaseHeader,
  SHADOWED_HEADER_SIZE_BYTES,
  writeShadowedDatabaseHeader,
} from './shadowedHeader.ts';
import { NULL_SIGNATURE } from './signature.ts';

const HEADER: DatabaseHeader = { ...newDatabaseHeader(ESE97_FORMAT, NULL_SIGNATURE), databaseTime: 77 };

function fileOf(...pages: Uint8Array[]): SparseFile {
  const file = new SparseFile();
  for (const [index, page] of pages.entries()) file.write(index * PAGE_SIZE_BYTES, page);
  return file;
}
const good = () => encodeDatabaseHeader(HEADER);
const damaged = () => encodeDatabaseHeader(HEADER).fill(0xaa, 100, 101);
/** A sound page of something else: its checksum is right. */
function foreign(): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE_BYTES).fill(3);
  stampChecksum(page);
  return page;
}

test('a header that was written reads back, and both copies are sound', () => {
  const file = new SparseFile();
  assert.is(writeShadowedDatabaseHeader(file, HEADER), 'written');
  assert.is(file.sizeBytes, SHADOWED_HEADER_SIZE_BYTES);
  assert.equal(readShadowedDatabaseHeader(file), { kind: 'read', header: HEADER, damaged: 'none' });
});

test('one damaged copy is survived and named, so that it can be repaired', () => {
  assert.equal(readShadowedDatabaseHeader(fileOf(damaged(), good())), {
    kind: 'read',
    header: HEADER,
    damaged: 'primary',
  });
  assert.equal(readShadowedDatabaseHeader(fileOf(good(), damaged())), {
    kind: 'read',
    header: HEADER,
    damaged: 'shadow',
  });
  assert.equal(readShadowedDatabaseHeader(fileOf(good())), { kind: 'read', header: HEADER, damaged: 'shadow' });
});

test('of two sound copies that differ the primary wins, and the shadow is the one to repair', () => {
  const older = encodeDatabaseHeader({ ...HEADER, databaseTime: 76 });
  assert.equal(readShadowedDatabaseHeader(fileOf(good(), older)), { kind: 'read', header: HEADER, damaged: 'shadow' });
});

test('a page after the two copies is not mistaken for one', () => {
  assert.equal(readShadowedDatabaseHeader(fileOf(damaged(), damaged(), good())).kind, 'failed');
});

test('two damaged copies fail with the checksum error', () => {
  for (const file of [fileOf(damaged(), damaged()), fileOf(damaged()), fileOf(new Uint8Array(8192))]) {
    const result = readShadowedDatabaseHeader(file);
    assert.is(result.kind === 'failed' && result.error, JetError.JET_errReadVerifyFailure);
  }
});

test('sound bytes that are no database header, or too few bytes, fail as a corrupted database', () => {
  for (const file of [fileOf(foreign(), foreign()), fileOf(foreign()), fileOf(damaged(), foreign())]) {
    const result = readShadowedDatabaseHeader(file);
    assert.is(result.kind === 'failed' && result.error, JetError.JET_errDatabaseCorrupted);
  }
  const short = readShadowedDatabaseHeader(new SparseFile(100));
  assert.is(short.kind === 'failed' && short.error, JetError.JET_errDatabaseCorrupted);
  assert.match(short.kind === 'failed' ? short.reason : '', /the file has 100 bytes/);
});

test('a disk without room for both copies takes neither', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D:', SHADOWED_HEADER_SIZE_BYTES - 1);
  const file = disk.create('D:\\priv.edb');
  if (file === 'disk-full') throw new Error('an empty file always fits');
  assert.is(writeShadowedDatabaseHeader(file, HEADER), 'disk-full');
  assert.is(file.sizeBytes, 0);
});

test.run();
