import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type EventName,
  eventNames,
  type FacetName,
  facetNames,
  facets,
  profileByName,
  profiles,
} from '../../../../simulator/profiles/index.ts';
import { Hr, JetError } from '../../../../simulator/protocol/index.ts';
import { catalogue } from '../../index.ts';
import { failureRows, openQuestions } from '../index.ts';
import {
  chosen,
  type FamilyRow,
  parseFamilies,
  parseReadings,
  problemsOf,
  type Reading,
  readingFiles,
} from './index.ts';

/** From conformance/requirements/articles/read in the build folder to the root of the repository. */
const root = new URL('../../../../../', import.meta.url);
const folder = new URL('conformance/requirements/articles/read/', root);
const scenarioFolder = new URL('fixtures/scenarios/', root);

const articlesIn = (text: string): readonly string[] => text.match(/Q\d{6}/g) ?? [];

/** Collects names by article. */
function byArticle(entries: Iterable<readonly [name: string, text: string]>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [name, text] of entries) {
    for (const article of articlesIn(text)) found.set(article, (found.get(article) ?? new Set()).add(name));
  }
  return found;
}

const sourcesOf = (name: FacetName): string =>
  [facets[name].initial.source, ...profiles.map(({ settings }) => settings[name].source)].join(', ');

const citedBy = byArticle([
  ...catalogue.map(({ id, source }) => [id, source] as const),
  ...facetNames.map((name) => [facets[name].id, sourcesOf(name)] as const),
]);

const scenarios = byArticle(
  readdirSync(scenarioFolder).map((file) => {
    const lines = readFileSync(new URL(file, scenarioFolder), 'utf8').split('\n');
    return [file.replace('.yaml', ''), lines.find((line) => line.startsWith('articles:')) ?? ''] as const;
  }),
);

/** What the directory logs under ids of its own (simulator/exchange/events/eventLog.ts). */
const ofDirectory = [1002, 1113, 1171, 1196].map((id) => `MSExchangeDS ${id}`);

const events: ReadonlySet<string> = new Set([
  ...ofDirectory,
  ...profiles.flatMap((profile) =>
    Object.values(profile.events).flatMap((event) => (event === null ? [] : [`${event.source} ${event.id}`])),
  ),
]);

const project = { requirements: new Set(catalogue.map(({ id }) => id)), citedBy, scenarios, events };

const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const readings = readingFiles.flatMap((file) => parseReadings(textOf(file)));
const families = parseFamilies(textOf('families.tsv'));

test('every article is there once, by number, and names what there is of it in the project, and only that', () => {
  assert.equal(problemsOf(readings, project), []);
});

test('every file of the table is in the list, has the numbers that it is named after, and fits in the head', () => {
  const files = readdirSync(folder).filter((name) => /^q.*\.tsv$/.test(name));
  assert.equal(files.sort(), [...readingFiles]);
  for (const file of readingFiles) {
    const rows = parseReadings(textOf(file));
    const [from = 0, to = 0] = file.match(/\d+/g)?.map(Number) ?? [];
    assert.ok(rows.length > 0 && rows.length < 250, file);
    for (const { article } of rows) {
      const number = Number(article.slice(1, 4));
      assert.ok(from <= number && number <= to, `${article} in ${file}`);
    }
  }
});

test('the table and those that are only counted are all that was looked at', () => {
  const besides: readonly string[] = chosen.besides;
  const listed = readings.filter(({ article }) => !besides.includes(article)).length;
  assert.is(readings.length - listed, besides.length);
  const nothing = chosen.nothingToDoWithIt.reduce((sum, count) => sum + count, 0);
  assert.is(listed + nothing, chosen.lookedAt);
  assert.ok(chosen.lookedAt < chosen.ofTheProducts);
});

test('every article of the failure catalogue and of an open question is in the table', () => {
  const inTable = new Set(readings.map(({ article }) => article));
  const named = [
    ...failureRows.map(({ article }) => article),
    ...openQuestions.flatMap(({ where }) => articlesIn(where)),
  ];
  assert.equal(
    named.filter((article) => !inTable.has(article)),
    [],
  );
});

test('something came of about half of them, and what was left out says why', () => {
  const gave = readings.filter((row) =>
    [row.citedBy, row.agreesWith, row.scenarios, row.events].some(({ length }) => length > 0),
  );
  assert.ok(gave.length > 220, `${gave.length}`);
  assert.ok(readings.filter(({ citedBy: ids }) => ids.length > 0).length > 120);
  assert.ok(readings.filter(({ scenarios: names }) => names.length > 0).length > 70);
});

/** A table with one row changed; null takes it out. */
function withRow(article: string, change: Partial<Reading> | null): readonly Reading[] {
  assert.ok(
    readings.some((row) => row.article === article),
    article,
  );
  return readings.flatMap((row) => (row.article !== article ? [row] : change === null ? [] : [{ ...row, ...change }]));
}

const planted: readonly [what: string, rows: readonly Reading[], expected: RegExp][] = [
  ['a source that nobody lists', withRow('Q200941', null), /^Q200941 is a source of the project and not in the table$/],
  ['an article twice', [...readings, ...readings.slice(-1)], /is behind Q\d{6}: every article once, by number/],
  ['two rows in the wrong order', [...readings.slice(1), ...readings.slice(0, 1)], /is behind/],
  ['a citation left out', withRow('Q176239', { citedBy: [] }), /"cited by" lacks EDB-CHECK-6, which names the article/],
  [
    'a citation that is none',
    withRow('Q126521', { citedBy: ['EDB-FILE-8'], agreesWith: [] }),
    /"cited by" has EDB-FILE-8, which does not name/,
  ],
  ['a requirement that is not there', withRow('Q126521', { agreesWith: ['EDB-FILE-99'] }), /EDB-FILE-99, which is not/],
  ['an agreement that is a citation', withRow('Q242063', { agreesWith: ['EDB-RECOV-17'] }), /is its source as well/],
  ['a scenario that is not there', withRow('Q126521', { scenarios: ['no-such'] }), /"scenarios" has no-such/],
  ['a scenario left out', withRow('Q262371', { scenarios: [] }), /"scenarios" lacks directory-read-only/],
  ['an event of nobody', withRow('Q126521', { events: ['ESE97 172'] }), /no product writes ESE97 172/],
  ['nothing, and no word why', withRow('Q175098', { notTaken: null }), /it gave nothing, and no word why/],
  ['a reason that is no sentence', withRow('Q175098', { notTaken: 'setup' }), /is a sentence/],
  ['a decision put off', withRow('Q175098', { notTaken: 'NEW: -1019 at a start.' }), /left to be decided/],
  ['a version of another product', withRow('Q175098', { versions: ['2000'] }), /no versions: 2000/],
];

for (const [what, rows, expected] of planted) {
  test(`planted: ${what}`, () => {
    const problems = problemsOf(rows, project);
    assert.ok(
      problems.some((problem) => expected.test(problem)),
      problems.join('\n') || 'no problem was seen',
    );
  });
}

test('planted: a line with a field too few, an empty one, or another heading is no table', () => {
  const [heading = '', first = ''] = textOf(readingFiles[0]).split('\n');
  assert.is(parseReadings(`${heading}\n${first}\n`).length, 1);
  assert.throws(() => parseReadings(`${heading}\n${first.replace(/\t[^\t]*$/, '')}\n`), /line 2 has not 8 fields/);
  assert.throws(() => parseReadings(`${heading}\n${first.replace(/\t[^\t]*$/, '\t')}\n`), /or an empty one/);
  assert.throws(() => parseReadings(`${first}\n`), /the heading is not article, versions/);
});

const productsOfColumns = ['exchange-4.0', 'exchange-5.0', 'exchange-5.5'] as const;
const facetOfId = new Map<string, FacetName>(facetNames.map((name) => [facets[name].id, name]));
const isEvent = (name: string): name is EventName => (eventNames as readonly string[]).includes(name);

/** The engine's number of a value that is the name of a code; null for one that is a word. */
function numberOf(value: string): number | null {
  if (value in JetError) return JetError[value as keyof typeof JetError];
  return value in Hr ? -(Hr[value as keyof typeof Hr] & 0xffff) : null;
}

/** What the table says of a product against what its profile says. */
function problemOfAnswer({ foundIn, what }: FamilyRow, answer: string, product: string): string | null {
  const profile = profileByName(product);
  if (profile === null || foundIn === null) return null;
  const facet = facetOfId.get(foundIn);
  const value = facet === undefined ? null : numberOf(profile.settings[facet].value);
  if (value !== null && !answer.startsWith(`${value}`)) return `${what}, ${product}: ${answer} is not ${value}`;
  if (!isEvent(foundIn)) return null;
  const { source = '', id = 0 } = profile.events[foundIn] ?? {};
  // Of ESE97, 0 is an id that is seen (recovery-failed); everywhere else it says that none is known.
  const told = id === 0 && foundIn !== 'recovery-failed' ? `${source}, id not known` : `${source} ${id}`;
  const isUnknown = id === 0 && source === 'EDB';
  const expected = isUnknown ? `${source}, id not known` : told;
  return answer === expected ? null : `${what}, ${product}: ${answer} is not ${expected}`;
}

const problemsOfFamilies = (rows: readonly FamilyRow[]): readonly string[] =>
  rows.flatMap((row) =>
    row.answers.flatMap((answer, i) => problemOfAnswer(row, answer, productsOfColumns[i] ?? '') ?? []),
  );

test('each family says by version what the profiles say, and where it is found', () => {
  assert.equal(
    [...new Set(families.map(({ family }) => family))],
    [
      'starts that fail',
      'full disks',
      'sizes that end',
      'recovery interrupted, repeated, by tools',
      'offline copies',
      'events',
    ],
  );
  const inTable = new Set(readings.map(({ article }) => article));
  for (const { what, foundIn, articles } of families) {
    const isThere = foundIn === null || facetOfId.has(foundIn) || project.requirements.has(foundIn) || isEvent(foundIn);
    assert.ok(isThere, `${what}: ${foundIn}`);
    for (const article of articles) assert.ok(inTable.has(article), `${what}: ${article}`);
    if (foundIn === null || isEvent(foundIn)) continue;
    const citing = articles.filter((article) => citedBy.get(article)?.has(foundIn));
    assert.ok(citing.length > 0, `${what}: ${foundIn} names none of ${articles.join()}`);
  }
  assert.equal(problemsOfFamilies(families), []);
});

test('planted: a family that says another code or event than the profile is told', () => {
  const changed = families.map((row) => ({
    ...row,
    answers: row.answers.map((answer) => answer.replace('-515', '-528').replace('ESE97 109', 'ESE97 110')) as [
      string,
      string,
      string,
    ],
  }));
  assert.equal(problemsOfFamilies(changed), [
    'a log is missing between two others, exchange-5.5: -528 is not -515',
    'a log is replayed, exchange-5.5: ESE97 110 is not ESE97 109',
  ]);
});

test.run();
