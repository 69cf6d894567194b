import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type FacetName, facetNames, facets, profiles } from '../../../simulator/profiles/index.ts';
import { catalogue } from '../index.ts';
import { failureRows, openQuestions, type Places } from './index.ts';

/** From conformance/requirements/articles in the build folder to the scenarios. */
const scenarios = new URL('../../../../fixtures/scenarios/', import.meta.url);

const facetOfId = new Map<string, FacetName>(facetNames.map((name) => [facets[name].id, name]));
const requirementOfId = new Map(catalogue.map((entry) => [entry.id, entry]));

/** The articles that scenarios play. */
const played = new Set(
  readdirSync(scenarios).flatMap((file) => {
    const lines = readFileSync(new URL(file, scenarios), 'utf8').split('\n');
    return lines.find((line) => line.startsWith('articles:'))?.match(/Q\d{6}/g) ?? [];
  }),
);

/** References that lead nowhere. */
const lost = ({ facets: ids, requirements }: Places): readonly string[] => [
  ...ids.filter((id) => !facetOfId.has(id)),
  ...requirements.filter((id) => !requirementOfId.has(id)),
];

/** The sources of a facet: that of its initial value, and those of the products that say otherwise. */
function sourcesOfFacet(id: string): string {
  const name = facetOfId.get(id);
  if (name === undefined) return '';
  return [facets[name].initial.source, ...profiles.map(({ settings }) => settings[name].source)].join(', ');
}

test('the failure catalogue is there from row 1 to row 68, every article once', () => {
  assert.equal(
    failureRows.map(({ number }) => number),
    Array.from({ length: 68 }, (_, index) => index + 1),
  );
  assert.is(new Set(failureRows.map(({ article }) => article)).size, 68);
  for (const { article, subject } of failureRows) {
    assert.match(article, /^Q\d{6}$/);
    assert.match(subject, /^[A-Z0-9].*[^.]$/, article);
  }
});

test('a row and a question say where they are found, or why they are not, and what they name is there', () => {
  for (const entry of [...failureRows, ...openQuestions]) {
    const { facets: ids, requirements, notModelled } = entry;
    const what = 'article' in entry ? `row ${entry.number} (${entry.article})` : entry.question;
    assert.equal(lost(entry), [], what);
    const isPlayed = 'article' in entry && played.has(entry.article);
    assert.ok(ids.length + requirements.length > 0 || isPlayed || notModelled !== null, `${what} is found nowhere`);
    if (notModelled !== null) assert.match(notModelled, /^[A-Z0-9-].*\.$/s, what);
  }
  assert.ok(failureRows.filter(({ article }) => played.has(article)).length > 30, 'most rows are played');
});

test('what a row names has its article among its sources', () => {
  for (const { article, facets: ids, requirements } of failureRows) {
    for (const id of ids) assert.ok(sourcesOfFacet(id).includes(article), `facet ${id} does not name ${article}`);
    for (const id of requirements) {
      assert.ok(requirementOfId.get(id)?.source.includes(article), `${id} does not name ${article}`);
    }
  }
});

test('every facet that is open somewhere is the answer to a question or belongs to a row', () => {
  const named = new Set([...failureRows, ...openQuestions].flatMap(({ facets: ids }) => ids));
  const open = facetNames.filter((name) => profiles.some(({ settings }) => settings[name].provenance === 'UNKNOWN'));
  const missing = open.map((name) => facets[name].id).filter((id) => !named.has(id));
  assert.equal(missing, []);
});

test('a question ends with a question mark and names its section, or the articles that disagree', () => {
  for (const { where, question } of openQuestions) {
    assert.match(question, /^[A-Z].*\?$/);
    assert.match(where, /^((edbbcli|ese-engine)\.md (\d+(\.\d+)?|era map)|Q\d{6}(, Q\d{6})*)$/, question);
  }
  for (let number = 1; number <= 18; number++) {
    assert.ok(
      openQuestions.some(({ where }) => where === `edbbcli.md 8.${number}`),
      `question ${number} of section 8`,
    );
  }
});

test.run();
