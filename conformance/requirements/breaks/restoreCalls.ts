import type { Breaks } from './break.ts';

/** RPREP, RLOC, RREG, RCOMP, REND, TARGET. */
export const restoreCallBreaks: Breaks = {};
