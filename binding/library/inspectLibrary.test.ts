import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Host, inspectLibrary } from './inspectLibrary.ts';
import { openLibrary } from './openLibrary.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-inspect-'));
test.after(() => rmSync(folder, { recursive: true }));

const linux64: Host = { platform: 'linux', architecture: 'x64' };
const windows32: Host = { platform: 'win32', architecture: 'ia32' };

const write = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

interface ElfShape {
  readonly bits: 32 | 64;
  readonly bigEndian?: boolean;
  readonly type?: number;
  readonly machine: number;
}

function elf({ bits, bigEndian = false, type = 3, machine }: ElfShape): Uint8Array {
  const view = new DataView(new ArrayBuffer(64));
  view.setUint32(0, 0x7f454c46);
  view.setUint8(4, bits === 32 ? 1 : 2);
  view.setUint8(5, bigEndian ? 2 : 1);
  view.setUint16(16, type, !bigEndian);
  view.setUint16(18, machine, !bigEndian);
  return new Uint8Array(view.buffer);
}

function pe(machine: number, { isLibrary = true, is64 = false, signature = 'PE' } = {}): Uint8Array {
  const view = new DataView(new ArrayBuffer(0x100));
  view.setUint16(0, 0x4d5a);
  view.setUint32(0x3c, 0x80, true);
  view.setUint8(0x80, signature.charCodeAt(0));
  view.setUint8(0x81, signature.charCodeAt(1));
  view.setUint16(0x84, machine, true);
  view.setUint16(0x80 + 22, isLibrary ? 0x2102 : 0x0102, true);
  view.setUint16(0x80 + 24, is64 ? 0x20b : 0x10b, true);
  return new Uint8Array(view.buffer);
}

const inspected = (name: string, bytes: Uint8Array, host: Host = linux64) => {
  const path = write(name, bytes);
  const inspection = inspectLibrary(path, host);
  if (inspection.ok) return inspection.description;
  return `${inspection.problem.replace(path, 'FILE')}. ${inspection.advice}`;
};

test('libraries for this machine are described', () => {
  assert.is(inspected('a.so', elf({ bits: 64, machine: 62 })), '64-bit Linux library (x64)');
  assert.is(inspected('a.dll', pe(0x14c), windows32), '32-bit Windows library (x86)');
  const windows64 = { platform: 'win32', architecture: 'x64' };
  assert.is(inspected('b.dll', pe(0x8664, { is64: true }), windows64), '64-bit Windows library (x64)');
  const arm = { platform: 'linux', architecture: 'arm64' };
  assert.is(inspected('c.so', elf({ bits: 64, machine: 183 }), arm), '64-bit Linux library (ARM64)');
  const mac = { platform: 'darwin', architecture: 'arm64' };
  assert.is(inspected('d.dylib', Uint8Array.of(0xcf, 0xfa, 0xed, 0xfe), mac), 'macOS library');
});

test('a library for another machine is refused with both sides named and a way out', () => {
  assert.is(
    inspected('a.dll', pe(0x14c)),
    'FILE is a 32-bit Windows library (x86), and this Node is for Linux x64. ' +
      'Run edbproof with a Node for Windows ia32, which also runs under Wine, or give a library for this machine.',
  );
  assert.is(
    inspected('b.dll', pe(0x8664, { is64: true }), windows32),
    'FILE is a 64-bit Windows library (x64), and this Node is for Windows ia32. ' +
      'Run edbproof with a Node for Windows x64, or give a library for this machine.',
  );
  assert.is(
    inspected('c.so', elf({ bits: 32, machine: 3 })),
    'FILE is a 32-bit Linux library (x86), and this Node is for Linux x64. ' +
      'Run edbproof with a Node for Linux ia32, or give a library for this machine.',
  );
  assert.is(
    inspected('alpha.dll', pe(0x184)),
    'FILE is a 32-bit Windows library (Alpha), and this Node is for Linux x64. ' +
      'There is no Node for Alpha: use the library of a Windows for x86 or x64.',
  );
  assert.match(
    inspected('old.dll', pe(0, { signature: 'NE' })),
    /^FILE is a 16-bit Windows library \(x86\).*There is no Node for x86 of 16 bits/,
  );
  assert.match(
    inspected('big.so', elf({ bits: 64, bigEndian: true, machine: 22 })),
    /^FILE is a 64-bit Linux library \(S\/390\)/,
  );
  assert.match(
    inspected('d.dylib', Uint8Array.of(0xca, 0xfe, 0xba, 0xbe)),
    /^FILE is a macOS library, .*Run edbproof with a Node for macOS, or/,
  );
});

test('what is no library is refused as what it is', () => {
  const advice = 'Give the path of edbbcli.dll or libedbbcli.so.';
  assert.is(
    inspected('text', Buffer.from('#!/bin/sh\n'.repeat(20))),
    `FILE is no library: it begins like no program file. ${advice}`,
  );
  assert.is(inspected('empty', new Uint8Array(0)), `FILE is no library: it begins like no program file. ${advice}`);
  assert.is(
    inspected('short', Uint8Array.of(0x4d, 0x5a)),
    `FILE is no library: it begins like no program file. ${advice}`,
  );
  assert.is(inspected('dos', pe(0x14c, { signature: '\0\0' })), `FILE is a program for DOS, no library. ${advice}`);
  const farAway = pe(0x14c);
  new DataView(farAway.buffer).setUint32(0x3c, 0xffff_fff0, true);
  assert.is(inspected('far', farAway), `FILE is a program for DOS, no library. ${advice}`);
  assert.match(
    inspected('vax', elf({ bits: 32, machine: 75 })),
    /^FILE is for an unknown processor \(ELF machine 75\)/,
  );
  assert.match(inspected('vax.dll', pe(0x1234)), /^FILE is for an unknown processor \(PE machine 0x1234\)/);
  assert.match(
    inspected('a.exe', pe(0x14c, { isLibrary: false })),
    /^FILE is a 32-bit Windows program \(x86\)\. Give a library/,
  );
  assert.match(
    inspected('a.out', elf({ bits: 64, machine: 62, type: 2 })),
    /^FILE is a 64-bit Linux program \(x64\)\./,
  );
  assert.match(
    inspected('a.o', elf({ bits: 64, machine: 62, type: 1 })),
    /^FILE is a 64-bit Linux object file or core dump/,
  );
});

test('a path that leads to no file is refused', () => {
  const absent = inspectLibrary(join(folder, 'absent.so'));
  assert.ok(!absent.ok && absent.problem === `there is no file ${join(folder, 'absent.so')}`);
  mkdirSync(join(folder, 'directory.so'));
  const directory = inspectLibrary(join(folder, 'directory.so'));
  assert.ok(!directory.ok && /directory\.so: it is no ordinary file: a folder$/.test(directory.problem));
  const loop = inspectLibrary(join(folder, 'x'.repeat(5000)));
  assert.ok(!loop.ok && /: its name is too long for any file$/.test(loop.problem));
});

test('this Node is recognised by its own file', () => {
  const own = inspectLibrary(process.execPath);
  // A program that can be loaded anywhere looks like a library until it is loaded.
  if (process.platform === 'linux')
    assert.match(own.ok ? own.description : own.problem, /64-bit Linux (program|library)/);
});

test('openLibrary says the same before it loads anything, and what the loader said after', () => {
  const path = write('other.dll', pe(0x184));
  const opening = openLibrary(path);
  assert.ok(!opening.ok && /Windows library \(Alpha\)/.test(opening.problem));
  if (process.platform !== 'linux') {
    process.stdout.write('Not run: what the loader of Linux says. This is another system\n');
    return;
  }
  const header = readFileSync(process.execPath).subarray(0, 64);
  header[16] = 3;
  const cut = write('cut.so', header);
  const broken = openLibrary(cut);
  assert.ok(!broken.ok);
  assert.match(broken.problem, /cut\.so could not be loaded: /);
  assert.is(broken.advice, 'Put the libraries that it needs beside it or on the search path.');
});

test.run();
