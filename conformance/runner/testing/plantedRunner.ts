import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Runner } from './playText.ts';

/** A defect: one piece of a compiled file of the runner that stands there once, and what is put in its place. */
export interface Plant {
  readonly file: string;
  readonly line: string;
  readonly becomes: string;
}

const dist = fileURLToPath(new URL('../../../', import.meta.url));
const own = 'conformance/runner';

/** Loads a copy of the runner with a defect in it; everything that it imports from elsewhere is the same. */
export async function withPlanted<Result>(plant: Plant, use: (runner: Runner) => Promise<Result>): Promise<Result> {
  const parent = join(dist, '..', '.build-scratch');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'runner-'));
  try {
    mkdirSync(join(folder, 'conformance'));
    const links = [
      'simulator',
      'binding',
      ...readdirSync(join(dist, 'conformance')).map((name) => `conformance/${name}`),
    ];
    for (const name of links.filter((link) => link !== own)) {
      symlinkSync(join(dist, name), join(folder, name), 'junction');
    }
    cpSync(join(dist, own), join(folder, own), { recursive: true, filter: (path) => !/\.(map|test\.js)$/.test(path) });
    const path = join(folder, own, plant.file);
    const pieces = readFileSync(path, 'utf8').split(plant.line);
    if (pieces.length !== 2) throw new Error(`"${plant.line}" does not stand exactly once in ${plant.file}`);
    writeFileSync(path, pieces.join(plant.becomes));
    return await use(await import(pathToFileURL(join(folder, own, 'index.js')).href));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
