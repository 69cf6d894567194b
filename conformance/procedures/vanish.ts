import type { Procedure } from './steps.ts';

/**
 * A client that dies: runs a procedure until it has made `calls` calls, then forgets it. Nothing is cleaned up, neither
 * context nor lists nor files, as when a process is killed (Q297172). Undefined when it died.
 */
export function* vanishAfter<Result>(procedure: Procedure<Result>, calls: number): Procedure<Result | undefined> {
  let made = 0;
  let turn = procedure.next();
  while (turn.done !== true) {
    const step = turn.value;
    if (step.kind === 'call' && made === calls) return undefined;
    if (step.kind === 'call') made += 1;
    turn = procedure.next(yield step);
  }
  return turn.value;
}
