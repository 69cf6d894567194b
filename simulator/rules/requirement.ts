import type { Provenance } from '../protocol/index.ts';

/**
 * One checkable statement about the server. The id is for ever: it is never given to another statement, and a statement
 * that turns out wrong keeps its id and says so.
 */
export interface Requirement {
  readonly id: string;
  /** The statement, in our words. */
  readonly text: string;
  readonly provenance: Provenance;
  /** Source keys as edbbcli.md section 0 and ese-engine.md list them. */
  readonly source: string;
}

export const requirement = (id: string, provenance: Provenance, source: string, text: string): Requirement =>
  Object.freeze({ id, text, provenance, source });
