import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathKind } from '../../binding/files/index.ts';
import { flushFolder } from './flushFolder.ts';

/** Makes a folder and those above it that are not there. Node's own way to do that never returns for a folder below /proc. */
export function makeFolder(path: string, flush = flushFolder): void {
  if (pathKind(path) === 'folder') return;
  const above = dirname(path);
  if (above !== path) makeFolder(above, flush);
  makeNewFolder(path, flush);
}

/** Makes a folder that is not there yet. It survives a power failure, as everything that is put into it should. */
export function makeNewFolder(path: string, flush = flushFolder): void {
  mkdirSync(path);
  flush(dirname(path));
}
