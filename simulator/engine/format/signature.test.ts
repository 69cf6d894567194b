import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { viewOf } from './fields.ts';
import { NULL_SIGNATURE, readSignature, SIGNATURE_SIZE_BYTES, signaturesEqual, writeSignature } from './signature.ts';
import { signature } from './testing/arbitraries.ts';
import { assertLayout, text, u32 } from './testing/layout.ts';

const SAMPLE = { random: 24842, createdSeconds: Date.UTC(1998, 1, 24, 14, 23, 47) / 1000, computerName: 'MAIL1' };

test('a signature is random, time and name in 28 bytes, whatever was there before', () => {
  const bytes = new Uint8Array(SIGNATURE_SIZE_BYTES).fill(0xaa);
  writeSignature(viewOf(bytes), 0, SAMPLE);
  assertLayout(bytes, [
    [0, 'random', u32(24842)],
    [4, 'created', [47, 23, 14, 24, 2, 98]],
    [12, 'computer name', text('MAIL1')],
  ]);
});

test('every signature comes back, inside a larger buffer too', () => {
  const lengths = new Set<number>();
  fc.assert(
    fc.property(signature, fc.integer({ min: 0, max: 3 }), (written, offset) => {
      const view = viewOf(new Uint8Array(40).subarray(3));
      writeSignature(view, offset, written);
      assert.equal(readSignature(view, offset), written);
      lengths.add(written.computerName.length);
    }),
    { seed: 1, numRuns: 200 },
  );
  assert.ok(lengths.has(0) && lengths.has(15), 'an empty name and the longest were seen');
});

test('a foreign name that fills its field reads as all 16 characters', () => {
  const bytes = new Uint8Array(SIGNATURE_SIZE_BYTES).fill(65, 12);
  assert.is(readSignature(viewOf(bytes), 0).computerName, 'A'.repeat(16));
});

test('signatures are equal when every part is, and only then', () => {
  assert.ok(signaturesEqual(SAMPLE, { ...SAMPLE }));
  assert.not(signaturesEqual(SAMPLE, { ...SAMPLE, random: 1 }));
  assert.not(signaturesEqual(SAMPLE, { ...SAMPLE, createdSeconds: 1 }));
  assert.not(signaturesEqual(SAMPLE, { ...SAMPLE, computerName: '' }));
  assert.not(signaturesEqual(SAMPLE, NULL_SIGNATURE));
});

test('a name that is too long or not ASCII is refused', () => {
  const write = (computerName: string) => () =>
    writeSignature(viewOf(new Uint8Array(28)), 0, { ...SAMPLE, computerName });
  assert.throws(write('A'.repeat(16)), /at most 15 fit/);
  assert.throws(write('MÜLLER'), /U\+00dc/);
});

test.run();
