export {
  CallNeverCompletes,
  ClientKilled,
  type ClientOptions,
  HANG_DEADLINE_SECONDS,
  SimulatedClient,
} from './client/index.ts';
export type { EventRecord } from './events/index.ts';
export * from './faults/index.ts';
export type { DatabaseName, ServiceName } from './layout.ts';
export type { MailDatabase } from './mailDatabase.ts';
export { Registry, type RegistryValue } from './registry/index.ts';
export { SeededRandom } from './seededRandom.ts';
export { ExchangeServer, type ServerOptions, serverProblem } from './server.ts';
export type {
  ExchangeService,
  MailSession,
  ServiceFacts,
  StartResult,
  StopResult,
  ToolResult,
} from './service/index.ts';
export type { FileShare, ShareWriter } from './share.ts';
export { VirtualClock } from './virtualClock.ts';
