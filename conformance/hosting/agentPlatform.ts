import { existsSync } from 'node:fs';
import { basename, delimiter, isAbsolute, join, sep } from 'node:path';
import { openFile, pathKind } from '../../binding/files/index.ts';
import type { ShimPlatform } from '../../binding/host/index.ts';
import { ownPlatform } from './shimLibrary.ts';

/** `Machine` of a PE file. Source: Microsoft's PE format. */
const PE_X86 = 0x014c;
const PE_X64 = 0x8664;

/**
 * Which library a command will load: told by the machine of the first Windows program among its words, which may stand
 * behind `wine`. Whatever is no Windows program is one of this computer.
 */
export function platformOfCommand(words: readonly string[], environment: NodeJS.ProcessEnv): ShimPlatform {
  for (const [index, word] of words.entries()) {
    const isProgram = index === 0 || /\.exe$/i.test(word);
    const path = isProgram ? findProgram(word, environment) : null;
    const platform = path === null ? null : windowsPlatform(path);
    if (platform !== null) return platform;
  }
  const [command = ''] = words;
  // A Windows program that lies inside Wine's own disks cannot be looked at from here.
  if (/^wine(64)?$/.test(basename(command))) return 'win32-x64';
  return ownPlatform;
}

/** Wine may have told the kernel that it runs Windows programs (Debian's wine-binfmt). */
const WINE_IN_KERNEL = '/proc/sys/fs/binfmt_misc/wine';

/** Whether a command is a Windows program that this computer does not start by itself. */
export function needsWine(
  command: string,
  environment: NodeJS.ProcessEnv,
  { isWindows = process.platform === 'win32', inKernel = existsSync(WINE_IN_KERNEL) } = {},
): boolean {
  const path = isWindows || inKernel ? null : findProgram(command, environment);
  return path !== null && windowsPlatform(path) !== null;
}

/** A word of the command line as a file: itself, or found on the PATH as a shell would. */
function findProgram(word: string, { PATH }: NodeJS.ProcessEnv): string | null {
  if (isAbsolute(word) || word.includes(sep) || word.includes('/')) return isFile(word) ? word : null;
  if (/\.exe$/i.test(word) && isFile(word)) return word;
  const folders = (PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, word)).find(isFile) ?? null;
}

// Nothing there, a folder, a link to itself: whoever starts it will say what is wrong.
const isFile = (path: string): boolean => pathKind(path) === 'file';

/** The platform of a PE file, null for every other file. */
function windowsPlatform(path: string): ShimPlatform | null {
  const opened = openFile(path);
  // A program that may be run and not read: it is none of Wine's.
  if (!opened.ok) return null;
  const bytesAt = (offset: number, lengthBytes: number): DataView | null => {
    const bytes = new Uint8Array(lengthBytes);
    return opened.file.read(offset, bytes, 0, lengthBytes) < lengthBytes ? null : new DataView(bytes.buffer);
  };
  try {
    const head = bytesAt(0, 64);
    if (head === null || head.getUint16(0) !== 0x4d5a) return null;
    const signature = bytesAt(head.getUint32(0x3c, true), 6);
    if (signature === null) return null;
    if (signature.getUint32(0) !== 0x50450000) return null;
    const machine = signature.getUint16(4, true);
    return machine === PE_X86 ? 'win32-x86' : machine === PE_X64 ? 'win32-x64' : null;
  } finally {
    opened.file.close();
  }
}
