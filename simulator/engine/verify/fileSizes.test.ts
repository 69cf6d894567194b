import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verifyFile } from '../index.ts';
import { FOLDER } from '../testing/server.ts';
import { put, started } from '../testing/started.ts';

const { server, engine } = started({ leafCount: 4 });
put(engine, 5, new Uint8Array(9));
engine.rollLog();
put(engine, 6, new Uint8Array(9));
engine.stop();

/** What is found first in a file of the server that was cut, or got more zeros: `unusable` where it is not even one. */
function foundAt(name: string, sizeBytes: number): string | null {
  const copy = server.disk.open(`${FOLDER}\\${name}`)?.clone();
  assert.is(copy?.resize(sizeBytes), 'written');
  if (copy === undefined) throw new Error(`there is no ${name}`);
  const report = verifyFile(name, copy);
  return report.kind === 'unusable' ? 'unusable' : (report.findings[0]?.what ?? null);
}

test('a log has 5,242,880 bytes, and not one less or more', () => {
  for (const name of ['edb.log', 'edb00001.log']) {
    assert.is(foundAt(name, 5_242_880), null, name);
    const told = (size: number) => `the file has ${size} bytes and a log has 5242880: it was `;
    for (const size of [4096, 5_242_880 - 512, 5_242_879]) assert.is(foundAt(name, size), `${told(size)}cut off`);
    for (const size of [5_242_881, 5_242_880 + 512]) assert.is(foundAt(name, size), `${told(size)}added to`);
    for (const size of [0, 1, 4095]) assert.is(foundAt(name, size), 'unusable', `${name} of ${size} bytes`);
  }
});

test('a checkpoint file has 8,192 bytes, and not one less or more', () => {
  assert.is(foundAt('edb.chk', 8192), null);
  for (const size of [4096, 8191, 8193, 12_288]) {
    assert.is(foundAt('edb.chk', size), `the file has ${size} bytes and a checkpoint has 8192`);
  }
  assert.is(foundAt('edb.chk', 4095), 'unusable');
});

test('a database has whole pages: its header, the shadow, a page at least, and all that its trees lead to', () => {
  const whole = server.disk.open(`${FOLDER}\\priv.edb`)?.sizeBytes ?? 0;
  assert.is(whole % 4096, 0);
  const cut = (rest: number) => `no whole number of pages: the last one has ${rest} of 4096 bytes`;
  for (const [size, found] of [
    [whole, null],
    [whole - 1, cut(4095)],
    [whole + 1, cut(1)],
    [whole - 4096, 'it was cut off'],
    [8192, 'the file ends with its header: there is no page'],
    [8193, cut(1)],
    [8191, 'the file ends with 8191 bytes, before the end of the shadow of its header'],
    [4096, 'the file ends with 4096 bytes, before the end of the shadow of its header'],
    [4095, 'neither the header nor its shadow can be used'],
    [0, 'unusable'],
  ] as const) {
    const told = foundAt('priv.edb', size);
    if (found === null) assert.is(told, null);
    else assert.match(told ?? 'nothing', found, `${size} bytes`);
  }
});

test.run();
