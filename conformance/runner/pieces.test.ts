import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MemoryStorage } from '../agent/testing/memoryStorage.ts';
import { LimitedStorage } from './limitedStorage.ts';
import { countText, generationsText, listText, sizeText } from './textOf.ts';
import { traceFile } from './traceFile.ts';

test('sizes, counts, lists and ranges read as people write them', () => {
  assert.equal([sizeText(12), sizeText(2048), sizeText(5_242_880)], ['12 bytes', '2.0 KiB', '5.0 MiB']);
  assert.equal([countText(1, 'row'), countText(1234, 'row')], ['1 row', '1,234 rows']);
  assert.equal([listText([1, 2]), listText([1, 2, 3, 4, 5, 6, 7])], ['1, 2', '1, 2, 3, 4, 5 and 2 more']);
  assert.equal(
    [generationsText(null, null), generationsText(3, 3), generationsText(3, 4)],
    ['no logs', 'log 3', 'logs 3 to 4'],
  );
});

test('a limited medium is full at its last byte and passes everything else on', () => {
  const inner = new MemoryStorage();
  const medium = new LimitedStorage(inner, 10);
  assert.ok(medium.createFolder('/sets/a').ok);
  const file = medium.createFile('/sets/a/file');
  assert.ok(file.ok);
  assert.ok(file.value.write(new Uint8Array(10)).ok);
  const full = file.value.write(new Uint8Array(1));
  assert.is(full.ok ? '' : full.problem.code, 'ENOSPC');
  assert.ok(file.value.finish().ok);
  assert.is(medium.createFile('/sets/a/file').ok, false);
  const second = medium.createFile('/sets/a/second');
  assert.ok(second.ok);
  second.value.discard();
  assert.is(inner.openFiles, 0);
  assert.ok(medium.exists('/sets/a/file'));
  const listing = medium.list('/sets/a');
  assert.is(listing.ok ? listing.value.length : 0, 2);
  assert.ok(medium.read('/sets/a/file', () => undefined).ok);
  assert.ok(medium.flushFolder('/sets').ok);
  assert.ok(medium.renameFolder('/sets/a', '/sets/b').ok);
  assert.ok(medium.removeFolder('/sets/b').ok);
});

test('a trace that cannot be written does not stop anything, and an old one is not touched', () => {
  const storage = new MemoryStorage();
  const first = traceFile(storage, '/sets/t');
  for (let line = 0; line < 1200; line += 1) first.write(`${line}\n`);
  first.close();
  const text = Buffer.from(storage.files.get('/sets/t') ?? []).toString();
  assert.is(text.split('\n').length, 1201);
  const second = traceFile(storage, '/sets/t');
  second.write('other\n');
  second.close();
  assert.is(Buffer.from(storage.files.get('/sets/t') ?? []).toString(), text);
  const full = new MemoryStorage(3);
  const third = traceFile(full, '/sets/t');
  third.write('too long\n');
  third.close();
  assert.is(full.openFiles, 0);
});

test.run();
