import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ByteWriter } from './bytes.ts';
import { FrameReader } from './frames.ts';

const frameOf = (body: Uint8Array): Uint8Array => new ByteWriter().bytes(body).frame();

/** Cuts bytes into pieces of the given sizes, again and again. */
function pieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const cut: Uint8Array[] = [];
  let index = 0;
  for (let at = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
}

test('frames come out as they went in, however the stream is cut', () => {
  let sawJoined = false;
  let sawSeveral = false;
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 400 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }),
      (bodies, sizes) => {
        const reader = new FrameReader(400);
        const seen: Uint8Array[] = [];
        for (const piece of pieces(Buffer.concat(bodies.map(frameOf)), sizes)) {
          reader.push(piece);
          let count = 0;
          for (let next = reader.next(); next.kind === 'frame'; next = reader.next()) {
            seen.push(Uint8Array.from(next.body));
            count += 1;
            sawJoined ||= next.body.buffer !== piece.buffer;
          }
          sawSeveral ||= count > 1;
        }
        assert.equal(
          seen,
          bodies.map((body) => Uint8Array.from(body)),
        );
        assert.is(reader.heldBytes, 0);
      },
    ),
    { seed: 7, numRuns: 300 },
  );
  assert.ok(sawJoined && sawSeveral, 'the property saw frames joined from pieces, and several in one piece');
});

test('a frame that is too long is refused by its length, before its body comes', () => {
  const reader = new FrameReader(10);
  reader.push(frameOf(new Uint8Array(11)).subarray(0, 4));
  assert.equal(reader.next(), { kind: 'broken', problem: 'a frame of 11 bytes; at most 10 are allowed' });
  const longest = new FrameReader(10);
  longest.push(frameOf(new Uint8Array(10)));
  assert.is(longest.next().kind, 'frame', 'as long as is allowed');
  const huge = new FrameReader(262_144);
  huge.push(Uint8Array.of(0xff, 0xff, 0xff, 0xff));
  assert.is(huge.next().kind, 'broken', 'a length with its highest bit set is not negative');
});

test('an empty frame has no kind and is refused', () => {
  const reader = new FrameReader(10);
  reader.push(new Uint8Array(4));
  assert.equal(reader.next(), { kind: 'broken', problem: 'a frame of 0 bytes, which has no kind' });
});

test('a frame that comes byte by byte is copied once, not once for each byte', () => {
  const body = new Uint8Array(200_000).fill(9);
  const frame = frameOf(body);
  const reader = new FrameReader(262_144);
  let copied = 0;
  const set = Uint8Array.prototype.set;
  Uint8Array.prototype.set = function counted(source, offset) {
    copied += source.length;
    set.call(this, source, offset);
  };
  try {
    for (let at = 0; at < frame.length; at += 1) {
      reader.push(frame.subarray(at, at + 1));
      if (at < frame.length - 1) assert.is(reader.next().kind, 'incomplete');
    }
    assert.is(reader.next().kind, 'frame');
  } finally {
    Uint8Array.prototype.set = set;
  }
  assert.is(copied, frame.length);
});

test.run();
