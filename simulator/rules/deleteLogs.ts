import type { LockedFiles } from './call.ts';
import type { Order } from './order.ts';
import type { Outcome } from './outcome.ts';
import { removeGenerations } from './runs.ts';

/** The logs of low..high-1 that nobody can delete, ascending. */
export const lockedLogs = (
  order: Order,
  locked: LockedFiles | undefined,
  low: number,
  high: number,
): readonly number[] =>
  locked?.logs.filter((generation) => !order.isBelow(generation, low) && order.isBelow(generation, high)) ?? [];

/** The logs low..high-1 are gone; nothing happens when there is none. */
export function deleteLogs(outcome: Outcome, low: number, high: number): void {
  const { choices, next } = outcome;
  const { runs } = next;
  const isHere = (to: number, index: number): boolean =>
    index % 2 === 1 && !choices.isBelow(to, low) && choices.isBelow(runs[index - 1] ?? 0, high);
  if (!choices.isBelow(low, high) || !runs.some(isHere)) return;
  removeGenerations(choices, runs, low, high - 1);
  outcome.add({ kind: 'delete-logs', low, high });
}
