import type { Breaks } from './break.ts';

/** CHECK, CIRC. */
export const checkpointBreaks: Breaks = {};
