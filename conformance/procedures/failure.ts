import { type ExportName, Hr, type Hresult } from '../../simulator/protocol/index.ts';
import { adviceFor } from './advice.ts';
import { codeMeaning, codeName, codeText } from './codeText.ts';

/**
 * Why a procedure did not reach its end.
 *
 * `call`: a function answered with a failure. `answer`: a function succeeded but what it gave back cannot be used.
 * `file`: a file is shorter or longer than advertised, or not what it says. `world`: the sink or the target refused.
 * `interrupted`: somebody asked to stop. `input`: the options or the sets cannot be used; nothing was called.
 */
type FailureKind = 'call' | 'answer' | 'file' | 'world' | 'interrupted' | 'input';

export interface Failure {
  readonly kind: FailureKind;
  /** One sentence: what happened and where. */
  readonly what: string;
  /** One sentence: what to do next. */
  readonly advice: string;
  readonly call: ExportName | null;
  readonly code: Hresult | null;
  readonly codeName: string | null;
  /** The file that was being worked on. */
  readonly file: string | null;
}

/** A value, or why there is none. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export const succeeded = <Value>(value: Value): Attempt<Value> => ({ ok: true, value });
export const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });

/** Everything but hrNone is a failure: positive Win32 codes count too (rule A-49). */
export const isFailure = (code: Hresult): boolean => code !== Hr.hrNone;

export function callFailure(call: ExportName, code: Hresult, file: string | null = null): Failure {
  const where = file === null ? '' : ` for ${file}`;
  return {
    kind: 'call',
    what: `${call} failed${where} with ${codeText(code)}: ${codeMeaning(code)}`,
    advice: adviceFor(call, code),
    call,
    code,
    codeName: codeName(code),
    file,
  };
}

export const answerFailure = (call: ExportName, what: string, file: string | null = null): Failure => ({
  kind: 'answer',
  what: `${call} succeeded, but ${what}`,
  advice: 'The server or the client library broke the protocol; keep the trace and report it to its maker.',
  call,
  code: null,
  codeName: null,
  file,
});

export const otherFailure = (
  kind: 'file' | 'world' | 'interrupted' | 'input',
  what: string,
  advice: string,
  file: string | null = null,
): Failure => ({ kind, what, advice, call: null, code: null, codeName: null, file });
