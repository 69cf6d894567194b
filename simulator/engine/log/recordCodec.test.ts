import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeRecord, encodeRecord, firstCheck, MAXIMUM_RECORD_SIZE_BYTES } from './recordCodec.ts';
import type { LogRecord } from './records.ts';

const plain = { noNullPrototype: true } as const;
const word = fc.integer({ min: 0, max: 0xffffffff });
const time = fc.integer({ min: 0, max: 2 ** 50 });
const key = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const bound = fc.oneof(key, fc.constant(Number.POSITIVE_INFINITY));
const value = fc.option(fc.uint8Array({ maxLength: 1500, size: 'max' }));
const position = fc.record({ generation: fc.nat(0xfffff), sector: fc.nat(10239), byte: fc.nat(511) }, plain);
const signature = fc.record(
  {
    random: word,
    createdSeconds: fc.integer({ min: 1, max: 2 ** 31 }),
    computerName: fc.constantFrom('', 'SERVER1'),
  },
  plain,
);
const databaseId = fc.integer({ min: 1, max: 255 });

const record: fc.Arbitrary<LogRecord> = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('init', 'term', 'end', 'recoveryUndo', 'recoveryQuit', 'fullBackup', 'incrementalBackup'),
    },
    plain,
  ),
  fc.record({ kind: fc.constantFrom('begin', 'commit', 'rollback'), transaction: word }, plain),
  fc.record({ kind: fc.constant('detach'), databaseId }, plain),
  fc.record(
    {
      kind: fc.constant('attach'),
      databaseId,
      databaseTime: time,
      objectIdLast: word,
      signature,
      consistentPosition: position,
      path: fc.constantFrom('D:\\exchsrvr\\mdbdata\\priv.edb', 'C:\\a.edb', 'D:\\exchsrvr\\größe\\pub.edb'),
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constantFrom('insert', 'replace', 'remove'),
      databaseId,
      databaseTime: time,
      transaction: word,
      pageNumber: word,
      key,
      before: value,
      after: value,
      isUndo: fc.boolean(),
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('split'),
      shape: fc.constantFrom('middle', 'append', 'vertical'),
      databaseId,
      databaseTime: time,
      giver: word,
      receiver: word,
      receiverFlags: word,
      right: word,
      parent: word,
      bound,
      takesFreePage: fc.boolean(),
    },
    plain,
  ),
  fc.record(
    {
      kind: fc.constant('merge'),
      shape: fc.constantFrom('left', 'right', 'collapse'),
      databaseId,
      databaseTime: time,
      giver: word,
      receiver: word,
      neighbour: word,
      parent: word,
      bound,
      movesRows: fc.boolean(),
      listsFreePage: fc.boolean(),
    },
    plain,
  ),
);

function encode(what: LogRecord, previousCheck: number): Uint8Array {
  const bytes = new Uint8Array(MAXIMUM_RECORD_SIZE_BYTES).fill(0x5a);
  return bytes.subarray(0, encodeRecord(what, bytes, previousCheck));
}

test('every record comes back, with its size and its check', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      record,
      fc.integer(),
      fc.nat(50).map((n) => n * 4),
      (what, previousCheck, offset) => {
        const bytes = encode(what, previousCheck | 0);
        const stream = new Uint8Array(offset + bytes.length + 100);
        stream.set(bytes, offset);
        const decoded = decodeRecord(stream, offset, previousCheck | 0);
        assert.equal(decoded?.record, what);
        assert.is(decoded?.sizeBytes, bytes.length);
        assert.is(decoded?.check, new DataView(bytes.buffer).getInt32(4, true));
        seen.add(what.kind);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
  assert.is(seen.size, 17, 'the property must have seen every kind of record');
});

test('a record parses only behind the one it was written behind', () => {
  fc.assert(
    fc.property(record, fc.integer(), fc.integer(), (what, right, wrong) => {
      fc.pre((right | 0) !== (wrong | 0));
      assert.is(decodeRecord(encode(what, right | 0), 0, wrong | 0), null);
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('a record that is cut or has a changed bit does not parse', () => {
  fc.assert(
    fc.property(record, fc.nat(), fc.nat(7), (what, at, bit) => {
      const bytes = encode(what, 7);
      assert.is(decodeRecord(bytes.subarray(0, at % bytes.length), 0, 7), null);
      const changed = bytes.slice();
      changed[at % bytes.length] = (changed[at % bytes.length] ?? 0) ^ (1 << bit);
      assert.is(decodeRecord(changed, 0, 7), null);
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('a sound check over a type that does not exist is no record', () => {
  const bytes = encode({ kind: 'begin', transaction: 1 }, 7);
  assert.not.equal(decodeRecord(bytes, 0, 7), null);
  for (const type of [0, 3, 5, 14, 200]) {
    const other = new Uint8Array(MAXIMUM_RECORD_SIZE_BYTES);
    other.set(bytes);
    other[2] = type;
    assert.is(decodeRecord(other, 0, 7), null);
  }
});

test('logs of another generation, time or stream begin with another check', () => {
  const one = { random: 1, createdSeconds: 100, computerName: '' };
  const checks = [
    firstCheck(1, 5, one),
    firstCheck(2, 5, one),
    firstCheck(1, 6, one),
    firstCheck(1, 5, { ...one, random: 2 }),
  ];
  assert.is(new Set(checks).size, 4);
});

test.run();
