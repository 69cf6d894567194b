import {
  type ExportName,
  type FunctionInfo,
  functionInfos,
  type ParameterInfo,
} from '../../simulator/protocol/index.ts';
import { ByteReader } from './bytes.ts';
import { FrameKind, MAXIMUM_MAP_ROWS } from './wire.ts';

/** `EDB_RSTMAP *` and its count as they were passed; the rows that a real library could have read. */
export interface WireMap {
  readonly kind: 'map';
  readonly given: boolean;
  /** `crstmap`, unsigned. */
  readonly count: number;
  readonly rows: readonly { readonly databaseName: WireText; readonly newDatabaseName: WireText }[];
}

/** Bytes of a `char *`, text of a `WCHAR *`, null for NULL. */
type WireText = Uint8Array | string | null;

/** An argument as it came: handles and list numbers are the wire's own and mean nothing to the API yet. */
export type WireArgument =
  | { readonly kind: 'text'; readonly text: WireText }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'handle'; readonly handle: bigint }
  /** One of which nothing is known: it is passed on as it came. */
  | { readonly kind: 'word'; readonly word: bigint }
  | { readonly kind: 'buffer'; readonly given: boolean }
  | { readonly kind: 'list'; readonly number: number }
  | WireMap;

export interface CallRequest {
  readonly info: FunctionInfo;
  /** Place of the function in `functionInfos`, from 1. */
  readonly functionNumber: number;
  readonly sequence: number;
  readonly threadId: number;
  /** Names of the out-pointers that were NULL. */
  readonly missing: readonly string[];
  readonly arguments: readonly WireArgument[];
}

export type RequestReading =
  | { readonly ok: true; readonly request: CallRequest }
  /** One sentence without a full stop; the connection cannot go on. */
  | { readonly ok: false; readonly problem: string };

/** The out-pointers that `missing` speaks of: all but the buffer of HrBackupRead, which has a byte of its own. */
export const outPointers = (info: FunctionInfo): readonly ParameterInfo[] =>
  info.parameters.filter(({ direction, cType }) => direction === 'out' && cType !== 'PVOID');

/** Reads the body of a CALL: the parameters of the function in their order, each by its C type. */
export function readRequest(body: Uint8Array): RequestReading {
  const reader = new ByteReader(body);
  const kind = reader.u8();
  if (kind !== FrameKind.call) return { ok: false, problem: `a frame of kind ${kind} instead of a call` };
  const functionNumber = reader.u8();
  const missingBits = reader.u16();
  const sequence = reader.u32();
  const threadId = reader.u32();
  const info = functionInfos[functionNumber - 1];
  if (info === undefined) return { ok: false, problem: `a call of function ${functionNumber}, which there is not` };
  const missing = missingBits === 0 ? NONE_MISSING : missingOf(reader, info, missingBits);
  const wireArguments: WireArgument[] = [];
  for (const parameter of info.parameters) {
    const argument = argumentOf(reader, info, parameter);
    if (argument !== null) wireArguments.push(argument);
  }
  const problem = reader.finish();
  if (problem !== null) return { ok: false, problem: `${info.name}: ${problem}` };
  return { ok: true, request: { info, functionNumber, sequence, threadId, missing, arguments: wireArguments } };
}

const NONE_MISSING: readonly string[] = [];

function missingOf(reader: ByteReader, info: FunctionInfo, missingBits: number): readonly string[] {
  const pointers = outPointers(info);
  if (missingBits >> pointers.length !== 0) reader.fail(`${info.name} has no out-pointer ${pointers.length}`);
  return pointers.filter((_, index) => (missingBits & (1 << index)) !== 0).map(({ name }) => name);
}

/** null for a parameter that does not travel by itself. */
function argumentOf(reader: ByteReader, info: FunctionInfo, parameter: ParameterInfo): WireArgument | null {
  const { cType, direction } = parameter;
  if (cType === 'PVOID') return pointerOf(reader, info.name);
  if (direction === 'out') return null;
  switch (cType) {
    case 'char *':
      return { kind: 'text', text: reader.ansi() };
    case 'WCHAR *':
      return { kind: 'text', text: reader.wide() };
    case 'ULONG':
    case 'DWORD':
    case 'HRESULT':
      return { kind: 'number', value: reader.u32() };
    case 'HBC':
      return { kind: 'handle', handle: reader.u64() };
    case 'EDB_RSTMAPA *':
      return mapOf(reader, () => reader.ansi());
    case 'EDB_RSTMAPW *':
      return mapOf(reader, () => reader.wide());
    // The count of the map travels with the map.
    case 'C':
      return null;
    default:
      throw new Error(`${info.name} has a parameter of the type ${cType}, for which WIRE.md has no form`);
  }
}

/** The four functions with an untyped pointer use it for four different things. */
function pointerOf(reader: ByteReader, name: ExportName): WireArgument {
  if (name === 'BackupFree') return { kind: 'list', number: reader.u32() };
  if (name === 'I_HrCheckBackupLogs') return { kind: 'handle', handle: reader.u64() };
  if (name === 'I_HrRestoreW') return { kind: 'word', word: reader.u64() };
  return { kind: 'buffer', given: flagOf(reader) };
}

function mapOf(reader: ByteReader, text: () => WireText): WireMap {
  const given = flagOf(reader);
  const count = reader.u32();
  const rowCount = reader.u32();
  // A NULL pointer and a count that no array has carry no rows; any other count is the number of rows.
  const expected = given && count <= MAXIMUM_MAP_ROWS ? count : 0;
  if (rowCount !== expected) {
    reader.fail(`a map of ${count} rows of which ${rowCount} follow`);
    return { kind: 'map', given, count, rows: [] };
  }
  const rows = Array.from({ length: rowCount }, () => ({ databaseName: text(), newDatabaseName: text() }));
  return { kind: 'map', given, count, rows };
}

function flagOf(reader: ByteReader): boolean {
  const value = reader.u8();
  if (value > 1) reader.fail(`a flag with the value ${value}`);
  return value === 1;
}
