#!/usr/bin/env node
// Builds the drop-in library for every platform that this machine has a compiler for; for Windows, what programs are linked
// with lies beside it: edbbcli.lib.
//
//   node binding/shim/build.mjs [--sanitize | --threads] [--out DIR] [PLATFORM...]
//
// Into built/PLATFORM/ beside this file, or DIR/PLATFORM/. Exit code 0 when something was built and nothing failed, 1
// otherwise, 2 for a wrong command line. --sanitize builds linux-x64-asan for the tests, --threads linux-x64-tsan.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportsOf, importLibrary } from './importLibrary.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sourceFolder = join(here, 'src');

const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Wshadow', '-Wvla', '-Wframe-larger-than=6144'];
// The same sources give the same bytes, wherever they lie: without an address, the linker makes one up from the file's name.
const options = ['-std=c99', ...warnings, '-Werror', '-fvisibility=hidden', `-ffile-prefix-map=${here}=.`, '-shared'];
// For edbbcli.h: this is the library itself, and it has the functions that the header of the SDK lacks.
const common = [...options, '-DEDBBACK_BUILD', '-DEDBPROOF_UNDOCUMENTED'];
const linuxLink = ['-fPIC', '-pthread', '-Wl,-soname,libedbbcli.so', '-Wl,-z,defs', '-ldl'];
const windowsLink = ['-static-libgcc', '-Wl,--no-insert-timestamp', '-lws2_32'];
const checked = ['-O1', '-g', '-fno-omit-frame-pointer', '-fno-sanitize-recover=all'];

const linux = { file: 'libedbbcli.so', compiler: 'gcc', machine: /^x86_64.*linux/, package: 'gcc libc6-dev' };

/** What each platform is built with. `after` follows the sources, as linkers want it. */
const platforms = {
  'linux-x64': {
    ...linux,
    flags: ['-O2', '-fstack-protector-strong', '-D_FORTIFY_SOURCE=2'],
    after: [...linuxLink, '-s', '-Wl,-z,relro,-z,now,-z,noexecstack'],
  },
  'win32-x86': {
    file: 'edbbcli.dll',
    compiler: 'i686-w64-mingw32-gcc',
    resourceCompiler: 'i686-w64-mingw32-windres',
    machine: /^i686.*mingw/,
    package: 'gcc-mingw-w64-i686-win32',
    importsOf: { width: 'x86', names: 'edbbcli.x86.def' },
    flags: ['-O2'],
    // Real agents look for plain names; the definition file has them, the objects have Name@bytes.
    after: [
      join(here, 'edbbcli.def'),
      '-s',
      '-Wl,--enable-stdcall-fixup',
      '-Wl,--nxcompat,--dynamicbase,--image-base=0x10000000',
      ...windowsLink,
    ],
  },
  'win32-x64': {
    file: 'edbbcli.dll',
    compiler: 'x86_64-w64-mingw32-gcc',
    resourceCompiler: 'x86_64-w64-mingw32-windres',
    machine: /^x86_64.*mingw/,
    package: 'gcc-mingw-w64-x86-64-win32',
    importsOf: { width: 'x64', names: 'edbbcli.def' },
    flags: ['-O2'],
    after: [join(here, 'edbbcli.def'), '-s', '-Wl,--nxcompat,--dynamicbase,--image-base=0x180000000', ...windowsLink],
  },
  'linux-x64-asan': { ...linux, flags: [...checked, '-fsanitize=address,undefined'], after: linuxLink },
  'linux-x64-tsan': { ...linux, flags: [...checked, '-fsanitize=thread'], after: linuxLink },
};
const usualPlatforms = ['linux-x64', 'win32-x86', 'win32-x64'];

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @returns {Promise<{ missing: boolean, exitCode: number, output: string }>}
 */
function run(command, parameters) {
  return new Promise((done) => {
    const child = spawn(command, parameters, { env: { ...process.env, LC_ALL: 'C' } });
    let output = '';
    child.stdout.on('data', (piece) => (output += piece));
    child.stderr.on('data', (piece) => (output += piece));
    child.on('error', (error) =>
      done({ missing: 'code' in error && error.code === 'ENOENT', exitCode: 1, output: `${error}` }),
    );
    child.on('close', (exitCode) => done({ missing: false, exitCode: exitCode ?? 1, output }));
  });
}

/**
 * Why a compiler cannot be used; null when it can.
 *
 * @param {typeof platforms[keyof typeof platforms]} platform
 */
async function whyNot({ compiler, resourceCompiler, machine, package: debianPackages }) {
  const { missing, output } = await run(compiler, ['-dumpmachine']);
  const advice = `on Debian and Ubuntu: apt-get install --no-install-recommends ${debianPackages}`;
  if (missing) return `${compiler} was not found; ${advice}`;
  // The gcc of a machine with another processor builds for that one.
  if (!machine.test(output)) return `${compiler} builds for ${output.trim()}; take a machine that it fits`;
  if (resourceCompiler === undefined || !(await run(resourceCompiler, ['--version'])).missing) return null;
  return `${resourceCompiler} was not found; ${advice}`;
}

/**
 * What is linked besides the sources: the table of messages, on Windows. The first program that fails ends it.
 *
 * @param {typeof platforms[keyof typeof platforms]} platform
 * @param {string} object
 */
async function compileResources({ resourceCompiler }, object) {
  if (resourceCompiler === undefined) return { objects: [], exitCode: 0, output: '' };
  const words = ['--output-format=coff', join(here, 'messages.rc'), object];
  return { objects: [object], ...(await run(resourceCompiler, words)) };
}

/**
 * What linkers of programs for Windows read, beside the library. It needs no compiler.
 *
 * @param {typeof platforms[keyof typeof platforms]} platform
 * @param {string} folder
 * @param {string} unfinished what names of files that are not ready begin with
 */
function writeImportLibrary({ file, importsOf }, folder, unfinished) {
  if (importsOf === undefined) return;
  const names = exportsOf(readFileSync(join(here, importsOf.names), 'utf8'));
  writeFileSync(`${unfinished}.lib`, importLibrary(importsOf.width, file, names));
  renameSync(`${unfinished}.lib`, join(folder, file.replace(/dll$/, 'lib')));
}

/**
 * @param {string} name
 * @param {string} outFolder
 * @returns {Promise<'built' | 'missing' | 'failed'>}
 */
async function build(name, outFolder) {
  const platform = platforms[name];
  const reason = await whyNot(platform);
  if (reason !== null) {
    console.log(`${name}: not built, ${reason}`);
    return 'missing';
  }
  const { file, compiler, resourceCompiler, flags, after } = platform;
  const folder = join(outFolder, name);
  mkdirSync(folder, { recursive: true });
  const sources = readdirSync(sourceFolder)
    .filter((source) => source.endsWith('.c'))
    .sort()
    .map((source) => join(sourceFolder, source));
  // Whoever has the old file open keeps it, and nobody sees half a new one.
  const unfinished = join(folder, `.${process.pid}.${file}`);
  const resources = await compileResources(platform, `${unfinished}.o`);
  const linked = [...sources, ...resources.objects, ...after];
  const isReady = resources.exitCode === 0;
  const { exitCode, output } = isReady
    ? await run(compiler, [...common, ...flags, '-o', unfinished, ...linked])
    : resources;
  rmSync(`${unfinished}.o`, { force: true });
  if (exitCode === 0) {
    writeImportLibrary(platform, folder, unfinished);
    renameSync(unfinished, join(folder, file));
    console.log(`${name}: built ${join(folder, file)}`);
    return 'built';
  }
  rmSync(unfinished, { force: true });
  console.log(`${name}: not built, ${isReady ? compiler : resourceCompiler} failed:\n${output.trimEnd()}`);
  return 'failed';
}

/** @param {readonly string[]} words */
function readCommandLine(words) {
  let outFolder = join(here, 'built');
  const names = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--sanitize') names.push('linux-x64-asan');
    else if (word === '--threads') names.push('linux-x64-tsan');
    else if (word === '--out' && rest.length > 0) outFolder = resolve(rest.shift() ?? '');
    else if (Object.hasOwn(platforms, word)) names.push(word);
    else return null;
  }
  return { outFolder, names: names.length === 0 ? usualPlatforms : names };
}

const request = readCommandLine(process.argv.slice(2));
if (request === null) {
  console.error(
    `Usage: node binding/shim/build.mjs [--sanitize | --threads] [--out DIR] [${Object.keys(platforms).join(' | ')}]...`,
  );
  process.exitCode = 2;
} else {
  const results = await Promise.all(request.names.map((name) => build(name, request.outFolder)));
  process.exitCode = results.includes('built') && !results.includes('failed') ? 0 : 1;
}
