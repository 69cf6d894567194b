import type { Breaks } from './break.ts';

/** FORMAT. */
export const formatBreaks: Breaks = {};
