import type { Breaks } from './break.ts';

/** RECOV. */
export const recoveryBeginningBreaks: Breaks = {};
