// Programs for x64 and for x86 Windows need different things of a machine: what can run here, what is not installed, and what is
// to be said of a half that does not run.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const place = process.env.EDBPROOF_WINDOWS ?? '/var/cache/edbproof/windows';

/** 32-bit and 64-bit Windows. */
const allWidths = ['x86', 'x64'];

export const compilers = { x86: 'i686-w64-mingw32-gcc', x64: 'x86_64-w64-mingw32-gcc' };

/** Where `.ci/windows/install` leaves what each half needs. */
const madeByInstall = {
  x86: ['i386/.complete', 'prefix-x86/.complete', 'node-x86', 'koffi-x86'],
  x64: ['prefix-x64/.complete', 'node-x64', 'koffi-x64'],
};

const INSTALL = 'on Debian 12, as root: bash .ci/windows/install';

/** How a machine is asked; tests put another in its place. */
const thisMachine = {
  exitCodeOf: (command, ...words) => spawnSync(command, words).status,
  exists: existsSync,
  isRoot: process.getuid?.() === 0,
  environment: process.env,
};

/**
 * Whether the kernel runs 32-bit programs, as `.ci/windows/install` finds out, which also installs arch-test. EDBPROOF_WITHOUT_X86
 * pretends that it does not.
 */
function runs32Bit({ exitCodeOf, environment }) {
  if ((environment.EDBPROOF_WITHOUT_X86 ?? '') !== '') return false;
  // 1 is its no; without it, or where it cannot tell, nothing is known against it.
  return exitCodeOf('arch-test', 'i386') !== 1;
}

/**
 * Both halves. `impossible` says why a half can never run on this machine; `absent` what it lacks, which can be had.
 *
 * @returns {{ width: string, impossible: string | null, absent: string[] }[]}
 */
export function halves(machine = thisMachine) {
  return allWidths.map((width) => {
    const impossible =
      width === 'x86' && !runs32Bit(machine) ? 'the kernel of this machine runs no 32-bit programs' : null;
    const needed = [compilers[width], compilers[width].replace(/gcc$/, 'g++'), ...(width === 'x64' ? ['wine'] : [])];
    const absent = [
      ...needed.filter((program) => machine.exitCodeOf(program, '--version') !== 0),
      ...madeByInstall[width].map((name) => join(place, name)).filter((path) => !machine.exists(path)),
      ...(width === 'x64' || machine.isRoot ? [] : ['the rights of root, for the root of 32-bit programs']),
    ];
    return { width, impossible, absent: impossible === null ? absent : [] };
  });
}

const isReady = ({ impossible, absent }) => impossible === null && absent.length === 0;

/**
 * What is run, what is said of the rest, and how many halves have failed by not being there: in CI each that could be, and
 * everywhere the last.
 *
 * @returns {{ widths: string[], notRun: string[], failed: number }}
 */
export function planOf(found, isCi) {
  const ready = found.filter(isReady);
  const absent = found.filter((half) => half.impossible === null && !isReady(half));
  const notRun = found
    .filter((half) => !isReady(half))
    .map(({ width, impossible, absent: things }) => {
      const why = impossible ?? `for want of ${things.join(', ')}; ${INSTALL}`;
      return `Not run: programs for ${width} Windows under Wine, ${impossible === null ? why : `because ${why}`}`;
    });
  const failed = isCi ? absent.length : 0;
  return { widths: ready.map(({ width }) => width), notRun, failed: ready.length === 0 ? Math.max(failed, 1) : failed };
}
