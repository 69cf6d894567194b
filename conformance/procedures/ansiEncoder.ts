import { type AnsiString, type CodePage, encodeAnsi } from '../../simulator/protocol/index.ts';
import { type Failure, otherFailure } from './failure.ts';

/** Encodes the text arguments of one A call, and remembers the first that its code page cannot say. */
export class AnsiEncoder {
  failure: Failure | null = null;
  readonly #codePage: CodePage;

  constructor(codePage: CodePage) {
    this.#codePage = codePage;
  }

  /** The bytes of a text; empty once something failed, in which case the call must not be made. */
  encode(text: string): AnsiString {
    const encoded = encodeAnsi(text, this.#codePage);
    if (encoded.ok) return encoded.bytes;
    const what = `'${text}' cannot be said in an A call: ${encoded.reason}`;
    this.failure ??= otherFailure('input', what, 'Use the W form of the API.', text);
    return new Uint8Array(0);
  }
}
