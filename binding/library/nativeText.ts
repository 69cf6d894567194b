import type { ExportName } from '../../simulator/protocol/index.ts';

/** No path of Windows is longer (32,767 characters), and nothing else that is said in this API is. */
const MAXIMUM_CHARACTERS = 32_767;

/** UTF-16 with a NUL behind it, each unit as it is; null stays NULL. */
export function wideText(name: ExportName, parameter: string, text: string | null): Uint16Array | null {
  if (text === null) return null;
  refuse(name, parameter, text.length, text.indexOf('\0'));
  const units = new Uint16Array(text.length + 1);
  for (let index = 0; index < text.length; index += 1) units[index] = text.charCodeAt(index);
  return units;
}

/** The bytes with a NUL behind them; null stays NULL. */
export function ansiText(name: ExportName, parameter: string, bytes: Uint8Array | null): Uint8Array | null {
  if (bytes === null) return null;
  refuse(name, parameter, bytes.length, bytes.indexOf(0));
  const text = new Uint8Array(bytes.length + 1);
  text.set(bytes);
  return text;
}

/** A text with a NUL inside would be cut there: what the caller says and what the library sees must not differ. */
function refuse(name: ExportName, parameter: string, length: number, firstNul: number): void {
  if (firstNul !== -1) {
    throw new RangeError(`${name}: ${parameter} has a NUL at ${firstNul}, and a library sees nothing behind it`);
  }
  if (length > MAXIMUM_CHARACTERS) {
    throw new RangeError(`${name}: ${parameter} has ${length} characters, more than ${MAXIMUM_CHARACTERS}`);
  }
}
