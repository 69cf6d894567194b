import { type BinaryReading, type LibrarySystem, readBinary } from './binaryFile.ts';

/** Where a library is to be loaded: `process.platform` and `process.arch`. */
export interface Host {
  readonly platform: string;
  readonly architecture: string;
}

export type LibraryInspection =
  /** `description`: "64-bit Linux library (x64)". */
  | { readonly ok: true; readonly description: string }
  /** Each a full sentence without a full stop at the end of `problem`. */
  | LibraryProblem;

export interface LibraryProblem {
  readonly ok: false;
  readonly problem: string;
  readonly advice: string;
}

const thisNode: Host = { platform: process.platform, architecture: process.arch };

/** Whether a file is a library that this Node could load. Its header is read; nothing of it runs. */
export function inspectLibrary(path: string, host: Host = thisNode): LibraryInspection {
  const binary = readBinary(path);
  if (!binary.ok)
    return { ok: false, problem: binary.problem, advice: 'Give the path of edbbcli.dll or libedbbcli.so.' };
  const description = describe(binary);
  const asked = `${path} is a ${description}`;
  if (binary.kind !== 'library') {
    return { ok: false, problem: asked, advice: 'Give a library: edbbcli.dll or libedbbcli.so.' };
  }
  const sameSystem = binary.system === systemOf(host.platform);
  const sameMachine = binary.machine === null || binary.machine.nodeArchitecture === host.architecture;
  if (sameSystem && sameMachine) return { ok: true, description };
  return {
    ok: false,
    problem: `${asked}, and this Node is for ${systemOf(host.platform)} ${host.architecture}`,
    advice: adviceFor(binary, sameSystem),
  };
}

type Binary = Extract<BinaryReading, { ok: true }>;

function describe({ bits, system, kind, machine }: Binary): string {
  const width = bits === null ? '' : `${bits}-bit `;
  const what = kind === 'other' ? 'object file or core dump' : kind;
  return `${width}${system} ${what}${machine === null ? '' : ` (${machine.name})`}`;
}

/** Node's other systems are Unixes, whose libraries are ELF files as those of Linux are. */
function systemOf(platform: string): LibrarySystem {
  if (platform === 'win32') return 'Windows';
  return platform === 'darwin' ? 'macOS' : 'Linux';
}

function adviceFor({ bits, machine, system }: Binary, sameSystem: boolean): string {
  if (machine !== null && machine.nodeArchitecture === null) {
    return `There is no Node for ${machine.name}${bits === 16 ? ' of 16 bits' : ''}: use the library of a Windows for x86 or x64.`;
  }
  const node = `a Node for ${system}${machine === null ? '' : ` ${machine.nodeArchitecture}`}`;
  const wine = system === 'Windows' && !sameSystem ? ', which also runs under Wine' : '';
  return `Run edbproof with ${node}${wine}, or give a library for this machine.`;
}
