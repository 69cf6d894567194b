import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type FunctionInfo, functionInfos } from '../../simulator/protocol/index.ts';
import { ByteWriter } from './bytes.ts';
import { encodeCall } from './encodeCall.ts';
import { outPointers, readRequest } from './request.ts';
import { FOREIGN_LIST, FrameKind, LENGTH_SIZE_BYTES, NULL_TEXT } from './wire.ts';

const ansi = fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 0)));
/** Any UTF-16, lone surrogates too, but no NUL. */
const wide = fc.option(
  fc.array(fc.integer({ min: 1, max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
);
const row = (text: fc.Arbitrary<unknown>) => fc.record({ databaseName: text, newDatabaseName: text });

/** A value for each parameter that travels, as EdbbcliApi takes it. */
function valueFor(info: FunctionInfo, cType: string): fc.Arbitrary<unknown> {
  if (cType === 'char *') return ansi;
  if (cType === 'WCHAR *') return wide;
  if (cType === 'HBC') return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  if (cType === 'EDB_RSTMAPA *') return fc.array(row(ansi), { maxLength: 5 });
  if (cType === 'EDB_RSTMAPW *') return fc.array(row(wide), { maxLength: 5 });
  if (cType !== 'PVOID') return fc.integer({ min: 0, max: 0xffff_ffff });
  if (info.name === 'I_HrCheckBackupLogs' || info.name === 'I_HrRestoreW')
    return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  return fc.option(fc.uint8Array({ maxLength: 10 }));
}

/** What must come out for what went in. */
function expectedOf(info: FunctionInfo, cType: string, value: unknown, listNumber: number): unknown {
  if (cType.endsWith('char *') || cType === 'WCHAR *') return { kind: 'text', text: value };
  if (typeof value === 'bigint') {
    return info.name === 'I_HrRestoreW' ? { kind: 'word', word: value } : { kind: 'handle', handle: value };
  }
  if (Array.isArray(value)) return { kind: 'map', given: true, count: value.length, rows: value };
  if (info.name === 'BackupFree') return { kind: 'list', number: value === null ? 0 : listNumber };
  if (cType === 'PVOID') return { kind: 'buffer', given: value !== null };
  return { kind: 'number', value };
}

const travelling = (info: FunctionInfo) =>
  info.parameters.filter(({ direction, cType }) => (direction === 'in' || cType === 'PVOID') && cType !== 'C');

/** Bytes as arrays and bigints as text, whatever classes they came in. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array || Array.isArray(value)) return Array.from(value, plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

test('a call of every function comes out as it went in', () => {
  const seen = new Set<string>();
  const calls = fc.constantFrom(...functionInfos).chain((info) =>
    fc.record({
      info: fc.constant(info),
      values: fc.tuple(...travelling(info).map(({ cType }) => valueFor(info, cType))),
      missingBits: fc.nat((1 << outPointers(info).length) - 1),
      sequence: fc.integer({ min: 0, max: 0xffff_ffff }),
      threadId: fc.integer({ min: 0, max: 0xffff_ffff }),
      listNumber: fc.integer({ min: 1, max: 0xffff_ffff }),
    }),
  );
  fc.assert(
    fc.property(calls, ({ info, values, missingBits, sequence, threadId, listNumber }) => {
      const functionNumber = functionInfos.indexOf(info) + 1;
      const head = { functionNumber, missingBits, sequence, threadId };
      const frame = encodeCall(info, head, values, () => listNumber);
      const reading = readRequest(frame.subarray(LENGTH_SIZE_BYTES));
      assert.ok(reading.ok, reading.ok ? '' : reading.problem);
      const { request } = reading;
      seen.add(request.info.name);
      assert.is(request.info, info);
      assert.equal([request.sequence, request.threadId], [sequence, threadId]);
      const bits = outPointers(info).map(({ name }, index) => (request.missing.includes(name) ? 1 << index : 0));
      assert.is(
        bits.reduce((sum, bit) => sum + bit, 0),
        missingBits,
      );
      const expected = travelling(info).map(({ cType }, index) => expectedOf(info, cType, values[index], listNumber));
      assert.equal(plain(request.arguments), plain(expected));
    }),
    { seed: 2, numRuns: 1500 },
  );
  assert.is(seen.size, functionInfos.length, 'the property saw every function');
});

/** The body of a call with nothing but what is given. */
const body = (functionNumber: number, missing: number, write: (writer: ByteWriter) => ByteWriter): Uint8Array =>
  write(new ByteWriter().u8(FrameKind.call).u8(functionNumber).u16(missing).u32(1).u32(1))
    .frame()
    .subarray(LENGTH_SIZE_BYTES);
const numberOf = (name: string): number => functionInfos.findIndex((info) => info.name === name) + 1;
const problemOf = (bytes: Uint8Array): string => {
  const reading = readRequest(bytes);
  return reading.ok ? 'accepted' : reading.problem;
};

test('a call that ends early at any byte, or late, is refused', () => {
  const whole = body(numberOf('HrBackupOpenFileW'), 0, (writer) =>
    writer.u64(4n).u32(4).bytes(Buffer.from('ab', 'utf16le')).u32(65_536),
  );
  assert.is(problemOf(whole), 'accepted');
  for (let size = 0; size < whole.length; size += 1) {
    assert.is.not(problemOf(whole.subarray(0, size)), 'accepted', `${size} of ${whole.length} bytes`);
  }
  assert.match(problemOf(Buffer.concat([whole, Uint8Array.of(0)])), 'a frame with 1 bytes too many');
});

test('texts that no C string can be are refused', () => {
  const open = numberOf('HrBackupOpenFileA');
  const text = (bytes: Uint8Array, sizeBytes = bytes.length) =>
    problemOf(body(open, 0, (writer) => writer.u64(1n).u32(sizeBytes).bytes(bytes).u32(0)));
  assert.is(text(Buffer.from('D:')), 'accepted');
  assert.match(text(Uint8Array.of(65, 0, 66)), 'a text with a NUL in it');
  assert.match(text(new Uint8Array(32_769).fill(65)), 'at most 32768 are allowed');
  assert.is(text(new Uint8Array(32_768).fill(65)), 'accepted');
  assert.is(text(new Uint8Array(0), NULL_TEXT), 'accepted');
  const wideOpen = numberOf('HrBackupOpenFileW');
  const odd = problemOf(body(wideOpen, 0, (writer) => writer.u64(1n).u32(3).bytes(Buffer.from('abc')).u32(0)));
  assert.match(odd, 'a WCHAR text of 3 bytes');
});

test('functions, flags and out-pointers that do not exist are refused', () => {
  assert.match(problemOf(body(0, 0, (writer) => writer)), 'function 0, which there is not');
  assert.match(problemOf(body(26, 0, (writer) => writer)), 'function 26, which there is not');
  assert.match(problemOf(body(numberOf('HrBackupClose'), 1, (writer) => writer.u64(1n))), 'has no out-pointer 0');
  const read = numberOf('HrBackupRead');
  assert.match(problemOf(body(read, 0, (writer) => writer.u64(1n).u8(2).u32(5))), 'a flag with the value 2');
  assert.match(problemOf(body(read, 2, (writer) => writer.u64(1n).u8(1).u32(5))), 'has no out-pointer 1');
  assert.match(problemOf(Uint8Array.of(FrameKind.reply, 1)), 'a frame of kind 130 instead of a call');
  assert.is(problemOf(body(numberOf('BackupFree'), 0, (writer) => writer.u32(FOREIGN_LIST))), 'accepted');
});

test('a restore map has as many rows as it says', () => {
  const map = (given: number, count: number, follow: number, rows = 0) =>
    problemOf(
      body(numberOf('HrRestoreRegisterA'), 0, (writer) => {
        writer.u64(1n).u32(NULL_TEXT).u32(NULL_TEXT).u8(given).u32(count).u32(follow);
        for (let index = 0; index < rows; index += 1) writer.u32(NULL_TEXT).u32(NULL_TEXT);
        return writer.u32(NULL_TEXT).u32(1).u32(1);
      }),
    );
  assert.is(map(1, 2, 2, 2), 'accepted');
  assert.is(map(1, 256, 256, 256), 'accepted', 'the most that an array has');
  assert.match(map(1, 256, 255, 255), 'a map of 256 rows of which 255 follow');
  assert.is(map(1, 257, 0), 'accepted', 'no array has so many: none follow');
  assert.match(map(1, 257, 257, 257), 'a map of 257 rows of which 257 follow');
  assert.is(map(0, 5, 0), 'accepted', 'NULL and a count: judged by the host, not by the parser');
  assert.is(map(1, 0xffff_ffff, 0), 'accepted', 'a negative count has no rows');
  assert.match(map(1, 2, 3, 3), 'a map of 2 rows of which 3 follow');
  assert.match(map(0, 2, 2, 2), 'a map of 2 rows of which 2 follow');
  assert.match(map(1, 0xffff_ffff, 0xffff_ffff), 'follow');
});

test.run();
