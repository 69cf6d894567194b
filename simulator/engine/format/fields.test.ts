import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readText, readUint64, viewOf, writeText, writeUint32, writeUint64 } from './fields.ts';

const blank = (sizeBytes: number) => viewOf(new Uint8Array(sizeBytes));

test('a 64-bit count is stored low word first and reads back, up to 2^53 - 1', () => {
  let aboveUint32 = 0;
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeNat(), fc.constant(Number.MAX_SAFE_INTEGER)), (count) => {
      const view = blank(8);
      writeUint64(view, 0, 'A count', count);
      assert.is(view.getBigUint64(0, true), BigInt(count));
      assert.is(readUint64(view, 0), count);
      if (count > 0xffffffff) aboveUint32 += 1;
    }),
    { seed: 1, numRuns: 100 },
  );
  assert.ok(aboveUint32 > 0);
});

test('a 64-bit count that a number cannot hold exactly reads as null instead of nearly right', () => {
  const view = blank(8);
  view.setBigUint64(0, 2n ** 53n, true);
  assert.is(readUint64(view, 0), null);
});

test('numbers that do not fit are refused by name', () => {
  for (const value of [-1, 0.5, 2 ** 32, Number.NaN]) {
    assert.throws(() => writeUint32(blank(4), 0, 'The size', value), /The size is .*from 0 to 4294967295/);
  }
  assert.throws(() => writeUint64(blank(8), 0, 'The time', 2 ** 53), /The time is 9007199254740992/);
});

test('a text ends at its NUL; a field without one is no text', () => {
  const view = blank(6);
  writeText(view, 0, 'The name', 'Stör', { fieldSizeBytes: 6 });
  assert.is(readText(view, 0, 6), 'Stör');
  assert.is(readText(view, 0, 4), null);
});

test('a text too long for its field and its NUL, or with a character it cannot hold, is refused', () => {
  const write = (text: string, maximumCode = 0xff) =>
    writeText(blank(8), 0, 'The name', text, { fieldSizeBytes: 4, maximumCode });
  write('abc');
  assert.throws(() => write('abcd'), /"abcd" has 4 characters; at most 3 fit/);
  assert.throws(() => write('a\0b'), /U\+0000/);
  assert.throws(() => write('Ж'), /U\+0416/);
  assert.throws(() => write('ö', 0x7f), /U\+00f6/);
});

test.run();
