import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The folder of the package, seen from where this file is compiled to. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');

/** Programs that tests need, with the packages of Debian and Ubuntu that bring them. */
const packages = {
  gcc: 'gcc libc6-dev',
  'g++': 'g++',
  valgrind: 'valgrind',
  strace: 'strace',
  'i686-w64-mingw32-gcc': 'gcc-mingw-w64-i686-win32',
  'lld-link': 'lld',
  'i686-w64-mingw32-g++': 'g++-mingw-w64-i686-win32',
  'x86_64-w64-mingw32-gcc': 'gcc-mingw-w64-x86-64-win32',
  'x86_64-w64-mingw32-g++': 'g++-mingw-w64-x86-64-win32',
} as const;
export type Tool = keyof typeof packages;

const isThere = (tool: Tool): boolean =>
  process.platform === 'linux' && process.arch === 'x64' && spawnSync(tool, ['--version']).status === 0;

/** Tests that need these programs: without them they fail in CI, and elsewhere are left out with a word about it. */
export function testsWith(what: string, ...tools: readonly Tool[]) {
  const missing = tools.filter((tool) => !isThere(tool));
  const advice = `${missing.join(', ')} not found, or this is no Linux on x64; on Debian and Ubuntu: apt-get install ${missing.map((tool) => packages[tool]).join(' ')}`;
  if (missing.length > 0 && !isCi) process.stdout.write(`Not run: ${what}. ${advice}\n`);
  return (name: string, body: () => void | Promise<void>): void => {
    if (missing.length === 0) test(name, body);
    else if (isCi) test(name, () => assert.unreachable(advice));
  };
}

/** Compiles C with gcc, against our header. What the compiler says is thrown. */
export function compileC(sources: readonly string[], target: string, flags: readonly string[] = []): void {
  const words = ['-Wall', '-Wextra', '-Werror', '-O1', `-I${root}binding/shim/include`, '-o', target, ...sources];
  const run = spawnSync('gcc', [...words, ...flags], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`gcc could not compile ${sources.join(' ')}:\n${run.stderr}`);
}

/** Compiles a source of this package, given from its root, to a shared library. `flags`: -D and the like. */
export const compileLibrary = (source: string, target: string, flags: readonly string[] = []): void =>
  compileC([`${root}${source}`], target, ['-std=gnu99', '-shared', '-fPIC', ...flags]);
