import type { Breaks } from './break.ts';

/** LIST, FREE, HINT. */
export const listBreaks: Breaks = {};
