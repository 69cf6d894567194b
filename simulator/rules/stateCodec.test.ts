import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeState, encodeState, MAXIMUM_RUNS, MAXIMUM_STATE_SIZE_BYTES, ServiceState, stateKey } from './index.ts';
import { server } from './testing/driver.ts';
import { numbersOf, stateOf } from './testing/states.ts';

const bytesOf = (state: ServiceState): Uint8Array => {
  const bytes = new Uint8Array(MAXIMUM_STATE_SIZE_BYTES);
  return bytes.slice(0, encodeState(state, bytes));
};

test('every single number of a state is part of its bytes: change one, and the bytes and the decoded state change', () => {
  const paths = numbersOf(stateOf()).map(({ path }) => path);
  assert.ok(paths.length >= 41, `only ${paths.length} numbers were found in a state`);
  for (const path of paths) {
    const original = stateOf();
    const changed = original.clone();
    const field = numbersOf(changed).find((candidate) => candidate.path === path);
    if (field === undefined) throw new Error(`${path} is not in a clone`);
    field.write(field.read() ^ 1);
    assert.is.not(stateKey(changed), stateKey(original), `${path} is not in the key`);
    assert.equal(decodeState(bytesOf(changed)), changed, `${path} is not decoded`);
  }
});

test('the largest numbers that a call can bring survive', () => {
  const state = server().fullUpToLogs().state.clone();
  state.lastBackupLog = 0xffffffff;
  state.restoreHigh = 0xfffff;
  state.restoreMapRows = 0x7fffffff;
  state.backup.openSizeBytes = 2 ** 40;
  state.backup.openPositionBytes = 2 ** 40 - 1;
  assert.equal(decodeState(bytesOf(state)), state);
});

test('a state with every run there can be fits, and one run more is refused by both sides', () => {
  const state = new ServiceState();
  for (let run = 0; run < MAXIMUM_RUNS; run++) state.runs.push(0xf0000 + 3 * run, 0xf0001 + 3 * run);
  assert.equal(decodeState(bytesOf(state)), state);
  state.runs.push(0xfffff, 0xfffff);
  assert.throws(() => bytesOf(state), /34 run ends; at most 32/);
  const tooMany = Uint8Array.from([8, 0, 34]);
  assert.throws(() => decodeState(tooMany), /34 run ends; at most 32/);
});

test('bytes that are cut off, too long or name a kind that does not exist are no state', () => {
  const bytes = bytesOf(stateOf());
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decodeState(bytes.slice(0, length)), /ends too early/, `${length} bytes`);
  }
  assert.throws(() => decodeState(Uint8Array.from([...bytes, 0])), /goes on after its end/);
  const openKindSeven = bytesOf(new ServiceState());
  assert.equal([...openKindSeven.slice(0, 2)], [8, 0]);
  const wrong = Uint8Array.from([8, 0x80, 0xe0, 0x01, ...openKindSeven.slice(2)]);
  assert.throws(() => decodeState(wrong), /7 is none of 0, 1, 2, 3, 4/);
});

test('a number takes as many bytes as it needs: one up to 127, two up to 16383', () => {
  const lengthWith = (checkpoint: number): number => bytesOf(stateOf({ checkpoint })).length;
  assert.equal(
    [127, 128, 16_383, 16_384].map((number) => lengthWith(number) - lengthWith(1)),
    [0, 1, 1, 2],
  );
});

test('a key is one character per byte', () => {
  const state = stateOf();
  assert.equal(
    [...stateKey(state)].map((character) => character.charCodeAt(0)),
    [...bytesOf(state)],
  );
});

test.run();
