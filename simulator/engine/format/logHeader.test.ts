import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stampChecksum, xorChecksum } from './checksum.ts';
import { EDB_FORMAT, ESE97_FORMAT } from './engineFormat.ts';
import {
  decodeLogHeader,
  encodeLogHeader,
  LOG_FILE_SIZE_BYTES,
  LOG_HEADER_SIZE_BYTES,
  type LogHeader,
} from './logHeader.ts';
import { DEFAULT_LOG_PARAMETERS } from './logParameters.ts';
import { LOG_SECTOR_SIZE_BYTES, logPositionAt, NULL_LOG_POSITION } from './logPosition.ts';
import { NULL_SIGNATURE } from './signature.ts';
import { logHeader } from './testing/arbitraries.ts';
import { assertLayout, text, u16, u32 } from './testing/layout.ts';

const ATTACHMENT = {
  databaseId: 1,
  databaseTime: 600,
  objectIdLast: 601,
  maximumPages: 602,
  attachPosition: logPositionAt(3, 4096),
  consistentPosition: logPositionAt(2, 4097),
  signature: { random: 603, createdSeconds: 0, computerName: 'DB' },
  path: 'D:\\exchsrvr\\mdbdata\\priv.edb',
};

const SAMPLE: LogHeader = {
  generation: 0x3f,
  createdSeconds: Date.UTC(1999, 7, 19, 19, 47, 2) / 1000,
  previousCreatedSeconds: Date.UTC(1999, 7, 19, 19, 46, 1) / 1000,
  major: ESE97_FORMAT.logMajor,
  minor: ESE97_FORMAT.logMinor,
  update: ESE97_FORMAT.logUpdate,
  signature: { random: 24842, createdSeconds: 0, computerName: '' },
  systemPath: 'D:\\sys',
  logFolder: 'E:\\logs',
  parameters: DEFAULT_LOG_PARAMETERS,
  circularLogging: false,
  circularLoggingEarlier: false,
  reserveLogUsed: false,
  checkpoint: logPositionAt(0x36, 4096 + 10),
  attachments: [ATTACHMENT, { ...ATTACHMENT, databaseId: 2, path: 'pub.edb' }],
};

/** A valid header with some bytes replaced and its checksum put right. */
function forged(offset: number, ...bytes: number[]): Uint8Array {
  const page = encodeLogHeader(SAMPLE);
  page.set(bytes, offset);
  stampChecksum(page);
  return page;
}

test('the first 36 bytes are those of the era, the rest is the field set of the later header', () => {
  const bytes = encodeLogHeader({ ...SAMPLE, reserveLogUsed: true, circularLogging: true });
  const attachment = (id: number, path: string) => [
    ...[id, 0, ...u16(path.length + 1), ...u32(600), ...u32(0), ...u32(601), ...u32(602)],
    ...[...u16(0), ...u16(8), ...u32(3), ...u16(1), ...u16(8), ...u32(2)],
    ...[...u32(603), 0, 0, 0, 0, 0, 0, 0, 0, ...text('DB'), ...new Array(13).fill(0), ...text(path)],
  ];
  assertLayout(bytes, [
    [0, 'checksum', u32(xorChecksum(bytes))],
    [4, 'lGeneration', u32(0x3f)],
    [8, 'tmCreate', [2, 47, 19, 19, 8, 99]],
    [16, 'tmPrevGen', [1, 46, 19, 19, 8, 99]],
    [24, 'ulMajor', u32(6)],
    [28, 'ulMinor', u32(1503)],
    [32, 'ulUpdate', u32(0)],
    [36, 'cbSec, csecHeader, csecLGFile, cbPageSize', [...u16(512), ...u16(8), ...u16(10240), ...u16(4096)]],
    [44, 'signLog', u32(24842)],
    [72, 'szSystemPath', text('D:\\sys')],
    [72 + 261, 'szLogFilePath', text('E:\\logs')],
    [72 + 523, 'parameters', [168, 25200, 4440, 8400, 84, 10240, 8045].flatMap(u32)],
    [639, 'fLGFlags', [0x03]],
    [640, 'lgposCheckpoint', [...u16(10), ...u16(8), ...u32(0x36)]],
    [671, 'rgbAttach', [...attachment(1, ATTACHMENT.path), ...attachment(2, 'pub.edb')]],
  ]);
});

test('a log of Exchange 4.0 says 4.995.0 where the later reader looks for it', () => {
  const { logMajor: major, logMinor: minor, logUpdate: update } = EDB_FORMAT;
  const view = new DataView(encodeLogHeader({ ...SAMPLE, major, minor, update }).buffer);
  assert.equal([view.getUint32(24, true), view.getUint32(28, true), view.getUint32(32, true)], [4, 995, 0]);
});

test('every header comes back', () => {
  let most = 0;
  const flags = new Set<string>();
  fc.assert(
    fc.property(logHeader, (header) => {
      assert.equal(decodeLogHeader(encodeLogHeader(header)), header);
      most = Math.max(most, header.attachments.length);
      flags.add(`${header.circularLogging},${header.circularLoggingEarlier},${header.reserveLogUsed}`);
    }),
    { seed: 1, numRuns: 200 },
  );
  assert.ok(most >= 3, 'several attachments were seen');
  assert.is(flags.size, 8, 'every combination of flags was seen');
});

test('a header with any one byte damaged, or not all there, is not read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4095 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const bytes = encodeLogHeader(SAMPLE);
      bytes[at] = (bytes[at] ?? 0) ^ mask;
      assert.is(decodeLogHeader(bytes), null);
      assert.is(decodeLogHeader(encodeLogHeader(SAMPLE).subarray(0, at)), null);
    }),
    { seed: 2, numRuns: 100 },
  );
});

test('a right checksum over what is no log header does not make it one', () => {
  assert.ok(decodeLogHeader(forged(4, 0x3f)) !== null, 'the forgery that changes nothing is read');
  assert.is(decodeLogHeader(forged(4, 0, 0, 0, 0)), null, 'generation 0');
  assert.is(decodeLogHeader(forged(7, 0x80)), null, 'a negative generation');
  assert.is(decodeLogHeader(forged(72, ...new Array(261).fill(65))), null, 'a system path without an end');
  assert.is(decodeLogHeader(forged(333, ...new Array(261).fill(65))), null, 'a log folder without an end');
  assert.is(decodeLogHeader(forged(671 + 2, 0xff, 0xff)), null, 'a name that leaves the attach list');
  assert.is(decodeLogHeader(forged(671 + 2, 1, 0)), null, 'a name shorter than its text');
  assert.is(decodeLogHeader(forged(671 + 10, 0x20)), null, 'a dbtime of 2^53');
});

test('the sizes are those of Exchange: 5 MB in 10 240 sectors, records from sector 8', () => {
  assert.is(LOG_FILE_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES, 10240);
  assert.is(LOG_FILE_SIZE_BYTES, 5 * 1024 * 1024);
  assert.is(LOG_HEADER_SIZE_BYTES / LOG_SECTOR_SIZE_BYTES, 8);
});

test('the first log has no log before it', () => {
  const first = {
    ...SAMPLE,
    generation: 1,
    previousCreatedSeconds: 0,
    checkpoint: NULL_LOG_POSITION,
    signature: NULL_SIGNATURE,
  };
  assert.equal(decodeLogHeader(encodeLogHeader(first)), first);
});

test('what a header cannot hold is refused by name', () => {
  const encode = (change: Partial<LogHeader>) => () => encodeLogHeader({ ...SAMPLE, ...change });
  assert.throws(encode({ generation: 0 }), /generation of a log is 0/);
  assert.throws(encode({ systemPath: 'x'.repeat(261) }), /The system path .* at most 260 fit/);
  assert.throws(encode({ logFolder: 'D:\\Ж' }), /The log folder .* U\+0416/);
  assert.throws(encode({ parameters: { ...DEFAULT_LOG_PARAMETERS, logBuffers: -1 } }), /parameter 5 of 7 is -1/);
});

test.run();
