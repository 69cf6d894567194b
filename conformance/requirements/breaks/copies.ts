import type { Breaks } from './break.ts';

/** COPY. */
export const copyBreaks: Breaks = {};
