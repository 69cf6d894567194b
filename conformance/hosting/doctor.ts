import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ShimPlatform } from '../../binding/host/index.ts';
import { buildCommand, builtLibrary, libraryName, shimPlatforms } from './shimLibrary.ts';

/** A part that edbproof can use, and whether it is there. */
export interface DoctorFinding {
  readonly part: string;
  /** What can be done with it. */
  readonly use: string;
  readonly found: boolean;
  /** Its version or place; or the line that brings it. */
  readonly text: string;
}

/** Runs a program and answers what it printed; null when there is none. */
export type Ask = (command: string, parameters: readonly string[]) => Promise<string | null>;

const PATIENCE_MILLISECONDS = 15_000;

const ask: Ask = (command, parameters) =>
  new Promise((resolve) => {
    execFile(
      command,
      [...parameters],
      { timeout: PATIENCE_MILLISECONDS, encoding: 'utf8' },
      (error, stdout, stderr) => {
        resolve(error === null ? `${stdout}${stderr}` : null);
      },
    );
  });

interface Program {
  readonly part: string;
  readonly use: string;
  /** The first of them that is there counts. */
  readonly commands: readonly string[];
  /** Line that installs it on Debian and Ubuntu. */
  readonly install: string;
}

const apt = (packages: string): string => `apt-get install -y --no-install-recommends ${packages}`;

const programs: readonly Program[] = [
  { part: 'C compiler', use: 'builds linux-x64', commands: ['gcc'], install: apt('gcc libc6-dev') },
  {
    part: 'C compiler for Windows x86',
    use: 'builds win32-x86',
    commands: ['i686-w64-mingw32-gcc'],
    install: apt('gcc-mingw-w64-i686-win32'),
  },
  {
    part: 'C compiler for Windows x64',
    use: 'builds win32-x64',
    commands: ['x86_64-w64-mingw32-gcc'],
    install: apt('gcc-mingw-w64-x86-64-win32'),
  },
  {
    part: 'Wine',
    use: 'runs Windows x64 agents on this machine',
    commands: ['wine64', 'wine'],
    install: apt('wine wine64'),
  },
];

/** A root of the i386 architecture, where `.ci/windows/install` makes it: Wine for 32-bit programs runs in it. */
const root32 = '/var/cache/edbproof/windows/i386';

/**
 * What makes it. Not `dpkg --add-architecture i386`, which breaks every later `apt-get update` where a mirror has no index of that
 * architecture: `.ci/windows/install` says the same.
 */
const install32 = `${apt('mmdebstrap arch-test')} && mmdebstrap --mode=root --variant=minbase --arch=i386 --include=wine,wine32 bookworm ${root32}`;

/** What runs 32-bit programs in Wine, where Debian, WineHQ, Arch and Fedora put it: a Wine without it answers `--version` all the same. */
const wine32Files = [
  '/usr/lib/i386-linux-gnu/wine/i386-unix/ntdll.so',
  '/opt/wine-stable/lib/wine/i386-unix/ntdll.so',
  '/opt/wine-devel/lib/wine/i386-unix/ntdll.so',
  '/opt/wine-staging/lib/wine/i386-unix/ntdll.so',
  '/usr/lib/wine/i386-unix/ntdll.so',
  '/usr/lib32/wine/i386-unix/ntdll.so',
  `${root32}/usr/lib/i386-linux-gnu/wine/i386-unix/ntdll.so`,
] as const;

/**
 * Looks what is there of the parts that not everybody needs. `builtFolder`: where the libraries are; that of the package unless told.
 * `isThere`: whether there is a file.
 */
export async function examine(
  askProgram: Ask = ask,
  builtFolder?: string,
  isThere: (path: string) => boolean = existsSync,
): Promise<readonly DoctorFinding[]> {
  const libraries = shimPlatforms.map((platform) => libraryFinding(platform, builtFolder));
  const found = await Promise.all(programs.map((program) => programFinding(program, askProgram)));
  return [...libraries, ...found, await wine32Finding(askProgram, isThere), koffiFinding()];
}

function libraryFinding(platform: ShimPlatform, builtFolder: string | undefined): DoctorFinding {
  const path = builtLibrary(platform, builtFolder);
  const use =
    platform === 'linux-x64' ? 'agents of this machine' : `agents for Windows ${platform.slice('win32-'.length)}`;
  return { part: `${platform}/${libraryName(platform)}`, use, found: path !== null, text: path ?? buildCommand };
}

async function programFinding({ part, use, commands, install }: Program, askProgram: Ask): Promise<DoctorFinding> {
  for (const command of commands) {
    const answer = await askProgram(command, ['--version']);
    if (answer !== null) return { part, use, found: true, text: answer.split('\n')[0]?.trim() || command };
  }
  return { part, use, found: false, text: install };
}

/** Where the kernel runs no 32-bit programs nothing can be installed that helps. Without arch-test nothing is known against it. */
async function wine32Finding(askProgram: Ask, isThere: (path: string) => boolean): Promise<DoctorFinding> {
  const subject = { part: 'Wine for 32-bit programs', use: 'runs Windows x86 agents on this machine' };
  const architectures = await askProgram('arch-test', []);
  if (architectures !== null && !architectures.split('\n').includes('i386'))
    return { ...subject, found: false, text: 'another machine: the kernel of this one runs no 32-bit programs' };
  const path = wine32Files.find(isThere);
  const shown = path?.startsWith(root32) === true ? `in a root of its own, for chroot: ${root32}` : path;
  return { ...subject, found: path !== undefined, text: shown ?? install32 };
}

/** The package is there on every machine; the part that is compiled may not be. */
function koffiFinding(): DoctorFinding {
  const part = 'koffi';
  const use = 'calls a native library: edbproof drive';
  try {
    const load = createRequire(import.meta.url);
    const { version }: { version: string } = load('koffi');
    return { part, use, found: true, text: version };
  } catch {
    return { part, use, found: false, text: 'npm install koffi' };
  }
}
