import { createRequire } from 'node:module';
import { type ExportName, type FunctionInfo, functionInfos } from '../../simulator/protocol/index.ts';

/** What is handed to a native function: NULL, a number, a pointer, memory, or rows of a restore map. */
export type NativeValue =
  | null
  | number
  | bigint
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | readonly NativeRow[];

/** One EDB_RSTMAP: two pointers to text. */
export interface NativeRow {
  readonly databaseName: Uint8Array | Uint16Array | null;
  readonly newDatabaseName: Uint8Array | Uint16Array | null;
}

type NativeFunction = (...values: NativeValue[]) => unknown;

/** The exports of a loaded library. One that is not in the public header may be missing. */
export interface NativeLibrary {
  readonly functions: ReadonlyMap<ExportName, NativeFunction>;
  readonly pointerSizeBytes: number;
  /** A copy of native memory. */
  copy(pointer: bigint, sizeBytes: number): Uint8Array;
  unload(): void;
}

export type NativeLoading =
  | { readonly ok: true; readonly library: NativeLibrary; readonly missing: readonly ExportName[] }
  /** What the loader said. */
  | { readonly ok: false; readonly reason: string; readonly loader: 'koffi' | 'system' };

type Koffi = typeof import('koffi');

interface Declarations {
  readonly koffi: Koffi;
  readonly restoreMap: ReturnType<Koffi['pointer']>;
}

const require = createRequire(import.meta.url);
let declared: Declarations | null = null;

/** Only who opens a library needs koffi, and its types are the process's own: loaded when needed, declared once. */
function declarations(): Declarations {
  if (declared === null) {
    const koffi: Koffi = require('koffi');
    const row = koffi.struct({ databaseName: 'void *', newDatabaseName: 'void *' });
    declared = { koffi, restoreMap: koffi.pointer(row) };
  }
  return declared;
}

/** Loads a library and looks up every export. What the library does while it is loaded happens here. */
export function loadNative(path: string): NativeLoading {
  let declaring: Declarations;
  try {
    declaring = declarations();
  } catch (error) {
    return { ok: false, reason: messageOf(error), loader: 'koffi' };
  }
  const { koffi } = declaring;
  try {
    const handle = koffi.load(path);
    const functions = new Map<ExportName, NativeFunction>();
    const missing: ExportName[] = [];
    for (const info of functionInfos) {
      const native = lookUp(handle, info, declaring);
      if (native === null) missing.push(info.name);
      else functions.set(info.name, native);
    }
    const library: NativeLibrary = {
      functions,
      pointerSizeBytes: koffi.sizeof('void *'),
      copy: (pointer, sizeBytes) => new Uint8Array(koffi.view(pointer, sizeBytes)).slice(),
      unload: () => handle.unload(),
    };
    return { ok: true, library, missing };
  } catch (error) {
    return { ok: false, reason: messageOf(error), loader: 'system' };
  }
}

type Handle = ReturnType<Koffi['load']>;

function lookUp(handle: Handle, info: FunctionInfo, { restoreMap }: Declarations): NativeFunction | null {
  const returns = info.returns === 'VOID' ? 'void' : 'int32_t';
  const parameters = info.parameters.map(({ cType }) => nativeType(cType, restoreMap));
  try {
    // Only x86 has this convention; elsewhere koffi ignores it, and there is but one.
    return handle.func('__stdcall', info.name, returns, parameters);
  } catch (error) {
    if (messageOf(error).startsWith('Cannot find function')) return null;
    throw error;
  }
}

/** EDBBCLI's types in terms of their width: ULONG and DWORD have 32 bits everywhere (edbbcli.md 1.1). */
function nativeType(cType: string, restoreMap: Declarations['restoreMap']) {
  if (cType.startsWith('EDB_RSTMAP')) return restoreMap;
  if (cType === 'ULONG' || cType === 'DWORD') return 'uint32_t';
  return cType === 'C' || cType === 'HRESULT' ? 'int32_t' : 'void *';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
