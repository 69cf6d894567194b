import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LayeredFile, type PageSource } from './layeredFile.ts';
import { SparseFile } from './sparseFile.ts';
import { MAXIMUM_FILE_SIZE_BYTES, type VirtualFile } from './virtualFile.ts';

const PAGE = 4096;
const PATTERN = Uint8Array.from({ length: 600 * PAGE }, (_, offset) => 1 + (offset % 251));

/** A source whose bytes tell where they are from, and which remembers what it was asked for. */
class CountingSource implements PageSource {
  readonly bytes: Uint8Array;
  readonly calls: [offset: number, length: number][] = [];
  constructor(sizeBytes: number) {
    this.bytes = PATTERN.slice(0, sizeBytes);
  }
  get sizeBytes(): number {
    return this.bytes.length;
  }
  read(offsetBytes: number, target: Uint8Array, targetOffset: number, lengthBytes: number): void {
    assert.ok(lengthBytes > 0 && offsetBytes >= 0 && offsetBytes + lengthBytes <= this.sizeBytes, 'inside the source');
    this.calls.push([offsetBytes, lengthBytes]);
    target.set(this.bytes.subarray(offsetBytes, offsetBytes + lengthBytes), targetOffset);
  }
}

function readAll(file: VirtualFile): Uint8Array {
  const bytes = new Uint8Array(file.sizeBytes);
  assert.is(file.read(0, bytes, 0, bytes.length), bytes.length);
  return bytes;
}

test('a run of unchanged pages is one call to the source, however long and wherever it begins', () => {
  const source = new CountingSource(600 * PAGE);
  const file = new LayeredFile(source);
  const target = new Uint8Array(600 * PAGE);
  file.read(0, target, 0, target.length);
  file.read(5, target, 0, 300 * PAGE);
  assert.equal(source.calls, [
    [0, 600 * PAGE],
    [5, 300 * PAGE],
  ]);
});

test('a changed page cuts a run in two and costs the source nothing', () => {
  const source = new CountingSource(600 * PAGE);
  const file = new LayeredFile(source);
  for (const page of [2, 299]) file.write(page * PAGE, new Uint8Array(PAGE).fill(255));
  const target = new Uint8Array(600 * PAGE);
  file.read(0, target, 0, target.length);
  assert.equal(source.calls, [
    [0, 2 * PAGE],
    [3 * PAGE, 296 * PAGE],
    [300 * PAGE, 300 * PAGE],
  ]);
  assert.is(file.storedBytes, 2 * PAGE);
});

test('a write of part of a page asks the source for that page once; a whole page asks for nothing', () => {
  const source = new CountingSource(4 * PAGE);
  const file = new LayeredFile(source);
  file.write(PAGE, new Uint8Array(PAGE));
  assert.equal(source.calls, []);
  file.write(2 * PAGE + 7, new Uint8Array(9));
  file.write(2 * PAGE + 70, new Uint8Array(9));
  assert.equal(source.calls, [[2 * PAGE, PAGE]]);
});

test('memory is paid for changed pages only, at any size', () => {
  const file = new LayeredFile({ sizeBytes: 16 * 2 ** 30, read: () => undefined });
  file.write(15 * 2 ** 30 + 1, new Uint8Array(2));
  file.write(5, new Uint8Array(PAGE));
  assert.is(file.storedBytes, 3 * PAGE);
  assert.is(file.sizeBytes, 16 * 2 ** 30);
});

test('what was cut off never comes back, neither from the source nor from written pages', () => {
  const source = new CountingSource(3 * PAGE);
  const file = new LayeredFile(source);
  file.write(2 * PAGE, new Uint8Array(10).fill(255));
  file.write(PAGE, new Uint8Array(PAGE).fill(254));
  file.resize(PAGE + 100);
  assert.is(file.storedBytes, PAGE);
  file.resize(3 * PAGE);
  const expected = source.bytes
    .slice()
    .fill(254, PAGE, PAGE + 100)
    .fill(0, PAGE + 100);
  assert.equal(readAll(file), expected);
});

interface Step {
  readonly kind: 'write' | 'resize' | 'read' | 'clone' | 'swap';
  readonly offset: number;
  readonly length: number;
  readonly value: number;
}

const LIMIT = 330 * PAGE;
/** Offsets that lie at, before and after page and chunk borders as often as anywhere else. */
const place = fc.oneof(
  fc.integer({ min: 0, max: 12 * PAGE }),
  fc
    .tuple(fc.constantFrom(0, 1, 2, 31, 32, 33, 255, 256, 257), fc.integer({ min: -2, max: 2 }))
    .map(([page, shift]) => Math.max(0, page * PAGE + shift)),
);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('write', 'write', 'write', 'resize', 'read', 'read', 'clone', 'swap'),
    offset: place,
    length: fc.oneof(fc.integer({ min: 0, max: 3 * PAGE }), fc.constantFrom(0, 1, PAGE, 2 * PAGE, 300 * PAGE)),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 10, maxLength: 40, size: 'max' },
);

/** Plain arrays that must hold what the files hold. */
interface Pair {
  readonly file: VirtualFile;
  bytes: Uint8Array;
}

function apply(pair: Pair, step: Step): void {
  const length = Math.min(step.length, LIMIT - step.offset);
  if (step.kind === 'write') {
    const source = new Uint8Array(length).fill(step.value);
    if (step.offset + length > pair.bytes.length && length > 0) pair.bytes = resized(pair.bytes, step.offset + length);
    if (length > 0) pair.bytes.set(source, step.offset);
    assert.is(pair.file.write(step.offset, source), 'written');
  } else if (step.kind === 'resize') {
    pair.bytes = resized(pair.bytes, step.offset);
    assert.is(pair.file.resize(step.offset), 'written');
  } else {
    const target = new Uint8Array(length + 2).fill(0xee);
    const expected = pair.bytes.slice(step.offset, step.offset + length);
    assert.is(pair.file.read(step.offset, target, 1, length), expected.length);
    assert.ok(Buffer.compare(target.subarray(1, 1 + expected.length), expected) === 0, 'the bytes that were written');
    assert.ok(target[0] === 0xee && target.subarray(1 + expected.length).every((v) => v === 0xee), 'and no others');
  }
}

function resized(bytes: Uint8Array, size: number): Uint8Array {
  const copy = new Uint8Array(size);
  copy.set(bytes.subarray(0, size));
  return copy;
}

for (const [name, sourceSize] of [
  ['a sparse file', 0],
  ['a file above a source', 300 * PAGE],
  ['a file above a source that ends inside a page', 9 * PAGE + 77],
] as const) {
  test(`${name} holds what a plain array would, and so do its clones, whatever is done to either`, () => {
    let sharedPagesWritten = 0;
    let shrunk = 0;
    fc.assert(
      fc.property(steps, (run) => {
        const source = new CountingSource(sourceSize);
        let active: Pair = {
          file: sourceSize === 0 ? new SparseFile() : new LayeredFile(source),
          bytes: source.bytes.slice(),
        };
        const others: Pair[] = [];
        for (const step of run) {
          if (step.kind === 'clone') others.push({ file: active.file.clone(), bytes: active.bytes.slice() });
          const other = others[step.value % Math.max(1, others.length)];
          if (step.kind === 'swap' && other !== undefined) {
            others[others.indexOf(other)] = active;
            active = other;
          }
          if (step.kind === 'resize' && step.offset < active.bytes.length) shrunk += 1;
          if (step.kind === 'write' && others.length > 0 && active.file.storedBytes > 0) sharedPagesWritten += 1;
          apply(active, step);
        }
        for (const { file, bytes } of [active, ...others]) {
          assert.is(file.sizeBytes, bytes.length);
          assert.ok(Buffer.compare(readAll(file), bytes) === 0);
        }
      }),
      { seed: 7, numRuns: 40 },
    );
    assert.ok(sharedPagesWritten > 20, 'pages shared with a clone were written');
    assert.ok(shrunk > 20, 'files were cut');
  });
}

test('a clone shares pages until one side writes them', () => {
  const file = new SparseFile();
  file.write(0, new Uint8Array(3 * PAGE).fill(1));
  const clone = file.clone();
  file.write(PAGE, new Uint8Array([9]));
  clone.write(2 * PAGE, new Uint8Array([8]));
  assert.equal([readAll(file)[PAGE], readAll(file)[2 * PAGE]], [9, 1]);
  assert.equal([readAll(clone)[PAGE], readAll(clone)[2 * PAGE]], [1, 8]);
  assert.is(file.storedBytes, 3 * PAGE, 'a shared page counts in both');
  assert.is(clone.storedBytes, 3 * PAGE);
});

test('an empty write changes nothing, wherever it points', () => {
  const file = new SparseFile(10);
  assert.is(file.write(1000, new Uint8Array(0)), 'written');
  assert.is(file.sizeBytes, 10);
  assert.is(file.storedBytes, 0);
});

test('a file that would be too large finds the disk full and stays as it is', () => {
  const file = new SparseFile(10);
  assert.is(file.write(MAXIMUM_FILE_SIZE_BYTES - 1, new Uint8Array(2)), 'disk-full');
  assert.is(file.resize(MAXIMUM_FILE_SIZE_BYTES + 1), 'disk-full');
  assert.is(file.sizeBytes, 10);
  assert.is(file.write(MAXIMUM_FILE_SIZE_BYTES - 2, new Uint8Array(2)), 'written');
  assert.throws(() => new SparseFile(MAXIMUM_FILE_SIZE_BYTES + 1), /larger than any file can be/);
});

test('a read that does not fit its target, or numbers that are no byte counts, are refused', () => {
  const file = new SparseFile(100);
  const target = new Uint8Array(10);
  assert.throws(() => file.read(0, target, 1, 10), /read of 10 bytes to offset 1 does not fit a target of 10/);
  assert.throws(() => file.read(0, target, -1, 5), /does not fit/);
  assert.throws(() => file.read(-1, target, 0, 5), /offset of a read is -1/);
  assert.throws(() => file.read(0, target, 0, 0.5), /length of a read is 0.5/);
  assert.throws(() => file.write(Number.NaN, target), /offset of a write is NaN/);
  assert.throws(() => file.resize(-1), /new size of a file is -1/);
  assert.throws(() => new LayeredFile({ sizeBytes: 1.5, read: () => undefined }), /source of a layered file is 1.5/);
});

test.run();
