import type { Breaks } from './break.ts';

/** BUILD. */
export const buildBreaks: Breaks = {};
