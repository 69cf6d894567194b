import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stampChecksum } from '../format/index.ts';
import { holds } from '../testing/holds.ts';
import { crossCheck } from './crossCheck.ts';
import { headerLines } from './headerText.ts';
import { bytesOf, readerOf } from './testing/files.ts';
import { checkpointFile, cleanDatabase, newLog, withHeader } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

function reasonFor(bytes: Uint8Array, name = 'file'): string {
  const report = verifyFile(name, readerOf(bytes));
  return report.kind === 'unusable' ? report.reason : `it was taken for: ${report.kind}`;
}

test('what is no file of the engine is refused in one line, whatever its name', () => {
  const zeros = new Uint8Array(4096);
  const text = new TextEncoder().encode('{"format":"edbproof-set"}');
  const noise = new Uint8Array(100_000).map((_, index) => (index * 7919) >>> 3);
  for (const name of ['file', 'priv.edb', 'priv.pat', 'edb.chk', 'edb.log']) {
    assert.match(reasonFor(new Uint8Array(0), name), 'the file is empty');
    assert.match(reasonFor(zeros, name), 'nothing but zeros in 4096 bytes; put');
    assert.match(reasonFor(text, name), 'no database, patch file, log or checkpoint');
    if (name !== 'edb.log' && name !== 'edb.chk') assert.match(reasonFor(noise, name), 'no database, patch file');
  }
  assert.match(reasonFor(new Uint8Array(500_000), 'priv.edb'), 'in 500000 bytes; the first 262144 were looked at');
});

test('files of later engines are named as what they are', () => {
  const database = cleanDatabase();
  assert.match(reasonFor(withHeader(database, { attributes: 1 })), 'a streaming file (attrib 1)');
  assert.match(reasonFor(withHeader(database, { pageSizeBytes: 8192 })), 'pages of 8192 bytes');
  assert.match(reasonFor(withHeader(database, { version: 0x623 })), 'version 0x623');
  const later = new Uint8Array(5_242_880);
  new DataView(later.buffer).setUint16(8, 512, true);
  new DataView(later.buffer).setUint16(10, 8, true);
  stampChecksum(later);
  assert.match(reasonFor(later, 'E0000005.log'), 'a log of Exchange 2000 or later');
});

test('no bytes are too strange: every file is judged, none breaks the program', () => {
  const sound = [cleanDatabase(), checkpointFile(), bytesOf(newLog()).subarray(0, 40_000)];
  const kinds = new Set<string>();
  holds(
    fc.property(
      fc.constantFrom(...sound),
      fc.constantFrom('a.edb', 'a.pat', 'edb.log', 'edb00001.log', 'edb.chk', 'a'),
      fc.array(fc.tuple(fc.nat(20_000), fc.uint8Array({ minLength: 1, maxLength: 64 })), { maxLength: 6 }),
      fc.option(fc.nat(20_000)),
      fc.boolean(),
      (original, name, changes, length, isStamped) => {
        const bytes = original.slice(0, length ?? original.length);
        for (const [offset, garbage] of changes) {
          bytes.set(garbage.subarray(0, Math.max(0, bytes.length - offset)), Math.min(offset, bytes.length));
        }
        for (let at = 0; isStamped && at + 4096 <= bytes.length && at < 8192; at += 4096) stampChecksum(bytes, at);
        const report = verifyFile(name, readerOf(bytes));
        const [checked] = crossCheck([report]);
        kinds.add(report.kind);
        assert.ok(headerLines(checked ?? report).every((line) => line.length < 2000));
      },
    ),
    46,
    600,
  );
  assert.ok(kinds.size >= 5, `seen too little: ${[...kinds].join(', ')}`);
});

test.run();
