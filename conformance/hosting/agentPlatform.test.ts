import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { agentEnvironment } from './agentEnvironment.ts';
import { needsWine, platformOfCommand } from './agentPlatform.ts';
import { libraryFolder, ownPlatform } from './shimLibrary.ts';
import { withScratch } from './testing/scratch.ts';

/** The first bytes of a program for Windows. */
function windowsProgram(machine: number): Uint8Array {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 0x3c);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(machine, 132);
  return bytes;
}

test('a program for Windows is known from one that this computer starts by itself', async () => {
  await withScratch((folder) => {
    const program = join(folder, 'agent.exe');
    writeFileSync(program, windowsProgram(0x8664));
    writeFileSync(join(folder, 'wine'), '#!/bin/sh\n');
    const here = { isWindows: false, inKernel: false };
    const environment = { PATH: folder };
    for (const command of [program, 'agent.exe']) assert.ok(needsWine(command, environment, here), command);
    for (const command of ['wine', 'nothing', '']) assert.not.ok(needsWine(command, environment, here), command);
    assert.not.ok(needsWine(program, environment, { ...here, isWindows: true }));
    assert.not.ok(needsWine(program, environment, { ...here, inKernel: true }));
  });
});

test('the library is told from the program, also behind wine', async () => {
  await withScratch((folder) => {
    const file = (name: string, bytes: Uint8Array | string): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const x86 = file('a.exe', windowsProgram(0x14c));
    const x64 = file('b.exe', windowsProgram(0x8664));
    const script = file('c.sh', '#!/bin/sh\n');
    const environment = { PATH: folder };
    const of = (...words: string[]) => platformOfCommand(words, environment);
    assert.is(of(x86, '--full'), 'win32-x86');
    assert.is(of(x64), 'win32-x64');
    assert.is(of('a.exe'), 'win32-x86', 'found on the PATH');
    assert.is(of('wine', x86), 'win32-x86');
    assert.is(of('env', 'X=1', 'wine', x64, x86), 'win32-x64', 'the first program counts');
    assert.is(of(script, 'a.txt'), ownPlatform);
    assert.is(of('wine', 'C:\\agent.exe'), 'win32-x64', 'inside of Wine nobody can look');
    assert.is(of('there-is-no-such-program'), ownPlatform);
    assert.is(of(file('d.exe', 'MZ')), ownPlatform, 'too short to be one');
    assert.is(of(file('e.exe', windowsProgram(0xaa64))), ownPlatform, 'a machine that Exchange had not');
    mkdirSync(join(folder, 'f.exe'));
    assert.is(of(join(folder, 'f.exe')), ownPlatform);
  });
});

const surroundings = {
  endpoint: 'tcp:127.0.0.1:4',
  token: 't',
  server: 'EXCH1',
  sets: '/sets',
  disk: '/disk',
  onUnanswered: () => {},
};

test('a program that cannot be there is one of this computer', () => {
  assert.is(platformOfCommand([`${process.execPath}/agent`], {}), ownPlatform);
  assert.is(platformOfCommand(['wine', `${process.execPath}/agent.exe`], {}), 'win32-x64');
  assert.is(platformOfCommand(['agent'], { PATH: `${process.execPath}:/nowhere` }), ownPlatform);
});

test('an agent for Linux finds the library before every other', () => {
  const base = { LD_LIBRARY_PATH: '/opt/lib', EDBPROOF_RECORD: '/real.so', EDBPROOF_TRACE: 'x', HOME: '/h' };
  const environment = agentEnvironment(base, 'linux-x64', { ...surroundings, disk: null });
  assert.equal(environment, {
    HOME: '/h',
    EDBPROOF_ENDPOINT: 'tcp:127.0.0.1:4',
    EDBPROOF_TOKEN: 't',
    EDBPROOF_SERVER: 'EXCH1',
    EDBPROOF_SETS: '/sets',
    LD_LIBRARY_PATH: `${libraryFolder('linux-x64')}:/opt/lib`,
  });
});

test('an agent under Wine is shown the DLL, and paths as it can read them', () => {
  const environment = agentEnvironment({ WINEDLLOVERRIDES: 'mscoree=' }, 'win32-x86', surroundings, false);
  assert.is(environment['WINEPATH'], `Z:${libraryFolder('win32-x86').replaceAll('/', '\\')}`);
  assert.is(environment['WINEDLLOVERRIDES'], 'edbbcli=n;mscoree=');
  assert.equal([environment['EDBPROOF_SETS'], environment['EDBPROOF_DISK']], ['Z:\\sets', 'Z:\\disk']);
  assert.is(environment['LD_LIBRARY_PATH'], undefined);
});

test('an agent on Windows finds the DLL on its PATH', () => {
  const environment = agentEnvironment({ PATH: 'C:\\Windows' }, 'win32-x64', surroundings, true);
  assert.is(environment['PATH'], `${libraryFolder('win32-x64')};C:\\Windows`);
  assert.is(environment['WINEPATH'], undefined);
});

test.run();
