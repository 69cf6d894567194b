/** Scenarios: a server in a given state, what happens to it, and what must come of it. */
export type { RunEvent } from './events.ts';
export { play } from './play.ts';
export { readScenario } from './scenarioFile.ts';
export { scenarioJsonSchema } from './schema.ts';
export { sizeText } from './textOf.ts';
