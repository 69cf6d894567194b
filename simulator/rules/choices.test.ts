import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type FacetName, facets, isOpen, type Profile } from '../profiles/index.ts';
import { Choices } from './choices.ts';
import { profileWith } from './testing/driver.ts';

/** A rule of the tests: consults a facet, and goes on with the branch of the value it is given. */
interface Rule {
  readonly facet: FacetName;
  readonly branches: readonly (Rule | null)[];
}

/** Three open facets, one of them with three values, and two that are settled. */
const consulted: readonly FacetName[] = [
  'endOfFile',
  'deadContext',
  'secondRestorePrepare',
  'stalePatchFile',
  'secondOpen',
];

/** Runs a rule; the path is what it consulted and was given, again and again included. */
function run(rule: Rule | null, of: (name: FacetName) => string): string[] {
  if (rule === null) return [];
  const value = of(rule.facet);
  const branch = rule.branches[(facets[rule.facet].values as readonly string[]).indexOf(value)] ?? null;
  return [`${rule.facet}=${value}`, ...run(branch, of)];
}

/** The expected paths in order: the profile's value first at each open facet that was not consulted before. */
function expectedPaths(rule: Rule | null, profile: Profile, given: ReadonlyMap<FacetName, string>): string[][] {
  if (rule === null) return [[]];
  const setting = profile.settings[rule.facet];
  const known = given.get(rule.facet);
  const own: string = setting.value;
  const others = facets[rule.facet].values.filter((value) => value !== own);
  const values = known !== undefined ? [known] : isOpen(setting) ? [own, ...others] : [own];
  return values.flatMap((value) => {
    const branch = rule.branches[(facets[rule.facet].values as readonly string[]).indexOf(value)] ?? null;
    const rest = expectedPaths(branch, profile, new Map([...given, [rule.facet, value]]));
    return rest.map((path) => [`${rule.facet}=${value}`, ...path]);
  });
}

function visitedPaths(rule: Rule | null, profile: Profile, all: boolean): string[][] {
  const choices = new Choices();
  const paths: string[][] = [];
  choices.begin(profile, all);
  do {
    paths.push(run(rule, (name) => choices.of(name)));
  } while (choices.next());
  return paths;
}

const rules = fc.letrec<{ rule: Rule; branch: Rule | null }>((tie) => ({
  rule: fc.record({
    facet: fc.constantFrom(...consulted),
    branches: fc.tuple(tie('branch'), tie('branch'), tie('branch')),
  }),
  branch: fc.option(tie('rule'), { maxDepth: 4, depthSize: 'small' }),
})).rule;

/** The product's values, and a profile that starts from other ones. */
const profiles = [
  profileWith({}, 'exchange-5.5'),
  profileWith({}, 'exchange-5.0'),
  profileWith({ 'end-of-file': 'error-handle-eof', 'dead-context': 'hrInvalidHandle' }),
];

test('every reachable combination of the open facets is visited exactly once, the profile’s own first', () => {
  const seen = { single: 0, many: 0, repeated: 0, settledOnTheWay: 0 };
  fc.assert(
    fc.property(rules, fc.constantFrom(...profiles), (rule, profile) => {
      const paths = visitedPaths(rule, profile, true);
      assert.equal(paths, expectedPaths(rule, profile, new Map()));
      assert.is(new Set(paths.map(String)).size, paths.length);
      if (paths.length === 1) seen.single++;
      if (paths.length > 6) seen.many++;
      if (paths.some((path) => new Set(path).size < path.length)) seen.repeated++;
      if (paths.length > 1 && paths.some((path) => path.some((step) => step.startsWith('secondOpen'))))
        seen.settledOnTheWay++;
    }),
    { seed: 20_251, numRuns: 300 },
  );
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 5, `${what} was seen ${times} times`);
});

test('asked for the profile’s outcome only, nothing else is visited', () => {
  fc.assert(
    fc.property(rules, fc.constantFrom(...profiles), (rule, profile) => {
      assert.equal(visitedPaths(rule, profile, false), expectedPaths(rule, profile, new Map()).slice(0, 1));
    }),
    { seed: 20_252, numRuns: 50 },
  );
});

test('only facets whose provenance is UNKNOWN are decisions, each once, and followsProfile says whose they are', () => {
  const choices = new Choices();
  const profile = profileWith();
  choices.begin(profile, true);
  const consult = () => [choices.of('secondOpen'), choices.of('endOfFile'), choices.of('endOfFile')];
  assert.equal(consult(), ['hrAlreadyOpen', 'zero-bytes', 'zero-bytes']);
  assert.equal(choices.decisions, [{ facet: 'endOfFile', value: 'zero-bytes' }]);
  assert.is(choices.followsProfile, true);
  assert.is(choices.next(), true);
  assert.equal(consult(), ['hrAlreadyOpen', 'error-handle-eof', 'error-handle-eof']);
  assert.is(choices.followsProfile, false);
  assert.is(choices.next(), false);
});

test('a second begin forgets the script of an enumeration that was left half way', () => {
  const choices = new Choices();
  choices.begin(profileWith(), true);
  choices.of('endOfFile');
  choices.next();
  choices.begin(profileWith(), true);
  assert.is(choices.of('endOfFile'), 'zero-bytes');
});

test('a facet that is consulted before begin() is a mistake of the caller', () => {
  const choices = new Choices();
  assert.throws(() => choices.of('endOfFile'), /before begin\(\)/);
  assert.is(choices.next(), false);
  assert.is(choices.followsProfile, false);
});

test.run();
