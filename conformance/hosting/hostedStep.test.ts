import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readScenario } from '../runner/index.ts';
import { chooseStep } from './hostedStep.ts';
import { smallScenario } from './testing/hostText.ts';

const scenarioOf = (steps: readonly string[]) => {
  const reading = readScenario(smallScenario(steps), 'a.yaml');
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.scenario;
};

const steps = [
  'load: { transactions: 5 }',
  'backup: { kind: full, set: one }',
  'load: { transactions: 5 }',
  'backup: { kind: incremental, set: two }',
  'lose: {}',
  'restore: { sets: [one, two] }',
  'start: {}',
  'expect: { state: running }',
];

const chosen = (given: readonly string[], asked?: number, profile = 'exchange-5.5'): readonly unknown[] => {
  const choice = chooseStep(scenarioOf(given), asked, profile);
  if (!choice.ok) return [choice.problem];
  const { number, lastStep, backup, restore } = choice.step;
  return [number, lastStep, backup?.set ?? null, restore?.sets ?? null];
};

test('an agent takes the first backup or restore, and the steps up to the next one are played', () => {
  assert.equal(chosen(steps), [2, 3, 'one', null]);
  assert.equal(chosen(steps, 4), [4, 5, 'two', null]);
  assert.equal(chosen(steps, 6), [6, 8, null, ['one', 'two']]);
});

test('another step cannot be taken, and it is said which can', () => {
  assert.equal(chosen(steps, 1), ['step 1 is no backup and no restore of the scenario: choose one of 2, 4, 6']);
  assert.equal(chosen(steps, 9), ['step 9 is no backup and no restore of the scenario: choose one of 2, 4, 6']);
  const [problem] = chosen(['start: {}'], 1);
  assert.match(String(problem), 'it has no such step');
});

test('a step that is left out on the product is not taken, and not asked for', () => {
  const divided = steps.map((step) => (step.includes('set: one') ? `products: [exchange-5.0*]\n    ${step}` : step));
  divided[5] = 'start: {}';
  assert.equal(chosen(divided), [4, 8, 'two', null]);
  assert.equal(chosen(divided, undefined, 'exchange-5.0'), [2, 3, 'one', null]);
  assert.equal(chosen(divided, undefined, 'exchange-5.0+lab'), [2, 3, 'one', null]);
  assert.equal(chosen(divided, 2), ['step 2 is not played on exchange-5.5: choose one of 4']);
});

test('a scenario without such a step is played to its end first', () => {
  assert.equal(chosen(['start: {}', 'idle: { pages: 1 }']), [3, 2, null, null]);
});

test('every scenario of the fixtures has a place for an agent', () => {
  const folder = fileURLToPath(new URL('../../../fixtures/scenarios/', import.meta.url));
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  assert.ok(files.length > 20);
  for (const file of files) {
    const reading = readScenario(readFileSync(join(folder, file), 'utf8'), file);
    assert.ok(reading.ok, file);
    if (reading.ok) assert.ok(chooseStep(reading.scenario, undefined, reading.scenario.server.profile).ok, file);
  }
});

test.run();
