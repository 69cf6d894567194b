import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ShimPlatform } from '../../binding/host/index.ts';

export const shimPlatforms = ['linux-x64', 'win32-x86', 'win32-x64'] as const satisfies readonly ShimPlatform[];

const builtFolder = fileURLToPath(new URL('../../../binding/shim/built/', import.meta.url));

/** Name of the drop-in library, as agents look for it. */
export const libraryName = (platform: ShimPlatform): string =>
  platform === 'linux-x64' ? 'libedbbcli.so' : 'edbbcli.dll';

/** The folder that an agent must be shown. */
export const libraryFolder = (platform: ShimPlatform, folder: string = builtFolder): string =>
  `${folder.replace(/\/$/, '')}/${platform}`;

/** The drop-in library of this package; null when it was not built. */
export function builtLibrary(platform: ShimPlatform, folder: string = builtFolder): string | null {
  const path = `${libraryFolder(platform, folder)}/${libraryName(platform)}`;
  return existsSync(path) ? path : null;
}

/** What to do about a library that is not there. */
export const buildCommand = 'npm run build:shim';
export const buildAdvice = `build it with: ${buildCommand}`;

/** The platform of a library for this machine's own programs. */
export const ownPlatform: ShimPlatform =
  process.platform !== 'win32' ? 'linux-x64' : process.arch === 'ia32' ? 'win32-x86' : 'win32-x64';
