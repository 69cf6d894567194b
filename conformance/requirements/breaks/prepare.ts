import type { Breaks } from './break.ts';

/** PREP. */
export const prepareBreaks: Breaks = {};
