import type { Breaks } from './break.ts';

/** SVC. */
export const serviceBreaks: Breaks = {};
