import type { ExportName } from '../../simulator/protocol/index.ts';

const MAXIMUM_CHARACTERS = 400;

/** A call that is about to be made, as C would write it: `HrBackupOpenFileW(context, "\\\\EXCH1\\D$\\priv.edb", 65536)`. */
export function describeCall(name: ExportName, values: readonly unknown[]): string {
  const words = values.map((value, index) => describeValue(name, value, index)).join(', ');
  const text = `${name}(${words})`;
  return text.length <= MAXIMUM_CHARACTERS ? text : `${text.slice(0, MAXIMUM_CHARACTERS - 2)}…)`;
}

function describeValue(name: ExportName, value: unknown, index: number): string {
  if (value === null) return 'NULL';
  if (typeof value === 'bigint') return 'context';
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `map of ${value.length}`;
  if (value instanceof Uint8Array) {
    if (name === 'BackupFree') return 'list';
    return name === 'HrBackupRead' ? 'buffer' : JSON.stringify(Buffer.from(value).toString('latin1'));
  }
  // A state of a restore is a code, and codes are written in hexadecimal.
  const isCode = name === 'HrRestoreRegisterComplete' && index === 1 && typeof value === 'number';
  return isCode ? `0x${value.toString(16).toUpperCase().padStart(8, '0')}` : String(value);
}
