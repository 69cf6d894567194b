import type { FunctionBaseName, Provenance } from '../protocol/index.ts';

/**
 * What it means when somebody does otherwise. must: that is a divergence of the server, or an error of the agent.
 * should: a finding and no error; the sources leave the server a choice, or the agent gets away with it. hazard: the
 * server does this, and whoever takes its success for safety loses data.
 */
export type RequirementLevel = 'must' | 'should' | 'hazard';

/**
 * One checkable statement. The id is for ever: it is never given to another statement, and a statement that turns out
 * wrong keeps its id and says so.
 */
export interface Requirement {
  readonly id: string;
  /** The statement, in our words. */
  readonly text: string;
  readonly provenance: Provenance;
  /** Source keys as edbbcli.md section 0 and ese-engine.md list them. */
  readonly source: string;
  readonly level: RequirementLevel;
  /** The functions it speaks of, without A or W; none when it is about a service, its files or its start. */
  readonly calls: readonly FunctionBaseName[];
  /** The products it holds for, by name; null for all of them. */
  readonly profiles: readonly string[] | null;
}

interface RequirementExtras {
  /** Without it: must where a source speaks, should where none does. */
  readonly level?: RequirementLevel;
  readonly profiles?: readonly string[];
}

export const requirement = (
  id: string,
  provenance: Provenance,
  source: string,
  calls: readonly FunctionBaseName[],
  text: string,
  { level = provenance === 'UNKNOWN' ? 'should' : 'must', profiles }: RequirementExtras = {},
): Requirement => Object.freeze({ id, text, provenance, source, level, calls, profiles: profiles ?? null });
