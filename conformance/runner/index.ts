/** Scenarios: a server in a given state, what happens to it, and what must come of it. */
export { closedGenerations } from './backupStep.ts';
export type { RunEvent, StepReport, Unmet } from './events.ts';
export { Expectations } from './expectation.ts';
export type { Guest } from './guest.ts';
export { nameOfStep } from './performStep.ts';
export { play } from './play.ts';
export { readScenario, type StepLines } from './scenarioFile.ts';
export { type Scenario, type StepFields, scenarioJsonSchema } from './schema/index.ts';
export { isPlayedOn } from './stepProducts.ts';
export { countText, generationsText, sizeText } from './textOf.ts';
export type { World } from './world.ts';
