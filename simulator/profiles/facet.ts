import type { Provenance } from '../protocol/index.ts';

/** One behaviour that differs between versions, or that no source settles. */
export interface Facet<Value extends string = string> {
  /** Stable name, used in profile files, reports and scenarios. */
  readonly id: string;
  /** What the facet decides, as a question. */
  readonly question: string;
  /** Every answer that the sources allow. */
  readonly values: readonly Value[];
  /** The answer of a profile that does not say otherwise, with its ground. */
  readonly initial: Setting<Value>;
  /** What would settle it. Also where a source speaks: a source can be wrong about one of the products. */
  readonly evidence: Evidence;
}

/** An experiment on a real server that would settle a facet. Three phrases that are read one after the other. */
export interface Evidence {
  /** On which server, in which state. */
  readonly on: string;
  /** What to call or do there. */
  readonly act: string;
  /** What to look at. */
  readonly see: string;
}

/** The value of a facet, and why. */
export interface Setting<Value extends string = string> {
  readonly value: Value;
  readonly provenance: Provenance;
  /** Source keys as edbbcli.md section 0 and ese-engine.md list them (H, BT, M-..., Qnnnnnn, JET-..., ESE). */
  readonly source: string;
  /** Why this value was chosen, above all where no source settles it. */
  readonly reason: string;
}

/** Declares a facet. The values are listed first, so that the initial setting is checked against them. */
export function facet<const Values extends readonly string[]>(
  id: string,
  question: string,
  values: Values,
  initial: Setting<Values[number]>,
  evidence: Evidence,
): Facet<Values[number]> {
  return { id, question, values, initial, evidence };
}

/** True when the sources leave the answer open: a judge must then accept every value of the facet. */
export const isOpen = (setting: Setting): boolean => setting.provenance === 'UNKNOWN';
