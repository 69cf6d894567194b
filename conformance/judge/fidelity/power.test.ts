import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { facetNames, profileByName } from '../../../simulator/profiles/index.ts';
import { settled } from './testing/seenHistory.ts';
import { compareSmallHistories } from './testing/smallHistories.ts';

/** Which of its values each facet has. */
const drawn = facetNames.map((_, index) => (index * 5) % 7);

/**
 * Small servers, how many histories of each, and what is counted: a change of the rules or of the judge shows here. Where facets are
 * drawn, each history has one value of each; elsewhere all that the version leaves open is open.
 */
const comparisons = [
  {
    product: 'exchange-5.5',
    universe: { kind: 'directory', highestGeneration: 2, mayHaveStranger: true },
    histories: 2,
    areFacetsDrawn: false,
    accepted: 34,
    rejected: 134,
  },
  {
    product: 'exchange-4.0',
    universe: { kind: 'one database', highestGeneration: 2, mayHaveStranger: false },
    histories: 3,
    areFacetsDrawn: true,
    accepted: 47,
    rejected: 197,
  },
  {
    product: 'exchange-5.0-sp2',
    universe: { kind: 'two databases', highestGeneration: 2, mayHaveStranger: false },
    histories: 2,
    areFacetsDrawn: true,
    accepted: 25,
    rejected: 119,
  },
  {
    product: 'exchange-5.5-sp4',
    universe: { kind: 'directory', highestGeneration: 3, mayHaveStranger: false },
    histories: 1,
    areFacetsDrawn: true,
    accepted: 19,
    rejected: 72,
  },
] as const;

for (const { product, universe, histories, areFacetsDrawn, ...pinned } of comparisons) {
  const server = `${product} with ${universe.kind} and ${universe.highestGeneration} generations`;
  test(`on a server of ${server} just those answers are accepted that a plain enumeration accepts`, () => {
    const named = profileByName(product);
    if (named === null) throw new Error(`no profile ${product}`);
    const profile = areFacetsDrawn ? settled(named, drawn) : named;
    const { calls, accepted, rejected, difference } = compareSmallHistories(profile, universe, histories, 11);
    assert.is(difference, null);
    assert.equal(
      { calls, accepted, rejected },
      { calls: 8 * histories, accepted: pinned.accepted, rejected: pinned.rejected },
    );
  });
}

test.run();
