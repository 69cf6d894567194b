import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accepted, codePageDifferences } from './codePageDifferences.mjs';
import { codePageOfDump } from './codePageDump.mjs';

/** A Windows whose code page has ASCII, a letter at E9, and a stand-in for the undefined byte FF. */
const written = new Map([
  [0xe9, 'e9'],
  [0xf8fb, 'ff'],
]);
const write = (unit) => (unit < 0x80 ? Buffer.of(unit).toString('hex') : (written.get(unit) ?? null));
const windows = {
  read: (bytes) => (bytes.every((byte) => byte < 0x80 || byte === 0xe9) ? String.fromCharCode(...bytes) : null),
  write,
  writeBestFit: (unit) => write(unit) ?? (unit === 0xff01 ? '21' : null),
};
const strict = { read: windows.read, write: (unit) => (unit === 0xf8fb ? null : write(unit)) };

const classesOf = (codec) =>
  Object.fromEntries([...codePageDifferences(windows, codec)].map(([name, examples]) => [name, examples.length]));
const meant = { 'look-alike, refused': 1, 'stand-in for an undefined byte, refused': 1 };

test('a codec that fails where Windows would guess differs only as it is meant to', () => {
  assert.equal(classesOf(strict), meant);
  assert.equal(Object.keys(meant), Object.keys(accepted));
});

test('U+FFFD written as an undefined byte is a mistake', () => {
  const codec = { ...strict, write: (unit) => (unit === 0xfffd ? 'ff' : strict.write(unit)) };
  assert.equal(classesOf(codec), { ...meant, 'written, and Windows has no bytes for it': 1 });
});

test('other bytes than those of Windows are a mistake, and so is a best fit that is written', () => {
  const codec = { ...strict, write: (unit) => ({ 233: 'e8', 65281: '21' })[unit] ?? strict.write(unit) };
  const { 'look-alike, refused': _, ...others } = meant;
  assert.equal(classesOf(codec), {
    ...others,
    'written as other bytes': 1,
    'written, and Windows has no bytes for it': 1,
  });
});

test('a byte that is read otherwise is told once, and not again with every byte beside it', () => {
  const blind = { ...strict, read: (bytes) => (bytes.includes(0xe9) ? null : windows.read(bytes)) };
  assert.equal(classesOf(blind), { ...meant, 'not read, and Windows does': 1 });
  const mistaken = { ...strict, read: (bytes) => windows.read(bytes)?.replaceAll('é', 'x') ?? null };
  assert.equal(classesOf(mistaken), { ...meant, 'read as something else': 1 });
  const credulous = { ...strict, read: (bytes) => (bytes.join() === '255' ? '\uf8fb' : windows.read(bytes)) };
  assert.equal(classesOf(credulous), { ...meant, 'read, and invalid for Windows': 1 });
});

test('a difference that only a pair of bytes has is told', () => {
  const codec = { ...strict, read: (bytes) => (bytes.join() === '65,66' ? 'C' : windows.read(bytes)) };
  assert.equal(classesOf(codec), { ...meant, 'read as something else': 1 });
});

test('a dump is read where codePage.c wrote it', () => {
  const readings = (0x100 + 0x10000) * 6;
  const dump = Buffer.alloc(readings + 0x10000 * 8);
  dump.writeUInt16LE(1, 0x80 * 6);
  dump.writeUInt16LE(0x20ac, 0x80 * 6 + 2);
  const pair = (0x100 + 0x4142) * 6;
  dump.writeUInt16LE(2, pair);
  dump.write('AB', pair + 2, 'utf16le');
  dump.writeUInt16LE(2, readings + 0x5341 * 8);
  dump.writeUInt16LE(0x51a4, readings + 0x5341 * 8 + 2);
  dump.writeUInt16LE(1, readings + 0xff01 * 8 + 4);
  dump.writeUInt16LE(0x21, readings + 0xff01 * 8 + 6);
  const page = codePageOfDump(dump);
  assert.is(page.read([0x80]), '€');
  assert.is(page.read([0x41, 0x42]), 'AB');
  assert.is(page.read([0x81]), null);
  assert.is(page.write(0x5341), 'a451');
  assert.is(page.write(0xff01), null);
  assert.is(page.writeBestFit(0xff01), '21');
  assert.throws(() => codePageOfDump(Buffer.alloc(10)), /has 10 bytes/);
});

test.run();
