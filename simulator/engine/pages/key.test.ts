import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commonPrefixSizeBytes, KEY_SIZE_BYTES, readKey, writeKey } from './key.ts';
import { MAXIMUM_KEY } from './pageLayout.ts';

const keys = fc.oneof(
  fc.nat(),
  fc.integer({ min: 0, max: MAXIMUM_KEY }),
  fc.constantFrom(0, 0xffffffff, 2 ** 32, MAXIMUM_KEY),
);

function bytesOf(key: number): Uint8Array {
  const bytes = new Uint8Array(KEY_SIZE_BYTES);
  writeKey(bytes, 0, key);
  return bytes;
}

test('a key is 0x7f and the number big-endian with the top bit flipped', () => {
  assert.equal([...bytesOf(0x0102_0304_0506)], [0x7f, 0x80, 0, 1, 2, 3, 4, 5, 6]);
});

test('keys come back, and compare as bytes as they do as numbers', () => {
  fc.assert(
    fc.property(keys, keys, (a, b) => {
      assert.is(readKey(bytesOf(a)), a);
      assert.is(Math.sign(Buffer.compare(bytesOf(a), bytesOf(b))), Math.sign(a - b));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('other bytes are no key', () => {
  assert.is(readKey(new Uint8Array(8)), null);
  assert.is(readKey(Uint8Array.of(0x7e, 0x80, 0, 0, 0, 0, 0, 0, 0)), null);
  assert.is(readKey(Uint8Array.of(0x7f, 0x00, 0, 0, 0, 0, 0, 0, 0)), null);
  assert.is(readKey(Uint8Array.of(0x7f, 0x80, 1, 0, 0, 0, 0, 0, 0)), null);
});

test('two keys share at least the three bytes that every key has, and all nine when they are equal', () => {
  assert.is(commonPrefixSizeBytes(0, MAXIMUM_KEY), 3);
  assert.is(commonPrefixSizeBytes(5, 5), 9);
  assert.is(commonPrefixSizeBytes(0x10000, 0x1ffff), 7);
});

test.run();
