// Copies of the built tree in which lines are planted: the checkout itself is never changed.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { runNode } from '../programs.mjs';

/** What a copy does without. */
const leftOut = new Set(['.git', 'node_modules', 'coverage']);

/** Of what was compiled only what runs, which is a third of the files. */
const runs = (/** @type {string} */ path) => !/\.(d\.ts|map)$/.test(path);

const isNative = (/** @type {string} */ file) => file.startsWith('binding/shim/') && !file.endsWith('.ts');

/**
 * @typedef {object} Break
 * @property {string} file
 * @property {string} line
 * @property {string} becomes
 * @property {string} [hangs]
 */

export class Tree {
  /** @type {string} */ folder;
  /** @type {string} */ temporary;
  /** @type {Map<string, string>} */ #originals = new Map();
  /** @type {ReadonlySet<string>} */ #names;
  /** @type {string} */ #root;

  /**
   * A copy of a checkout that was built, inside it so that its packages are found, and ignored by git.
   *
   * @param {string} root
   */
  constructor(root) {
    const parent = join(root, '.build-scratch');
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, `break-${process.pid}-`));
    this.temporary = mkdtempSync(join(tmpdir(), `edbproof-break-${process.pid}-`));
    for (const name of readdirSync(root)) {
      if (leftOut.has(name) || name.startsWith('.build')) continue;
      cpSync(join(root, name), join(this.folder, name), { recursive: true, verbatimSymlinks: true, filter: runs });
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    for (const name of ['only.mjs', 'endOnFailure.mjs']) {
      cpSync(new URL(name, import.meta.url), join(this.folder, name));
    }
    this.#root = root;
    this.#names = new Set(this.#list());
  }

  /**
   * Plants a break; only its file is compiled anew, without its types. Null, or why that cannot be.
   *
   * @param {Break} planted
   * @returns {Promise<string | null>}
   */
  async plant({ file, line, becomes }) {
    const text = readFileSync(join(this.folder, file), 'utf8');
    if (text.split(line).length !== 2) return `the line does not stand exactly once in ${file}`;
    this.#write(
      file,
      text.replace(line, () => becomes),
    );
    if (isNative(file)) return await this.#buildLibrary();
    if (!file.endsWith('.ts')) return null;
    try {
      this.#write(join('dist', file.replace(/\.ts$/, '.js')), compiled(join(this.folder, file)));
      return null;
    } catch (error) {
      return `it does not compile: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`;
    }
  }

  /** Takes away what was planted, and what the tests left: the next break must find what the first one found. */
  async clear() {
    const names = new Set(this.#list());
    for (const name of names)
      if (!this.#names.has(name)) rmSync(join(this.folder, name), { recursive: true, force: true });
    for (const name of this.#names)
      if (!names.has(name)) cpSync(join(this.#root, name), join(this.folder, name), { recursive: true });
    const files = [...this.#originals.keys()];
    for (const [path, text] of this.#originals) writeFileSync(path, text);
    this.#originals.clear();
    if (files.some((path) => isNative(path.slice(this.folder.length + 1)))) await this.#buildLibrary();
    rmSync(this.temporary, { recursive: true, force: true });
    mkdirSync(this.temporary);
  }

  remove() {
    // A test that was just ended may still be writing.
    const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
    rmSync(this.folder, patiently);
    rmSync(this.temporary, patiently);
  }

  #list() {
    const top = readdirSync(this.folder).filter((name) => name !== 'node_modules');
    return top.flatMap((name) =>
      statSync(join(this.folder, name)).isDirectory()
        ? [name, ...readdirSync(join(this.folder, name), { recursive: true }).map((below) => join(name, String(below)))]
        : [name],
    );
  }

  /**
   * @param {string} file
   * @param {string} text
   */
  #write(file, text) {
    const path = join(this.folder, file);
    if (!this.#originals.has(path)) this.#originals.set(path, readFileSync(path, 'utf8'));
    writeFileSync(path, text);
  }

  async #buildLibrary() {
    const { ok, output } = await runNode(['binding/shim/build.mjs', 'linux-x64'], this.folder);
    const failure = /^.*: not built, .* failed.*$/m.exec(output)?.[0];
    return ok && failure === undefined ? null : (failure ?? output.trim().split('\n').at(-1) ?? 'it does not build');
  }
}

/** @param {string} path */
function compiled(path) {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    configFile: false,
    swcrc: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript' },
      transform: { verbatimModuleSyntax: true },
      rewriteRelativeImportExtensions: true,
    },
  });
  return code;
}
