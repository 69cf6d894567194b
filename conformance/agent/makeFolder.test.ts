import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeFolder } from './makeFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-folder-'));
test.after(() => rmSync(folder, { recursive: true }));

test('a folder is made with those above it, and one that is there is left alone', () => {
  const path = join(folder, 'a', 'b', 'c');
  makeFolder(path);
  makeFolder(path);
  assert.ok(existsSync(path));
});

test('where none can be made that is told at once, also below /proc', () => {
  writeFileSync(join(folder, 'file'), '');
  assert.throws(() => makeFolder(join(folder, 'file')), /EEXIST/);
  assert.throws(() => makeFolder(join(folder, 'file', 'a')), /EEXIST|ENOTDIR/);
  if (existsSync('/proc/self')) assert.throws(() => makeFolder('/proc/nope/a'), /ENOENT|EACCES|EPERM/);
});

test.run();
