export {
  type ApiCall,
  type Call,
  type CallKind,
  type DeletingCall,
  type DiskFacts,
  type FileReference,
  Handle,
  type HandleNumber,
  type LockedFiles,
  type ReadCircumstances,
  type ServiceEvent,
  type Target,
} from './call.ts';
export { Choices, type Decision } from './choices.ts';
export type { Answer, Effect, EffectKind } from './effect.ts';
export { Outcome } from './outcome.ts';
export { type Requirement, type RequirementLevel, requirement } from './requirement.ts';
export { R as ruleRequirements, requirements } from './requirements/index.ts';
export { ImpossibleEvent } from './service.ts';
export {
  BackupSession,
  DatabaseState,
  MAXIMUM_RUNS,
  OpenKind,
  type OpenKindNumber,
  RestoreKey,
  type RestoreKeyNumber,
  ServiceKind,
  type ServiceKindNumber,
  ServiceState,
} from './state.ts';
export { decodeState, encodeState, MAXIMUM_STATE_SIZE_BYTES, stateKey } from './stateCodec.ts';
export { decideByProfile, step, type Visit } from './step.ts';
