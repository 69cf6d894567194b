import type { LockedFiles } from './call.ts';
import type { Outcome } from './outcome.ts';
import { removeGenerations } from './runs.ts';

/** The logs of low..high-1 that nobody can delete, ascending. */
export const lockedLogs = (locked: LockedFiles | undefined, low: number, high: number): readonly number[] =>
  locked?.logs.filter((generation) => generation >= low && generation < high) ?? [];

/** The logs low..high-1 are gone; nothing happens when there is none. */
export function deleteLogs(outcome: Outcome, low: number, high: number): void {
  const { runs } = outcome.next;
  const isAnyThere = runs.some((to, index) => index % 2 === 1 && to >= low && (runs[index - 1] ?? 0) < high);
  if (low >= high || !isAnyThere) return;
  removeGenerations(runs, low, high - 1);
  outcome.add({ kind: 'delete-logs', low, high });
}
