import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SetFileWriter, Stored } from './storage.ts';
import { MemoryStorage } from './testing/memoryStorage.ts';
import { fake, take } from './testing/takeBackup.ts';
import { verifySet } from './verifySet.ts';

/** Notes after every write how much there is on the disk: between two such sizes nothing depends on how large it is. */
class MeasuringStorage extends MemoryStorage {
  readonly sizes: number[] = [0];

  override createFile(path: string): Stored<SetFileWriter> {
    const created = super.createFile(path);
    if (!created.ok) return created;
    const { value } = created;
    const write = (bytes: Uint8Array): Stored<void> => {
      this.sizes.push((this.sizes.at(-1) ?? 0) + bytes.length);
      return value.write(bytes);
    };
    return { ok: true, value: { ...value, write } };
  }
}

test('a disk that fills at every byte from the first to the last of the second set: never a truncation without that set', async () => {
  const roomy = new MeasuringStorage();
  assert.ok((await take(fake(), roomy, { name: 'saturday' })).result.ok);
  const firstBytes = roomy.sizes.at(-1) ?? 0;
  const saturday = [...roomy.files].map(([path, content]) => [path, Buffer.from(content).toString('base64')]);
  assert.ok((await take(fake(), roomy)).result.ok);
  const lastBytes = roomy.sizes.at(-1) ?? 0;
  const edges = roomy.sizes.filter((size) => size >= firstBytes);
  assert.ok(edges.length >= 20, `${edges.length} writes`);
  const seen = { truncated: 0, kept: 0 };
  for (const capacityBytes of new Set(edges.flatMap((size) => [Math.max(firstBytes, size - 1), size, size + 1]))) {
    const storage = new MemoryStorage(capacityBytes);
    assert.ok((await take(fake(), storage, { name: 'saturday' })).result.ok);
    storage.log.length = 0;
    const server = fake();
    const { result } = await take(server, storage);
    const told = `${capacityBytes} bytes: ${JSON.stringify(result)}`;
    const isTruncated = server.count('HrBackupTruncateLogs') > 0;
    assert.is(isTruncated, capacityBytes >= lastBytes, told);
    assert.is((await verifySet(storage, '/sets/sunday')).ok, isTruncated, told);
    const before = [...storage.files].filter(([path]) => path.startsWith('/sets/saturday/'));
    assert.equal(
      before.map(([path, content]) => [path, Buffer.from(content).toString('base64')]),
      saturday,
      'the set before it is as it was',
    );
    assert.equal([server.openContexts, storage.openFiles], [0, 0], told);
    seen[isTruncated ? 'truncated' : 'kept'] += 1;
    if (!isTruncated) {
      assert.equal([...storage.folders], ['/sets', '/sets/saturday'], told);
      continue;
    }
    const end = storage.log.slice(-3);
    assert.equal(end, ['rename /sets/sunday.incomplete /sets/sunday', 'flush /sets', 'truncated']);
  }
  assert.ok(seen.truncated >= 2 && seen.kept > 20, JSON.stringify(seen));
});

test.run();
