import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../../binding/testing/tools.ts';
import { examine } from './doctor.ts';
import { withScratch } from './testing/scratch.ts';

/** Of a root for 32-bit programs. */
const makesRoot =
  'mmdebstrap --mode=root --variant=minbase --arch=i386 --include=wine,wine32 bookworm /var/cache/edbproof/windows/i386';

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
        `apt-get install -y --no-install-recommends mmdebstrap arch-test && ${makesRoot}`,
      ],
    );
    assert.ok(missing.every(({ use }) => use.length > 0));
    assert.equal(asked.sort(), [
      'arch-test',
      'gcc',
      'i686-w64-mingw32-gcc',
      'wine',
      'wine64',
      'x86_64-w64-mingw32-gcc',
    ]);
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

test('where the kernel runs no 32-bit programs nothing is advised that would not help, whatever lies there', async () => {
  const of32Bit = async (architectures: string | null) => {
    const findings = await examine(
      (command) => Promise.resolve(command === 'arch-test' ? architectures : null),
      '/',
      () => true,
    );
    return findings.find(({ part }) => part === 'Wine for 32-bit programs');
  };
  const without = await of32Bit('amd64\n');
  assert.is(without?.found, false);
  assert.is(without?.text, 'another machine: the kernel of this one runs no 32-bit programs');
  assert.ok((await of32Bit('amd64\ni386\n'))?.found);
  assert.ok((await of32Bit(null))?.found, 'nothing is known against it');
});

test('what is advised for 32-bit programs is what the installer of the tests does, in the place where it looks', () => {
  const installer = readFileSync(join(root, '.ci/windows/install'), 'utf8');
  const [words = '', place = ''] = makesRoot.split(' bookworm ');
  for (const word of words.split(' ')) assert.ok(installer.includes(word), word);
  assert.ok(installer.includes(place.replace(/\/i386$/, '')), place);
  assert.not.match(installer, /^ *dpkg --add-architecture/m);
});

test('this machine can be examined', async () => {
  const findings = await examine();
  assert.ok(findings.length >= 8);
});

test.run();
