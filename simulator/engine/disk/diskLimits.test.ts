import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parsePath } from './diskPath.ts';
import { SparseFile } from './sparseFile.ts';
import { VirtualDisk } from './virtualDisk.ts';

// Numbers, not names of constants: a limit that moves with the code is none.

test('a path has 259 characters at most, in a folder of any depth', () => {
  for (const start of ['D:\\', `D:\\${'folder\\'.repeat(20)}`]) {
    const path = start + 'x'.repeat(259 - start.length);
    assert.is(parsePath(path)?.name.length, 259 - start.length);
    assert.is(parsePath(`${path}x`), null);
  }
});

test('a volume is filled to its last byte, by one file or by many, and by growing or by making', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D', 10_000);
  const one = disk.create('D:\\one', new SparseFile(4000));
  assert.is(disk.create('D:\\two', new SparseFile(6001)), 'disk-full');
  assert.is.not(disk.create('D:\\two', new SparseFile(6000)), 'disk-full');
  assert.is(disk.freeBytes('D'), 0);
  assert.is.not(disk.create('D:\\nothing', new SparseFile()), 'disk-full', 'a file of no bytes takes none');
  if (one === 'disk-full') throw new Error('there was room');
  assert.is(one.write(3999, Uint8Array.of(1)), 'written', 'the last byte of what is there');
  assert.is(one.write(4000, Uint8Array.of(1)), 'disk-full');
  assert.is(one.resize(3999), 'written');
  assert.is(one.resize(4001), 'disk-full');
  assert.is(one.resize(4000), 'written');
  assert.is(disk.create('D:\\two', new SparseFile(6000)) === 'disk-full', false, 'in place of one of the same size');
  assert.is(disk.create('D:\\two', new SparseFile(6001)), 'disk-full');
});

test('a file of 64 MiB is read at once, and one byte more is not', () => {
  const disk = new VirtualDisk();
  disk.create('D:\\a', new SparseFile(64 * 1024 * 1024));
  assert.is(disk.readAll('D:\\a')?.length, 64 * 1024 * 1024);
  disk.create('D:\\a', new SparseFile(64 * 1024 * 1024 + 1));
  assert.throws(() => disk.readAll('D:\\a'), /more than the 67108864 to be read at once/);
});

test('a file has a tebibyte at most', () => {
  const file = new SparseFile(2 ** 40);
  assert.is(file.sizeBytes, 2 ** 40);
  assert.is(file.resize(2 ** 40 + 1), 'disk-full');
  assert.is(file.write(2 ** 40, Uint8Array.of(1)), 'disk-full');
  assert.is(file.write(2 ** 40, new Uint8Array(0)), 'written', 'nothing needs no room');
  assert.is(file.write(2 ** 40 - 1, Uint8Array.of(7)), 'written');
  assert.throws(() => new SparseFile(2 ** 40 + 1), /larger than any file can be/);
  const byte = new Uint8Array(2);
  assert.is(file.read(2 ** 40 - 1, byte, 0, 2), 1);
  assert.is(byte[0], 7);
});

test('every bit of a byte can be flipped, the lowest alone and all of them', () => {
  const disk = new VirtualDisk();
  for (const mask of [1, 128, 255]) {
    disk.create('D:\\a', new SparseFile(3));
    assert.ok(disk.corruptByte('D:\\a', 2, mask));
    assert.is(disk.readAll('D:\\a')?.[2], mask);
    assert.not.ok(disk.corruptByte('D:\\a', 3, mask), 'there is no byte behind the last');
  }
});

test('what is read ends with the file: the rest exactly, one byte less, one byte more', () => {
  for (const sizeBytes of [4095, 4096, 4097, 8192]) {
    const file = new SparseFile(sizeBytes);
    file.write(sizeBytes - 1, Uint8Array.of(9));
    for (const [asked, got] of [
      [sizeBytes - 1, sizeBytes - 1],
      [sizeBytes, sizeBytes],
      [sizeBytes + 1, sizeBytes],
    ] as const) {
      const target = new Uint8Array(sizeBytes + 1).fill(0xee);
      assert.is(file.read(0, target, 0, asked), got);
      assert.equal(
        [...target.subarray(got)],
        new Array(target.length - got).fill(0xee),
        'nothing behind it is touched',
      );
    }
    assert.is(file.read(sizeBytes, new Uint8Array(1), 0, 1), 0);
  }
});

test.run();
