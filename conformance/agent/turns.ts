import { setImmediate } from 'node:timers/promises';
import { CallNeverCompletes, ClientKilled } from '../../simulator/exchange/index.ts';
import type { EdbbcliApi } from '../../simulator/protocol/index.ts';
import { callsOn, type StepHandler, type WorldAnswer } from '../procedures/index.ts';
import type { TraceWriter } from './trace.ts';

/** Pauses between two turns of the event loop: often enough for a signal to feel prompt, seldom enough to cost nothing. */
const pausesPerTurn = 32;
/** Between two calls a server may have much to do. */
const LONGEST_TURN_MILLISECONDS = 50;

/** Lets signals and timers through now and then. */
export function breather(): () => Promise<void> {
  let pauses = 0;
  let turnedAt = performance.now();
  return async () => {
    pauses += 1;
    if (pauses % pausesPerTurn !== 0 && performance.now() - turnedAt < LONGEST_TURN_MILLISECONDS) return;
    await setImmediate();
    turnedAt = performance.now();
  };
}

/** Calls on an API, each a line of the trace, also the one that is never answered. */
export function tracedCalls(api: EdbbcliApi, trace: TraceWriter): StepHandler['call'] {
  const perform = callsOn(api);
  return (step) => {
    try {
      const answer = perform(step);
      trace.call(step, answer);
      return answer;
    } catch (error) {
      if (error instanceof CallNeverCompletes || error instanceof ClientKilled) trace.unanswered(step);
      throw error;
    }
  };
}

export const interruptedAnswer: WorldAnswer = {
  kind: 'refused',
  interrupted: true,
  reason: 'the run was interrupted.',
  advice: 'Start it again when you are ready: nothing was left behind that looks finished.',
};
