import type { ruleRequirements } from '../../../simulator/rules/index.ts';
import type { Verification } from '../entry.ts';

export type RuleArea = keyof typeof ruleRequirements;

/** One verification for every requirement of an area of the rules: the compiler finds the one that is forgotten. */
export type VerificationOf<Area extends RuleArea> = {
  readonly [Statement in keyof (typeof ruleRequirements)[Area]]: Verification;
};
