import { requireWithin } from './fields.ts';

/** The log that is being written; its generation is only in its header. Base name `edb` (D: ese-engine.md 1.1). */
export const CURRENT_LOG_NAME = 'edb.log';
/** The next log while it is being made; its contents mean nothing. */
export const TEMPORARY_LOG_NAME = 'edbtmp.log';
/** Space kept for a full disk: as large as a log, contents mean nothing. */
export const RESERVE_LOG_NAMES: readonly string[] = ['res1.log', 'res2.log'];
export const CHECKPOINT_NAME = 'edb.chk';

/** The first log of a sequence is generation 1; beyond the last, JET_errLogSequenceEnd (D: ese-engine.md 1.1). */
export const MAXIMUM_GENERATION = 0xfffff;

/** `edb0000a.log` for generation 10: five hexadecimal digits. Throws a RangeError outside 1 to MAXIMUM_GENERATION. */
export function logFileName(generation: number): string {
  requireWithin('The generation of a log file', generation, 1, MAXIMUM_GENERATION);
  return `edb${generation.toString(16).padStart(5, '0')}.log`;
}

/** The generation in a numbered log's name, whatever its case; null for edb.log, edbtmp.log, res1.log and the rest. */
export function generationOfLogFileName(name: string): number | null {
  const digits = /^edb([0-9a-f]{5})\.log$/i.exec(name)?.[1];
  const generation = digits === undefined ? 0 : Number.parseInt(digits, 16);
  return generation === 0 ? null : generation;
}
