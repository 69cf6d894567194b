import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CHECKSUM_SEED, checksumMatches, isAllZero, PAGE_SIZE_BYTES, stampChecksum, xorChecksum } from './checksum.ts';

/** The definition read literally, byte by byte. */
function checksumByBytes(bytes: Uint8Array, offset: number): number {
  const sum = [0xef, 0xcd, 0xab, 0x89];
  for (let at = 4; at < PAGE_SIZE_BYTES; at += 1) sum[at % 4] = (sum[at % 4] ?? 0) ^ (bytes[offset + at] ?? 0);
  return sum.reduceRight((value, byte) => value * 256 + byte, 0);
}

const page = fc.uint8Array({ minLength: PAGE_SIZE_BYTES, maxLength: PAGE_SIZE_BYTES, size: 'max' });

test('an empty block has the seed as its checksum, and one word changes just its bits', () => {
  const bytes = new Uint8Array(PAGE_SIZE_BYTES);
  assert.is(xorChecksum(bytes), 0x89abcdef);
  assert.is(CHECKSUM_SEED, 0x89abcdef);
  bytes.set([0x01, 0x00, 0x00, 0x80], 4092);
  assert.is(xorChecksum(bytes), 0x09abcdee);
  bytes.set([0xff, 0xff, 0xff, 0xff], 0);
  assert.is(xorChecksum(bytes), 0x09abcdee, 'word 0 does not count');
});

test('the checksum is the one of the definition at every offset, aligned or not', () => {
  const seen = new Set<number>();
  fc.assert(
    fc.property(page, fc.integer({ min: 0, max: 9 }), (block, offset) => {
      const bytes = new Uint8Array(PAGE_SIZE_BYTES + 9);
      bytes.set(block, offset);
      assert.is(xorChecksum(bytes, offset), checksumByBytes(bytes, offset));
      assert.is(xorChecksum(bytes.subarray(offset)), checksumByBytes(bytes, offset));
      seen.add(offset % 4);
    }),
    { seed: 1, numRuns: 60 },
  );
  assert.is(seen.size, 4, 'every alignment was seen');
});

test('a stamped block matches, and no longer does when any one bit of it changes', () => {
  let ownWordChanged = 0;
  fc.assert(
    fc.property(
      page,
      fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 4, max: 4095 })),
      fc.integer({ min: 0, max: 7 }),
      (bytes, at, bit) => {
        stampChecksum(bytes);
        assert.ok(checksumMatches(bytes));
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        assert.not(checksumMatches(bytes));
        if (at < 4) ownWordChanged += 1;
      },
    ),
    { seed: 2, numRuns: 60 },
  );
  assert.ok(ownWordChanged > 0, 'the checksum itself was damaged at least once');
});

test('a stamp touches its own block only', () => {
  const bytes = new Uint8Array(3 * PAGE_SIZE_BYTES).fill(7);
  stampChecksum(bytes, PAGE_SIZE_BYTES);
  assert.ok(checksumMatches(bytes, PAGE_SIZE_BYTES));
  assert.not(checksumMatches(bytes, 0));
  assert.is(bytes.filter((value) => value !== 7).length, 4);
});

test('a block of zeros is recognised, aligned or not, and does not pass as checksummed', () => {
  for (const offset of [0, 1, 4]) {
    const bytes = new Uint8Array(PAGE_SIZE_BYTES + 8).fill(1);
    bytes.fill(0, offset, offset + PAGE_SIZE_BYTES);
    assert.ok(isAllZero(bytes, offset), `offset ${offset}`);
    assert.not(checksumMatches(bytes, offset));
    for (const at of [offset, offset + PAGE_SIZE_BYTES - 1]) {
      bytes[at] = 1;
      assert.not(isAllZero(bytes, offset), `offset ${offset}, byte ${at}`);
      bytes[at] = 0;
    }
  }
});

test('a block that is not all there is refused with its place and the size', () => {
  for (const offset of [1, -4, 0.5, Number.NaN]) {
    assert.throws(() => xorChecksum(new Uint8Array(PAGE_SIZE_BYTES), offset), /block of 4096 bytes .* not inside 4096/);
  }
  assert.throws(() => isAllZero(new Uint8Array(10)), /not inside 10 bytes/);
});

test.run();
