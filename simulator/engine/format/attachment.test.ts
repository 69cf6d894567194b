import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ATTACHMENTS_SIZE_BYTES, type Attachment, readAttachments, writeAttachments } from './attachment.ts';
import { viewOf } from './fields.ts';
import { NULL_LOG_POSITION } from './logPosition.ts';
import { NULL_SIGNATURE } from './signature.ts';

const attachmentOf = (path: string, databaseId = 1): Attachment => ({
  databaseId,
  databaseTime: 0,
  objectIdLast: 0,
  maximumPages: 0,
  attachPosition: NULL_LOG_POSITION,
  consistentPosition: NULL_LOG_POSITION,
  signature: NULL_SIGNATURE,
  path,
});
const ROOM_FOR_ONE_PATH = ATTACHMENTS_SIZE_BYTES - 64 - 2;

test('a list may fill its field up to the zero that ends it', () => {
  const view = viewOf(new Uint8Array(ATTACHMENTS_SIZE_BYTES + 1));
  const full = [attachmentOf('x'.repeat(ROOM_FOR_ONE_PATH))];
  writeAttachments(view, 1, full);
  assert.equal(readAttachments(view, 1), full);
});

test('a list that does not fit is refused before it writes over its neighbour', () => {
  const bytes = new Uint8Array(ATTACHMENTS_SIZE_BYTES + 10);
  const tooLong = [attachmentOf('ok'), attachmentOf('y'.repeat(ROOM_FOR_ONE_PATH))];
  assert.throws(() => writeAttachments(viewOf(bytes), 0, tooLong), /2 attached databases do not fit/);
  const noRoomForTheEnd = [attachmentOf('x'.repeat(ROOM_FOR_ONE_PATH + 1))];
  assert.throws(() => writeAttachments(viewOf(bytes), 0, noRoomForTheEnd), /1 attached databases do not fit/);
  assert.ok(bytes.subarray(ATTACHMENTS_SIZE_BYTES).every((value) => value === 0));
});

test('no attachments are no bytes', () => {
  const bytes = new Uint8Array(ATTACHMENTS_SIZE_BYTES);
  writeAttachments(viewOf(bytes), 0, []);
  assert.ok(bytes.every((value) => value === 0));
  assert.equal(readAttachments(viewOf(bytes), 0), []);
});

test('database id 0 would end the list, so it is refused', () => {
  const write = (id: number) => () => writeAttachments(viewOf(new Uint8Array(4096)), 0, [attachmentOf('a', id)]);
  assert.throws(write(0), /id of an attached database is 0/);
  assert.throws(write(256), /id of an attached database is 256/);
});

test('an entry that begins too close to the end of the field is no entry', () => {
  const view = viewOf(new Uint8Array(ATTACHMENTS_SIZE_BYTES));
  writeAttachments(view, 0, [attachmentOf('z'.repeat(ROOM_FOR_ONE_PATH))]);
  view.setUint8(ATTACHMENTS_SIZE_BYTES - 1, 1);
  assert.is(readAttachments(view, 0), null);
});

test.run();
