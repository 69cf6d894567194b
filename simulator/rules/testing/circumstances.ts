import type { ReadCircumstances } from '../index.ts';

/** A server and a client that no build trips over. */
export const plainCircumstances: ReadCircumstances = {
  processors: 1,
  allocationLimitBytes: Number.MAX_SAFE_INTEGER,
  longClientName: false,
};
