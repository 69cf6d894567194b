import type { Breaks } from './break.ts';

/** KEY. */
export const restoreKeyBreaks: Breaks = {};
