/** Recovery from the bytes on the disk alone. */
export { hardRecover } from './hardRecovery.ts';
export type { HardRecoveryOrder } from './order.ts';
export {
  completedReport,
  failedReport,
  failure,
  HELD_ATTEMPTS,
  type RecoveryEvent,
  type RecoveryReport,
  tellHeld,
} from './report.ts';
export { softRecover } from './softRecovery.ts';
