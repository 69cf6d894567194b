import type { Breaks } from './break.ts';

/** SESS. */
export const sessionBreaks: Breaks = {};
