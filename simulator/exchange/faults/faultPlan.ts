import type { Hresult } from '../../protocol/index.ts';
import { fileNameOf } from '../layout.ts';
import type { VirtualClock } from '../virtualClock.ts';
import { act, type FaultScene, type FaultyCall } from './act.ts';
import { type Fault, type FaultFunction, FaultLimit, type FaultSide } from './fault.ts';
import { printVirtualTime } from './printFault.ts';

/** A fault that struck. */
export interface FiredFault {
  readonly fault: Fault;
  /** The call in which it struck, counted from 1 over all calls that reach the server; null: it struck between calls. */
  readonly call: { readonly function: FaultFunction; readonly number: number } | null;
  /** Virtual seconds since the clock was started. */
  readonly seconds: number;
  /** Why it changed nothing; null when it did what it says. */
  readonly withoutEffect: string | null;
}

/** A fault that has not struck, and how far it has come. */
export interface WaitingFault {
  readonly fault: Fault;
  /** Calls of its kind since it was planned. */
  readonly calls: number;
}

export type Planned =
  | { readonly ok: true }
  /** One sentence. */
  | { readonly ok: false; readonly problem: string };

/** What faults on one side of a call make of it. */
export interface CallEnding {
  /** Null: the call goes on. */
  readonly code: Hresult | null;
  /** The fault for which it never comes back. */
  readonly hang: Fault | null;
  /** A read hands over no more than so many bytes; null: as many as there are. */
  readonly readLimitBytes: number | null;
}

/** The faults that are due at a call. `after` is asked only when the server has acted. */
export interface CallStrike {
  before(): CallEnding;
  after(): CallEnding;
}

interface Waiting extends WaitingFault {
  calls: number;
}

/**
 * The faults that wait on a server, or on the server that stands in for it. Each strikes once; "the third read" is the
 * third from when the fault was planned.
 */
export class FaultPlan {
  readonly #clock: VirtualClock;
  readonly #onFired: (fired: FiredFault) => void;
  readonly #waiting: Waiting[] = [];
  readonly #fired: FiredFault[] = [];
  #scene: FaultScene | null = null;
  #callNumber = 0;

  constructor(clock: VirtualClock, onFired: (fired: FiredFault) => void = () => {}) {
    this.#clock = clock;
    this.#onFired = onFired;
  }

  /** In the order in which they struck. */
  get fired(): readonly FiredFault[] {
    return this.#fired;
  }

  /** In the order in which they were planned. */
  get waiting(): readonly WaitingFault[] {
    return this.#waiting;
  }

  /** From now on faults strike this server. */
  attach(scene: FaultScene): void {
    this.#scene = scene;
  }

  /** Lets a fault wait. One for this very second strikes at once; one for a time that has passed is refused. */
  plan(fault: Fault): Planned {
    if (this.#waiting.length >= FaultLimit.faults) {
      return { ok: false, problem: `${FaultLimit.faults} faults wait already, and no more can` };
    }
    const waiting = { fault, calls: 0 };
    const { when } = fault;
    if (when.kind === 'time') {
      const { startSeconds } = this.#clock;
      const elapsed = this.#clock.elapsedSeconds();
      if (when.seconds < elapsed) {
        const times = `${printVirtualTime(when.seconds)} has passed: it is ${printVirtualTime(elapsed)}`;
        return { ok: false, problem: times };
      }
      this.#waiting.push(waiting);
      this.#clock.alarm(startSeconds + when.seconds, () => this.#strike([waiting], null));
    } else this.#waiting.push(waiting);
    return { ok: true };
  }

  /** Counts a call; null when no fault is due at it. */
  callBegins(call: FaultyCall): CallStrike | null {
    this.#callNumber++;
    if (this.#waiting.length === 0) return null;
    const due = this.#waiting.filter((waiting) => isDue(waiting, call));
    if (due.length === 0) return null;
    const at = { call, number: this.#callNumber };
    const on = (side: FaultSide) => due.filter(({ fault: { when } }) => when.kind !== 'time' && when.side === side);
    return {
      before: () => this.#strike(on('before'), at),
      after: () => this.#strike(on('after'), at),
    };
  }

  #strike(due: readonly Waiting[], at: { readonly call: FaultyCall; readonly number: number } | null): CallEnding {
    if (this.#scene === null) throw new Error('a fault struck, and no server was attached to its plan');
    let code: Hresult | null = null;
    let hang: Fault | null = null;
    let readLimitBytes: number | null = null;
    for (const waiting of due) {
      const { fault } = waiting;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      const struck = act(fault, this.#scene, at?.call ?? null);
      code ??= struck.code;
      if (struck.hangs) hang ??= fault;
      readLimitBytes ??= struck.readLimitBytes;
      const fired: FiredFault = {
        fault,
        call: at === null ? null : { function: at.call.function, number: at.number },
        seconds: this.#clock.elapsedSeconds(),
        withoutEffect: struck.withoutEffect,
      };
      this.#fired.push(fired);
      this.#onFired(fired);
    }
    return { code, hang, readLimitBytes };
  }
}

/** Whether a fault is due at this call, on either side of it. Counts the call. */
function isDue(waiting: Waiting, call: FaultyCall): boolean {
  const { when } = waiting.fault;
  if (when.kind === 'time') return false;
  if (when.kind === 'call') {
    if (when.function !== 'any' && when.function !== call.function) return false;
    waiting.calls++;
    return waiting.calls === when.nth;
  }
  const span = call.readSpan();
  if (span === null) return false;
  const path = when.file.includes('\\') ? span.path : fileNameOf(span.path);
  if (path.toLowerCase() !== when.file.toLowerCase()) return false;
  waiting.calls++;
  return when.offsetBytes >= span.fromBytes && when.offsetBytes < span.toBytes;
}
