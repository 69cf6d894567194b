import type { EdbbcliApi } from '../../simulator/protocol/index.ts';
import { performCall } from './call.ts';
import type { Answer, CallAnswer, CallStep, Procedure, Step, WorldAnswer } from './steps.ts';

/** How a driver answers: calls on one side, the outside world on the other. */
export interface StepHandler {
  call(step: CallStep): CallAnswer;
  world(step: Exclude<Step, CallStep>): WorldAnswer;
}

const answerOf = (handler: StepHandler, step: Step): Answer =>
  step.kind === 'call' ? handler.call(step) : handler.world(step);

/** Runs a procedure to its end without ever giving up the thread. */
export function drive<Result>(procedure: Procedure<Result>, handler: StepHandler): Result {
  let turn = procedure.next();
  while (turn.done !== true) turn = procedure.next(answerOf(handler, turn.value));
  return turn.value;
}

/**
 * Runs a procedure, and calls `breathe` before every pause so that timers and signals get their turn: the calls
 * themselves are synchronous, as in the DLL.
 */
export async function driveInTurns<Result>(
  procedure: Procedure<Result>,
  handler: StepHandler,
  breathe: () => Promise<void>,
): Promise<Result> {
  let turn = procedure.next();
  while (turn.done !== true) {
    if (turn.value.kind === 'pause') await breathe();
    turn = procedure.next(answerOf(handler, turn.value));
  }
  return turn.value;
}

/** The handler of calls for an API in this process. */
export const callsOn =
  (api: EdbbcliApi) =>
  (step: CallStep): CallAnswer =>
    performCall(api, step);
