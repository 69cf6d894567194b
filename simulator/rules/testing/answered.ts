import * as assert from 'uvu/assert';
import { Hr, type Hresult, NOT_MODELLED, Win32 } from '../../protocol/index.ts';
import {
  type Answer,
  type Call,
  type Effect,
  type EffectKind,
  type Outcome,
  type ServiceState,
  stateKey,
} from '../index.ts';

const codes = { ...Hr, ...Win32, NOT_MODELLED } as const;
export type CodeName = keyof typeof codes;

/** One answered call of a history, kept: what the agent saw, what the shell must do, the states around it. */
export class Answered {
  readonly call: Call;
  readonly before: ServiceState;
  readonly after: ServiceState;
  readonly code: Hresult;
  readonly requirementId: string;
  readonly answer: Answer | null;
  readonly effects: readonly Effect[];
  readonly neverCompletes: boolean;
  readonly endsProcess: boolean;

  constructor(call: Call, before: ServiceState, after: ServiceState, outcome: Outcome) {
    this.call = call;
    this.before = before;
    this.after = after;
    this.code = outcome.code;
    if (outcome.requirement === null) throw new Error(`${call.kind} was answered without a requirement`);
    this.requirementId = outcome.requirement.id;
    this.answer = outcome.answer;
    this.effects = [...outcome.effects];
    this.neverCompletes = outcome.neverCompletes;
    this.endsProcess = outcome.endsProcess;
  }

  /** The answer is this code, and comes from this requirement. */
  is(code: CodeName, requirementId: string): this {
    this.#cameBack();
    assert.is(this.codeName, code, `code of ${this.call.kind}`);
    assert.is(this.requirementId, requirementId, `requirement of ${this.call.kind}`);
    return this;
  }

  /** The call never comes back, by this requirement. */
  hangs(requirementId: string): this {
    assert.ok(this.neverCompletes, `${this.call.kind} came back`);
    assert.is(this.requirementId, requirementId, `requirement of ${this.call.kind}`);
    return this;
  }

  /** The caller's process dies in the call, by this requirement. */
  killsCaller(requirementId: string): this {
    assert.ok(this.endsProcess, `the caller survives ${this.call.kind}`);
    assert.is(this.requirementId, requirementId, `requirement of ${this.call.kind}`);
    return this;
  }

  #cameBack(): void {
    assert.not.ok(this.neverCompletes, `${this.call.kind} never comes back`);
    assert.not.ok(this.endsProcess, `${this.call.kind} ends the process of the caller`);
  }

  succeeded(): this {
    this.#cameBack();
    assert.is(this.codeName, 'hrNone', `code of ${this.call.kind}`);
    return this;
  }

  answered(answer: Answer | null): this {
    assert.equal(this.answer, answer);
    return this;
  }

  /** The shell must do exactly this, in this order. */
  did(...effects: readonly Effect[]): this {
    assert.equal(this.effects, effects);
    return this;
  }

  /** The same, by kind only. */
  didKinds(...kinds: readonly EffectKind[]): this {
    assert.equal(
      this.effects.map(({ kind }) => kind),
      kinds,
    );
    return this;
  }

  /** The effects of one kind. */
  effectsOf<Kind extends EffectKind>(kind: Kind): readonly Extract<Effect, { kind: Kind }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind);
  }

  /** The events that were logged, by meaning. */
  get events(): readonly string[] {
    return this.effectsOf('log-event').map(({ event }) => event);
  }

  /** Neither the state nor anything outside changed. */
  changedNothing(): this {
    assert.equal(this.effects, [], `effects of ${this.call.kind}`);
    assert.is(stateKey(this.after), stateKey(this.before), `state after ${this.call.kind}`);
    return this;
  }

  /** The engine ended the session by itself, for this error. */
  cancelledSession(jetError: number): this {
    assert.is(this.after.backup.cancelled, 1, 'the session is cancelled');
    assert.is(this.after.backup.openKind, 0, 'nothing is open any more');
    assert.equal(this.effectsOf('log-event').at(-1), { kind: 'log-event', event: 'backup-stopped', jetError });
    assert.ok(this.effects.some(({ kind }) => kind === 'cancel-backup'));
    return this;
  }

  get codeName(): string {
    const known = Object.entries(codes).find(([, code]) => code === this.code);
    return known?.[0] ?? `0x${(this.code >>> 0).toString(16)}`;
  }
}
