import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  Annotation,
  BACKUP_DISABLE_INCREMENTAL,
  BackupType,
  Bft,
  BftFlag,
  codeInfos,
  functionInfos,
} from '../../simulator/protocol/index.ts';
import { testsWith } from '../testing/tools.ts';
import { run, scratch, shimFolder } from './testing/builds.ts';
import { messageHeader } from './testing/messageHeader.ts';
import { type HeaderForm, headerForms, sdkProgram } from './testing/sdkProgram.ts';

const tools = [
  'gcc',
  'g++',
  'i686-w64-mingw32-gcc',
  'i686-w64-mingw32-g++',
  'x86_64-w64-mingw32-gcc',
  'x86_64-w64-mingw32-g++',
] as const;
const compiled = testsWith('what programs find in the header', ...tools);

const include = join(shimFolder, 'include');
const header = readFileSync(join(include, 'edbbcli.h'), 'utf8');

/** Null when a program for the SDK's header compiles with this one and finds true what it takes for granted. */
async function untruth(form: HeaderForm, includeFolder: string): Promise<string | null> {
  const { words, program } = sdkProgram(form, join(scratch(), 'sdkProgram.exe'));
  const made = await run(form.compiler, [...words, '-I', includeFolder]);
  if (made.exitCode !== 0) return made.output;
  if (form.isWindows) return null; // Run under Wine, by `npm run test:windows`.
  const { exitCode, output } = await run(program, []);
  return exitCode === 0 ? null : `untrue when run: ${output}`;
}

for (const form of headerForms) {
  compiled(`${form.name}: types, sizes, signs and truths are those of the SDK's header`, async () => {
    assert.is(await untruth(form, include), null);
  });
}

/** What the header might say instead, as it did or could: each must be noticed in the form that it is wrong in. */
const plants: readonly (readonly [right: string, wrong: string, form: string])[] = [
  ['#define BFT_LOG_DIR ((BFT)0x82)', '#define BFT_LOG_DIR 0x82', 'linux-x64 C A'],
  ['#define BFT_CHECKPOINT_DIR ((BFT)0x83)', '#define BFT_CHECKPOINT_DIR ((unsigned char)0x83)', 'linux-x64 C++ A'],
  ['#define BFT_PATCH_FILE ((BFT)0x28)', '#define BFT_PATCH_FILE ((BFT)0x25)', 'win32-x86 C W'],
  ['#define BFT_DIRECTORY 0x80', '#define BFT_DIRECTORY ((BFT)0x80)', 'linux-x64 C A'],
  ['typedef DWORD ERR;', 'typedef LONG ERR;', 'win32-x64 C++ W'],
  ['typedef LONG C;', 'typedef ULONG C;', 'win32-x86 C A'],
  ['typedef TCHAR BFT;', 'typedef unsigned char BFT;', 'win32-x64 C A'],
  ['HRESULT EDBBACK_API HrBackupEnd', 'ERR EDBBACK_API HrBackupEnd', 'win32-x86 C++ A'],
  ['IN HRESULT hrRestoreState', 'IN ERR hrRestoreState', 'linux-x64 C W'],
  ['__declspec(dllimport) __stdcall', '__declspec(dllimport)', 'win32-x86 C A'],
  ['struct tagEDB_RSTMAPA {', 'struct {', 'linux-x64 C++ W'],
  ['EDB_RSTMAPW, *PEDB_RSTMAPW;', 'EDB_RSTMAPW;', 'linux-x64 C A'],
  ['#define EDB_RSTMAP EDB_RSTMAPA', 'typedef EDB_RSTMAPA EDB_RSTMAP;', 'linux-x64 C A'],
  ['#define RPC_STRING\n', '#define RPC_STRINGS\n', 'win32-x64 C W'],
  ['#ifndef _EDBBCLI_\n#define _EDBBCLI_', '#ifndef EDBPROOF_H\n#define EDBPROOF_H', 'win32-x64 C++ A'],
  ['#include "edbmsg.h"', '', 'linux-x64 C++ A'],
  ['typedef char16_t WCHAR;', 'typedef uint16_t WCHAR;', 'linux-x64 C++ W'],
  ['#ifdef EDBPROOF_UNDOCUMENTED', '#if 1', 'linux-x64 C A'],
];

compiled('a header that says another type, size, sign or value is told from the one of the SDK', async () => {
  for (const [index, [right, wrong, name]] of plants.entries()) {
    assert.ok(header.includes(right), right);
    const folder = join(scratch(), `header-${index}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'edbbcli.h'), header.replaceAll(right, wrong));
    writeFileSync(join(folder, 'edbmsg.h'), readFileSync(join(include, 'edbmsg.h')));
    const form = headerForms.find((candidate) => candidate.name === name);
    if (form === undefined) throw new Error(`there is no form ${name}`);
    assert.is.not(await untruth(form, folder), null, `${wrong} in ${name}`);
  }
});

const imports = {
  'i686-w64-mingw32-gcc': ['__imp__HrBackupEnd@4', '_HrBackupEnd@4'],
  'x86_64-w64-mingw32-gcc': ['__imp_HrBackupEnd', 'HrBackupEnd'],
} as const;

compiled(
  'programs import the functions through the import table, and the library that defines them does not',
  async () => {
    const source = join(scratch(), 'imports.c');
    const object = join(scratch(), 'imports.o');
    writeFileSync(source, '#include "edbbcli.h"\nint main(void) { return (int)HrBackupEnd(0); }\n');
    for (const [compiler, [imported, defined]] of Object.entries(imports)) {
      for (const [flag, symbol] of [
        ['-DPROGRAM', imported],
        ['-DEDBBACK_BUILD', defined],
      ] as const) {
        const made = await run(compiler, [flag, '-c', '-O1', '-I', include, '-o', object, source]);
        assert.is(made.exitCode, 0, made.output);
        const symbols = (await run(compiler.replace(/gcc$/, 'nm'), ['--undefined-only', '--format=posix', object]))
          .output;
        assert.ok(
          symbols.split('\n').some((line) => line.startsWith(`${symbol} `)),
          symbols,
        );
      }
    }
  },
);

const agent = `
#include <stddef.h>
#define EDBPROOF_UNDOCUMENTED
#include "edbbcli.h"
int main(void) {
  HBC context = NULL;
  LARGE_INTEGER size;
  DWORD bytes = BACKUP_DISABLE_INCREMENTAL;
  BFT token = (BFT)BFT_LOG_DIR;
  ERR code = HrBackupPrepare(NULL, NULL, 0, BACKUP_TYPE_FULL, &context);
  size.QuadPart = 0;
  if (code == hrNone) code = HrBackupOpenFile(context, NULL, 65536, &size);
  if (code == hrNone) code = HrBackupRead(context, &token, size.LowPart + (DWORD)size.u.HighPart, &bytes);
  BackupFree(NULL);
  if (I_HrCheckBackupLogs(NULL) != hrNone) return 1;
  return (int)I_HrRestoreW(context, NULL, NULL, NULL, NULL, NULL, NULL, NULL, &size);
}
`;

compiled('the header compiles without a warning in the oldest dialects too', async () => {
  for (const [extension, suffix, standards] of [
    ['c', 'gcc', ['-std=c99', '-std=c11', '-std=c17']],
    ['cpp', 'g++', ['-std=c++98', '-std=c++11', '-std=c++20']],
  ] as const) {
    const source = join(scratch(), `agent.${extension}`);
    writeFileSync(source, agent);
    for (const compiler of ['', 'i686-w64-mingw32-', 'x86_64-w64-mingw32-'].map((prefix) => `${prefix}${suffix}`)) {
      for (const words of standards.flatMap((standard) => [
        [standard, '-DUNICODE'],
        [standard, '-DANSI'],
      ])) {
        const strict = ['-Wall', '-Wextra', '-pedantic', '-Werror', '-fsyntax-only', '-I', include];
        const { exitCode, output } = await run(compiler, [...words, ...strict, source]);
        assert.is(exitCode, 0, `${compiler} ${words}: ${output}`);
      }
    }
  }
});

test('the header has the tokens and values of simulator/protocol', () => {
  const numbers = [...header.matchAll(/^#define (\w+) (?:\(\(BFT\))?(0x[0-9a-fA-F]+)\)?$/gm)];
  const defined = new Map(numbers.map(([, name = '', value]) => [name, Number(value)]));
  const expected = { ...Bft, ...BftFlag, ...BackupType, BACKUP_DISABLE_INCREMENTAL };
  assert.equal(Object.fromEntries([...defined].sort()), Object.fromEntries(Object.entries(expected).sort()));
  const texts = [...header.matchAll(/^#define (\w+) "(.*)"$/gm)].map(([, name, value]) => [name, value]);
  assert.equal(Object.fromEntries(texts), Annotation);
});

test('edbmsg.h is what the codes of simulator/protocol give: the 183 names of EDBMSG.H, and the one of Windows', () => {
  const written = readFileSync(join(include, 'edbmsg.h'), 'utf8');
  assert.is(written, messageHeader(), 'write it anew: npm run build && node .ci/shimMessages.mjs');
  const names = [...written.matchAll(/^#define (hr\w+) \(\(HRESULT\)(0x[0-9A-F]{8})L\)$/gm)];
  assert.is(codeInfos.filter(({ origin }) => origin === 'EDBMSG.H').length, 183);
  assert.is(new Set(names.map(([, name]) => name)).size, 184);
  assert.is(new Set(names.map(([, , value]) => value)).size, 184, 'a switch can have them all');
});

test('the header declares each function with the parameters that simulator/protocol has', () => {
  const declarations = new Map(
    [...header.matchAll(/^(HRESULT|VOID) EDBBACK_API (\w+)\(([^)]*)\);$/gm)].map(
      ([, returns, name = '', list = '']) => [name, { returns, list }],
    ),
  );
  assert.equal(
    [...declarations.keys()].sort(),
    functionInfos.map(({ name }) => name).sort(),
    'the entry point is none of them',
  );
  for (const { name, returns, parameters } of functionInfos) {
    const declared = declarations.get(name);
    assert.is(declared?.returns, returns, name);
    const types = declared?.list.split(',').map((parameter) =>
      parameter
        .trim()
        .replace(/^(IN|OUT) /, '')
        .replace(/(\w+)(\[\])?$/, (_, __, rows) => (rows === undefined ? '' : '*'))
        .replace(/^CHAR /, 'char ')
        .trim(),
    );
    assert.equal(
      types,
      parameters.map(({ cType }) => cType),
      name,
    );
  }
});

test.run();
