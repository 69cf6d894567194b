import type { Breaks } from './break.ts';

/** END, SETLOG. */
export const endBreaks: Breaks = {};
