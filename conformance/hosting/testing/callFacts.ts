import type { Hbc } from '../../../simulator/protocol/index.ts';

/** What a completed call has besides its function, arguments and result. */
export const callFacts = {
  client: { number: 1, platform: 'linux-x64', processId: 1, codePage: null, computerName: null },
  threadId: 1,
  startedAt: 0,
  endedAt: 0,
  data: null,
  refusal: null,
} as const;

/** A context as the wire names it. */
export const context = (number: bigint): Hbc => number as unknown as Hbc;
