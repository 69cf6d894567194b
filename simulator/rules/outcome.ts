import { Hr, type Hresult, NOT_MODELLED } from '../protocol/index.ts';
import { Choices } from './choices.ts';
import type { Answer, Effect } from './effect.ts';
import type { Requirement } from './requirement.ts';
import { shorten } from './shorten.ts';
import { ServiceState } from './state.ts';

/**
 * One outcome of a call: the code the agent sees, the state that follows, what the shell must do, and the requirement it
 * comes from. It is a scratch record that the next step overwrites: whoever keeps it copies it.
 */
export class Outcome {
  code: Hresult = Hr.hrNone;
  requirement: Requirement | null = null;
  answer: Answer | null = null;
  /** The call never comes back; nothing follows from it, and the session stays as it is. */
  neverCompletes = false;
  /** The caller's process dies in the call; the server sees a client that is gone. */
  endsProcess = false;
  readonly next = new ServiceState();
  readonly effects: Effect[] = [];
  readonly choices = new Choices();

  /** Starts a run of a rule: nothing has happened yet. */
  reset(state: ServiceState): void {
    this.code = Hr.hrNone;
    this.requirement = null;
    this.answer = null;
    this.neverCompletes = false;
    this.endsProcess = false;
    shorten(this.effects, 0);
    this.next.copyFrom(state);
  }

  /** Adds an effect, in the order in which the shell performs them. */
  add(effect: Effect): this {
    this.effects.push(effect);
    return this;
  }

  succeed(requirement: Requirement, answer: Answer | null = null): void {
    this.settle(Hr.hrNone, requirement, answer);
  }

  /** The call is answered with a code. Changes to `next` and effects made so far stand. */
  refuse(code: Hresult, requirement: Requirement): void {
    this.settle(code, requirement, null);
  }

  /** The caller waits for ever. */
  hang(requirement: Requirement): void {
    this.settle(Hr.hrNone, requirement, null);
    this.neverCompletes = true;
  }

  /** The caller's process dies in the call. */
  endProcess(requirement: Requirement): void {
    this.settle(Hr.hrNone, requirement, null);
    this.endsProcess = true;
  }

  notModelled(requirement: Requirement): void {
    this.settle(NOT_MODELLED, requirement, null);
  }

  settle(code: Hresult, requirement: Requirement, answer: Answer | null): void {
    this.code = code;
    this.requirement = requirement;
    this.answer = answer;
  }
}
