import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entryPoint, functionInfos } from '../../simulator/protocol/index.ts';
import { SHIM_MARKER } from '../host/index.ts';
import { testsWith } from '../testing/tools.ts';
import { library, run, shimFolder } from './testing/builds.ts';

const linux = testsWith('what the Linux library exports', 'gcc');
const windows = testsWith('what the Windows libraries export', 'i686-w64-mingw32-gcc', 'x86_64-w64-mingw32-gcc');
const exported = [...functionInfos, entryPoint];
const names = exported.map(({ name }) => name).sort();

async function printed(program: string, ...words: readonly string[]): Promise<string> {
  const { exitCode, output } = await run(program, words);
  assert.is(exitCode, 0, output);
  return output;
}

linux(
  'the Linux library exports the 25 functions, the entry point and nothing else, and needs the C library only',
  async () => {
    const file = join(await library('linux-x64'), 'libedbbcli.so');
    const symbols = await printed('nm', '--dynamic', '--defined-only', '--format=posix', file);
    const found = symbols
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    assert.equal(found.sort(), names);
    const dynamic = await printed('objdump', '-p', file);
    assert.equal(
      [...dynamic.matchAll(/NEEDED\s+(\S+)/g)].map(([, needed]) => needed),
      ['libc.so.6'],
    );
    assert.match(dynamic, /SONAME\s+libedbbcli\.so\n/);
  },
);

const machines = { 'win32-x86': 'i686', 'win32-x64': 'x86_64' } as const;
type WindowsPlatform = keyof typeof machines;

async function dump(platform: WindowsPlatform, ...words: readonly string[]): Promise<string> {
  return printed(`${machines[platform]}-w64-mingw32-objdump`, ...words, join(await library(platform), 'edbbcli.dll'));
}

for (const platform of ['win32-x86', 'win32-x64'] as const) {
  windows(`${platform}: the 26 names undecorated, and no library that Windows does not have`, async () => {
    const facts = await dump(platform, '-p');
    const table = facts.slice(facts.indexOf('[Ordinal/Name Pointer] Table')).split('\n\n')[0] ?? '';
    assert.equal(
      [...table.matchAll(/^\t\[ *\d+\] (\S+)$/gm)].map(([, name]) => name),
      names,
    );
    const imported = [...facts.matchAll(/DLL Name: (\S+)/g)].map(([, name]) => name?.toLowerCase()).sort();
    assert.equal(imported, ['kernel32.dll', 'msvcrt.dll', 'ws2_32.dll']);
  });
}

/** Bytes that a function pops: of the first `ret` behind the place where its export begins. */
async function poppedBytes(platform: WindowsPlatform): Promise<Map<string, number>> {
  const facts = await dump(platform, '-p');
  const base = Number.parseInt(/ImageBase\s+([0-9a-f]+)/.exec(facts)?.[1] ?? '', 16);
  const addresses = [...facts.matchAll(/^\t\[ *(\d+)\] \+base\[ *\d+\] ([0-9a-f]+) Export RVA/gm)].map(
    ([, , rva = '']) => base + Number.parseInt(rva, 16),
  );
  const code = [...(await dump(platform, '-d', '--no-show-raw-insn')).matchAll(/^ *([0-9a-f]+):\t(\S+) *(.*)$/gm)].map(
    ([, address = '', instruction, operand]) => ({ address: Number.parseInt(address, 16), instruction, operand }),
  );
  return new Map(
    names.map((name, index) => {
      const first = code.findIndex(({ address }) => address === addresses[index]);
      const leaving = code.slice(first).find(({ instruction }) => instruction?.startsWith('ret') === true);
      assert.ok(first >= 0 && leaving !== undefined, name);
      return [name, Number(leaving?.operand?.replace('$', '') || 0)];
    }),
  );
}

windows('each function of the x86 library pops the bytes that its decorated name says', async () => {
  const popped = await poppedBytes('win32-x86');
  for (const { name, stdcallBytes } of exported) assert.is(popped.get(name), stdcallBytes, name);
});

windows('on x64 nobody pops anything: what was read above is read from the code', async () => {
  assert.equal(new Set((await poppedBytes('win32-x64')).values()), new Set([0]));
});

windows('every library carries the mark by which the host tells it from a stranger', async () => {
  for (const platform of ['linux-x64', 'win32-x86', 'win32-x64'] as const) {
    const file = platform === 'linux-x64' ? 'libedbbcli.so' : 'edbbcli.dll';
    assert.ok(readFileSync(join(await library(platform), file)).includes(SHIM_MARKER), platform);
  }
});

test('the export file of the Windows libraries has the 26 names, each once', () => {
  const lines = readFileSync(join(shimFolder, 'edbbcli.def'), 'utf8').trimEnd().split('\n');
  assert.equal(
    lines.slice(2).map((line) => line.trim()),
    names,
  );
});

test('the library knows the functions by the numbers of WIRE.md', () => {
  const source = readFileSync(join(shimFolder, 'src', 'functions.h'), 'utf8');
  const numbered = [...source.matchAll(/^ {2}FUNCTION_(\w+)( = 1)?,?$/gm)].map(([, name]) => name);
  assert.equal(
    numbered,
    functionInfos.map(({ name }) => name),
  );
  const table = readFileSync(join(shimFolder, 'src', 'functions.c'), 'utf8');
  assert.equal(
    [...table.matchAll(/^ {4}\{"(\w+)", /gm)].map(([, name]) => name),
    numbered,
  );
});

test.run();
