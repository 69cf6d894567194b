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

export function containsGeneration(runs: Runs, generation: number): boolean {
  for (let i = 0; i < runs.length; i += 2) {
    if (generation < at(runs, i)) return false;
    if (generation <= at(runs, i + 1)) return true;
  }
  return false;
}

/** First generation of low..high that is not on disk; 0 when all are. */
export function firstMissingGeneration(runs: Runs, low: number, high: number): number {
  let wanted = low;
  for (let i = 0; i < runs.length && wanted <= high; i += 2) {
    if (wanted < at(runs, i)) return wanted;
    if (wanted <= at(runs, i + 1)) wanted = at(runs, i + 1) + 1;
  }
  return wanted <= high ? wanted : 0;
}

/** First generation above low and up to high that is there, and whose predecessor is there, but does not chain to it; 0 when none. */
export function firstBrokenGeneration(runs: Runs, low: number, high: number): number {
  for (let i = 2; i < runs.length; i += 2) {
    const from = at(runs, i);
    if (from > low && from <= high && at(runs, i - 1) === from - 1) return from;
  }
  return 0;
}

/** A new generation that continues the last one. */
export function appendGeneration(runs: number[], generation: number): void {
  if (runs.length === 0) runs.push(generation, generation);
  else if (highestGeneration(runs) === generation - 1) runs[runs.length - 1] = generation;
  else throw new Error(`generation ${generation} does not follow ${highestGeneration(runs)}`);
}

/** The logs low..high are gone; those that were not there are passed over. */
export function removeGenerations(runs: number[], low: number, high: number): void {
  for (let i = 0; i < runs.length; ) {
    const from = at(runs, i);
    const to = at(runs, i + 1);
    if (to < low || from > high) {
      i += 2;
    } else if (from >= low && to <= high) {
      runs.splice(i, 2);
    } else if (from >= low) {
      runs[i] = high + 1;
      i += 2;
    } else if (to <= high) {
      runs[i + 1] = low - 1;
      i += 2;
    } else {
      runs.splice(i, 2, from, low - 1, high + 1, to);
      i += 4;
    }
  }
}

/** The log of this generation no longer chains to the one before it. */
export function breakChainBefore(runs: number[], generation: number): void {
  for (let i = 0; i < runs.length; i += 2) {
    const from = at(runs, i);
    const to = at(runs, i + 1);
    if (from < generation && generation <= to) {
      runs.splice(i, 2, from, generation - 1, generation, to);
      return;
    }
  }
}
