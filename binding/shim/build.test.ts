import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../testing/tools.ts';
import { library, type Run, run, scratch, shimFolder } from './testing/builds.ts';

const check = testsWith('that the same sources give the same library', 'gcc');
const windows = testsWith(
  'that the same sources give the same libraries for Windows',
  'i686-w64-mingw32-gcc',
  'x86_64-w64-mingw32-gcc',
);

const script = join(shimFolder, 'build.mjs');
const build = (words: readonly string[], path?: string): Promise<Run> =>
  run(process.execPath, [script, ...words], path === undefined ? {} : { PATH: path });

let folders = 0;
/** An empty folder, or one with a program of that name that does what the script says. */
function folderWith(programs: Readonly<Record<string, string>> = {}): string {
  folders += 1;
  const folder = join(scratch(), `build-${folders}`);
  mkdirSync(folder);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** Stands for a compiler of that machine. */
const compilerOf = (machine: string): string =>
  `[ "$1" = -dumpmachine ] && echo ${machine} && exit 0\nwhile [ "$1" != -o ]; do shift; done; echo compiled > "$2"`;
/** Stands for a resource compiler: options, the table, and where the object goes. */
const resources = '[ "$1" = --version ] || echo object > "$3"';
const compilers = {
  gcc: compilerOf('x86_64-linux-gnu'),
  'i686-w64-mingw32-gcc': compilerOf('i686-w64-mingw32'),
  'x86_64-w64-mingw32-gcc': compilerOf('x86_64-w64-mingw32'),
  'i686-w64-mingw32-windres': resources,
  'x86_64-w64-mingw32-windres': resources,
} as const;

test('without compilers nothing is built, each is named with the line that installs it, and the exit code is 1', async () => {
  const { exitCode, output } = await build(['--out', folderWith()], folderWith());
  assert.is(exitCode, 1);
  const lines = output.trim().split('\n').sort();
  const advice = 'was not found; on Debian and Ubuntu: apt-get install --no-install-recommends';
  assert.equal(lines, [
    `linux-x64: not built, gcc ${advice} gcc libc6-dev`,
    `win32-x64: not built, x86_64-w64-mingw32-gcc ${advice} gcc-mingw-w64-x86-64-win32`,
    `win32-x86: not built, i686-w64-mingw32-gcc ${advice} gcc-mingw-w64-i686-win32`,
  ]);
});

test('what can be built is built, whatever else is missing', async () => {
  const out = folderWith();
  const { exitCode, output } = await build(
    ['--out', out],
    folderWith({
      'i686-w64-mingw32-gcc': compilers['i686-w64-mingw32-gcc'],
      'i686-w64-mingw32-windres': resources,
      'x86_64-w64-mingw32-gcc': compilers['x86_64-w64-mingw32-gcc'],
    }),
  );
  assert.is(exitCode, 0, output);
  const file = join(out, 'win32-x86', 'edbbcli.dll');
  assert.is(readFileSync(file, 'utf8'), 'compiled\n');
  assert.ok(output.includes(`win32-x86: built ${file}\n`));
  assert.match(output, /^linux-x64: not built, gcc was not found/m);
  assert.match(output, /^win32-x64: not built, x86_64-w64-mingw32-windres was not found; on Debian and Ubuntu: /m);
});

test('a table of messages that cannot be compiled is told, and nothing is left behind', async () => {
  const out = folderWith();
  const bad = 'echo "messages.rc:7: planted"; [ "$1" = --version ]';
  const { exitCode, output } = await build(
    ['--out', out, 'win32-x86'],
    folderWith({ ...compilers, 'i686-w64-mingw32-windres': bad }),
  );
  assert.is(exitCode, 1);
  assert.is(output, 'win32-x86: not built, i686-w64-mingw32-windres failed:\nmessages.rc:7: planted\n');
  assert.equal(readdirSync(join(out, 'win32-x86')), []);
});

test('a compile that fails shows what the compiler said, keeps the old library, and the exit code is 1', async () => {
  const out = folderWith();
  const good = folderWith(compilers);
  assert.is((await build(['--out', out, 'linux-x64'], good)).exitCode, 0);
  const bad = folderWith({ ...compilers, gcc: `${compilers.gcc}; echo "bytes.c:3: error: planted" >&2; exit 1` });
  const { exitCode, output } = await build(['--out', out, 'linux-x64', 'win32-x64'], bad);
  assert.is(exitCode, 1);
  assert.match(output, /^linux-x64: not built, gcc failed:\nbytes\.c:3: error: planted$/m);
  assert.match(output, /^win32-x64: built /m);
  assert.is(readFileSync(join(out, 'linux-x64', 'libedbbcli.so'), 'utf8'), 'compiled\n');
  assert.equal(readdirSync(join(out, 'linux-x64')), ['libedbbcli.so'], 'half a library is not left behind');
});

test('a compiler for another processor is not taken for one of this platform', async () => {
  const out = folderWith();
  const { exitCode, output } = await build(
    ['--out', out, 'linux-x64'],
    folderWith({ gcc: compilerOf('aarch64-linux-gnu') }),
  );
  assert.is(exitCode, 1);
  assert.is(output, 'linux-x64: not built, gcc builds for aarch64-linux-gnu; take a machine that it fits\n');
  assert.equal(readdirSync(out), []);
});

test('words that mean nothing are told, and the exit code is 2', async () => {
  for (const words of [['amiga'], ['--out'], ['--sanitise'], ['linux-x64', 'help']]) {
    const { exitCode, output } = await build(words);
    assert.is(exitCode, 2);
    assert.match(output, /^Usage: node binding\/shim\/build\.mjs /);
  }
});

async function isTheSameAgain(platform: 'linux-x64' | 'win32-x86' | 'win32-x64', file: string): Promise<void> {
  const out = folderWith();
  const again = await build(['--out', out, platform]);
  assert.is(again.exitCode, 0, again.output);
  const [one, other] = [join(await library(platform), file), join(out, platform, file)];
  assert.ok(readFileSync(one).equals(readFileSync(other)), platform);
}

check('the same sources give the same library, byte for byte', () => isTheSameAgain('linux-x64', 'libedbbcli.so'));

windows('the same sources give the same libraries for Windows, byte for byte', async () => {
  await isTheSameAgain('win32-x86', 'edbbcli.dll');
  await isTheSameAgain('win32-x64', 'edbbcli.dll');
});

test.run();
