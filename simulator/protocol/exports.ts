import type { ExportName } from './api.ts';
import type { Provenance } from './provenance.ts';

/** A published list of what EDBBCLI.DLL exports. */
export interface ExportListInfo {
  readonly key: ExportListKey;
  /** What the list is, for a person. */
  readonly source: string;
  /** Names that it has, each form for itself. */
  readonly exportCount: number;
}

export type ExportListKey = 'L' | 'VC6-LIB';

/**
 * The two lists. They differ in two names, `I_HrRestoreW` and `DllEntryPoint`. That is a difference of versions, or the
 * listing leaves out what no program needs: no source tells which, nor which version of the DLL has how many. So a library
 * with 24 is as right as one with 26.
 */
export const exportLists: readonly ExportListInfo[] = [
  { key: 'L', source: 'a public PureBasic listing of the import library, with stdcall sizes', exportCount: 24 },
  {
    key: 'VC6-LIB',
    source: 'the import library that Visual C++ 6.0 ships, EDBBCLI.LIB, its members stamped 10 July 1996',
    exportCount: 26,
  },
];

/** Exported names that only the library of Visual C++ 6.0 has. */
const onlyInVisualC: ReadonlySet<string> = new Set(['I_HrRestoreW', 'DllEntryPoint']);

/** The lists that have a name. */
export const listsWith = (name: ExportName | 'DllEntryPoint'): readonly ExportListKey[] =>
  onlyInVisualC.has(name) ? ['VC6-LIB'] : ['L', 'VC6-LIB'];

/** An export that is no function of the API. */
export interface EntryPointInfo {
  readonly name: 'DllEntryPoint';
  readonly stdcallBytes: number;
  readonly listedIn: readonly ExportListKey[];
  readonly provenance: Provenance;
  readonly source: string;
}

/**
 * The entry point of the DLL itself, exported under its name. Windows calls it with instance, reason and a reserved
 * word, and it returns TRUE: that is what every entry point of a DLL is. No program has cause to call it, so it is no
 * function of EdbbcliApi; one that was linked with the name must still load.
 */
export const entryPoint: EntryPointInfo = {
  name: 'DllEntryPoint',
  stdcallBytes: 12,
  listedIn: listsWith('DllEntryPoint'),
  provenance: 'DOCUMENTED',
  source:
    'VC6-LIB for the name, the 12 bytes and hint 1; the Windows SDK for what an entry point takes (edbbcli.md 1.6)',
};
