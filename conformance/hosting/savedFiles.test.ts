import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findSaved } from './savedFiles.ts';
import type { ReadStream } from './streams.ts';
import { withScratch } from './testing/scratch.ts';

const stream = (name: string, bytes: string, isWhole = true): ReadStream => ({
  name,
  sizeBytes: bytes.length,
  readBytes: isWhole ? bytes.length : 1,
  isWhole,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

test('a file is found by its bytes, whatever it is called and however deep it lies', async () => {
  await withScratch((folder) => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', '0001.dat'), 'priv');
    writeFileSync(join(folder, 'same-length'), 'pub!');
    const streams = [stream('priv.edb', 'priv'), stream('pub.edb', 'pub.'), stream('dir.edb', 'dirs', false)];
    const { streams: found, problems } = findSaved(folder, streams);
    assert.equal(
      found.map(({ savedAs }) => savedAs),
      [join(folder, 'a', 'b', '0001.dat'), null, null],
    );
    assert.equal(problems, []);
  });
});

test('links are not followed, and what cannot be looked at is said', async () => {
  await withScratch((folder) => {
    writeFileSync(join(folder, 'outside'), 'priv');
    mkdirSync(join(folder, 'tape'));
    symlinkSync(join(folder, 'outside'), join(folder, 'tape', 'link'));
    assert.is(findSaved(join(folder, 'tape'), [stream('priv.edb', 'priv')]).streams[0]?.savedAs, null);
    const missing = findSaved(join(folder, 'nowhere'), [stream('priv.edb', 'priv')]);
    assert.match(missing.problems[0] ?? '', 'cannot be looked through');
    if (process.getuid?.() === 0) return;
    writeFileSync(join(folder, 'tape', 'closed'), 'priv');
    chmodSync(join(folder, 'tape', 'closed'), 0);
    assert.match(findSaved(join(folder, 'tape'), [stream('priv.edb', 'priv')]).problems[0] ?? '', 'cannot be read');
  });
});

test.run();
