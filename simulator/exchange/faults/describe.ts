import type { FiredFault, WaitingFault } from './faultPlan.ts';
import { printFault, printVirtualTime } from './printFault.ts';

/** A fault that struck, for people: `at HrBackupRead 8, hang (call 57, 0:04:12)`. */
export function describeFired({ fault, call, seconds, withoutEffect }: FiredFault): string {
  const place = call === null ? 'between calls' : `call ${call.number}`;
  const failure = withoutEffect === null ? '' : `: without effect, ${withoutEffect}`;
  return `${printFault(fault)} (${place}, ${printVirtualTime(seconds)})${failure}`;
}

/** A fault that never struck, and how far it came. */
export const describeWaiting = (waiting: WaitingFault): string => `${printFault(waiting.fault)} (${whyNot(waiting)})`;

function whyNot({ fault: { when }, calls }: WaitingFault): string {
  if (when.kind === 'time') return 'it never became so late';
  if (when.kind === 'byte') {
    return calls === 0
      ? `nothing was read of ${when.file}`
      : `no read reached the byte, or the server did not act on it`;
  }
  // Only what waits for the other side of a call outlives its moment.
  if (calls >= when.nth) return 'the call was made, but the server did not act on it';
  const times = calls === 1 ? 'once' : `${calls} times`;
  return when.function === 'any' ? `there were only ${calls} calls` : `${when.function} was called ${times}`;
}
