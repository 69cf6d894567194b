import { setImmediate } from 'node:timers/promises';
import type { WorldAnswer } from '../procedures/index.ts';

/** Pauses between two turns of the event loop: often enough for a signal to feel prompt, seldom enough to cost nothing. */
const pausesPerTurn = 32;

/** Lets signals and timers through now and then. */
export function breather(): () => Promise<void> {
  let pauses = 0;
  return async () => {
    pauses += 1;
    if (pauses % pausesPerTurn === 0) await setImmediate();
  };
}

export const interruptedAnswer: WorldAnswer = {
  kind: 'refused',
  interrupted: true,
  reason: 'the run was interrupted.',
  advice: 'Start it again when you are ready: nothing was left behind that looks finished.',
};
