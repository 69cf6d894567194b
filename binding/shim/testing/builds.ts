import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../testing/tools.ts';

export const shimFolder = join(root, 'binding', 'shim');

export interface Run {
  readonly exitCode: number;
  /** Both streams. */
  readonly output: string;
}

/** A program with two minutes of time. Its failure is a result. */
export const run = (program: string, words: readonly string[], env?: NodeJS.ProcessEnv): Promise<Run> =>
  new Promise((done) => {
    // uvu sets FORCE_COLOR, and Node warns on stderr where it sees NO_COLOR beside it.
    const environment = { ...process.env, FORCE_COLOR: undefined, LC_ALL: 'C', ...env };
    const options = { timeout: 120_000, maxBuffer: 64 * 1024 * 1024, env: environment };
    execFile(program, words, options, (error, output, errors) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ exitCode, output: `${output}${errors}` });
    });
  });

let scratchFolder: string | null = null;

/** One folder for everything that the tests of this folder build; gone when the process ends. */
export function scratch(): string {
  if (scratchFolder !== null) return scratchFolder;
  const made = mkdtempSync(join(tmpdir(), 'edbproof-shim-'));
  scratchFolder = made;
  process.on('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The library under AddressSanitizer and UBSan, and under ThreadSanitizer. */
type CheckedPlatform = 'linux-x64-asan' | 'linux-x64-tsan';

export type BuiltPlatform = 'linux-x64' | 'win32-x86' | 'win32-x64' | CheckedPlatform;

const built = new Map<string, Promise<string>>();

/** Does something once in a process, however many tests ask for it. */
function once(key: string, make: () => Promise<string>): Promise<string> {
  const known = built.get(key);
  if (known !== undefined) return known;
  const making = make();
  built.set(key, making);
  return making;
}

const fileNames = { 'linux-x64': 'libedbbcli.so', 'win32-x86': 'edbbcli.dll', 'win32-x64': 'edbbcli.dll' } as const;

/** Whether `npm run build:shim` has built it since the sources were last changed. */
function isBuilt(platform: keyof typeof fileNames): boolean {
  const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(shimFolder, 'src')).map((name) => join(shimFolder, 'src', name));
  const others = [
    'build.mjs',
    'importLibrary.mjs',
    'edbbcli.def',
    'edbbcli.x86.def',
    'messages.rc',
    'include/edbbcli.h',
    'include/edbmsg.h',
  ].map((name) => join(shimFolder, name));
  const builtAt = changed(join(shimFolder, 'built', platform, fileNames[platform]));
  return [...sources, ...others].every((path) => changed(path) < builtAt);
}

/** The folder with a library that was built from the sources as they are now. */
export const library = (platform: BuiltPlatform): Promise<string> =>
  once(platform, async () => {
    const isChecked = platform === 'linux-x64-asan' || platform === 'linux-x64-tsan';
    if (!isChecked && isBuilt(platform)) return join(shimFolder, 'built', platform);
    const folder = join(scratch(), 'built');
    const script = join(shimFolder, 'build.mjs');
    const { exitCode, output } = await run(process.execPath, [script, '--out', folder, platform]);
    if (exitCode !== 0) throw new Error(output);
    return join(folder, platform);
  });

const strict = ['-std=c99', '-Wall', '-Wextra', '-Werror', '-I', join(shimFolder, 'include'), '-O1', '-g'];
const checked = ['-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];
const checkers = {
  'linux-x64': [],
  'linux-x64-asan': ['-fsanitize=address,undefined', ...checked],
  'linux-x64-tsan': ['-fsanitize=thread', ...checked],
} as const;

/** The driver, linked with the library as an agent is; under the same checkers as the library is built with. */
export const driverProgram = (platform: keyof typeof checkers): Promise<string> =>
  once(`driver ${platform}`, async () => {
    const folder = await library(platform);
    const program = join(scratch(), `driver-${platform}`);
    const sources = ['driver.c', 'driverWork.c'].map((name) => join(shimFolder, 'testing', name));
    const link = ['-L', folder, '-ledbbcli', `-Wl,-rpath,${folder}`, '-pthread', '-rdynamic', '-ldl'];
    const { exitCode, output } = await run('gcc', [
      ...strict,
      ...checkers[platform],
      '-o',
      program,
      ...sources,
      ...link,
    ]);
    if (exitCode !== 0) throw new Error(output);
    return program;
  });

/** real.c: the library that is recorded. `flags` plant what is wrong with it. */
export const realLibrary = (name: string, flags: readonly string[] = []): Promise<string> =>
  once(`real ${name}`, async () => {
    const path = join(scratch(), `${name}.so`);
    const source = join(shimFolder, 'testing', 'real.c');
    const { exitCode, output } = await run('gcc', [...strict, ...flags, '-shared', '-fPIC', '-o', path, source]);
    if (exitCode !== 0) throw new Error(output);
    return path;
  });
