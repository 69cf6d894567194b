import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** The folder of the package, seen from where this file is compiled to. */
const root = fileURLToPath(new URL('../../../../', import.meta.url));

const isCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');
export const compiler = process.env['CC'] ?? 'gcc';
const hasCompiler = process.platform === 'linux' && spawnSync(compiler, ['--version']).status === 0;
const missing = 'gcc not found, or this is no Linux; on Debian and Ubuntu: apt-get install gcc libc6-dev';

/** A test that compiles C: fails in CI without a compiler, and is left out elsewhere with a word about it. */
export const compilerTests = (what: string) => {
  if (!hasCompiler && !isCi) process.stdout.write(`Not run: ${what}. ${missing}\n`);
  return (name: string, body: () => void | Promise<void>): void => {
    if (hasCompiler) test(name, body);
    else if (isCi) test(name, () => assert.unreachable(missing));
  };
};

/** As in binding/library, whose helpers are its own. Compiles a source of this package, given from its root, to a shared library. `flags`: -D and the like. */
export function compileLibrary(source: string, target: string, flags: readonly string[] = []): void {
  const words = [
    '-std=gnu99',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-O1',
    '-shared',
    '-fPIC',
    `-I${root}binding/shim/include`,
  ];
  const run = spawnSync(compiler, [...words, ...flags, '-o', target, `${root}${source}`], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${compiler} could not compile ${source}:\n${run.stderr}`);
}
