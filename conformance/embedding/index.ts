/**
 * `edbproof/scenarios`: what the commands `play`, `verify` and `verify-set` do, for a test of your own. Nothing here prints, ends
 * the process, or keeps anything from one call to the next.
 */
export type { RunEvent as ScenarioEvent, Unmet } from '../runner/index.ts';
export type { NamedBytes, VerifiedFile } from '../verification/index.ts';
export { type PlayScenarioOptions, playScenario, type ScenarioSource } from './playScenario.ts';
export { type FileProblem, OptionError, ScenarioError } from './problems.ts';
export type { PlayedStep, ScenarioResult, TakenFile, TakenSet, UnmetExpectation } from './result.ts';
export { type FilesVerification, type SetVerification, verifyFiles, verifySet } from './verifyFiles.ts';
