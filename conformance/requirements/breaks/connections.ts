import type { Breaks } from './break.ts';

/** API, CONN. */
export const connectionBreaks: Breaks = {};
