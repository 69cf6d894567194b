import type { Breaks } from './break.ts';

/** EVENT. */
export const eventBreaks: Breaks = {};
