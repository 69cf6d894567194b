/** Hosting: the server of a scenario for agents that are not ours, and the library that leads them to it. */
export { type AgentSurroundings, endingText, type RunAgent } from './agent.ts';
export { agentEnvironment } from './agentEnvironment.ts';
export { needsWine, platformOfCommand } from './agentPlatform.ts';
export { agentProcess } from './agentProcess.ts';
export type { AgentReport } from './agentReport.ts';
export { type DoctorFinding, examine } from './doctor.ts';
export type { HostingOptions } from './hostAgent.ts';
export { hostScenario, type PlayedScenario } from './hostScenario.ts';
export { stateText } from './serverState.ts';
export { type InstallResult, installShim, undoShim } from './shimInstall.ts';
export { buildAdvice, builtLibrary, ownPlatform, shimPlatforms } from './shimLibrary.ts';
