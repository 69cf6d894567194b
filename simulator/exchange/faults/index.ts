/** Faults: a small language for what goes wrong and when, and the plan that lets it happen. */
export type { FaultClient, FaultScene, FaultyCall } from './act.ts';
export { describeFired, describeWaiting } from './describe.ts';
export {
  type ByteMoment,
  type CallAction,
  type CallMoment,
  type Fault,
  type FaultAction,
  type FaultFunction,
  FaultLimit,
  type FaultSide,
  type FreeAction,
  faultFunctions,
  type TimeMoment,
} from './fault.ts';
export {
  type CallEnding,
  type CallStrike,
  FaultPlan,
  type FiredFault,
  type Planned,
  type WaitingFault,
} from './faultPlan.ts';
export { type FaultForm, faultLanguage } from './language.ts';
export { type FaultParse, parseFault } from './parseFault.ts';
export { printFault, printVirtualTime } from './printFault.ts';
