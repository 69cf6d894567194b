import type { Requirement } from '../../simulator/rules/index.ts';

/** Who must keep a requirement. */
export type Party = 'server' | 'agent';

/**
 * What shows that a requirement is kept: a test by its file and title, or a scenario of the fixtures, which
 * conformance/runner/play.test.ts plays. Files are named from the root of the repository. A test checks that each of
 * them is there.
 */
export type Witness =
  | { readonly kind: 'test'; readonly file: string; readonly title: string }
  | { readonly kind: 'scenario'; readonly file: string };

export type Verification =
  | { readonly state: 'verified'; readonly by: readonly Witness[] }
  /** No test is possible here, and why. */
  | { readonly state: 'impossible'; readonly reason: string }
  /** A test would be possible and is not there, and why. */
  | { readonly state: 'not-yet'; readonly reason: string };

/** A requirement in the catalogue: with who must keep it, and what shows that it is kept. */
export interface CatalogueEntry extends Requirement {
  readonly party: Party;
  /** For the agent: its rule in dialects.md (d), such as A-14; null when it follows from the procedures. */
  readonly rule: string | null;
  readonly verification: Verification;
}

/** The tests of one file that show something, by their titles. */
export const testsIn =
  (file: string) =>
  (...titles: readonly string[]): readonly Witness[] =>
    titles.map((title) => ({ kind: 'test', file: `${file}.test.ts`, title }));

/** Scenarios of fixtures/scenarios, by file name without its ending. */
export const scenarios = (...names: readonly string[]): readonly Witness[] =>
  names.map((name) => ({ kind: 'scenario', file: `fixtures/scenarios/${name}.yaml` }));

export const verified = (...witnesses: readonly (readonly Witness[])[]): Verification => ({
  state: 'verified',
  by: witnesses.flat(),
});

export const impossible = (reason: string): Verification => ({ state: 'impossible', reason });

export const serverEntry = (requirement: Requirement, verification: Verification): CatalogueEntry =>
  Object.freeze({ ...requirement, party: 'server', rule: null, verification });

export const agentEntry = (rule: string | null, requirement: Requirement, verification: Verification): CatalogueEntry =>
  Object.freeze({ ...requirement, party: 'agent', rule, verification });
