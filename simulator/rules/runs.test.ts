import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Choices } from './choices.ts';
import {
  breakChainBefore,
  containsGeneration,
  extendRuns,
  firstBrokenGeneration,
  firstMissingGeneration,
  highestGeneration,
  lowestGeneration,
  removeGenerations,
} from './runs.ts';

const HIGHEST = 24;
const order = new Choices();

/** The naive model: which generations are there, and which of them do not chain to the one before. */
class Model {
  readonly present = new Set<number>();
  readonly broken = new Set<number>();

  toRuns(): number[] {
    const runs: number[] = [];
    for (let generation = 1; generation <= HIGHEST + 1; generation++) {
      if (!this.present.has(generation)) continue;
      const continues = this.present.has(generation - 1) && !this.broken.has(generation);
      if (!continues) runs.push(generation, generation);
      else runs[runs.length - 1] = generation;
    }
    return runs;
  }

  remove(low: number, high: number): void {
    for (let generation = low; generation <= high; generation++) {
      this.present.delete(generation);
      this.broken.delete(generation);
      this.broken.delete(generation + 1);
    }
  }

  breakBefore(generation: number): void {
    if (this.present.has(generation) && this.present.has(generation - 1)) this.broken.add(generation);
  }

  find(low: number, high: number, wanted: (generation: number) => boolean): number {
    for (let generation = low; generation <= high; generation++) if (wanted(generation)) return generation;
    return 0;
  }
}

const generations = fc.integer({ min: 1, max: HIGHEST });
const changes = fc.oneof(
  fc.record({ kind: fc.constant('remove' as const), low: generations, span: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ kind: fc.constant('break' as const), at: generations }),
);
const histories = fc.record({ first: generations, changes: fc.array(changes, { maxLength: 8 }) });
type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a history on both, and compares after every change. */
function play({ first, changes: steps }: History): { runs: number[]; model: Model } {
  const model = new Model();
  const runs: number[] = [];
  for (let generation = first; generation <= HIGHEST; generation++) {
    model.present.add(generation);
    extendRuns(order, runs, generation - 1, generation);
  }
  for (const step of steps) {
    if (step.kind === 'remove') {
      model.remove(step.low, step.low + step.span);
      removeGenerations(order, runs, step.low, step.low + step.span);
    } else {
      model.breakBefore(step.at);
      breakChainBefore(order, runs, step.at);
    }
    assert.equal(runs, model.toRuns());
  }
  return { runs, model };
}

test('appending, removing and breaking do to the pairs what they do to a set of generations', () => {
  const seen = { empty: 0, gap: 0, broken: 0, brokenAndGap: 0 };
  fc.assert(
    fc.property(histories, (history) => {
      const { runs, model } = play(history);
      const hasGap = runs.some((from, index) => index > 1 && index % 2 === 0 && from > (runs[index - 1] ?? 0) + 1);
      if (runs.length === 0) seen.empty++;
      if (hasGap) seen.gap++;
      if (model.broken.size > 0) seen.broken++;
      if (hasGap && model.broken.size > 0) seen.brokenAndGap++;
    }),
    { seed: 31, numRuns: 600 },
  );
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 5, `${what} was seen ${times} times`);
});

test('what is asked of the pairs is answered as a set of generations answers it', () => {
  const seen = { missing: 0, complete: 0, brokenFound: 0, chained: 0, contained: 0, absent: 0 };
  fc.assert(
    fc.property(histories, generations, generations, (history, a, b) => {
      const { runs, model } = play(history);
      const low = Math.min(a, b);
      const high = Math.max(a, b);
      const present = [...model.present].sort((x, y) => x - y);
      assert.is(lowestGeneration(runs), present[0] ?? 0);
      assert.is(highestGeneration(runs), present.at(-1) ?? 0);
      assert.is(containsGeneration(order, runs, a), model.present.has(a));
      const missing = model.find(low, high, (generation) => !model.present.has(generation));
      assert.is(firstMissingGeneration(order, runs, low, high), missing);
      const broken = model.find(low + 1, high, (generation) => model.broken.has(generation));
      assert.is(firstBrokenGeneration(order, runs, low, high), broken);
      seen[missing === 0 ? 'complete' : 'missing']++;
      seen[broken === 0 ? 'chained' : 'brokenFound']++;
      seen[model.present.has(a) ? 'contained' : 'absent']++;
    }),
    { seed: 32, numRuns: 600 },
  );
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 5, `${what} was seen ${times} times`);
});

test('logs that were filled extend the last run by as many as there were, and only the current one can be followed', () => {
  const runs = [3, 5, 7, 9];
  extendRuns(order, runs, 9, 9);
  assert.equal(runs, [3, 5, 7, 9]);
  extendRuns(order, runs, 9, 12);
  assert.equal(runs, [3, 5, 7, 12]);
  assert.throws(() => extendRuns(order, [3, 9], 10, 11), /generation 11 does not follow 9/);
  assert.throws(() => extendRuns(order, [3, 9], 8, 9), /generation 9 does not follow 9/);
});

test('no log at all has no lowest and no highest generation, and misses every one', () => {
  assert.equal([lowestGeneration([]), highestGeneration([])], [0, 0]);
  assert.is(firstMissingGeneration(order, [], 4, 6), 4);
  assert.is(containsGeneration(order, [], 4), false);
});

test.run();
