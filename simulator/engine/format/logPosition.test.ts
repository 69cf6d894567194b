import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { viewOf } from './fields.ts';
import {
  compareLogPositions,
  formatLogPosition,
  logPositionAt,
  logPositionOffsetBytes,
  NULL_LOG_POSITION,
  readLogPosition,
  writeLogPosition,
} from './logPosition.ts';
import { logPosition } from './testing/arbitraries.ts';

test('a position is stored as byte, sector, generation, little-endian', () => {
  const bytes = new Uint8Array(10);
  writeLogPosition(viewOf(bytes), 1, { generation: 0x01020304, sector: 0x0506, byte: 0x0708 });
  assert.equal([...bytes], [0, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
});

test('positions compare as their stored 64 bits do, and read back equal', () => {
  const signs = new Set<number>();
  const near = fc
    .integer({ min: 0, max: 7 })
    .map((bits) => ({ generation: 1 + (bits >> 2), sector: (bits >> 1) & 1, byte: bits & 1 }));
  fc.assert(
    fc.property(fc.oneof(fc.tuple(near, near), fc.tuple(logPosition, logPosition)), ([a, b]) => {
      const view = viewOf(new Uint8Array(16));
      writeLogPosition(view, 0, a);
      writeLogPosition(view, 8, b);
      const order = view.getBigUint64(0, true) - view.getBigUint64(8, true);
      const sign = order < 0n ? -1 : order > 0n ? 1 : 0;
      assert.is(Math.sign(compareLogPositions(a, b)), sign);
      assert.equal(readLogPosition(view, 0), a);
      signs.add(sign);
    }),
    { seed: 1, numRuns: 200 },
  );
  assert.is(signs.size, 3, 'before, equal and after were all seen');
});

test('an offset in a log file and a position are the same thing said twice', () => {
  assert.equal(logPositionAt(90, 4096 + 10), { generation: 90, sector: 8, byte: 10 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x10000 * 512 - 1 }), (offset) => {
      const position = logPositionAt(7, offset);
      assert.is(logPositionOffsetBytes(position), offset);
      assert.ok(position.byte < 512);
    }),
    { seed: 2, numRuns: 100 },
  );
  for (const offset of [-1, 0.5, 0x10000 * 512]) assert.throws(() => logPositionAt(1, offset), /offset in a log file/);
});

test('the null position is eight zero bytes and comes before every real one', () => {
  const view = viewOf(new Uint8Array(8).fill(1));
  writeLogPosition(view, 0, NULL_LOG_POSITION);
  assert.is(view.getBigUint64(0), 0n);
  assert.ok(compareLogPositions(NULL_LOG_POSITION, logPositionAt(1, 0)) < 0);
});

test('a position prints as eseutil prints it: three decimal numbers', () => {
  assert.is(formatLogPosition({ generation: 90, sector: 8, byte: 10 }), '(90,8,10)');
});

test('parts that do not fit their field are refused by name', () => {
  const write = (change: object) => () =>
    writeLogPosition(viewOf(new Uint8Array(8)), 0, { ...NULL_LOG_POSITION, ...change });
  assert.throws(write({ byte: 0x10000 }), /byte of a log position is 65536/);
  assert.throws(write({ sector: -1 }), /sector of a log position is -1/);
  assert.throws(write({ generation: 2 ** 31 }), /generation of a log position/);
});

test.run();
