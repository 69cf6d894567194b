import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { SparseFile } from '../disk/index.ts';
import { newDatabaseHeader } from './databaseHeader.ts';
import { ESE97_FORMAT } from './engineFormat.ts';
import { encodePatchHeader, PATCH_HEADER_SIZE_BYTES, readPatchHeader } from './patchHeader.ts';

const DATABASE = newDatabaseHeader(ESE97_FORMAT, { random: 5, createdSeconds: 6, computerName: '' });
const BACKUP = {
  mark: { generation: 58, sector: 1409, byte: 199 },
  markSeconds: Date.UTC(1999, 7, 19, 19, 47, 2) / 1000,
  lowGeneration: 0x36,
  highGeneration: 0x3f,
};

test('an empty patch file is 8 KB and carries its database and the backup it belongs to', () => {
  const file = new SparseFile();
  file.write(0, encodePatchHeader(DATABASE, BACKUP));
  assert.is(file.sizeBytes, 8192);
  assert.is(PATCH_HEADER_SIZE_BYTES, 8192);
  assert.equal(readPatchHeader(file), {
    kind: 'read',
    header: { ...DATABASE, currentFullBackup: BACKUP },
    damaged: 'none',
  });
});

test('a damaged patch header is judged as a database header is', () => {
  const file = new SparseFile();
  file.write(0, encodePatchHeader(DATABASE, BACKUP));
  file.write(200, new Uint8Array([0xaa]));
  const once = readPatchHeader(file);
  assert.is(once.kind === 'read' && once.damaged, 'primary');
  file.write(4096 + 200, new Uint8Array([0xaa]));
  const twice = readPatchHeader(file);
  assert.is(twice.kind === 'failed' && twice.error, JetError.JET_errReadVerifyFailure);
});

test.run();
