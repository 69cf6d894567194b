import { ask } from './call.ts';
import { type Attempt, failed, otherFailure, succeeded } from './failure.ts';
import type { CallStep, NoteStep, Procedure, Step } from './steps.ts';

type WorldStep = Exclude<Step, CallStep | NoteStep>;

/** Tells the outside world something; a refusal becomes a Failure. */
export function* tell(step: WorldStep, file: string | null = null): Procedure<Attempt<void>> {
  const answer = yield* ask(step);
  if (answer.kind === 'done') return succeeded(undefined);
  const kind = answer.interrupted ? 'interrupted' : 'world';
  return failed(otherFailure(kind, answer.reason, answer.advice, file));
}

/** Between two calls: lets the driver do other things, and hears whether to go on. */
export const goOn = (): Procedure<Attempt<void>> => tell({ kind: 'pause' });

export function* note(level: 'info' | 'warning', text: string): Procedure<void> {
  yield* ask({ kind: 'note', level, text });
}
