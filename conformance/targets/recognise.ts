import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readBytes } from '../../binding/files/index.ts';

/** Whether whatever a library does happens in our own simulator. `why`: half a sentence for a person. */
export interface Recognition {
  readonly isSimulator: boolean;
  readonly why: string;
}

/** The drop-in libraries that were built here, by platform and processor of Node. */
const builtLibraries: ReadonlyMap<string, string> = new Map([
  ['linux-x64', 'linux-x64/libedbbcli.so'],
  ['win32-ia32', 'win32-x86/edbbcli.dll'],
  ['win32-x64', 'win32-x64/edbbcli.dll'],
]);
const builtFolder = new URL('../../../binding/shim/built/', import.meta.url);

/** Our own drop-in library for this Node, where `npm run build:shim` puts it; null when there is none for it. */
function builtLibrary(): string | null {
  const name = builtLibraries.get(`${process.platform}-${process.arch}`);
  return name === undefined ? null : fileURLToPath(new URL(name, builtFolder));
}

/**
 * Tells our own simulator from a real server. Only what cannot reach a real one is ours: the very file that was built here, byte
 * for byte, which can do nothing but talk to the host that the environment names, and that host only simulates. Neither a
 * name nor a marker inside a library is believed, and a library that was told to record sits in front of a real one.
 */
export function recognise(library: string, environment: NodeJS.ProcessEnv, built = builtLibrary()): Recognition {
  if (built === null || !isSameFile(library, built)) {
    return { isSimulator: false, why: 'it is not the drop-in library that was built here' };
  }
  // Windows takes names of variables in any letter case, and so may a library there.
  const given = new Map(Object.entries(environment).map(([name, value]) => [name.toUpperCase(), value ?? '']));
  const isSet = (name: string): boolean => (given.get(name) ?? '') !== '';
  if (isSet('EDBPROOF_RECORD'))
    return { isSimulator: false, why: 'EDBPROOF_RECORD puts it in front of another library' };
  if (!isSet('EDBPROOF_ENDPOINT') || !isSet('EDBPROOF_TOKEN')) {
    return { isSimulator: false, why: 'EDBPROOF_ENDPOINT and EDBPROOF_TOKEN do not lead it to a host' };
  }
  return { isSimulator: true, why: `it is our drop-in library, and its host is at ${given.get('EDBPROOF_ENDPOINT')}` };
}

/** No library of this API is larger. */
const MAXIMUM_LIBRARY_BYTES = 64 * 1024 * 1024;

function isSameFile(left: string, right: string): boolean {
  const digests = [left, right].map(digestOf);
  return digests[0] !== null && digests[0] === digests[1];
}

function digestOf(path: string): string | null {
  const reading = readBytes(path, MAXIMUM_LIBRARY_BYTES);
  return reading.ok ? createHash('sha256').update(reading.bytes).digest('hex') : null;
}
