import type { Breaks } from './break.ts';

/** PATCH. */
export const patchFileBreaks: Breaks = {};
