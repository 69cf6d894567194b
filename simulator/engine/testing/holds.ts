import * as fc from 'fast-check';

/** Asserts a property with a pinned seed, and puts the error of the counterexample into the report. */
export function holds<T>(property: fc.IRawProperty<T>, seed: number, numRuns: number): void {
  fc.assert(property, { seed, numRuns, includeErrorInReport: true });
}
