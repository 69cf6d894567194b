import type { Breaks } from './break.ts';

/** AGENT. */
export const agentProcedureBreaks: Breaks = {};
