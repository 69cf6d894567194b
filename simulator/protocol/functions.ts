import type { ExportName } from './api.ts';
import { type ExportListKey, listsWith } from './exports.ts';
import type { Provenance } from './provenance.ts';

export type FunctionForm = 'A' | 'W';

/** An export's name without the A or W suffix. The W of I_HrRestoreW is none: no list has an A beside it. */
export type FunctionBaseName = ExportName extends infer Name
  ? Name extends 'I_HrRestoreW'
    ? Name
    : Name extends `${infer Base}A` | `${infer Base}W`
      ? Base
      : Name
  : never;

export interface ParameterInfo {
  readonly name: string;
  /** What really happens, even where the header's IN or OUT says otherwise; `note` then tells the difference. */
  readonly direction: 'in' | 'out';
  /** As C writes it, for this form of the function. */
  readonly cType: string;
  readonly note: string | null;
}

export interface FunctionInfo {
  readonly name: ExportName;
  readonly baseName: FunctionBaseName;
  /** null for the functions that have one form only. */
  readonly form: FunctionForm | null;
  /** Bytes of arguments that the function pops: the number behind the @ of the decorated name. */
  readonly stdcallBytes: number;
  readonly parameters: readonly ParameterInfo[];
  readonly returns: 'HRESULT' | 'VOID';
  readonly inPublicHeader: boolean;
  /** The published lists of exports that have it. */
  readonly listedIn: readonly ExportListKey[];
  readonly provenance: Provenance;
  readonly source: string;
}

/** A parameter before its form is chosen: `text` becomes char or WCHAR, `list` becomes LPSTR * or LPWSTR *. */
interface ParameterShape {
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly cType: string | { readonly A: string; readonly W: string };
  readonly note: string | null;
}

const TEXT = { A: 'char *', W: 'WCHAR *' } as const;
const LIST = { A: 'LPSTR *', W: 'LPWSTR *' } as const;

const takes = (name: string, cType: ParameterShape['cType'], note: string | null = null): ParameterShape => ({
  name,
  direction: 'in',
  cType,
  note,
});
const gives = (name: string, cType: ParameterShape['cType'], note: string | null = null): ParameterShape => ({
  name,
  direction: 'out',
  cType,
  note,
});

const shapeForm = (shape: ParameterShape, form: FunctionForm): ParameterInfo => ({
  ...shape,
  cType: typeof shape.cType === 'string' ? shape.cType : shape.cType[form],
});

type Declaration = Pick<FunctionInfo, 'stdcallBytes' | 'returns'> & { readonly section: string };

function pair<Base extends FunctionBaseName>(
  baseName: Base,
  names: { readonly A: ExportName & `${Base}A`; readonly W: ExportName & `${Base}W` },
  { section, stdcallBytes, returns }: Declaration,
  shapes: readonly ParameterShape[],
): readonly FunctionInfo[] {
  return (['A', 'W'] as const).map((form) => ({
    name: names[form],
    baseName,
    form,
    stdcallBytes,
    parameters: shapes.map((shape) => shapeForm(shape, form)),
    returns,
    inPublicHeader: true,
    listedIn: listsWith(names[form]),
    provenance: 'DOCUMENTED',
    source: `EDBBCLI.H and the import library (edbbcli.md 1.6, ${section})`,
  }));
}

const single = (
  name: ExportName & FunctionBaseName,
  { section, stdcallBytes, returns }: Declaration,
  shapes: readonly ParameterShape[],
): FunctionInfo => ({
  name,
  baseName: name,
  form: null,
  stdcallBytes,
  parameters: shapes.map((shape) => shapeForm(shape, 'A')),
  returns,
  inPublicHeader: true,
  listedIn: listsWith(name),
  provenance: 'DOCUMENTED',
  source: `EDBBCLI.H and the import library (edbbcli.md 1.6, ${section})`,
});

const context = takes('hbc', 'HBC');

/** How many words of arguments I_HrRestoreW takes: 36 bytes of the x86 stack. */
const RESTORE_W_WORD_COUNT = 9;

/**
 * The functions of EDBBCLI.DLL, by base name in the order a client meets them, with the two that no header has last. One
 * list of exports has 24 of them, the other all 25 and `entryPoint` (exports.ts).
 */
export const functionInfos: readonly FunctionInfo[] = [
  ...pair(
    'HrBackupPrepare',
    { A: 'HrBackupPrepareA', W: 'HrBackupPrepareW' },
    { section: '3.1', stdcallBytes: 20, returns: 'HRESULT' },
    [
      takes('szBackupServer', TEXT),
      takes('szBackupAnnotation', TEXT),
      takes('grbit', 'ULONG'),
      takes('btBackupType', 'ULONG'),
      gives('phbc', 'HBC *'),
    ],
  ),
  ...pair(
    'HrBackupGetDatabaseNames',
    { A: 'HrBackupGetDatabaseNamesA', W: 'HrBackupGetDatabaseNamesW' },
    { section: '3.2', stdcallBytes: 12, returns: 'HRESULT' },
    [context, gives('ppszAttachmentInformation', LIST), gives('pcbSize', 'LPDWORD')],
  ),
  ...pair(
    'HrBackupOpenFile',
    { A: 'HrBackupOpenFileA', W: 'HrBackupOpenFileW' },
    { section: '3.3', stdcallBytes: 16, returns: 'HRESULT' },
    [
      context,
      takes('szAttachmentName', TEXT, 'A name from a list without its token character.'),
      takes('cbReadHintSize', 'DWORD'),
      gives('pliFileSize', 'LARGE_INTEGER *'),
    ],
  ),
  single('HrBackupRead', { section: '3.4', stdcallBytes: 16, returns: 'HRESULT' }, [
    context,
    gives('pvBuffer', 'PVOID', 'The header says IN of the pointer; the buffer is filled.'),
    takes('cbBuffer', 'DWORD'),
    gives('pcbRead', 'PDWORD'),
  ]),
  single('HrBackupClose', { section: '3.5', stdcallBytes: 4, returns: 'HRESULT' }, [context]),
  ...pair(
    'HrBackupGetBackupLogs',
    { A: 'HrBackupGetBackupLogsA', W: 'HrBackupGetBackupLogsW' },
    { section: '3.6', stdcallBytes: 12, returns: 'HRESULT' },
    [
      context,
      gives('szBackupLogFile', LIST, 'The header says IN; MSDN describes an output.'),
      gives('pcbSize', 'PDWORD', 'The header says IN; MSDN describes an output.'),
    ],
  ),
  single('HrBackupTruncateLogs', { section: '3.7', stdcallBytes: 4, returns: 'HRESULT' }, [context]),
  single('HrBackupEnd', { section: '3.8', stdcallBytes: 4, returns: 'HRESULT' }, [context]),
  single('BackupFree', { section: '3.9', stdcallBytes: 4, returns: 'VOID' }, [takes('pvBuffer', 'PVOID')]),
  ...pair(
    'HrRestorePrepare',
    { A: 'HrRestorePrepareA', W: 'HrRestorePrepareW' },
    { section: '3.10', stdcallBytes: 12, returns: 'HRESULT' },
    [takes('szServerName', TEXT), takes('szServiceAnnotation', TEXT), gives('phbcBackupContext', 'HBC *')],
  ),
  ...pair(
    'HrRestoreGetDatabaseLocations',
    { A: 'HrRestoreGetDatabaseLocationsA', W: 'HrRestoreGetDatabaseLocationsW' },
    { section: '3.11', stdcallBytes: 12, returns: 'HRESULT' },
    [context, gives('ppszDatabaseLocationList', LIST), gives('pcbSize', 'LPDWORD')],
  ),
  ...pair(
    'HrRestoreRegister',
    { A: 'HrRestoreRegisterA', W: 'HrRestoreRegisterW' },
    { section: '3.12', stdcallBytes: 32, returns: 'HRESULT' },
    [
      context,
      takes('szCheckpointFilePath', TEXT),
      takes('szLogPath', TEXT),
      takes('rgrstmap', { A: 'EDB_RSTMAPA *', W: 'EDB_RSTMAPW *' }),
      takes('crstmap', 'C'),
      takes('szBackupLogPath', TEXT),
      takes('genLow', 'ULONG'),
      takes('genHigh', 'ULONG'),
    ],
  ),
  single('HrRestoreRegisterComplete', { section: '3.13', stdcallBytes: 8, returns: 'HRESULT' }, [
    context,
    takes('hrRestoreState', 'HRESULT', 'MSDN calls it an output; the header passes it by value.'),
  ]),
  single('HrRestoreEnd', { section: '3.14', stdcallBytes: 4, returns: 'HRESULT' }, [context]),
  ...pair(
    'HrSetCurrentBackupLog',
    { A: 'HrSetCurrentBackupLogA', W: 'HrSetCurrentBackupLogW' },
    { section: '3.15', stdcallBytes: 12, returns: 'HRESULT' },
    [takes('szServerName', TEXT), takes('szBackupAnnotation', TEXT), takes('dwCurrentLog', 'DWORD')],
  ),
  {
    name: 'I_HrCheckBackupLogs',
    baseName: 'I_HrCheckBackupLogs',
    form: null,
    stdcallBytes: 4,
    parameters: [
      { name: 'unknown', direction: 'in', cType: 'PVOID', note: 'Four bytes; a pointer is a guess from the name.' },
    ],
    // The other exports that begin with Hr return HRESULT.
    returns: 'HRESULT',
    inPublicHeader: false,
    listedIn: listsWith('I_HrCheckBackupLogs'),
    provenance: 'INFERRED',
    source:
      'The import library gives the name and the 4 bytes; the rest is a guess (edbbcli.md 1.6, section 8 question 14)',
  },
  {
    name: 'I_HrRestoreW',
    baseName: 'I_HrRestoreW',
    form: null,
    stdcallBytes: 4 * RESTORE_W_WORD_COUNT,
    parameters: Array.from({ length: RESTORE_W_WORD_COUNT }, (_, index) => ({
      name: `unknown${index + 1}`,
      direction: 'in',
      cType: 'PVOID',
      note: 'Four bytes on x86, of an unknown type: a pointer stands for a word of any kind.',
    })),
    // The other exports that begin with Hr return HRESULT.
    returns: 'HRESULT',
    inPublicHeader: false,
    listedIn: listsWith('I_HrRestoreW'),
    provenance: 'INFERRED',
    source:
      'The import library of Visual C++ 6.0 gives the name and the 36 bytes; what they are is unknown (edbbcli.md 1.6)',
  },
];

const infoByName: ReadonlyMap<string, FunctionInfo> = new Map(functionInfos.map((info) => [info.name, info]));

/** The export of that name, spelled exactly; undefined when the DLL has none. */
export const functionInfo = (name: string): FunctionInfo | undefined => infoByName.get(name);
