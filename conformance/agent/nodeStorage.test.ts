import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation } from '../../simulator/protocol/index.ts';
import { backupOptions } from '../procedures/index.ts';
import { FakeServer, fakeDatabases, fakeLogs } from '../procedures/testing/fakeServer.ts';
import { runBackup } from './backupAgent.ts';
import { NodeStorage } from './nodeStorage.ts';
import { problemAdvice, problemText } from './storage.ts';
import { verifySet } from './verifySet.ts';

const inFolder = async (work: (folder: string, storage: NodeStorage) => void | Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-storage-'));
  try {
    await work(folder, new NodeStorage());
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('a set on a real disk verifies, and a file of it that was changed does not', () =>
  inFolder(async (folder, storage) => {
    const result = await runBackup({
      api: new FakeServer(fakeDatabases(), fakeLogs()),
      options: backupOptions('EXCH1', Annotation.EDBBACK_MDB_SERVER, 'full'),
      storage,
      folder,
      name: 'sunday',
      origin: null,
      now: () => new Date(0),
    });
    assert.ok(result.ok && result.report.outcome.result === 'completed');
    const path = join(folder, 'sunday');
    const progress: number[] = [];
    const good = await verifySet(storage, path, {
      onProgress: (doneBytes, totalBytes) => progress.push(doneBytes / totalBytes),
    });
    assert.ok(good.ok);
    assert.is(progress.at(-1), 1);
    assert.equal(readFileSync(join(path, '001-priv.edb')), Buffer.from(fakeDatabases()[0]?.content ?? []));
    writeFileSync(join(path, '002-pub.edb'), 'short');
    const verification = await verifySet(storage, path);
    assert.equal(verification, { ok: false, problems: ['002-pub.edb is truncated: 5 of 70001 bytes are there'] });
  }));

test('nothing that exists is created again or renamed over, and what is wrong is a value', () =>
  inFolder((folder, storage) => {
    const inside = join(folder, 'a');
    assert.ok(storage.createFolder(inside).ok);
    const again = storage.createFolder(inside);
    assert.match(again.ok ? '' : problemText(again.problem), 'exists already, and nothing is overwritten');
    assert.ok(storage.createFolder(join(folder, 'b')).ok);
    const over = storage.renameFolder(inside, join(folder, 'b'));
    assert.is(over.ok ? '' : over.problem.code, 'EEXIST');
    assert.ok(storage.renameFolder(inside, join(folder, 'c')).ok);
    assert.is(storage.exists(inside), false);
    const writer = storage.createFile(join(folder, 'c', 'file'));
    assert.ok(writer.ok);
    assert.ok(writer.value.write(Buffer.from('text')).ok);
    writer.value.discard();
    assert.is(storage.createFile(join(folder, 'c', 'file')).ok, false);
    assert.equal(storage.list(join(folder, 'c')), { ok: true, value: [{ name: 'file', isFile: true, sizeBytes: 4 }] });
    const bytes: string[] = [];
    assert.ok(storage.read(join(folder, 'c', 'file'), (piece) => bytes.push(Buffer.from(piece).toString()), 2).ok);
    assert.equal(bytes, ['te']);
    assert.ok(storage.removeFolder(join(folder, 'c')).ok);
    assert.is(existsSync(join(folder, 'c')), false);
    for (const gone of [storage.list(inside), storage.read(inside, () => undefined), storage.flushFolder(inside)]) {
      assert.is(gone.ok ? '' : problemText(gone.problem), `${inside} does not exist`);
    }
  }));

test('a closed file cannot be written or finished, and that is a value too', () =>
  inFolder((folder, storage) => {
    const writer = storage.createFile(join(folder, 'file'));
    assert.ok(writer.ok);
    assert.ok(writer.value.finish().ok);
    assert.is(writer.value.write(Buffer.from('x')).ok, false);
    assert.is(writer.value.finish().ok, false);
  }));

test('every kind of problem has a sentence and an advice', () => {
  const codes = ['ENOSPC', 'EEXIST', 'ENOTEMPTY', 'ENOENT', 'EACCES'];
  const texts = codes.map((code) => problemText({ code, path: '/p', message: 'no right to it' }));
  const advice = codes.map((code) => problemAdvice({ code, path: '/p', message: 'm' }));
  for (const text of [...texts, ...advice]) assert.ok(text.length > 5);
  assert.is(new Set(texts).size, 4);
  assert.is(new Set(advice).size, 4);
});

test('an error that is no error of the file system is not swallowed', () => {
  const storage = new NodeStorage();
  assert.throws(() => storage.createFolder('a\0b'), /null bytes|\\0|must be a string/);
});

test.run();
