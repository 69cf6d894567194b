import type { FunctionInfo, ParameterInfo } from '../../simulator/protocol/index.ts';
import { ByteWriter } from './bytes.ts';
import { FOREIGN_LIST, FrameKind, NULL_TEXT } from './wire.ts';

/** What a CALL says besides its arguments. */
export interface CallHead {
  readonly functionNumber: number;
  readonly missingBits: number;
  readonly sequence: number;
  readonly threadId: number;
}

/**
 * The frame of a call, with the arguments as EdbbcliApi has them: the other side of `readRequest`. `listNumber` knows
 * the lists that the host gave out.
 */
export function encodeCall(
  info: FunctionInfo,
  head: CallHead,
  values: readonly unknown[],
  listNumber: (list: Uint8Array) => number | undefined,
): Uint8Array {
  const writer = new ByteWriter()
    .u8(FrameKind.call)
    .u8(head.functionNumber)
    .u16(head.missingBits)
    .u32(head.sequence)
    .u32(head.threadId);
  // The API has no out-pointers and no crstmap; all its other parameters stand in the order of the prototype.
  const parameters = info.parameters.filter(({ direction, cType }) => direction === 'in' || cType === 'PVOID');
  const passed = parameters.filter(({ cType }) => cType !== 'C');
  for (const [index, parameter] of passed.entries()) encodeValue(writer, info, parameter, values[index], listNumber);
  return writer.frame();
}

function encodeValue(
  writer: ByteWriter,
  info: FunctionInfo,
  { cType }: ParameterInfo,
  value: unknown,
  listNumber: (list: Uint8Array) => number | undefined,
): void {
  if (cType === 'PVOID' && info.name === 'HrBackupRead') writer.u8(value === null ? 0 : 1);
  else if (cType === 'PVOID' && info.name === 'BackupFree') {
    writer.u32(value instanceof Uint8Array ? (listNumber(value) ?? FOREIGN_LIST) : 0);
  } else if (cType === 'HBC' || cType === 'PVOID') writer.u64(handleOf(value));
  else if (cType.endsWith('char *') || cType === 'WCHAR *') encodeText(writer, value);
  else if (cType.startsWith('EDB_RSTMAP')) encodeMap(writer, value);
  else if (typeof value === 'number') writer.u32(value >>> 0);
  else throw new TypeError(`${info.name} takes ${cType}, which ${String(value)} is not`);
}

function encodeText(writer: ByteWriter, value: unknown): void {
  if (value === null) {
    writer.u32(NULL_TEXT);
    return;
  }
  const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf16le');
  writer.u32(bytes.length).bytes(bytes);
}

function encodeMap(writer: ByteWriter, value: unknown): void {
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  writer.u8(1).u32(rows.length).u32(rows.length);
  for (const row of rows) {
    if (typeof row !== 'object' || row === null) throw new TypeError('a row of a restore map is an object');
    encodeText(writer, 'databaseName' in row ? row.databaseName : null);
    encodeText(writer, 'newDatabaseName' in row ? row.newDatabaseName : null);
  }
}

const handleOf = (value: unknown): bigint =>
  typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : 0n;
