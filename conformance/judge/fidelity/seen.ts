import type { Hresult } from '../../../simulator/protocol/index.ts';
import type { ApiCall } from '../../../simulator/rules/index.ts';

/** What a list, or another answer besides the code, was seen to say. */
export type SeenAnswer =
  | { readonly kind: 'context' }
  | { readonly kind: 'databases'; readonly count: number }
  /** The logs from `low` to `high - 1`; bit i of `patches`: the patch file of database i. */
  | { readonly kind: 'logs'; readonly low: number; readonly high: number; readonly patches: number }
  | { readonly kind: 'locations'; readonly absent: 'omitted' | 'empty-path' }
  | { readonly kind: 'size'; readonly sizeBytes: number }
  /** What no server that keeps the rules says, and why. */
  | { readonly kind: 'senseless'; readonly reason: string }
  | { readonly kind: 'bytes'; readonly sizeBytes: number };

/** How a call ended, as far as its caller could see. */
export type Ending =
  | { readonly kind: 'answered'; readonly code: Hresult; readonly answer: SeenAnswer | null }
  /** It did not come back for as long as anybody waited. */
  | { readonly kind: 'hung' }
  /** The process that made it died in it. */
  | { readonly kind: 'process-ended' }
  /** The answer was lost on its way: whether the server acted is not known. */
  | { readonly kind: 'lost' };

/** One call as it was seen. */
export interface SeenCall {
  /**
   * What the rules may have been asked: several where the caller's arguments leave something of the server's side open, such as an error
   * of the disk. The handles in them are of no account.
   */
  readonly calls: readonly ApiCall[];
  /** The context that it was made on, and the one that it made; null for none. A context is a number of the reader's. */
  readonly context: number | null;
  readonly newContext: number | null;
  readonly ending: Ending;
  /** Something that is known to have struck may have answered instead of the server. */
  readonly isStruck?: boolean;
}
