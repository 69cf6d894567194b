import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SavedFolder } from './savedFiles.ts';
import type { ReadStream } from './streams.ts';
import { asNobody } from './testing/asNobody.ts';
import { withScratch } from './testing/scratch.ts';

const stream = (name: string, bytes: string, isWhole = true): ReadStream => ({
  session: 1,
  name,
  sizeBytes: bytes.length,
  readBytes: isWhole ? bytes.length : 1,
  isWhole,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

test('a file is found by its bytes, whatever it is called and however deep it lies', async () => {
  await withScratch((folder) => {
    const saved = new SavedFolder(folder);
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', '0001.dat'), 'priv');
    writeFileSync(join(folder, 'same-length'), 'pub!');
    const streams = [stream('priv.edb', 'priv'), stream('pub.edb', 'pub.'), stream('dir.edb', 'dirs', false)];
    const { streams: found, problems } = saved.find(streams);
    assert.equal(
      found.map(({ savedAs }) => savedAs),
      [join(folder, 'a', 'b', '0001.dat'), null, null],
    );
    assert.equal(problems, []);
  });
});

test('links are not followed, and what cannot be looked at is said', async () => {
  await withScratch((folder) => {
    const tape = new SavedFolder(join(folder, 'tape'));
    writeFileSync(join(folder, 'outside'), 'priv');
    mkdirSync(join(folder, 'tape'));
    symlinkSync(join(folder, 'outside'), join(folder, 'tape', 'link'));
    assert.is(tape.find([stream('priv.edb', 'priv')]).streams[0]?.savedAs, null);
    const missing = new SavedFolder(join(folder, 'nowhere')).find([stream('priv.edb', 'priv')]);
    assert.match(missing.problems[0] ?? '', 'is not there: the agent saved nothing, or elsewhere');
  });
});

test('a file that may not be read is told of, and is not what was looked for', async () => {
  await withScratch((folder) => {
    const tape = new SavedFolder(folder);
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'closed'), 'priv');
    chmodSync(join(folder, 'closed'), 0);
    const seen = asNobody(() => tape.find([stream('priv.edb', 'priv')]));
    if (seen === null) process.stdout.write('Not run: a file that root may not read. This root can be nobody else\n');
    else {
      assert.match(seen.result.problems.join('; '), /^\S+closed: it cannot be read: EACCES[^;]*$/);
      assert.is(seen.result.streams[0]?.savedAs, null);
    }
  });
});

test('what lay there before the agent came is not what it saved, unless it was written anew', async () => {
  await withScratch((folder) => {
    for (const name of ['old', 'renewed']) writeFileSync(join(folder, name), name);
    const saved = new SavedFolder(folder);
    writeFileSync(join(folder, 'renewed'), 'renewed');
    writeFileSync(join(folder, 'new'), 'new');
    const streams = [stream('a', 'old'), stream('b', 'renewed'), stream('c', 'new')];
    assert.equal(
      saved.find(streams).streams.map(({ savedAs }) => savedAs),
      [null, join(folder, 'renewed'), join(folder, 'new')],
    );
  });
});

test.run();
