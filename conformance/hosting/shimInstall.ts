import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathKind, readBytes } from '../../binding/files/index.ts';
import { SHIM_MARKER, type ShimPlatform } from '../../binding/host/index.ts';
import { libraryName } from './shimLibrary.ts';

/** Added to the name of a library that ours replaces. */
const KEPT_SUFFIX = '.before-edbproof';
/** No library of this API is larger. */
const MAXIMUM_LIBRARY_SIZE_BYTES = 64 * 1024 * 1024;

export type InstallResult =
  | { readonly ok: true; readonly lines: readonly string[] }
  /** Nothing was changed. One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

export interface InstallOrder {
  readonly folder: string;
  readonly platform: ShimPlatform;
  /** The library to install. */
  readonly library: string;
  /** Replace a library that is not ours; it is kept beside. */
  readonly replace: boolean;
}

/** Puts our library into a folder. Every step leaves either the old library or the new one under its name, never none and never half of one. */
export function installShim(order: InstallOrder): InstallResult {
  const { folder, platform, library, replace } = order;
  return onFiles(folder, () => {
    const name = entryName(folder, libraryName(platform)) ?? libraryName(platform);
    const target = join(folder, name);
    const kept = keptPath(folder, name);
    const lines: string[] = [];
    const isStrange = isThere(target) && !isOurs(target);
    if (isStrange) {
      if (pathKind(target) !== 'file') return refuse(`${target} is no ordinary file, and was not touched`);
      if (!replace) return refuse(`${target} is not ours, and was not touched: say --replace to keep it as ${kept}`);
      if (isThere(kept)) return refuse(`${kept} is there already, from another time: move it away first`);
      copyWhole(target, kept);
      lines.push(`kept ${target} as ${kept}`);
    }
    try {
      copyWhole(library, target);
    } catch (error) {
      // Nothing was replaced: what was kept for that would stand in the way of the next time.
      if (isStrange) rmSync(kept, { force: true });
      throw error;
    }
    lines.push(`installed ${target}; undo it with: edbproof shim undo ${folder}`);
    return { ok: true, lines };
  });
}

/** Takes our library out of a folder again, and puts back what was there before. */
export function undoShim(folder: string, platform: ShimPlatform): InstallResult {
  return onFiles(folder, () => {
    const name = entryName(folder, libraryName(platform)) ?? libraryName(platform);
    const target = join(folder, name);
    const kept = keptPath(folder, name);
    if (isThere(target) && !isOurs(target)) return refuse(`${target} is not ours, and was not touched`);
    if (isThere(kept)) {
      renameSync(kept, target);
      return { ok: true, lines: [`put back ${target} as it was before`] };
    }
    if (!isThere(target)) return refuse(`there is no ${name} in ${folder}: nothing to undo`);
    rmSync(target);
    return { ok: true, lines: [`removed ${target}; there was none before`] };
  });
}

/** Whether a library is one of this project. */
function isOurs(path: string): boolean {
  const reading = readBytes(path, MAXIMUM_LIBRARY_SIZE_BYTES);
  return reading.ok && Buffer.from(reading.bytes).includes(SHIM_MARKER, 0, 'latin1');
}

const keptPath = (folder: string, name: string): string =>
  join(folder, entryName(folder, `${name}${KEPT_SUFFIX}`) ?? `${name}${KEPT_SUFFIX}`);

/** A name as the folder has it: Windows programs find EDBBCLI.DLL too. */
const entryName = (folder: string, name: string): string | null =>
  readdirSync(folder).find((entry) => entry.toLowerCase() === name.toLowerCase()) ?? null;

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Copies beside the target, makes the bytes survive a power failure, and gives them their name in one step. */
function copyWhole(from: string, to: string): void {
  const unfinished = `${to}.${process.pid}.unfinished`;
  try {
    copyFileSync(from, unfinished, constants.COPYFILE_EXCL);
    const descriptor = openSync(unfinished, 'r+');
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(unfinished, to);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** What the operating system refuses is a result; anything else is a defect of ours. */
function onFiles(folder: string, act: () => InstallResult): InstallResult {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return refuse(`${folder} is no folder`);
    return act();
  } catch (error) {
    const isSystemError = error instanceof Error && 'syscall' in error;
    if (!isSystemError) throw error;
    return refuse(`${folder}: ${error.message}`);
  }
}

const refuse = (problem: string): InstallResult => ({ ok: false, problem });
