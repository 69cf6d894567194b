import { fileProblem, openFile } from '../files/index.ts';
import { elfMachines, type Machine, peMachines } from './machines.ts';

/** Systems whose libraries are told apart. */
export type LibrarySystem = 'Windows' | 'Linux' | 'macOS';

/** What the first bytes of a file say. Nothing of it is loaded or run. */
export type BinaryReading =
  | {
      readonly ok: true;
      readonly system: LibrarySystem;
      /** Null for macOS, where one file may hold several. */
      readonly machine: Machine | null;
      readonly bits: 16 | 32 | 64 | null;
      /** `other`: an object file or a core dump. */
      readonly kind: 'library' | 'program' | 'other';
    }
  /** One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

/** Bytes at an offset, fewer at the end of the file. */
type ReadAt = (offset: number, lengthBytes: number) => Uint8Array;

/** Reads what kind of program file a path holds. */
export function readBinary(path: string): BinaryReading {
  const opened = openFile(path);
  if (!opened.ok) {
    const isMissing = opened.code === 'ENOENT' || opened.code === 'ENOTDIR';
    return { ok: false, problem: isMissing ? `there is no file ${path}` : `${path}: ${opened.problem}` };
  }
  const { file } = opened;
  try {
    return parseBinary((offset, lengthBytes) => {
      const bytes = new Uint8Array(lengthBytes);
      return bytes.subarray(0, file.read(offset, bytes, 0, lengthBytes));
    }, path);
  } catch (error) {
    return { ok: false, problem: `${path}: ${fileProblem(error).problem}` };
  } finally {
    file.close();
  }
}

function parseBinary(readAt: ReadAt, path: string): BinaryReading {
  const head = new DataView(readAt(0, 64).slice().buffer);
  if (head.byteLength >= 20 && head.getUint32(0) === 0x7f454c46) return parseElf(head, path);
  if (head.byteLength >= 64 && head.getUint16(0) === 0x4d5a) return parsePe(head, readAt, path);
  if (head.byteLength >= 4 && machMagics.has(head.getUint32(0))) {
    return { ok: true, system: 'macOS', machine: null, bits: null, kind: 'library' };
  }
  return { ok: false, problem: `${path} is no library: it begins like no program file` };
}

/** Mach-O of 32 and 64 bits in both byte orders, and the file that holds several. */
const machMagics: ReadonlySet<number> = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]);

/** ELF: class at 4, byte order at 5, type at 16, machine at 18 (System V ABI). */
function parseElf(head: DataView, path: string): BinaryReading {
  const bits = head.getUint8(4) === 1 ? 32 : 64;
  const littleEndian = head.getUint8(5) === 1;
  const type = head.getUint16(16, littleEndian);
  const number = head.getUint16(18, littleEndian);
  const machine = elfMachines.get(number);
  if (machine === undefined)
    return { ok: false, problem: `${path} is for an unknown processor (ELF machine ${number})` };
  // 3 is a shared object, and a program that can be loaded anywhere too: the loader tells those apart.
  const kind = type === 3 ? 'library' : type === 2 ? 'program' : 'other';
  return { ok: true, system: 'Linux', machine, bits, kind };
}

/** PE: the offset of its signature at 0x3C, then machine, and the characteristics 22 bytes further (PE format). */
function parsePe(head: DataView, readAt: ReadAt, path: string): BinaryReading {
  const start = readAt(head.getUint32(0x3c, true), 26);
  const signature = String.fromCharCode(start[0] ?? 0, start[1] ?? 0);
  if (signature === 'NE')
    return { ok: true, system: 'Windows', machine: { name: 'x86', nodeArchitecture: null }, bits: 16, kind: 'library' };
  if (signature !== 'PE' || start.length < 26)
    return { ok: false, problem: `${path} is a program for DOS, no library` };
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const number = view.getUint16(4, true);
  const machine = peMachines.get(number);
  if (machine === undefined)
    return { ok: false, problem: `${path} is for an unknown processor (PE machine 0x${number.toString(16)})` };
  const isLibrary = (view.getUint16(22, true) & 0x2000) !== 0;
  const bits = view.getUint16(24, true) === 0x20b ? 64 : 32;
  return { ok: true, system: 'Windows', machine, bits, kind: isLibrary ? 'library' : 'program' };
}
