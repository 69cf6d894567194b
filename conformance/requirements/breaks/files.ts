import type { Breaks } from './break.ts';

/** FILE. */
export const fileBreaks: Breaks = {};
