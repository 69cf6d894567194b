import type { Breaks } from './break.ts';

/** NAMES, OPEN, READ, CLOSE. */
export const backupFileBreaks: Breaks = {};
