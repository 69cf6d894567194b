import type { Breaks } from './break.ts';

/** BOOK. */
export const bookkeepingBreaks: Breaks = {};
