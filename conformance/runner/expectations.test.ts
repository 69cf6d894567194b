import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  alwaysPassing,
  type ExpectationCase,
  expectationCases,
  passingTooOften,
} from './testing/expectations/index.ts';
import { expectationsIn, schemaOfSteps, unshown } from './testing/expectations/schemaForms.ts';
import { withPlanted } from './testing/plantedRunner.ts';
import { playText, type Runner, scenarioOf, unmetOf } from './testing/playText.ts';

const unmetIn = async (it: ExpectationCase, value: string | null, runner?: Runner): Promise<string> =>
  unmetOf((await playText(scenarioOf(it.steps(value)), {}, undefined, runner)).events);

/** Of the values that must fail, those that do not fail, or with another sentence than this one. */
async function greenValues(it: ExpectationCase, runner?: Runner): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [value, sentence] of it.unmet) {
    const seen = await unmetIn(it, value, runner);
    const isRight = typeof sentence === 'string' ? seen === sentence : sentence.test(seen);
    if (!isRight) wrong.push(`${it.of} ${value}: ${seen === '' ? 'it does not fail' : seen}, not ${sentence}`);
  }
  return wrong;
}

const casesOf = (place: string): readonly ExpectationCase[] => expectationCases.filter(({ of }) => of === place);

for (const place of new Set(expectationCases.map(({ of }) => of))) {
  test(`${place} is met by what it says alone, and by nothing else: the sentence that it fails with`, async () => {
    for (const it of casesOf(place)) {
      for (const value of it.met) assert.is(await unmetIn(it, value), '', `${it.steps(value).join('\n')}`);
      assert.equal(await greenValues(it), []);
    }
  });
}

test('every expectation that the schema knows is met in one scenario and fails in another, in each of its forms', () => {
  assert.equal(unshown(schemaOfSteps(), expectationCases), []);
  assert.ok(expectationsIn(schemaOfSteps()).size >= 30, 'inconclusive');
});

test('planted: an expectation, a form or a step of the future, of which no scenario shows that it fails, is told', () => {
  const steps = schemaOfSteps();
  const { expect, backup, stop } = steps;
  if (expect?.properties === undefined || backup?.properties === undefined || stop?.properties === undefined)
    throw new Error('inconclusive');
  Object.assign(expect.properties, { mood: { type: 'boolean' }, state: { enum: ['running', 'paused'] } });
  Object.assign(backup.properties['expect']?.properties ?? {}, { files: { type: 'integer' } });
  stop.properties['expect'] = { properties: { result: { enum: ['ok'] } } };
  assert.equal(unshown(steps, expectationCases), [
    'backup.expect.files: a number is never met',
    'backup.expect.files: a number never fails',
    'backup.expect.files: a number is not tried with one more and one less',
    'stop.expect: nothing fails without it',
    'stop.expect.result: ok is never met',
    'stop.expect.result: ok never fails',
    'expect.state: paused is never met',
    'expect.state: paused never fails',
    'expect.mood: true is never met',
    'expect.mood: true never fails',
    'expect.mood: false is never met',
    'expect.mood: false never fails',
  ]);
});

test('planted: a case of which nothing fails, or for an expectation that is gone, is told', () => {
  const steps = schemaOfSteps();
  const lame = expectationCases.map((it) => (it.of === 'expect.logs' ? { ...it, unmet: [] } : it));
  assert.equal(unshown(steps, lame), [
    'expect.logs: a number never fails',
    'expect.logs: a number is not tried with one more and one less',
  ]);
  delete steps['expect']?.properties?.['state'];
  assert.equal(new Set(unshown(steps, expectationCases)), new Set(['expect.state is no expectation of the schema']));
});

test('each expectation has a plant with which it always passes', () => {
  const planted = new Set(alwaysPassing.map(({ of }) => of));
  assert.equal([...expectationsIn(schemaOfSteps()).keys()].sort(), [...planted].sort());
});

for (const plant of alwaysPassing) {
  test(`planted: ${plant.of} always passes, and every scenario in which it must fail notices`, async () => {
    await withPlanted(plant, async (runner) => {
      for (const it of casesOf(plant.of)) {
        const green = await greenValues(it, runner);
        assert.is(green.length, it.unmet.length, `${plant.line} -> ${plant.becomes}`);
      }
    });
  });
}

for (const { of, file, line, becomes } of passingTooOften) {
  test(`planted: ${of} with ${becomes} in ${file} is noticed`, async () => {
    await withPlanted({ file, line, becomes }, async (runner) => {
      const green: string[] = [];
      for (const it of casesOf(of)) green.push(...(await greenValues(it, runner)));
      assert.ok(green.length > 0);
    });
  });
}

test.run();
