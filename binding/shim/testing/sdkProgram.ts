import { join } from 'node:path';
import { codeInfos, formatCode } from '../../../simulator/protocol/index.ts';
import { shimFolder } from './builds.ts';

/** A way to compile a program with edbbcli.h. */
export interface HeaderForm {
  /** `win32-x86 C++ A`: where it runs, its language, and which half of the A/W pairs it means. */
  readonly name: string;
  readonly compiler: string;
  readonly isWindows: boolean;
  readonly flags: readonly string[];
}

const targets = [
  { platform: 'linux-x64', prefix: '' },
  { platform: 'win32-x86', prefix: 'i686-w64-mingw32-' },
  { platform: 'win32-x64', prefix: 'x86_64-w64-mingw32-' },
] as const;
const languages = [
  { language: 'C', suffix: 'gcc', words: ['-std=c11', '-x', 'c'] },
  { language: 'C++', suffix: 'g++', words: ['-std=c++11', '-x', 'c++'] },
] as const;

/** C and C++, A and W, on Linux and both Windows; and the two ways in which compilers for Linux differ about characters. */
export const headerForms: readonly HeaderForm[] = [
  ...targets.flatMap(({ platform, prefix }) =>
    languages.flatMap(({ language, suffix, words }) =>
      (['A', 'W'] as const).map((form) => ({
        name: `${platform} ${language} ${form}`,
        compiler: `${prefix}${suffix}`,
        isWindows: prefix !== '',
        flags: form === 'W' ? [...words, '-DUNICODE'] : words,
      })),
    ),
  ),
  ...(['-funsigned-char', '-fshort-wchar'] as const).flatMap((option) =>
    (['A', 'W'] as const).map((form) => ({
      name: `linux-x64 C ${form} ${option}`,
      compiler: 'gcc',
      isWindows: false,
      flags: ['-std=c11', '-x', 'c', option, ...(form === 'W' ? ['-DUNICODE'] : [])],
    })),
  ),
];

/** What compiles sdkProgram.c in a form, against a header still to be named, and the program that it makes. */
export function sdkProgram({ flags }: HeaderForm, program: string) {
  const codes = codeInfos.filter(({ origin }) => origin === 'EDBMSG.H');
  const stated = codes.map(({ name, value }) => `CODE(${name}, ${formatCode(value)}u);`).join(' ');
  const strict = ['-Wall', '-Wextra', '-Werror', '-O1', `-DEVERY_CODE=${stated}`];
  return { program, words: [...flags, ...strict, '-o', program, join(shimFolder, 'testing', 'sdkProgram.c')] };
}
