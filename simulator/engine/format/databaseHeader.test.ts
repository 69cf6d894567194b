import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { NULL_BACKUP_INFO } from './backupInfo.ts';
import { PAGE_SIZE_BYTES, stampChecksum, xorChecksum } from './checksum.ts';
import { DatabaseState, decodeDatabaseHeader, encodeDatabaseHeader, newDatabaseHeader } from './databaseHeader.ts';
import { EDB_FORMAT, ESE97_FORMAT } from './engineFormat.ts';
import { databaseHeader } from './testing/arbitraries.ts';
import { assertLayout, text, u16, u32 } from './testing/layout.ts';

const SIGNATURE = { random: 0x01020304, createdSeconds: Date.UTC(1999, 0, 2, 3, 4, 5) / 1000, computerName: 'A' };
const NEW = newDatabaseHeader(ESE97_FORMAT, SIGNATURE);
const position = (generation: number) => ({ generation, sector: 8, byte: 1 });
const positionBytes = (generation: number) => [...u16(1), ...u16(8), ...u32(generation)];
/** Times that tell themselves apart: second N of 1/1/1999. */
const time = (second: number) => Date.UTC(1999, 0, 1) / 1000 + second;
const timeBytes = (second: number) => [second, 0, 0, 1, 1, 99];

/** A valid header page with some bytes replaced and its checksum put right. */
function forged(offset: number, ...bytes: number[]): Uint8Array {
  const page = encodeDatabaseHeader(NEW);
  page.set(bytes, offset);
  stampChecksum(page);
  return page;
}

test('every field is where the table of ese-engine.md 2.2 says, and nothing else is written', () => {
  const info = (low: number) => ({
    mark: position(low),
    markSeconds: time(low),
    lowGeneration: low,
    highGeneration: low + 1,
  });
  const infoBytes = (low: number) => [...positionBytes(low), ...timeBytes(low), 0, 0, ...u32(low), ...u32(low + 1)];
  const bytes = encodeDatabaseHeader({
    ...NEW,
    databaseTime: 0x0000000500000006,
    state: DatabaseState.Dirty,
    consistentPosition: position(11),
    consistentSeconds: time(12),
    attachSeconds: time(13),
    attachPosition: position(14),
    detachSeconds: time(15),
    detachPosition: position(16),
    databaseId: 1,
    logSignature: { ...SIGNATURE, random: 17, computerName: 'LOG' },
    fullBackup: info(20),
    incrementalBackup: info(30),
    currentFullBackup: info(40),
    shadowingDisabled: true,
    upgraded: true,
    objectIdLast: 50,
    repairCount: 51,
    repairSeconds: time(52),
    lastScrubDatabaseTime: 53,
    lastScrubSeconds: time(54),
  });
  assertLayout(bytes, [
    [0, 'checksum', u32(xorChecksum(bytes))],
    [4, 'magic', [0xef, 0xcd, 0xab, 0x89]],
    [8, 'ulVersion', u32(0x620)],
    [12, 'attrib', u32(0)],
    [16, 'dbtime', [...u32(6), ...u32(5)]],
    [24, 'signDb', [4, 3, 2, 1, 5, 4, 3, 2, 1, 99, 0, 0, ...text('A')]],
    [52, 'dbstate', u32(2)],
    [56, 'lgposConsistent', positionBytes(11)],
    [64, 'logtimeConsistent', timeBytes(12)],
    [72, 'logtimeAttach', timeBytes(13)],
    [80, 'lgposAttach', positionBytes(14)],
    [88, 'logtimeDetach', timeBytes(15)],
    [96, 'lgposDetach', positionBytes(16)],
    [104, 'dbid', u32(1)],
    [108, 'signLog', [17, 0, 0, 0, 5, 4, 3, 2, 1, 99, 0, 0, ...text('LOG')]],
    [136, 'bkinfoFullPrev', infoBytes(20)],
    [160, 'bkinfoIncPrev', infoBytes(30)],
    [184, 'bkinfoFullCur', infoBytes(40)],
    [208, 'flags', u32(3)],
    [212, 'objidLast', u32(50)],
    [216, 'OS version', [...u32(4), ...u32(0), ...u32(1381), ...u32(6)]],
    [232, 'ulUpdate', u32(2)],
    [236, 'cbPageSize', u32(4096)],
    [240, 'repairCount', u32(51)],
    [244, 'logtimeRepair', timeBytes(52)],
    [280, 'dbtimeLastScrub', u32(53)],
    [288, 'logtimeScrub', timeBytes(54)],
  ]);
});

test('every header comes back, wherever in the bytes it is', () => {
  fc.assert(
    fc.property(databaseHeader, fc.integer({ min: 0, max: 5 }), (header, offset) => {
      const bytes = new Uint8Array(PAGE_SIZE_BYTES + 5);
      bytes.set(encodeDatabaseHeader(header), offset);
      assert.equal(decodeDatabaseHeader(bytes, offset), header);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a header with any one byte damaged is not read', () => {
  fc.assert(
    fc.property(
      databaseHeader,
      fc.integer({ min: 0, max: PAGE_SIZE_BYTES - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (header, at, mask) => {
        const bytes = encodeDatabaseHeader(header);
        bytes[at] = (bytes[at] ?? 0) ^ mask;
        assert.is(decodeDatabaseHeader(bytes), null);
      },
    ),
    { seed: 2, numRuns: 100 },
  );
});

test('a right checksum over what is no header of the era does not make it one', () => {
  assert.ok(decodeDatabaseHeader(forged(4, 0xef)) !== null, 'the forgery that changes nothing is read');
  assert.is(decodeDatabaseHeader(forged(4, 0xee)), null, 'magic');
  assert.is(decodeDatabaseHeader(forged(52, 0)), null, 'state 0');
  assert.is(decodeDatabaseHeader(forged(52, 6)), null, 'state 6');
  assert.is(decodeDatabaseHeader(forged(22, 0x20)), null, 'dbtime 2^53');
  assert.is(decodeDatabaseHeader(forged(286, 0x20)), null, 'scrub dbtime 2^53');
});

test('bytes that end before the page does are not read', () => {
  const bytes = encodeDatabaseHeader(NEW);
  assert.is(decodeDatabaseHeader(bytes.subarray(0, PAGE_SIZE_BYTES - 1)), null);
  assert.is(decodeDatabaseHeader(bytes, 1), null);
});

test('a page size of 0 in the file means 4096', () => {
  assert.is(decodeDatabaseHeader(forged(236, 0, 0, 0, 0))?.pageSizeBytes, 4096);
});

test('a new header belongs to no log sequence, was never backed up, and has the versions of its engine', () => {
  assert.is(NEW.state, DatabaseState.JustCreated);
  assert.equal([NEW.version, NEW.update], [0x620, 2]);
  assert.equal(NEW.fullBackup, NULL_BACKUP_INFO);
  assert.equal(NEW.currentFullBackup, NULL_BACKUP_INFO);
  assert.equal(newDatabaseHeader(EDB_FORMAT, SIGNATURE).version, 0x500);
});

test('a value that its field cannot hold is refused by name', () => {
  assert.throws(() => encodeDatabaseHeader({ ...NEW, databaseTime: -1 }), /The database time is -1/);
  assert.throws(() => encodeDatabaseHeader({ ...NEW, objectIdLast: 2 ** 32 }), /The last object id/);
});

test.run();
