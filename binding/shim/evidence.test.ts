import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { driverProgram, library, realLibrary, scratch } from './testing/builds.ts';
import { Driver } from './testing/driver.ts';
import { record } from './testing/recording.ts';

const check = testsWith('what a trace tells of the library that was recorded', 'gcc');

const calls = [['HrBackupEnd', 1]] as const;

const facts = (path: string) => {
  const bytes = readFileSync(path);
  return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/** A version as the resource of a file has it (VS_FIXEDFILEINFO): 52 bytes, of which four numbers matter. */
function fixedFileInfo(version: readonly [number, number, number, number], structure = 0x0001_0000): Buffer {
  const info = Buffer.alloc(52);
  info.writeUInt32LE(0xfeef04bd, 0);
  info.writeUInt32LE(structure, 4);
  for (const [index, at] of [10, 8, 14, 12].entries()) info.writeUInt16LE(version[index] ?? 0, at);
  return info;
}

/** The real library with bytes behind its end, which no loader looks at. */
async function libraryWith(name: string | Buffer, ...behind: readonly Uint8Array[]): Promise<string> {
  const bytes = readFileSync(await realLibrary('real'));
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3), ...behind]);
  const path = typeof name === 'string' ? join(scratch(), name) : Buffer.concat([Buffer.from(`${scratch()}/`), name]);
  writeFileSync(path, padded);
  return path.toString();
}

check('the first line tells path, size and digest of the real library, and of our own', async () => {
  const real = await realLibrary('real');
  const { header } = await record(calls);
  assert.equal(header['library'], { path: real, ...facts(real) });
  const own = join(await library('linux-x64-asan'), 'libedbbcli.so');
  assert.equal(header['recorder'], { name: 'edbproof shim', wireVersion: 2, ...facts(own) });
  assert.equal(Object.keys(header).slice(0, 2), ['format', 'version']);
});

check('a file version is read from the bytes, wherever the resource lies', async () => {
  for (const [name, behind, version] of [
    ['at-once.so', [fixedFileInfo([5, 5, 2653, 11])], '5.5.2653.11'],
    ['later.so', [Buffer.alloc(4096), fixedFileInfo([4, 0, 65_535, 0]), Buffer.alloc(100)], '4.0.65535.0'],
    ['second.so', [fixedFileInfo([1, 1, 1, 1], 2), fixedFileInfo([5, 0, 1457, 7])], '5.0.1457.7'],
    ['cut.so', [fixedFileInfo([5, 5, 1960, 4]).subarray(0, 51)], undefined],
    ['odd.so', [Buffer.alloc(2), fixedFileInfo([5, 5, 1960, 4])], undefined],
  ] as const) {
    const path = await libraryWith(name, ...behind);
    const { header } = await record(calls, { EDBPROOF_RECORD: path });
    const told = { path, ...facts(path), ...(version === undefined ? {} : { fileVersion: version }) };
    assert.equal(header['library'], told, name);
  }
});

check('redacted, the path is the name of the file', async () => {
  const path = await libraryWith('redacted.so');
  const { header, text } = await record(calls, { EDBPROOF_RECORD: path, EDBPROOF_REDACT: '1' });
  assert.equal(header['library'], { path: 'redacted.so', ...facts(path) });
  assert.not(text.includes(scratch()));
});

check('any path is written as JSON.stringify writes it', async () => {
  for (const name of ['a"b\\c.so', 'tab\tand\u0001.so', 'gr\u00fc\u00df \u20ac \ud83d\ude00.so']) {
    const path = await libraryWith(name);
    const { text } = await record(calls, { EDBPROOF_RECORD: path });
    assert.ok(text.includes(`"library":{"path":${JSON.stringify(path)},"sizeBytes":`), name);
  }
});

check('bytes of a path that are no UTF-8 are shown as replaced, and the trace stays JSON', async () => {
  // Alone, cut, overlong, a surrogate, and beyond the last code point.
  const odd = '\xff \xc3 \xe2\x82 \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \x80.so';
  await libraryWith(Buffer.from(odd, 'latin1'));
  const trace = join(scratch(), 'odd-path.jsonl');
  const octal = [...Buffer.from(odd, 'latin1')].map((byte) => `\\${byte.toString(8)}`).join('');
  const script = `EDBPROOF_RECORD="$1/$(printf '${octal}')" exec "$2"`;
  const program = await driverProgram('linux-x64-asan');
  const driver = new Driver(['/bin/sh', '-c', script, 'sh', scratch(), program], { EDBPROOF_TRACE: trace });
  await driver.call('HrBackupEnd', 1);
  assert.is(await driver.endWell(), '');
  const [header = ''] = readFileSync(trace, 'utf8').split('\n');
  const replaced = '\ufffd \ufffd \ufffd\ufffd \ufffd\ufffd \ufffd\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd \ufffd.so';
  assert.is(JSON.parse(header).library.path, `${scratch()}/${replaced}`);
});

check(
  'a library that is too large to be read is told by its path, and of one that is not there nothing is recorded',
  async () => {
    const folder = scratch();
    const path = join(folder, 'x'.repeat(100), '..', 'gone.so');
    assert.is((await record(calls, { EDBPROOF_RECORD: path })).text, '', 'nothing is recorded of what is not there');
    const copy = join(folder, 'huge.so');
    copyFileSync(await realLibrary('real'), copy);
    writeFileSync(copy, Buffer.concat([readFileSync(copy), Buffer.alloc(64 * 1024 * 1024)]));
    const { header } = await record(calls, { EDBPROOF_RECORD: copy });
    assert.equal(header['library'], { path: copy }, 'more than 64 MiB are not read');
  },
);

test.run();
