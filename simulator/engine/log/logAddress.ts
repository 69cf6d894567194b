import { type LogPosition, logPositionAt } from '../format/index.ts';

/**
 * A log position as one number, so that positions compare and are kept without objects: generation * 2^23 + offset in
 * the file (5 MiB is below 2^23). Real addresses are positive; 0 is none.
 */
const GENERATION_UNIT = 2 ** 23;

/** After every real address: "nothing needs the log". */
export const NO_ADDRESS = Number.POSITIVE_INFINITY;

export function logAddress(generation: number, offsetBytes: number): number {
  return generation * GENERATION_UNIT + offsetBytes;
}

function addressGeneration(address: number): number {
  return Math.floor(address / GENERATION_UNIT);
}

export function addressToPosition(address: number): LogPosition {
  return logPositionAt(addressGeneration(address), address % GENERATION_UNIT);
}
