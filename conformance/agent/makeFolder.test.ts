import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFolder, makeNewFolder } from './makeFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-folder-'));
test.after(() => rmSync(folder, { recursive: true }));

test('a folder is made with those above it, and one that is there is left alone', () => {
  const path = join(folder, 'a', 'b', 'c');
  makeFolder(path);
  makeFolder(path);
  assert.ok(existsSync(path));
});

test('every folder that got a new one in it is flushed, from above, and none besides', () => {
  const flushed: string[] = [];
  const path = join(folder, 'x', 'y', 'z');
  makeFolder(path, (above) => void flushed.push(`${above} ${existsSync(path)}`));
  const names = [folder, join(folder, 'x'), join(folder, 'x', 'y')];
  assert.equal(flushed, [`${names[0]} false`, `${names[1]} false`, `${names[2]} true`]);
  makeFolder(path, (above) => void flushed.push(above));
  assert.is(flushed.length, 3);
  makeNewFolder(join(path, 'new'), (above) => void flushed.push(above));
  assert.is(flushed[3], path);
});

test('where none can be made that is told at once, also below /proc', () => {
  writeFileSync(join(folder, 'file'), '');
  assert.throws(() => makeFolder(join(folder, 'file')), /EEXIST/);
  assert.throws(() => makeFolder(join(folder, 'file', 'a')), /EEXIST|ENOTDIR/);
  if (existsSync('/proc/self')) assert.throws(() => makeFolder('/proc/nope/a'), /ENOENT|EACCES|EPERM/);
});

test.run();
