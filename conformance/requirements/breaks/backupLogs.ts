import type { Breaks } from './break.ts';

/** LOGS, TRUNC. */
export const backupLogBreaks: Breaks = {};
