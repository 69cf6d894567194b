import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { z } from 'zod';
import { readYaml, type YamlKind } from './index.ts';

const kind: YamlKind<{ seed: number; steps?: readonly number[] | undefined }> = {
  schema: z.strictObject({ seed: z.int(), steps: z.array(z.int()).max(1000).optional() }),
  whole: 'test',
  maximumCharacters: 1_000_000,
};

function problemsOf(text: string): readonly string[] {
  const reading = readYaml(text, 'x.yaml', kind);
  return reading.ok ? [] : reading.problems;
}

const many = 60_000;
const repeated = (make: (index: number) => string, between = '\n'): string =>
  Array.from({ length: many }, (_, index) => make(index)).join(between);

test('of 60,000 unknown keys the first ten are told, and how many more there are', () => {
  const blocks = problemsOf(`seed: 1\n${repeated((index) => `key${index}: 1`)}`);
  const flows = problemsOf(`{ seed: 1, ${repeated((index) => `key${index}: 1`, ', ')} }`);
  for (const problems of [blocks, flows]) {
    assert.is(problems.length, 11);
    assert.is(problems.at(-1), '... and 59,990 more');
    assert.match(problems[9] ?? '', /^x\.yaml:\d+:\d+: unknown key "key9" in the test; known: seed, steps$/);
  }
});

test('whatever there is sixty thousand of, what is wrong is a few short lines', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    [repeated(() => 'seed: 1'), /^x\.yaml:2:1: seed: the key "seed" is there twice; keep one$/],
    [`seed: 1\nsteps: [${repeated(() => 'x', ', ')}]`, /expected a whole number|expected at most/],
    [`seed: ${'['.repeat(many)}`, /^x\.yaml:1:\d+: it is nested too deeply$/],
    [`seed: ${'['.repeat(51)}${']'.repeat(51)}`, /^x\.yaml:1:56: it is nested deeper than any file of this kind$/],
    ['- '.repeat(many), /it is nested too deeply/],
    [`seed: &a 1\nsteps: [${repeated(() => '*a', ', ')}]`, /it has too many aliases; write it out$/],
    [`{ ${repeated(() => '[]: 1', ', ')} }`, /^x\.yaml:1:3: a key must be text$/],
    [`seed: !!set { ${repeated((index) => `x${index}`, ', ')} }`, /seed: expected a number, not keys/],
    [`seed: !!omap [ ${repeated((index) => `x${index}: 1`, ', ')} ]`, /seed: expected|Invalid/],
    ['!a '.repeat(many), /A node can have at most one tag/],
    [`{${','.repeat(many)}`, /Unexpected ,/],
    ['%a\n'.repeat(many), /directive/],
    [`"${'a'.repeat(900_000)}": 1\nseed: 1`, /at most 1024 chars|unknown key/],
    [
      `{ ? "${'a'.repeat(900_000)}" : 1, seed: 1 }`,
      /^x\.yaml:1:\d+: unknown key "a{80}…" in the test; known: seed, steps$/,
    ],
    ['x'.repeat(1_000_001), /^x\.yaml: 1000001 characters are too many for a test$/],
  ];
  for (const [text, pattern] of cases) {
    const problems = problemsOf(text);
    const [first = 'nothing is wrong'] = problems;
    assert.match(first, pattern, `${text.slice(0, 30)}…: ${first.slice(0, 200)}`);
    assert.ok(problems.length <= 11 && problems.every((problem) => problem.length < 400), text.slice(0, 30));
  }
});

test('a key that is there twice is found at any depth, also where one is written as a number', () => {
  assert.equal(problemsOf('seed: { a: [ { b: 1, c: 2, b: 3 } ] }'), [
    'x.yaml:1:28: seed.a[1].b: the key "b" is there twice; keep one',
  ]);
  assert.equal(problemsOf('seed: 1\nsteps: { 1: a, "1": b }'), [
    'x.yaml:2:16: steps.1: the key "1" is there twice; keep one',
  ]);
  assert.equal(problemsOf('seed: 1\nsteps: [1, 2]'), []);
});

test.run();
