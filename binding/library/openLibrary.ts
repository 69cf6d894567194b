import { resolve } from 'node:path';
import { type EdbbcliApi, functionInfo } from '../../simulator/protocol/index.ts';
import { inspectLibrary, type LibraryProblem } from './inspectLibrary.ts';
import { NativeApi } from './nativeApi.ts';
import { loadNative } from './nativeFunctions.ts';

/** A native library, ready to be called. */
export interface OpenedLibrary {
  readonly ok: true;
  readonly api: EdbbcliApi;
  /** "64-bit Linux library (x64)". */
  readonly description: string;
  /** Lists that were given out and not freed. */
  unfreedLists(): number;
  /** Times BackupFree was given what is no list, or no longer one; none of them reached the library. */
  strayFrees(): number;
  /** Unloads the library. Calls after this throw. */
  close(): void;
}

/**
 * Opens a library with the ABI of EDBBCLI.DLL: EDBBCLI.DLL itself, our drop-in library, or any other.
 *
 * A synchronous call blocks this thread, and a defect of the library is one of this process: a library that is not known
 * to be sound belongs into a child process (conformance/targets). The 23 functions of the public header must be there.
 * Of the others one list of exports has one and another both: each answers NOT_MODELLED where it is missing.
 */
export function openLibrary(path: string): OpenedLibrary | LibraryProblem {
  // A path without a folder would be searched for: what is loaded is what was inspected.
  const fullPath = resolve(path);
  const inspection = inspectLibrary(fullPath);
  if (!inspection.ok) return inspection;
  const loading = loadNative(fullPath);
  if (!loading.ok) {
    return loading.loader === 'koffi'
      ? {
          ok: false,
          problem: `koffi, which calls native libraries, does not work on this machine: ${loading.reason}`,
          advice: 'Run npm ci again here, without --omit=optional: its binary comes as an optional package.',
        }
      : {
          ok: false,
          problem: `${fullPath} could not be loaded: ${loading.reason}`,
          advice: 'Put the libraries that it needs beside it or on the search path.',
        };
  }
  const { library, missing } = loading;
  const required = missing.filter((name) => functionInfo(name)?.inPublicHeader === true);
  if (required.length > 0) {
    library.unload();
    return {
      ok: false,
      problem: `${fullPath} has no export ${required.join(', ')}`,
      advice: 'Give EDBBCLI.DLL or a library with its exports, spelled exactly and undecorated.',
    };
  }
  const api = new NativeApi(library);
  return {
    ok: true,
    api,
    description: inspection.description,
    unfreedLists: () => api.lists.unfreed,
    strayFrees: () => api.lists.strayFrees,
    close: () => api.close(),
  };
}
