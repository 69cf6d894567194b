import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entryPoint, functionInfos } from '../../simulator/protocol/index.ts';
import { testsWith } from '../testing/tools.ts';
import { library, type Run, run, scratch, shimFolder } from './testing/builds.ts';

const mingw = ['i686-w64-mingw32-gcc', 'x86_64-w64-mingw32-gcc'] as const;
const windows = testsWith('the import libraries', ...mingw);
const withLld = testsWith(
  'that the linker of LLVM, which reads what that of Visual C++ reads, links agents',
  'lld-link',
  ...mingw,
);

const exported = [...functionInfos, entryPoint].sort((one, other) => (one.name < other.name ? -1 : 1));
const names = exported.map(({ name }) => name);

const forms = [
  { platform: 'win32-x86', prefix: 'i686-w64-mingw32', decorated: true, machine: 'x86' },
  { platform: 'win32-x64', prefix: 'x86_64-w64-mingw32', decorated: false, machine: 'x64' },
] as const;
type Form = (typeof forms)[number];

const symbolOf = ({ decorated }: Form, { name, stdcallBytes }: (typeof exported)[number]): string =>
  decorated ? `_${name}@${stdcallBytes}` : name;

async function printed(program: string, ...words: readonly string[]): Promise<string> {
  const { exitCode, output } = await run(program, words);
  assert.is(exitCode, 0, output);
  return output;
}

test('the definition file for x86 has the 26 names with the bytes that each pops', () => {
  const lines = readFileSync(join(shimFolder, 'edbbcli.x86.def'), 'utf8').trimEnd().split('\n');
  assert.equal(
    lines.slice(3).map((line) => line.trim()),
    exported.map(({ name, stdcallBytes }) => `${name}@${stdcallBytes}`),
  );
});

for (const form of forms) {
  windows(
    `${form.platform}: the import library has each function by both of its symbols, and the table of the DLL`,
    async () => {
      const file = join(await library(form.platform), 'edbbcli.lib');
      const symbols = (await printed(`${form.prefix}-nm`, '--defined-only', '--format=posix', file))
        .split('\n')
        .flatMap((line) => /^(\S+) [TI] /.exec(line)?.[1] ?? [])
        .filter((symbol) => !symbol.startsWith('.'));
      const wanted = exported.map((info) => symbolOf(form, info)).flatMap((symbol) => [symbol, `__imp_${symbol}`]);
      const table = ['__IMPORT_DESCRIPTOR_edbbcli', '__NULL_IMPORT_DESCRIPTOR', '\x7fedbbcli_NULL_THUNK_DATA'];
      assert.equal(symbols.sort(), [...wanted, ...table].sort());
    },
  );
}

/** A program that imports every function, without a C library. */
async function everyImport(form: Form): Promise<string> {
  const source = join(scratch(), 'everyImport.c');
  const object = join(scratch(), `everyImport-${form.machine}.o`);
  const uses = functionInfos.map(({ name }) => `(void *)${name}`).join(', ');
  const main = `int start(void) { return addresses[1] == addresses[0]; }`;
  const text = `#define EDBPROOF_UNDOCUMENTED\n#include "edbbcli.h"\nvoid *const volatile addresses[] = {${uses}};\n${main}\n`;
  writeFileSync(source, text);
  await printed(`${form.prefix}-gcc`, '-std=c99', '-O1', '-c', '-I', join(shimFolder, 'include'), '-o', object, source);
  return object;
}

/** What a program imports from edbbcli.dll, and how many DLLs it names, from its import table. */
async function importsOf(
  form: Form,
  program: string,
): Promise<{ names: readonly string[]; libraries: readonly string[] }> {
  const facts = await printed(`${form.prefix}-objdump`, '-p', program);
  const names = [...facts.matchAll(/^\t[0-9a-f]+\t +\d+ {2}(\w\S*)$/gm)].map(([, name = '']) => name);
  const libraries = [...facts.matchAll(/DLL Name: (\S+)$/gm)].map(([, name = '']) => name);
  return { names, libraries };
}

const called = functionInfos.map(({ name }) => name).sort();

for (const form of forms) {
  const entry = form.decorated ? '_start' : 'start';
  const link = async (
    linker: string,
    words: (library: string, object: string, program: string) => readonly string[],
  ) => {
    const program = join(scratch(), `linked-${linker}-${form.machine}.exe`);
    const folder = await library(form.platform);
    const made: Run = await run(linker, words(join(folder, 'edbbcli.lib'), await everyImport(form), program));
    assert.is(made.exitCode, 0, made.output);
    assert.equal(await importsOf(form, program), { names: called, libraries: ['edbbcli.dll'] });
  };
  windows(`${form.platform}: the linker of binutils makes a program that imports the undecorated names`, () =>
    link(`${form.prefix}-ld`, (file, object, program) => ['-e', entry, '-o', program, object, file]),
  );
  withLld(`${form.platform}: so does the linker of LLVM`, () =>
    link('lld-link', (file, object, program) => [
      '/entry:start',
      '/subsystem:console',
      '/safeseh:no',
      `/out:${program}`,
      object,
      file,
    ]),
  );
}

/** The DLL's own table of names, in its order. */
windows('each import carries the place that its name has in the table of the DLL', async () => {
  for (const form of forms) {
    const folder = await library(form.platform);
    const facts = await printed(`${form.prefix}-objdump`, '-p', join(folder, 'edbbcli.dll'));
    const table = [...facts.matchAll(/^\t\[ *(\d+)\](?: \+base\[ *\d+\] +[0-9a-f]+)? (\w+)$/gm)].map(
      ([, , name = '']) => name,
    );
    assert.equal(table, names);
    const file = readFileSync(join(folder, 'edbbcli.lib'));
    for (const [hint, info] of exported.entries()) {
      const words = Buffer.from(`${symbolOf(form, info)}\0edbbcli.dll\0`);
      assert.is(file.readUInt16LE(file.indexOf(words) - 4), hint, info.name);
    }
  }
});

test.run();
