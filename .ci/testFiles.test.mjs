import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withFiles } from './scratch.mjs';
import { filesEndingWith } from './testFiles.mjs';

test('files are found at any depth, sorted, with forward slashes, and not in node_modules', async () => {
  const files = { 'b.test.js': '', 'a/c/d.test.js': '', 'a/e.js': '', 'node_modules/x/y.test.js': '' };
  await withFiles(files, async (folder) => {
    assert.equal(filesEndingWith(folder, '.test.js'), ['a/c/d.test.js', 'b.test.js']);
    assert.equal(filesEndingWith(join(folder, 'missing'), '.test.js'), []);
  });
});

test.run();
