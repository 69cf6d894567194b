import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SparseFile, VirtualDisk } from '../disk/index.ts';
import {
  CHECKPOINT_FILE_SIZE_BYTES,
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  readCheckpointFile,
  writeCheckpointFile,
} from './checkpointFile.ts';
import { PAGE_SIZE_BYTES, stampChecksum, xorChecksum } from './checksum.ts';
import { DEFAULT_LOG_PARAMETERS } from './logParameters.ts';
import { NULL_LOG_POSITION, readLogPosition } from './logPosition.ts';
import { checkpoint } from './testing/arbitraries.ts';
import { assertLayout, text, u16, u32 } from './testing/layout.ts';

/** The dump of Q182961, which the archive lacks; that of Q259751 has the same fields. */
const SAMPLE: Checkpoint = {
  lastFullBackupCheckpoint: { generation: 8, sector: 615, byte: 203 },
  checkpoint: { generation: 22, sector: 6485, byte: 399 },
  logSignature: { random: 24842, createdSeconds: Date.UTC(1998, 1, 24, 14, 23, 47) / 1000, computerName: '' },
  systemPath: 'D:\\sys',
  logFolder: 'E:\\logs',
  parameters: DEFAULT_LOG_PARAMETERS,
  fullBackup: { generation: 8, sector: 615, byte: 203 },
  fullBackupSeconds: Date.UTC(1998, 2, 6, 11, 52, 16) / 1000,
  incrementalBackup: NULL_LOG_POSITION,
  incrementalBackupSeconds: 0,
  attachments: [],
};

test('every field is where the table of ese-engine.md 3 says, and nothing else is written', () => {
  const bytes = encodeCheckpoint({
    ...SAMPLE,
    incrementalBackup: { generation: 9, sector: 8, byte: 1 },
    incrementalBackupSeconds: Date.UTC(1998, 2, 7, 1, 2, 3) / 1000,
  });
  assertLayout(bytes, [
    [0, 'checksum', u32(xorChecksum(bytes))],
    [4, 'lgposLastFullBackupCheckpoint', [...u16(203), ...u16(615), ...u32(8)]],
    [12, 'lgposCheckpoint', [...u16(399), ...u16(6485), ...u32(22)]],
    [20, 'signLog', [...u32(24842), 47, 23, 14, 24, 2, 98]],
    [48, 'szSystemPath', text('D:\\sys')],
    [48 + 261, 'szLogFilePath', text('E:\\logs')],
    [48 + 523, 'parameters', [168, 25200, 4440, 8400, 84, 10240, 8045].flatMap(u32)],
    [615, 'lgposFullBackup', [...u16(203), ...u16(615), ...u32(8)]],
    [623, 'logtimeFullBackup', [16, 52, 11, 6, 3, 98]],
    [631, 'lgposIncBackup', [...u16(1), ...u16(8), ...u32(9)]],
    [639, 'logtimeIncBackup', [3, 2, 1, 7, 3, 98]],
  ]);
});

test('the attach list begins at 679', () => {
  const attachPosition = { generation: 5, sector: 6, byte: 7 };
  const bytes = encodeCheckpoint({
    ...SAMPLE,
    attachments: [
      {
        databaseId: 3,
        databaseTime: 0,
        objectIdLast: 0,
        maximumPages: 0,
        attachPosition,
        consistentPosition: NULL_LOG_POSITION,
        signature: SAMPLE.logSignature,
        path: 'D:\\dir.edb',
      },
    ],
  });
  assert.is(bytes[679], 3);
  assert.equal(readLogPosition(new DataView(bytes.buffer), 679 + 20), attachPosition);
});

test('every checkpoint comes back, through a file too', () => {
  let attached = 0;
  fc.assert(
    fc.property(checkpoint, (written) => {
      assert.equal(decodeCheckpoint(encodeCheckpoint(written)), written);
      const file = new SparseFile();
      assert.is(writeCheckpointFile(file, written), 'written');
      assert.is(file.sizeBytes, CHECKPOINT_FILE_SIZE_BYTES);
      assert.equal(readCheckpointFile(file), written);
      attached += written.attachments.length;
    }),
    { seed: 1, numRuns: 100 },
  );
  assert.ok(attached > 0, 'attachments were seen');
});

test('one damaged copy is survived, two are not, and the primary wins', () => {
  const file = new SparseFile();
  writeCheckpointFile(file, SAMPLE);
  const newer = { ...SAMPLE, fullBackupSeconds: 1 };
  file.write(0, encodeCheckpoint(newer));
  assert.equal(readCheckpointFile(file), newer);
  file.write(50, new Uint8Array([0xaa]));
  assert.equal(readCheckpointFile(file), SAMPLE);
  file.write(PAGE_SIZE_BYTES + 50, new Uint8Array([0xaa]));
  assert.is(readCheckpointFile(file), null);
});

test('a file too short, empty or of zeros is no checkpoint', () => {
  assert.is(readCheckpointFile(new SparseFile()), null);
  assert.is(readCheckpointFile(new SparseFile(CHECKPOINT_FILE_SIZE_BYTES)), null);
  const oneCopy = new SparseFile();
  oneCopy.write(0, encodeCheckpoint(SAMPLE));
  assert.equal(readCheckpointFile(oneCopy), SAMPLE, 'one copy is enough');
  oneCopy.resize(PAGE_SIZE_BYTES - 1);
  assert.is(readCheckpointFile(oneCopy), null);
});

test('a right checksum over paths or an attach list without an end is no checkpoint', () => {
  const forged = (offset: number, bytes: number[]) => {
    const page = encodeCheckpoint(SAMPLE);
    page.set(bytes, offset);
    stampChecksum(page);
    return decodeCheckpoint(page);
  };
  assert.ok(forged(0, []) !== null, 'the forgery that changes nothing is read');
  assert.is(forged(48, new Array(261).fill(65)), null);
  assert.is(forged(679, [1, 0, 0xff, 0xff]), null);
});

test('a full disk keeps the old checkpoint', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D:', CHECKPOINT_FILE_SIZE_BYTES - 1);
  const file = disk.create('D:\\edb.chk');
  if (file === 'disk-full') throw new Error('an empty file always fits');
  assert.is(writeCheckpointFile(file, SAMPLE), 'disk-full');
  assert.is(file.sizeBytes, 0);
});

test.run();
