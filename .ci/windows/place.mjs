// Where the things are that `.ci/windows/install` made, and how Windows programs are compiled and run with them.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../programs.mjs';
import { compilers, halves, place, planOf } from './halves.mjs';

const wine = join(root, '.ci/windows/wine');

/** What runs here, of 32-bit and 64-bit Windows: the tests are for these. */
export const { widths } = planOf(halves(), false);

/** A scratch folder that Windows programs see as drive W:. */
export function workFolder() {
  mkdirSync(join(place, 'work'), { recursive: true });
  const folder = mkdtempSync(join(place, 'work', 'run-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A path in the work folder as Windows programs name it. */
export const onDriveW = (work, path) => `w:\\${relative(work, path).replaceAll('/', '\\')}`;

/** The folder of our library for Windows, as `npm run build:shim` left it. */
export const shimFolder = (width) => join(root, 'binding/shim/built', `win32-${width}`);

/** Compiles a C program for Windows. */
export function compile(width, words, target) {
  const flags = ['-std=c99', '-O1', '-Wall', '-Wextra', '-Werror', '-static-libgcc'];
  const run = spawnSync(compilers[width], [...flags, '-o', target, ...words], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
}

/** An agent of fixtures/agents, linked with the import library that lies beside our DLL. */
export function compileAgent(width, form, target, agent = 'fixtures/agents') {
  const unicode = form === 'W' ? ['-DUNICODE'] : [];
  const folder = join(root, agent);
  const files = readdirSync(folder).filter((name) => name.endsWith('.c'));
  const sources = [...files.map((name) => join(folder, name)), `-I${join(root, 'binding/shim/include')}`];
  compile(width, [...unicode, ...sources, join(shimFolder(width), 'edbbcli.lib')], target);
}

/** The command line of a Windows program; `work` becomes its drive W:. */
export const wineCommand = (width, words) => ['bash', wine, width, ...words];

export const wineVersion = () => spawnSync('wine', ['--version'], { encoding: 'utf8' }).stdout.trim();

export const wineEnvironment = (work) => ({ EDBPROOF_WINE_WORK: work });

/**
 * Runs a Windows program to its end. What it prints goes through a file: Windows Node under Wine cannot print to a pipe.
 *
 * @returns {Promise<{ exitCode: number | null, output: string }>}
 */
export function runWine(width, words, work, environment = {}) {
  const printed = join(work, 'printed.txt');
  const descriptor = openSync(printed, 'w');
  const [command, ...parameters] = wineCommand(width, words);
  const child = spawn(command, parameters, {
    env: { ...process.env, ...wineEnvironment(work), ...environment },
    stdio: ['ignore', descriptor, descriptor],
    timeout: 300_000,
  });
  closeSync(descriptor);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output: readFileSync(printed, 'utf8') }));
  });
}

/** Puts this project, compiled, and the Windows binary of koffi where Windows Node finds them. */
export function installProject(width, work) {
  const folder = join(work, `project-${width}`);
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['package.json', 'dist', 'binding'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [path, { dev, optional }] of Object.entries(lock.packages)) {
    if (!path.startsWith('node_modules/') || dev === true || optional === true) continue;
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  const architecture = { x86: 'ia32', x64: 'x64' }[width];
  cpSync(join(place, `koffi-${width}`), join(folder, `node_modules/@koromix/koffi-win32-${architecture}`), {
    recursive: true,
  });
  cpSync(join(place, `node-${width}`), join(work, `node-${width}`), { recursive: true });
  return { folder, node: onDriveW(work, join(work, `node-${width}`, 'bin', 'node.exe')) };
}
