import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  BACKUP_INFO_SIZE_BYTES,
  formatBackupInfo,
  isNullBackupInfo,
  NULL_BACKUP_INFO,
  readBackupInfo,
  writeBackupInfo,
} from './backupInfo.ts';
import { viewOf } from './fields.ts';
import { backupInfo } from './testing/arbitraries.ts';
import { assertLayout, u16, u32 } from './testing/layout.ts';

/** The example of Q200941. */
const SAMPLE = {
  mark: { generation: 58, sector: 1409, byte: 199 },
  markSeconds: Date.UTC(1999, 7, 19, 19, 47, 2) / 1000,
  lowGeneration: 0x36,
  highGeneration: 0x3f,
};

test('a backup info is mark, time, low and high in 24 bytes', () => {
  const bytes = new Uint8Array(BACKUP_INFO_SIZE_BYTES);
  writeBackupInfo(viewOf(bytes), 0, SAMPLE);
  assertLayout(bytes, [
    [0, 'mark', [...u16(199), ...u16(1409), ...u32(58)]],
    [8, 'time of the mark', [2, 47, 19, 19, 8, 99]],
    [16, 'low generation', u32(0x36)],
    [20, 'high generation', u32(0x3f)],
  ]);
});

test('every backup info comes back', () => {
  fc.assert(
    fc.property(backupInfo, (info) => {
      const view = viewOf(new Uint8Array(32));
      writeBackupInfo(view, 8, info);
      assert.equal(readBackupInfo(view, 8), info);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('it prints as in Q200941: generations in hexadecimal, the mark in decimal', () => {
  assert.is(formatBackupInfo(SAMPLE), 'Log Gen: - 36-3f\n   Mark: (58,1409,199)\n   Mark: 8/19/1999 19:47:2');
});

test('only the info with nothing in it is null', () => {
  assert.ok(isNullBackupInfo(NULL_BACKUP_INFO));
  assert.not(isNullBackupInfo({ ...NULL_BACKUP_INFO, mark: SAMPLE.mark }));
  assert.not(isNullBackupInfo({ ...NULL_BACKUP_INFO, markSeconds: 1 }));
  assert.not(isNullBackupInfo({ ...NULL_BACKUP_INFO, lowGeneration: 1 }));
  assert.not(isNullBackupInfo({ ...NULL_BACKUP_INFO, highGeneration: 1 }));
});

test.run();
