import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { facetNames, facets, isOpen, type Profile, profiles, withFacets } from '../profiles/index.ts';
import { decideByProfile } from '../rules/index.ts';
import { SeededRandom } from './seededRandom.ts';
import { RandomHistory, Seen } from './testing/randomHistory.ts';
import { testServer } from './testing/testServer.ts';

/** A product in which every facet that no source settles has any of the values that the sources allow. */
function anyReading(base: Profile, seed: number): { readonly profile: Profile; readonly drawn: readonly string[] } {
  const random = new SeededRandom(seed);
  const open = facetNames.filter((name) => isOpen(base.settings[name]));
  const values = open.map((name) => {
    const allowed: readonly string[] = facets[name].values;
    return [facets[name].id, allowed[random.next(allowed.length)] ?? ''] as const;
  });
  const changed = withFacets(base, Object.fromEntries(values), 'drawn by a property');
  if (!changed.ok) throw new Error(changed.reason);
  return { profile: changed.profile, drawn: values.map(([id, value]) => `${id} = ${value}`) };
}

const worlds = fc.record({
  seed: fc.integer({ min: 0, max: 0x7fffffff }),
  base: fc.constantFrom(...profiles),
  circularLogging: fc.boolean(),
});

type Given = typeof worlds extends fc.Arbitrary<infer World> ? World : never;

/** A random history on a server that reads the sources in a random way. */
function play({ seed, base, circularLogging }: Given, drawn: Set<string>, decide = decideByProfile): void {
  const reading = anyReading(base, seed);
  for (const value of reading.drawn) drawn.add(value);
  const informationStore = { privateMiB: 1, publicMiB: seed % 2, circularLogging };
  const server = testServer({ profile: reading.profile, seed, informationStore, decide });
  new RandomHistory(server, seed, new Seen()).run(250);
}

test('whatever the sources leave open is read, in any combination: rules and engine agree at every step', () => {
  const drawn = new Set<string>();
  const named = new Set<string>();
  const noting: typeof decideByProfile = (...asked) => {
    const outcome = decideByProfile(...asked);
    named.add(outcome.requirement?.id ?? 'none');
    return outcome;
  };
  fc.assert(
    fc.property(worlds, (world) => play(world, drawn, noting)),
    { seed: 20_261_124, numRuns: 60, includeErrorInReport: true },
  );
  const open = facetNames.filter((name) => isOpen(facets[name].initial));
  const missed = open
    .flatMap((name) => facets[name].values.map((value) => `${facets[name].id} = ${value}`))
    .filter((value) => !drawn.has(value));
  assert.equal(missed, [], 'inconclusive: values that were never drawn');
  assert.ok(named.has('EDB-RLOC-4'), 'inconclusive: no backup context was ever asked for locations where it is served');
});

test('it bites: rules that forget one of the open files, or that a restore was completed, are caught', () => {
  const forgetful: readonly (typeof decideByProfile)[] = [
    (...asked) => {
      const outcome = decideByProfile(...asked);
      outcome.next.backup.filesOpened = Math.min(outcome.next.backup.filesOpened, 1);
      return outcome;
    },
    (...asked) => {
      const outcome = decideByProfile(...asked);
      outcome.next.restore.completed = 0;
      return outcome;
    },
  ];
  for (const decide of forgetful) {
    const { failed, errorInstance } = fc.check(
      fc.property(worlds, (world) => play(world, new Set(), decide)),
      { seed: 20_261_125, numRuns: 30, endOnFailure: true },
    );
    assert.ok(failed, 'nobody noticed');
    assert.match(String(errorInstance), 'the rules and the engine disagree');
  }
});

test.run();
