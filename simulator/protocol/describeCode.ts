import { type Hresult, hresult } from './api.ts';
import type { CodeUse } from './codeFacts.ts';
import type { CodeInfo, CodeName } from './codes.ts';

/** One code in full, ready to be printed. */
export interface CodeDescription {
  readonly name: string;
  readonly jetName: string | null;
  readonly origin: CodeInfo['origin'];
  readonly layer: CodeInfo['layer'];
  readonly severity: CodeInfo['severity'];
  readonly forms: {
    /** 0xC8000230 */
    readonly hex: string;
    /** 3355443760, as "service-specific error" prints it. */
    readonly unsigned: string;
    /** -939523536 */
    readonly signed: string;
    /** -560; null outside the engine. */
    readonly jet: string | null;
    /** 0xFFFFFDD0, as an ordinary start of a service prints it; null for what is no error of the engine. */
    readonly startUpHex: string | null;
    /** 4294966736 */
    readonly startUpUnsigned: string | null;
  };
  readonly meaning: string;
  /** Every list that has it, with its name there and what that list means by it. */
  readonly names: readonly CodeName[];
  readonly returnedBy: readonly CodeUse[];
  readonly articles: readonly { readonly id: string; readonly url: string }[];
}

/** Everything known of a code, in every form that Microsoft prints it in. */
export function describeCode(info: CodeInfo): CodeDescription {
  const { value, jet } = info;
  const startUp = jet !== null && jet < 0 ? hresult(jet) : null;
  return {
    name: info.name,
    jetName: info.jetName,
    origin: info.origin,
    layer: info.layer,
    severity: info.severity,
    forms: {
      hex: formatCode(value),
      unsigned: String(value),
      signed: String(value | 0),
      jet: jet === null ? null : String(jet),
      startUpHex: startUp === null ? null : formatCode(startUp),
      startUpUnsigned: startUp === null ? null : String(startUp),
    },
    meaning: info.meaning,
    names: info.names,
    returnedBy: info.uses,
    articles: info.articles.map((id) => ({ id, url: articleUrl(id) })),
  };
}

/** Eight hexadecimal digits, as the header writes them: 0xC8000230. */
export const formatCode = (code: Hresult): string => `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;

/** Where a Knowledge Base article can be read: the archive's folders are the first three digits. */
export const articleUrl = (id: string): string => `https://jeffpar.github.io/kbarchive/kb/${id.slice(1, 4)}/${id}/`;
