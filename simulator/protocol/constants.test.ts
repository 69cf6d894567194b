import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  Annotation,
  BACKUP_DISABLE_INCREMENTAL,
  BackupGrbit,
  BackupType,
  EMPTY_PATCH_FILE_SIZE_BYTES,
  HEADER_PAGE_COUNT,
  LAST_GENERATION,
  LOG_SECTOR_COUNT,
  LOG_SECTOR_SIZE_BYTES,
  LOG_SIZE_BYTES,
  MINIMUM_FIRST_READ_SIZE_BYTES,
  PAGE_SIZE_BYTES,
  SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES,
} from './constants.ts';

test('the sizes of the page follow from each other', () => {
  assert.is(LOG_SIZE_BYTES, LOG_SECTOR_COUNT * LOG_SECTOR_SIZE_BYTES);
  assert.is(LOG_SIZE_BYTES, 5 * 1024 * 1024);
  assert.is(EMPTY_PATCH_FILE_SIZE_BYTES, HEADER_PAGE_COUNT * PAGE_SIZE_BYTES);
  assert.is(MINIMUM_FIRST_READ_SIZE_BYTES, 3 * PAGE_SIZE_BYTES);
  assert.is(SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES, 2 * PAGE_SIZE_BYTES + 1);
});

test('the last generation is what five hex digits can name', () => {
  assert.is(LAST_GENERATION.toString(16), 'fffff');
});

test('the values of the header are the values of the header', () => {
  assert.equal({ ...BackupType }, { BACKUP_TYPE_FULL: 1, BACKUP_TYPE_LOGS_ONLY: 2 });
  assert.equal({ ...BackupGrbit }, { canonicalForFull: 0, canonicalForLogsOnly: 1 });
  assert.is(BACKUP_DISABLE_INCREMENTAL, 4294967295);
  assert.equal(
    { ...Annotation },
    { EDBBACK_MDB_SERVER: 'Exchange MDB Database', EDBBACK_DS_SERVER: 'Exchange DS Database' },
  );
});

test.run();
