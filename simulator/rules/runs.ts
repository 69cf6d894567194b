import { isSame, type Order } from './order.ts';

/**
 * The logs on disk as sorted pairs from, to (see ServiceState.runs). All functions here work on that flat list; those
 * that change it change it in place.
 */

export type Runs = readonly number[];

const at = (runs: Runs, index: number): number => runs[index] ?? 0;

/** Lowest generation on disk, 0 when there is no log. */
export const lowestGeneration = (runs: Runs): number => at(runs, 0);

/** Highest generation on disk, 0 when there is no log. */
export const highestGeneration = (runs: Runs): number => (runs.length === 0 ? 0 : at(runs, runs.length - 1));

export function containsGeneration(order: Order, runs: Runs, generation: number): boolean {
  for (let i = 0; i < runs.length; i += 2) {
    if (order.isBelow(generation, at(runs, i))) return false;
    if (!order.isBelow(at(runs, i + 1), generation)) return true;
  }
  return false;
}

/** First generation of low..high that is not on disk; 0 when all are. */
export function firstMissingGeneration(order: Order, runs: Runs, low: number, high: number): number {
  let wanted = low;
  for (let i = 0; i < runs.length && !order.isBelow(high, wanted); i += 2) {
    if (order.isBelow(wanted, at(runs, i))) return wanted;
    if (!order.isBelow(at(runs, i + 1), wanted)) wanted = at(runs, i + 1) + 1;
  }
  return order.isBelow(high, wanted) ? 0 : wanted;
}

/** First generation above low and up to high that is there, and whose predecessor is there, but does not chain to it; 0 when none. */
export function firstBrokenGeneration(order: Order, runs: Runs, low: number, high: number): number {
  for (let i = 2; i < runs.length; i += 2) {
    const from = at(runs, i);
    const isInside = order.isBelow(low, from) && !order.isBelow(high, from);
    if (isInside && isSame(order, at(runs, i - 1), from - 1)) return from;
  }
  return 0;
}

/** The logs after `current` up to `generation` were filled: they continue the last one, which is `current`. */
export function extendRuns(order: Order, runs: number[], current: number, generation: number): void {
  if (!order.isBelow(current, generation)) return;
  if (runs.length === 0) runs.push(current + 1, generation);
  else if (isSame(order, highestGeneration(runs), current)) runs[runs.length - 1] = generation;
  else throw new Error(`generation ${current + 1} does not follow ${highestGeneration(runs)}`);
}

/** The logs low..high are gone; those that were not there are passed over. */
export function removeGenerations(order: Order, runs: number[], low: number, high: number): void {
  for (let i = 0; i < runs.length; ) {
    const from = at(runs, i);
    const to = at(runs, i + 1);
    if (order.isBelow(to, low) || order.isBelow(high, from)) {
      i += 2;
      continue;
    }
    const startsInside = !order.isBelow(from, low);
    const endsInside = !order.isBelow(high, to);
    if (startsInside && endsInside) {
      runs.splice(i, 2);
    } else if (startsInside) {
      runs[i] = high + 1;
      i += 2;
    } else if (endsInside) {
      runs[i + 1] = low - 1;
      i += 2;
    } else {
      runs.splice(i, 2, from, low - 1, high + 1, to);
      i += 4;
    }
  }
}

/** The log of this generation no longer chains to the one before it. */
export function breakChainBefore(order: Order, runs: number[], generation: number): void {
  for (let i = 0; i < runs.length; i += 2) {
    const from = at(runs, i);
    const to = at(runs, i + 1);
    if (order.isBelow(from, generation) && !order.isBelow(to, generation)) {
      runs.splice(i, 2, from, generation - 1, generation, to);
      return;
    }
  }
}
