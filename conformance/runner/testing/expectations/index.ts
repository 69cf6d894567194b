import { backupCases, restoreCases } from './agentCases.ts';
import { deedCases } from './deedCases.ts';
import type { ExpectationCase } from './expectationCase.ts';
import { lookingCases } from './lookingCases.ts';

export type { ExpectationCase } from './expectationCase.ts';

/** For every expectation of a scenario: scenarios in which it is met, and in which it fails, with the sentence. */
export const expectationCases: readonly ExpectationCase[] = [
  ...lookingCases,
  ...backupCases,
  ...restoreCases,
  ...deedCases,
];
export { alwaysPassing, passingTooOften } from './plants.ts';
