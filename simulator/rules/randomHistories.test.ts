import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isOpen } from '../profiles/index.ts';
import { NOT_MODELLED } from '../protocol/index.ts';
import type { ServiceState } from './index.ts';
import {
  type Call,
  decideByProfile,
  decodeState,
  encodeState,
  MAXIMUM_STATE_SIZE_BYTES,
  stateKey,
  step,
} from './index.ts';
import { profileWith } from './testing/driver.ts';
import { brokenInvariant } from './testing/invariants.ts';
import { apiCallKinds } from './testing/randomCalls.ts';
import { playHistory, randomHistories } from './testing/randomHistory.ts';
import { numbersOf } from './testing/states.ts';

const profile = profileWith();

/** Counts what the histories went through, so that a property that saw nothing fails. */
class Seen {
  readonly #times = new Map<string, number>();

  note(what: string): void {
    this.#times.set(what, (this.#times.get(what) ?? 0) + 1);
  }

  atLeast(times: number, what: string): void {
    const seen = this.#times.get(what) ?? 0;
    assert.ok(seen >= times, `"${what}" was seen ${seen} times, which is fewer than ${times}`);
  }
}

function noteState(seen: Seen, { backup, databases, restoreKey, runs }: ServiceState): void {
  if (backup.listed === 1) seen.note('a log list');
  if (backup.listedPatches > 0) seen.note('a listed patch file');
  if (backup.cancelled === 1) seen.note('a cancelled session');
  if (backup.truncated === 1) seen.note('a truncated session');
  if (backup.active === 0 && databases[0].patchFile === 1) seen.note('a leftover patch file');
  if (databases[0].incrementalHigh > 0) seen.note('an incremental record');
  if (runs.length > 2) seen.note('a gap or a broken chain');
  if (restoreKey > 0) seen.note(`restore key ${restoreKey}`);
}

test('in every random history every outcome of every step has a requirement and breaks no invariant', () => {
  const seen = new Seen();
  fc.assert(
    fc.property(randomHistories, (history) => {
      playHistory(history, (state, call) => {
        const keyBefore = stateKey(state);
        let first: ServiceState | null = null;
        step(state, call, profile, (outcome) => {
          const problem = brokenInvariant(state, call, outcome);
          if (problem !== null) throw new Error(problem);
          for (const { facet } of outcome.choices.decisions)
            assert.ok(isOpen(profile.settings[facet]), `${facet} is settled`);
          if (first !== null) seen.note('a step with several outcomes');
          first ??= outcome.next.clone();
          return true;
        });
        assert.is(stateKey(state), keyBefore, `${call.kind} changed the state it was given`);
        const own = decideByProfile(state, call, profile);
        if (first === null || stateKey(first) !== stateKey(own.next))
          throw new Error('the first outcome is not the profile’s');
        const answer = own.code === 0 ? 'succeeded' : own.code === NOT_MODELLED ? 'was not modelled' : 'was refused';
        seen.note(`${call.kind} ${answer}`);
        if (own.effects.some(({ kind }) => kind === 'delete-logs')) seen.note(`${call.kind} deleted logs`);
        if (own.effects.some(({ kind }) => kind === 'record-full-backup')) seen.note('a recorded full backup');
        noteState(seen, own.next);
        return own.next.clone();
      });
    }),
    { seed: 7001, numRuns: 1200 },
  );
  for (const kind of apiCallKinds) {
    if (kind === 'I_HrCheckBackupLogs' || kind === 'I_HrRestoreW') continue;
    seen.atLeast(5, `${kind} succeeded`);
    seen.atLeast(5, `${kind} was refused`);
  }
  for (const kind of [
    'HrBackupPrepare',
    'HrRestoreRegisterComplete',
    'HrSetCurrentBackupLog',
    'I_HrCheckBackupLogs',
    'I_HrRestoreW',
  ]) {
    seen.atLeast(5, `${kind} was not modelled`);
  }
  for (const kind of eventKinds) seen.atLeast(5, `${kind} succeeded`);
  for (const kind of ['StopRequested', 'StartRequested']) seen.atLeast(5, `${kind} was refused`);
  for (const what of situations) seen.atLeast(5, what);
});

const eventKinds: readonly Call['kind'][] = [
  'Activity',
  'StopRequested',
  'ServiceStopped',
  'ServiceCrashed',
  'StartRequested',
  'ServiceStarted',
  'StartFailed',
  'FilesChanged',
  'LogDeleted',
  'LogForged',
  'DatabaseMoved',
  'CircularLoggingSet',
  'RestoreKeyDeleted',
  'ClientGone',
];

const situations: readonly string[] = [
  'a step with several outcomes',
  'a log list',
  'a listed patch file',
  'a cancelled session',
  'a truncated session',
  'a leftover patch file',
  'an incremental record',
  'a recorded full backup',
  'a gap or a broken chain',
  'restore key 1',
  'restore key 2',
  'restore key 3',
  'HrBackupTruncateLogs deleted logs',
  'HrBackupEnd deleted logs',
];

interface Codec {
  readonly encode: (state: ServiceState, bytes: Uint8Array) => number;
  readonly decode: (bytes: Uint8Array) => ServiceState;
}

/** What is wrong with a codec at a state, or null: the property that the codec promises. */
function codecProblem({ encode, decode }: Codec, state: ServiceState): string | null {
  const scratch = new Uint8Array(MAXIMUM_STATE_SIZE_BYTES);
  const bytes = scratch.slice(0, encode(state, scratch));
  const text = JSON.stringify(state);
  const decoded = decode(bytes);
  if (JSON.stringify(decoded) !== text) return `decoded as ${JSON.stringify(decoded)} instead of ${text}`;
  const again = scratch.slice(0, encode(decoded, scratch));
  return again.join() === bytes.join() ? null : `encoded again as ${again.join()} instead of ${bytes.join()}`;
}

/** Every state that the profile's outcomes of a number of random histories lead through, once each. */
function statesOfHistories(seed: number, histories: number): readonly ServiceState[] {
  const states = new Map<string, ServiceState>();
  for (const history of fc.sample(randomHistories, { seed, numRuns: histories })) {
    playHistory(history, (state, call) => {
      const next = decideByProfile(state, call, profile).next.clone();
      states.set(JSON.stringify(next), next);
      return next;
    });
  }
  return [...states.values()];
}

const states = statesOfHistories(7002, 400);

test('every state that histories lead to survives its encoding, and two states share a key only when they are equal', () => {
  assert.ok(states.length > 2500, `only ${states.length} states were seen`);
  const keys = new Set<string>();
  for (const state of states) {
    assert.is(codecProblem({ encode: encodeState, decode: decodeState }, state), null);
    keys.add(stateKey(state));
  }
  assert.is(keys.size, states.length);
});

/** The codec with one fault: it loses a number of the state. */
const forgetful = (path: string): Codec => ({
  encode: (state, bytes) => {
    const copy = state.clone();
    numbersOf(copy)
      .find((number) => number.path === path)
      ?.write(0);
    return encodeState(copy, bytes);
  },
  decode: decodeState,
});

test('a codec that loses any one number of a state is caught by the same property on the same states', () => {
  const largest = states.reduce((a, b) => (numbersOf(a).length >= numbersOf(b).length ? a : b));
  const paths = numbersOf(largest).map(({ path }) => path);
  assert.ok(paths.length >= 41, `only ${paths.length} numbers were found in a state`);
  const missed = paths.filter((path) => states.every((state) => codecProblem(forgetful(path), state) === null));
  assert.equal(missed, []);
});

test.run();
