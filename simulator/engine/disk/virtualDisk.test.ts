import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LayeredFile } from './layeredFile.ts';
import { SparseFile } from './sparseFile.ts';
import { VirtualDisk } from './virtualDisk.ts';
import type { VirtualFile } from './virtualFile.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

function create(disk: VirtualDisk, path: string, content = bytes()): VirtualFile {
  const file = disk.create(path);
  if (file === 'disk-full') throw new Error(`the test expects room for ${path}`);
  assert.is(file.write(0, content), 'written');
  return file;
}

test('paths ignore case and keep it', () => {
  const disk = new VirtualDisk();
  const file = create(disk, 'D:\\ExchSrvr\\Priv.edb', bytes(1));
  assert.ok(disk.exists('d:\\exchsrvr\\PRIV.EDB'));
  assert.is(disk.open('d:\\EXCHSRVR\\priv.edb'), file, 'one file, one object');
  assert.equal(disk.list('d:\\exchsrvr\\'), ['Priv.edb']);
});

test('a folder lists its own files, ordered by lower case', () => {
  const disk = new VirtualDisk();
  for (const name of ['b.log', 'A.log', 'edb.log', 'EDB00001.log', 'sub\\c.log']) create(disk, `D:\\logs\\${name}`);
  create(disk, 'D:\\root.log');
  create(disk, 'E:\\logs\\other.log');
  assert.equal(disk.list('D:\\LOGS'), ['A.log', 'b.log', 'edb.log', 'EDB00001.log']);
  assert.equal(disk.list('D:\\logs\\sub'), ['c.log']);
  for (const root of ['D:', 'd:\\']) assert.equal(disk.list(root), ['root.log']);
  assert.equal(disk.list('D:\\nowhere'), []);
  disk.remove('D:\\logs\\sub\\c.log');
  assert.equal(disk.list('D:\\logs\\sub'), []);
});

test('growth beyond the capacity is refused and changes nothing', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('d', 10);
  const file = create(disk, 'D:\\a', bytes(1, 2, 3, 4, 5, 6));
  create(disk, 'D:\\b', bytes(7, 8, 9));
  assert.is(file.write(6, bytes(1, 1)), 'disk-full');
  assert.is(file.resize(8), 'disk-full');
  assert.is(disk.create('D:\\c', new SparseFile(2)), 'disk-full');
  assert.not(disk.exists('D:\\c'));
  assert.is(file.sizeBytes, 6);
  assert.is(disk.usedBytes('D:\\'), 9);
  assert.is(file.write(6, bytes(1)), 'written', 'the last byte may be used');
  assert.is(file.write(0, bytes(9, 9)), 'written', 'a full disk can still be overwritten');
  assert.is(file.write(100, bytes()), 'written', 'and nothing written to it');
  assert.is(file.resize(2), 'written', 'and files be cut');
  assert.is(disk.usedBytes('D:'), 5);
});

test('a capacity limits one volume, can be lowered below what is used, and lifted', () => {
  const disk = new VirtualDisk();
  const file = create(disk, 'D:\\a', bytes(1, 2, 3));
  disk.setCapacity('D:', 1);
  assert.is(file.write(0, bytes(1, 2, 3, 4)), 'disk-full');
  assert.is(file.resize(2), 'written');
  create(disk, 'E:\\a', new Uint8Array(1000));
  disk.setCapacity('D:', null);
  assert.is(file.resize(5000), 'written');
  assert.equal([disk.usedBytes('D:'), disk.usedBytes('E:'), disk.usedBytes('F:')], [5000, 1000, 0]);
});

test('a file takes the room of the one it replaces, and the old object is nobody’s from then on', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D:', 10);
  const old = create(disk, 'D:\\a', new Uint8Array(8));
  assert.is(disk.create('D:\\A', new SparseFile(11)), 'disk-full');
  assert.is(disk.open('D:\\a'), old, 'a refused replacement leaves the old file');
  const replacement = disk.create('D:\\A', new SparseFile(9));
  assert.is(disk.open('D:\\a'), replacement);
  assert.is(disk.usedBytes('D:'), 9);
  const { revision } = disk;
  assert.is(old.write(0, new Uint8Array(100)), 'written');
  assert.equal([disk.usedBytes('D:'), disk.revision], [9, revision]);
});

test('a removed file is gone, its room is free, and removing twice says so', () => {
  const disk = new VirtualDisk();
  const file = create(disk, 'D:\\a', bytes(1, 2));
  assert.ok(disk.remove('d:\\A'));
  assert.not(disk.remove('D:\\a'));
  assert.is(disk.open('D:\\a'), null);
  assert.is(disk.usedBytes('D:'), 0);
  assert.is(file.resize(0), 'written');
  assert.is(disk.usedBytes('D:'), 0, 'what is done to it later is not counted');
});

test('a rename keeps the object, its room and its place in the count of its volume', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D:', 5);
  const file = create(disk, 'D:\\logs\\edb.log', bytes(1, 2));
  assert.ok(disk.rename('D:\\logs\\EDB.LOG', 'D:\\old\\edb00001.log'));
  assert.not(disk.exists('D:\\logs\\edb.log'));
  assert.is(disk.open('D:\\old\\edb00001.log'), file);
  assert.is(disk.usedBytes('D:'), 2);
  assert.is(file.write(0, new Uint8Array(6)), 'disk-full', 'the capacity still holds');
  assert.ok(disk.rename('D:\\old\\edb00001.log', 'D:\\old\\EDB00001.log'), 'to itself, for the case');
  assert.equal(disk.list('D:\\old'), ['EDB00001.log']);
});

test('a rename to a taken name, to another volume, to no path or of no file does nothing', () => {
  const disk = new VirtualDisk();
  const a = create(disk, 'D:\\a', bytes(1));
  const b = create(disk, 'D:\\b', bytes(2));
  const { revision } = disk;
  for (const [from, to] of [
    ['D:\\a', 'D:\\b'],
    ['D:\\a', 'E:\\a'],
    ['D:\\a', 'nonsense'],
    ['nonsense', 'D:\\c'],
    ['D:\\missing', 'D:\\c'],
  ] as const) {
    assert.not(disk.rename(from, to), `${from} to ${to}`);
  }
  assert.equal([disk.open('D:\\a'), disk.open('D:\\b'), disk.revision], [a, b, revision]);
});

test('every change the disk sees raises its revision, and looking does not', () => {
  const disk = new VirtualDisk();
  let last = disk.revision;
  const changed = (what: string) => {
    assert.ok(disk.revision > last, what);
    last = disk.revision;
  };
  const file = create(disk, 'D:\\a', bytes(1, 2));
  changed('create');
  file.write(0, bytes(5));
  changed('write');
  file.resize(1);
  changed('resize');
  disk.rename('D:\\a', 'D:\\b');
  changed('rename');
  disk.corruptByte('D:\\b', 0, 1);
  changed('corrupt');
  disk.copyFile('D:\\b', 'D:\\c');
  changed('copy');
  disk.remove('D:\\b');
  changed('remove');
  disk.list('D:');
  disk.readAll('D:\\c');
  disk.remove('D:\\b');
  disk.clone();
  assert.is(disk.revision, last);
});

test('a corrupted byte differs in the bits of the mask, and a source below the file is not touched', () => {
  const disk = new VirtualDisk();
  const source = {
    sizeBytes: 3,
    read: (_: number, target: Uint8Array, to: number, length: number) => void target.fill(7, to, to + length),
  };
  disk.create('D:\\a', new LayeredFile(source));
  assert.ok(disk.corruptByte('D:\\a', 1, 0x81));
  assert.equal(disk.readAll('D:\\a'), bytes(7, 0x86, 7));
  assert.not(disk.corruptByte('D:\\a', 3, 1), 'beyond the end');
  assert.not(disk.corruptByte('D:\\b', 0, 1), 'no file');
  for (const mask of [0, 256, -1, Number.NaN]) assert.throws(() => disk.corruptByte('D:\\a', 0, mask), /use 1 to 255/);
});

test('a clone is a disk of its own, down to the bytes, the rooms and the names', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D:', 10);
  const file = create(disk, 'D:\\Logs\\Edb.log', bytes(1, 2, 3));
  create(disk, 'E:\\x', bytes(4));
  const saved = disk.clone();
  assert.equal([saved.revision, saved.usedBytes('D:'), saved.usedBytes('E:')], [disk.revision, 3, 1]);
  file.write(0, bytes(9));
  disk.remove('E:\\x');
  disk.setCapacity('D:', 3);
  assert.equal(saved.readAll('D:\\logs\\edb.log'), bytes(1, 2, 3));
  assert.ok(saved.exists('E:\\x'));
  assert.equal(saved.list('D:\\logs'), ['Edb.log']);
  const copy = saved.open('D:\\logs\\edb.log');
  assert.is(copy?.write(0, new Uint8Array(11)), 'disk-full');
  assert.is(copy?.write(0, new Uint8Array(10).fill(8)), 'written', 'the capacity is the one at the time of the clone');
  assert.equal(disk.readAll('D:\\logs\\edb.log'), bytes(9, 2, 3));
  assert.equal([disk.usedBytes('D:'), saved.usedBytes('D:')], [3, 10]);
});

test('a copy has the bytes of the moment, replaces what is there, and needs room', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('E:', 3);
  const file = create(disk, 'D:\\a', bytes(1, 2, 3));
  create(disk, 'E:\\a', bytes(9));
  assert.is(disk.copyFile('D:\\a', 'E:\\a'), 'written');
  file.write(0, bytes(5, 5, 5, 5));
  assert.equal(disk.readAll('E:\\a'), bytes(1, 2, 3));
  assert.is(disk.copyFile('D:\\a', 'E:\\a'), 'disk-full');
  assert.equal(disk.readAll('E:\\a'), bytes(1, 2, 3));
  assert.is(disk.copyFile('D:\\missing', 'E:\\b'), 'file-not-found');
  assert.is(disk.copyFile('D:\\a', 'D:\\a'), 'written', 'onto itself');
  assert.equal(disk.readAll('D:\\a'), bytes(5, 5, 5, 5));
});

test('a whole file is read up to a limit; above it the reader is told to stream', () => {
  const disk = new VirtualDisk();
  create(disk, 'D:\\a', bytes(1, 2, 3));
  assert.equal(disk.readAll('D:\\a', 3), bytes(1, 2, 3));
  assert.throws(() => disk.readAll('D:\\a', 2), /D:\\a has 3 bytes, more than the 2 .*read it in parts/);
  assert.is(disk.readAll('D:\\b'), null);
});

test('a disk that has all the files it can hold is full; one can still be replaced', () => {
  const disk = new VirtualDisk({ maximumFileCount: 2 });
  create(disk, 'D:\\a');
  create(disk, 'E:\\b');
  assert.is(disk.create('D:\\c'), 'disk-full');
  assert.is(disk.clone().create('D:\\c'), 'disk-full');
  assert.is.not(disk.create('D:\\a'), 'disk-full');
  disk.remove('E:\\b');
  assert.is.not(disk.create('D:\\c'), 'disk-full');
});

test('paths that name no file are not found, and cannot be created', () => {
  const disk = new VirtualDisk();
  for (const path of ['', 'a', 'D:\\', '\\\\server\\share\\a']) {
    assert.equal(
      [disk.exists(path), disk.open(path), disk.remove(path), disk.readAll(path)],
      [false, null, false, null],
    );
    assert.throws(() => disk.create(path), /cannot be created: it is not a full path/);
  }
  assert.throws(() => disk.setCapacity('Disk', 1), /"Disk" is not a volume; write a drive letter/);
  assert.throws(() => disk.setCapacity('D:', -1), /capacity of a volume is -1/);
});

test('a folder is one as long as something is in it, at whatever depth and in any letter case', () => {
  const disk = new VirtualDisk();
  disk.create('D:\\exchsrvr\\mdbdata\\priv.edb');
  for (const folder of ['D:\\exchsrvr\\mdbdata', 'd:\\EXCHSRVR']) assert.ok(disk.isFolder(folder), folder);
  for (const other of ['D:\\exchsrvr\\mdb', 'E:\\exchsrvr', 'D:\\exchsrvr\\mdbdata\\priv.edb', 'mdbdata', 'D:\\']) {
    assert.not(disk.isFolder(other), other);
  }
  disk.remove('D:\\exchsrvr\\mdbdata\\priv.edb');
  assert.not(disk.isFolder('D:\\exchsrvr'));
});

test('contents that are on a disk already cannot be put there twice', () => {
  const disk = new VirtualDisk();
  const file = create(disk, 'D:\\a', bytes(1));
  assert.throws(() => disk.create('D:\\b', file), /on a disk already; clone them first/);
  assert.is.not(disk.create('D:\\b', file.clone()), 'disk-full');
  assert.is(disk.usedBytes('D:'), 2);
});

test('a file on a disk reports the memory of its contents, and refuses what is no byte count before it looks for room', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D:', 4096);
  const file = create(disk, 'D:\\a', new Uint8Array(4096));
  assert.is(file.storedBytes, 4096);
  assert.throws(() => file.write(Number.NaN, bytes(1)), /offset of a write/);
  assert.throws(() => file.resize(0.5), /new size of a file/);
});

test('contents that cannot grow themselves are believed, and the volume counts what they are', () => {
  const disk = new VirtualDisk();
  const fixed: VirtualFile = {
    sizeBytes: 5,
    storedBytes: 0,
    read: () => 0,
    write: () => 'disk-full',
    resize: () => 'disk-full',
    nextWrittenPage: (_from, limit) => limit,
    clone: () => fixed,
  };
  const file = disk.create('D:\\a', fixed);
  assert.is(file === 'disk-full' ? null : file.write(0, new Uint8Array(9)), 'disk-full');
  assert.is(disk.usedBytes('D:'), 5);
});

test.run();
