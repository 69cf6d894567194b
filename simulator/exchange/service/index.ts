/** A service: asks the rules, performs what they decide on its engine, and reads itself back to be compared. */
export { engineFormatOf } from './engineFormat.ts';
export type { MailSession } from './mailSession.ts';
export { done, refused, type ToolResult } from './offlineTools.ts';
export { ExchangeService, type ServiceFacts, type StopResult } from './service.ts';
export type { ServiceCore } from './serviceCore.ts';
export type { StartResult } from './start.ts';
