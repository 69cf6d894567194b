import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examine } from './doctor.ts';
import { withScratch } from './testing/scratch.ts';

test('a machine without anything is told what each part is for and how to get it', async () => {
  await withScratch(async (folder) => {
    const asked: string[] = [];
    const findings = await examine(
      (command) => {
        asked.push(command);
        return Promise.resolve(null);
      },
      folder,
      () => false,
    );
    const missing = findings.filter(({ found }) => !found);
    assert.equal(
      missing.map(({ text }) => text),
      [
        'npm run build:shim',
        'npm run build:shim',
        'npm run build:shim',
        'apt-get install -y --no-install-recommends gcc libc6-dev',
        'apt-get install -y --no-install-recommends gcc-mingw-w64-i686-win32',
        'apt-get install -y --no-install-recommends gcc-mingw-w64-x86-64-win32',
        'apt-get install -y --no-install-recommends wine wine64',
        'dpkg --add-architecture i386 && apt-get update && apt-get install -y --no-install-recommends wine32',
      ],
    );
    assert.ok(missing.every(({ use }) => use.length > 0));
    assert.equal(asked.sort(), ['gcc', 'i686-w64-mingw32-gcc', 'wine', 'wine64', 'x86_64-w64-mingw32-gcc']);
    assert.ok(findings.find(({ part }) => part === 'koffi')?.found, 'it is a dependency');
  });
});

test('what is there is told with its version or place', async () => {
  await withScratch(async (folder) => {
    mkdirSync(join(folder, 'linux-x64'));
    writeFileSync(join(folder, 'linux-x64', 'libedbbcli.so'), '');
    const findings = await examine(
      (command) => Promise.resolve(command === 'wine' ? 'wine-8.0 (Debian)\nmore\n' : null),
      folder,
      (path) => path === '/opt/wine-devel/lib/wine/i386-unix/ntdll.so',
    );
    const textOf = (part: string) => findings.find((finding) => finding.part === part && finding.found)?.text;
    assert.is(textOf('Wine'), 'wine-8.0 (Debian)');
    assert.is(textOf('Wine for 32-bit programs'), '/opt/wine-devel/lib/wine/i386-unix/ntdll.so');
    assert.is(textOf('linux-x64/libedbbcli.so'), `${folder}/linux-x64/libedbbcli.so`);
    assert.is(textOf('C compiler'), undefined);
  });
});

test('this machine can be examined', async () => {
  const findings = await examine();
  assert.ok(findings.length >= 8);
});

test.run();
