import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Call, decideByProfile, Handle, Outcome, type ServiceState, stateKey, step } from './index.ts';
import { profileWith, server } from './testing/driver.ts';
import { stateOf } from './testing/states.ts';

const profile = profileWith();

function deepFreeze<Value extends object>(value: Value): Value {
  for (const field of Object.values(value)) if (typeof field === 'object' && field !== null) deepFreeze(field);
  return Object.freeze(value);
}

/** What an outcome is, kept as a text. */
const textOf = (outcome: Outcome): string =>
  JSON.stringify([
    outcome.choices.decisions,
    outcome.code,
    outcome.requirement?.id,
    outcome.answer,
    outcome.effects,
    stateKey(outcome.next),
  ]);

function outcomesOf(state: ServiceState, call: Call): string[] {
  const texts: string[] = [];
  step(state, call, profile, (outcome) => texts.push(textOf(outcome)) > 0);
  return texts;
}

/** Calls whose answers depend on open facets, with the number of outcomes the sources leave. */
const open: readonly [string, number, ServiceState, Call][] = [
  [
    'an underscore in the server name',
    2,
    stateOf(),
    { kind: 'HrBackupPrepare', target: 'underscore', grbit: 0, backupType: 1 },
  ],
  ['a dead context', 3, stateOf(), { kind: 'HrBackupEnd', handle: Handle.dead }],
  // end-if-truncated and truncate do not record here, end-always does.
  ['the end of a copy', 3, server().fullUpToLogs().state, { kind: 'HrBackupEnd', handle: Handle.backup }],
  // Ignored, decides the type, or not modelled; the precedence is consulted on the first branch only, where LOGS_ONLY is refused.
  [
    'a LOGS_ONLY backup under circular logging with grbit 0',
    6,
    stateOf({ circular: true }),
    { kind: 'HrBackupPrepare', target: 'reached', grbit: 0, backupType: 2 },
  ],
  ['a vanished client', 3, server().fullUpToLogs().state, { kind: 'ClientGone' }],
  ['a handle that stands for nothing', 1, stateOf(), { kind: 'HrBackupEnd', handle: Handle.unknown }],
];

test('step visits the profile’s outcome first, and every outcome that the sources leave exactly once', () => {
  for (const [what, count, state, call] of open) {
    const texts = outcomesOf(state, call);
    assert.is(texts[0], textOf(decideByProfile(state, call, profile)), what);
    assert.is(texts.length, count, what);
    assert.is(new Set(texts).size, count, what);
  }
});

test('step stops as soon as visit has seen enough', () => {
  for (const [what, count, state, call] of open) {
    for (let wanted = 1; wanted <= count; wanted++) {
      let visited = 0;
      step(state, call, profile, () => ++visited < wanted);
      assert.is(visited, wanted, what);
    }
  }
});

test('step changes neither the state nor the call', () => {
  for (const [what, , state, call] of open) {
    const frozen = deepFreeze(state.clone());
    const texts = outcomesOf(frozen, deepFreeze(structuredClone(call)));
    assert.equal(texts, outcomesOf(state, call), what);
  }
});

test('a scratch outcome that was used before changes no answer', () => {
  const scratch = new Outcome();
  for (const [what, , state, call] of [...open, ...open]) {
    assert.is(
      textOf(decideByProfile(state, call, profile, scratch)),
      textOf(decideByProfile(state, call, profile)),
      what,
    );
    const texts: string[] = [];
    step(state, call, profile, (outcome) => texts.push(textOf(outcome)) > 0, scratch);
    assert.equal(texts, outcomesOf(state, call), what);
  }
});

test('followsProfile marks the first outcome and no other', () => {
  for (const [what, count, state, call] of open) {
    const marks: boolean[] = [];
    step(state, call, profile, (outcome) => marks.push(outcome.choices.followsProfile) > 0);
    assert.equal(marks, [true, ...Array(count - 1).fill(false)], what);
  }
});

test.run();
