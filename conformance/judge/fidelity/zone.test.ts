import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Zone } from './zone.ts';

/** Small enough that every choice of the numbers can be tried. */
const HIGHEST = 4;
const NUMBERS = 3;

interface Bound {
  readonly i: number;
  readonly j: number;
  readonly most: number;
}

const index = fc.nat({ max: NUMBERS });
const bounds: fc.Arbitrary<Bound[]> = fc.array(
  fc.record({ i: index, j: index, most: fc.integer({ min: -HIGHEST, max: HIGHEST }) }),
  { maxLength: 5 },
);

/** Every choice of the numbers that the bounds allow; the constant comes first. */
function everyChoice(allowed: readonly Bound[]): number[][] {
  let choices: number[][] = [[0]];
  for (let number = 0; number < NUMBERS; number++) {
    choices = choices.flatMap((choice) => Array.from({ length: HIGHEST }, (_, value) => [...choice, value + 1]));
  }
  return choices.filter((choice) => allowed.every(({ i, j, most }) => at(choice, i) - at(choice, j) <= most));
}

const at = (choice: readonly number[], number: number): number => choice[number] ?? 0;

/** The zone of the bounds; null when they leave nothing. */
function zoneOf(allowed: readonly Bound[]): Zone | null {
  const zone = Zone.constantOnly();
  for (let number = 0; number < NUMBERS; number++) zone.add(1, HIGHEST);
  for (const { i, j, most } of allowed) {
    if (i === j ? most < 0 : !zone.bound(i, j, most)) return null;
  }
  return zone;
}

const differences = (choices: readonly number[][], i: number, j: number): number[] =>
  choices.map((choice) => at(choice, i) - at(choice, j));

const isIn = (zone: Zone, choice: readonly number[]): boolean =>
  choice.every((_, i) => choice.every((__, j) => at(choice, i) - at(choice, j) <= zone.most(i, j)));

test('a zone is empty, and knows of each pair how far they can be apart, just as trying every choice shows', () => {
  const seen = { empty: 0, held: 0 };
  fc.assert(
    fc.property(bounds, (allowed) => {
      const choices = everyChoice(allowed);
      const zone = zoneOf(allowed);
      assert.is(zone === null, choices.length === 0);
      if (zone === null) return void seen.empty++;
      seen.held++;
      for (let i = 0; i <= NUMBERS; i++) {
        for (let j = 0; j <= NUMBERS; j++) {
          assert.is(zone.most(i, j), Math.max(...differences(choices, i, j)));
          assert.is(zone.least(i, j), Math.min(...differences(choices, i, j)));
        }
      }
    }),
    { seed: 81, numRuns: 2000 },
  );
  assert.ok(seen.empty > 100 && seen.held > 100, JSON.stringify(seen));
});

test('one zone includes another, and two are joined to one, only where that is true of every choice', () => {
  const seen = { included: 0, joined: 0, apart: 0 };
  fc.assert(
    fc.property(bounds, bounds, (some, others) => {
      const one = zoneOf(some);
      const other = zoneOf(others);
      if (one === null || other === null) return;
      const both = everyChoice([]).filter((choice) => isIn(one, choice) || isIn(other, choice));
      const isIncluded = everyChoice(others).every((choice) => isIn(one, choice));
      assert.is(one.includes(other), isIncluded);
      if (isIncluded) seen.included++;
      const union = one.union(other);
      if (union === null) return void seen.apart++;
      seen.joined++;
      assert.equal(
        everyChoice([]).filter((choice) => isIn(union, choice)),
        both,
      );
    }),
    { seed: 82, numRuns: 2000 },
  );
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 50, `${what} was seen ${times} times`);
});

test('two zones that touch are joined, and what lies between two others is never claimed', () => {
  const between = (lowest: number, highest: number): Zone => {
    const zone = Zone.constantOnly();
    zone.add(lowest, highest);
    return zone;
  };
  const joined = between(1, 5).union(between(6, 500_000));
  assert.equal([joined?.least(1, 0), joined?.most(1, 0)], [1, 500_000]);
  assert.is(between(1, 5).union(between(7, 9)), null);
});

test('of some numbers of a zone the same is known as before, wherever they are counted from', () => {
  let held = 0;
  fc.assert(
    fc.property(bounds, fc.integer({ min: -3, max: 3 }), (allowed, shift) => {
      const zone = zoneOf(allowed);
      if (zone === null) return;
      held++;
      const chosen = zone.chosen([3, 1], [0, shift]);
      assert.is(chosen.size, 3);
      assert.is(chosen.most(1, 2), zone.most(3, 1) - shift);
      assert.is(chosen.most(2, 0), zone.most(1, 0) + shift);
      assert.is(chosen.least(1, 0), zone.least(3, 0));
    }),
    { seed: 83, numRuns: 300 },
  );
  assert.ok(held > 50, `${held} zones`);
});

test.run();
