import { LOG_FILE_SIZE_BYTES, LOG_SECTOR_SIZE_BYTES } from '../format/index.ts';
import type { Engine } from '../index.ts';

/** What the records that close a log need: one that says for which backup, and the end. */
export const leastRoomBytes = 16;

/** begin, commit, and what a replaced row takes without its values. */
const MARKS_SIZE_BYTES = 12 + 12;
const REPLACE_SIZE_BYTES = 40;
const ROW_SIZE_BYTES = 1400;
const KEY = 2 ** 41;

/** Bytes of edb.log that nothing was written into. */
export function roomOf(engine: Engine): number {
  const { sector, byte } = engine.tip();
  return LOG_FILE_SIZE_BYTES - sector * LOG_SECTOR_SIZE_BYTES - byte;
}

/** Fills edb.log with committed changes of one row until exactly so many bytes are left: a multiple of 4, `leastRoomBytes` or more. */
export function fillLogUpTo(engine: Engine, roomBytes: number): void {
  let value = new Uint8Array(ROW_SIZE_BYTES);
  must(write(engine, 'insert', value));
  const usual = MARKS_SIZE_BYTES + REPLACE_SIZE_BYTES + 2 * ROW_SIZE_BYTES;
  // The last two take what is left: one of the usual size may not leave enough for another.
  while (roomOf(engine) - roomBytes >= 2 * usual) must(write(engine, 'replace', value));
  for (const part of [2, 1]) {
    const sizeBytes = Math.floor((roomOf(engine) - roomBytes) / part / 4) * 4;
    value = new Uint8Array(sizeBytes - MARKS_SIZE_BYTES - REPLACE_SIZE_BYTES - value.length);
    must(write(engine, 'replace', value));
  }
  if (roomOf(engine) !== roomBytes) throw new Error(`${roomOf(engine)} bytes are left, not ${roomBytes}`);
}

function write(engine: Engine, how: 'insert' | 'replace', value: Uint8Array): number {
  const transaction = engine.begin();
  return engine[how](transaction, 1, KEY, value) || engine.commit(transaction);
}

function must(error: number): void {
  if (error !== 0) throw new Error(`a row could not be written: ${error}`);
}
