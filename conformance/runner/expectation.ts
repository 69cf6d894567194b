import { findCode, type Hresult } from '../../simulator/protocol/index.ts';
import { codeText, type Failure } from '../procedures/index.ts';
import type { Unmet } from './events.ts';

/** Collects what was expected of a step and not seen. */
export class Expectations {
  readonly unmet: Unmet[] = [];
  readonly #hint: string;

  constructor(hint: string) {
    this.#hint = hint;
  }

  /** Notes an expectation as unmet unless the two are the same. */
  same(what: string, expected: string | number | boolean | undefined, seen: string | number | boolean | null): void {
    if (expected === undefined) return;
    this.holds(expected === seen, `${what}: ${expected}`, `${what}: ${seen ?? 'none'}`);
  }

  /** Notes an expectation as unmet unless it holds. `hint`: one that fits better than that of all others. */
  holds(isMet: boolean, expected: string, seen: string, hint = this.#hint): void {
    if (!isMet) this.unmet.push({ expected, seen, hint });
  }

  /** Holds the code of a failure against one that is named in any form. */
  code(expected: string | undefined, failure: Pick<Failure, 'code'> | null): void {
    if (expected === undefined) return;
    const seen = failure?.code ?? null;
    if (seen !== null && meansCode(expected, seen)) return;
    const hint = seen === null ? this.#hint : `look it up with: edbproof explain 0x${seen.toString(16).toUpperCase()}`;
    this.unmet.push({ expected: `code: ${expected}`, seen: `code: ${seen === null ? 'none' : codeText(seen)}`, hint });
  }

  /** Holds the call of a failure against a name without its A or W. */
  call(expected: string | undefined, failure: Pick<Failure, 'call'> | null): void {
    if (expected === undefined) return;
    const seen = failure?.call ?? null;
    if (seen === expected || seen === `${expected}A` || seen === `${expected}W`) return;
    this.same('failed call', expected, seen);
  }
}

const meansCode = (text: string, code: Hresult): boolean => {
  const lookup = findCode(text);
  return lookup.found && lookup.readings.some(({ info }) => info.value === code || info.jet === (code | 0));
};
