import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { compileLibrary } from '../../testing/tools.ts';
import { openLibrary } from '../openLibrary.ts';

/** The library of echo.c, opened, and what it was given. */
export interface Echo extends Extract<ReturnType<typeof openLibrary>, { ok: true }> {
  /** The lines since the last look, one a call. */
  seen(): string[];
}

/** Compiles echo.c into a folder and returns the path of the library and of its log. */
export function buildEcho(folder: string, name: string, flags: readonly string[] = []): { path: string; log: string } {
  const path = join(folder, `${name}.so`);
  const log = join(folder, `${name}.log`);
  compileLibrary('binding/library/testing/echo.c', path, [`-DLOG_PATH="${log}"`, ...flags]);
  return { path, log };
}

export function openEcho(folder: string, name: string, flags: readonly string[] = []): Echo {
  const { path, log } = buildEcho(folder, name, flags);
  const opening = openLibrary(path);
  if (!opening.ok) throw new Error(`${opening.problem}. ${opening.advice}`);
  assert.match(opening.description, /^64-bit Linux library/);
  const seen = (): string[] => {
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    rmSync(log);
    return lines;
  };
  return { ...opening, seen };
}

/** Text as echo.c prints it. */
export const wideHex = (text: string): string =>
  `W:${Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0')).join('')}`;
export const ansiHex = (bytes: Uint8Array): string => `A:${Buffer.from(bytes).toString('hex')}`;
