import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SparseFile } from './sparseFile.ts';
import { VirtualDisk } from './virtualDisk.ts';

/** A disk as plainly as it can be said: arrays of bytes by lower-case path. */
interface Model {
  readonly files: Map<string, Uint8Array>;
  readonly capacity: Map<string, number>;
}

type Command =
  | { readonly kind: 'create' | 'write' | 'resize'; readonly path: string; readonly sizeBytes: number }
  | { readonly kind: 'remove' | 'crash'; readonly path: string }
  | { readonly kind: 'rename' | 'copy'; readonly path: string; readonly to: string }
  | { readonly kind: 'capacity'; readonly path: string; readonly sizeBytes: number };

const path = fc.constantFrom('D:\\a', 'D:\\A', 'd:\\b', 'D:\\x\\a', 'E:\\a', 'e:\\B');
const sizeBytes = fc.integer({ min: 0, max: 60 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ kind: fc.constantFrom('create', 'write', 'write', 'resize', 'resize', 'capacity'), path, sizeBytes }),
  fc.record({ kind: fc.constantFrom('remove', 'crash'), path }),
  fc.record({ kind: fc.constantFrom('rename', 'copy'), path, to: path }),
);

const volumeOf = (key: string) => key.slice(0, 1);

function usedBytes(model: Model, volume: string): number {
  return [...model.files].reduce((sum, [key, bytes]) => sum + (volumeOf(key) === volume ? bytes.length : 0), 0);
}

/** Puts bytes in place when there is room for what grows, as the disk should. */
function store(model: Model, key: string, bytes: Uint8Array): 'written' | 'disk-full' {
  const growth = bytes.length - (model.files.get(key)?.length ?? 0);
  const capacity = model.capacity.get(volumeOf(key)) ?? Number.POSITIVE_INFINITY;
  if (growth > 0 && usedBytes(model, volumeOf(key)) + growth > capacity) return 'disk-full';
  model.files.set(key, bytes);
  return 'written';
}

function resized(bytes: Uint8Array, size: number): Uint8Array {
  const copy = new Uint8Array(size);
  copy.set(bytes.subarray(0, size));
  return copy;
}

/** Does one command to both; answers both results. */
function perform(disk: VirtualDisk, model: Model, step: Command): [actual: unknown, expected: unknown] {
  const key = step.path.toLowerCase();
  const old = model.files.get(key);
  switch (step.kind) {
    case 'create': {
      const result = disk.create(step.path, new SparseFile(step.sizeBytes));
      return [result === 'disk-full' ? result : 'written', store(model, key, new Uint8Array(step.sizeBytes))];
    }
    case 'write': {
      const written = new Uint8Array(step.sizeBytes).fill(step.sizeBytes);
      const bytes = old === undefined ? null : resized(old, Math.max(old.length, step.sizeBytes));
      bytes?.set(written);
      return [disk.open(step.path)?.write(0, written), bytes === null ? undefined : store(model, key, bytes)];
    }
    case 'resize': {
      const expected = old === undefined ? undefined : store(model, key, resized(old, step.sizeBytes));
      return [disk.open(step.path)?.resize(step.sizeBytes), expected];
    }
    case 'remove':
      return [disk.remove(step.path), model.files.delete(key)];
    case 'rename': {
      const to = step.to.toLowerCase();
      const isPossible = old !== undefined && volumeOf(to) === volumeOf(key) && (to === key || !model.files.has(to));
      if (isPossible) {
        model.files.delete(key);
        model.files.set(to, old);
      }
      return [disk.rename(step.path, step.to), isPossible];
    }
    case 'copy': {
      const expected = old === undefined ? 'file-not-found' : store(model, step.to.toLowerCase(), old.slice());
      return [disk.copyFile(step.path, step.to), expected];
    }
    case 'capacity': {
      disk.setCapacity(volumeOf(step.path), 2 * step.sizeBytes);
      model.capacity.set(volumeOf(key), 2 * step.sizeBytes);
      return [null, null];
    }
    case 'crash':
      return [null, null];
  }
}

function assertSame(disk: VirtualDisk, model: Model): void {
  for (const [key, bytes] of model.files) assert.equal(disk.readAll(key.toUpperCase()), bytes, key);
  for (const volume of ['d', 'e']) assert.is(disk.usedBytes(volume), usedBytes(model, volume));
  const names = ['D:', 'D:\\x', 'E:'].flatMap((folder) => disk.list(folder));
  assert.is(names.length, model.files.size, 'no file more');
}

test('a disk answers and holds what plain arrays would, and what it was cloned to stays as it was', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 60, size: 'max' }), (steps) => {
      let disk = new VirtualDisk();
      const model: Model = { files: new Map(), capacity: new Map() };
      const snapshots: [VirtualDisk, Model][] = [];
      for (const step of steps) {
        if (step.kind === 'crash') {
          snapshots.push([disk, { files: new Map(model.files), capacity: new Map(model.capacity) }]);
          disk = disk.clone();
        }
        const [actual, expected] = perform(disk, model, step);
        assert.is(actual, expected, `${step.kind} ${step.path}`);
        seen.set(`${step.kind} ${expected}`, (seen.get(`${step.kind} ${expected}`) ?? 0) + 1);
      }
      assertSame(disk, model);
      for (const [snapshot, then] of snapshots) assertSame(snapshot, then);
    }),
    { seed: 3, numRuns: 300 },
  );
  for (const outcome of [
    'create disk-full',
    'write disk-full',
    'resize disk-full',
    'copy disk-full',
    'copy written',
    'rename true',
    'rename false',
    'remove true',
  ]) {
    assert.ok((seen.get(outcome) ?? 0) > 5, `"${outcome}" was seen ${seen.get(outcome) ?? 0} times`);
  }
});

test.run();
