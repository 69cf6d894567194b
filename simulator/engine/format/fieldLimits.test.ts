import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readAttachments, writeAttachments } from './attachment.ts';
import { readUint64, viewOf, writeText, writeUint32, writeUint64 } from './fields.ts';
import { generationOfLogFileName, logFileName } from './logFileName.ts';
import { DEFAULT_LOG_PARAMETERS, readLogEnvironment, writeLogEnvironment } from './logParameters.ts';
import { logPositionAt, NULL_LOG_POSITION, readLogPosition, writeLogPosition } from './logPosition.ts';
import { NULL_SIGNATURE, readSignature, writeSignature } from './signature.ts';

// Numbers, not names of constants: what a source prints (ese-engine.md 1.1, 1.2) must not move with the code.

test('a log is numbered from 1 to 0xFFFFF', () => {
  assert.equal([logFileName(1), logFileName(0xfffff)], ['edb00001.log', 'edbfffff.log']);
  assert.equal(['edb00001.log', 'EDBFFFFF.LOG'].map(generationOfLogFileName), [1, 0xfffff]);
  assert.throws(() => logFileName(0), /from 1 to 1048575/);
  assert.throws(() => logFileName(0x100000), /from 1 to 1048575/);
});

test('the path fields of a log header take 260 characters and their NUL', () => {
  const environment = (systemPath: string, logFolder: string) => ({
    systemPath,
    logFolder,
    parameters: DEFAULT_LOG_PARAMETERS,
  });
  const view = viewOf(new Uint8Array(1000));
  const longest = environment('s'.repeat(260), 'l'.repeat(260));
  writeLogEnvironment(view, 0, longest);
  assert.equal(readLogEnvironment(view, 0), longest);
  assert.equal([view.getUint8(260), view.getUint8(261), view.getUint8(521)], [0, 'l'.charCodeAt(0), 0]);
  for (const [system, folder] of [
    ['s'.repeat(261), 'l'],
    ['s', 'l'.repeat(261)],
  ] as const) {
    assert.throws(
      () => writeLogEnvironment(view, 0, environment(system, folder)),
      /has 261 characters; at most 260 fit/,
    );
  }
});

test('a computer name takes 15 characters of ASCII and its NUL', () => {
  const view = viewOf(new Uint8Array(28));
  const write = (computerName: string) => writeSignature(view, 0, { ...NULL_SIGNATURE, computerName });
  for (const name of ['', 'A'.repeat(15), '\x7f', '\x01']) {
    write(name);
    assert.is(readSignature(view, 0).computerName, name);
  }
  assert.throws(() => write('A'.repeat(16)), /has 16 characters; at most 15 fit/);
  assert.throws(() => write('\x80'), /U\+0080/);
});

/** An attach list with one database whose entry takes so many bytes. */
const listOf = (sizeBytes: number) => [
  {
    databaseId: 255,
    databaseTime: 0,
    objectIdLast: 0,
    maximumPages: 0,
    attachPosition: NULL_LOG_POSITION,
    consistentPosition: NULL_LOG_POSITION,
    signature: NULL_SIGNATURE,
    path: 'x'.repeat(sizeBytes - 64 - 1),
  },
];

test('an attach list has 2048 bytes, and of these we leave the last to the zero that ends it', () => {
  const view = viewOf(new Uint8Array(2048));
  writeAttachments(view, 0, listOf(2047));
  assert.equal(readAttachments(view, 0), listOf(2047));
  assert.throws(() => writeAttachments(viewOf(new Uint8Array(4096)), 0, listOf(2048)), /do not fit the 2048 bytes/);
});

test('an attach list of somebody else may end with its field, and no entry leaves it', () => {
  const large = viewOf(new Uint8Array(4096));
  writeAttachments(large, 0, listOf(2047));
  // One more character: the entry ends where the field does.
  large.setUint16(2, 2048 - 64, true);
  large.setUint8(2046, 'x'.charCodeAt(0));
  assert.equal(readAttachments(large, 0), listOf(2048));
  large.setUint16(2, 2049 - 64, true);
  assert.is(readAttachments(large, 0), null);
  // An entry whose fixed part ends where the field does has no name, not even a NUL.
  const late = viewOf(new Uint8Array(4096));
  writeAttachments(late, 0, listOf(2048 - 64));
  late.setUint8(2048 - 64, 1);
  assert.is(readAttachments(late, 0), null);
});

test('numbers of 16, 32 and 53 bits are taken to their last value, and no further', () => {
  const view = viewOf(new Uint8Array(16));
  const last = { generation: 2 ** 31 - 1, sector: 0xffff, byte: 0xffff };
  writeLogPosition(view, 0, last);
  assert.equal(readLogPosition(view, 0), last);
  for (const over of [{ generation: 2 ** 31 }, { sector: 0x10000 }, { byte: 0x10000 }]) {
    assert.throws(() => writeLogPosition(view, 0, { ...last, ...over }), /must be a whole number from/);
  }
  assert.equal(logPositionAt(1, 0x10000 * 512 - 1), { generation: 1, sector: 0xffff, byte: 511 });
  assert.throws(() => logPositionAt(1, 0x10000 * 512), /offset in a log file/);
  writeUint32(view, 0, 'it', 0xffffffff);
  assert.throws(() => writeUint32(view, 0, 'it', 2 ** 32), /it is 4294967296/);
  writeUint64(view, 0, 'it', 2 ** 53 - 1);
  assert.is(readUint64(view, 0), 2 ** 53 - 1);
  assert.throws(() => writeUint64(view, 0, 'it', 2 ** 53), /must be a whole number/);
  view.setUint32(0, 0, true);
  view.setUint32(4, 2 ** 21, true);
  assert.is(readUint64(view, 0), null, '2^53 is not exact any more');
});

test('a text takes characters from U+0001 to the last that its field holds', () => {
  const view = viewOf(new Uint8Array(4));
  const write = (text: string) => writeText(view, 0, 'it', text, { fieldSizeBytes: 4 });
  write('\x01\xff\xfe');
  assert.throws(() => write('\u0100'), /U\+0100/);
  assert.throws(() => write('\0'), /U\+0000/);
  assert.throws(() => write('abcd'), /has 4 characters; at most 3 fit/);
});

test.run();
