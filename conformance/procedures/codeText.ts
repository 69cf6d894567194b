import { codeByValue, formatCode, type Hresult } from '../../simulator/protocol/index.ts';

/** The name of a code as its header writes it, or null when no header names it. */
export const codeName = (code: Hresult): string | null => codeByValue(code)?.name ?? null;

/** Name, hexadecimal and signed decimal: what a person can look up in any of the old documents (rule A-48). */
export function codeText(code: Hresult): string {
  const numbers = `${formatCode(code)} (${code | 0})`;
  const name = codeName(code);
  return name === null ? numbers : `${name} ${numbers}`;
}

/** What a code means, in one line. */
export const codeMeaning = (code: Hresult): string =>
  codeByValue(code)?.meaning ?? 'no header of this API names this code';
