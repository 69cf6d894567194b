import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventFacts } from './index.ts';

test('every event is told in a sentence, with the articles that show it or the reason for its id', () => {
  for (const { source, id, meaning, articles, inferredFrom, versions } of eventFacts) {
    const name = `${source} ${id}`;
    assert.match(meaning, /^[A-Z].*[.]$/, name);
    assert.ok(articles.length > 0 || inferredFrom !== null, name);
    for (const article of articles) assert.match(article, /^Q\d{6}$/, name);
    assert.equal(articles, [...new Set(articles)].sort(), name);
    assert.ok(versions.length > 0, name);
    assert.ok(Number.isInteger(id) && id >= 0 && id < 0x10000, name);
  }
});

test('the sources of the engines are those of their versions', () => {
  const versionsOf = (wanted: string) =>
    new Set(eventFacts.flatMap(({ source, versions }) => (source === wanted ? versions : [])));
  assert.equal([...versionsOf('EDB')].sort(), ['4.0', '5.0']);
  assert.equal([...versionsOf('ESE97')], ['5.5']);
});

test('one id has two meanings only where builds of EDB moved numbers', () => {
  const names = eventFacts.map(({ source, id }) => `${source} ${id}`);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  assert.equal([...new Set(twice)], ['EDB 8', 'EDB 63']);
  const rows = eventFacts.map(({ source, id, meaning }) => `${source} ${id} ${meaning}`);
  assert.is(new Set(rows).size, rows.length);
});

/** Copied from the events of edbbcli.md 2.5, apart from the tables; the ids that it infers are among them. */
const vocabulary = {
  EDB: [12, 13, 14, 15, 16, 17, 18, 23, 30, 31, 39, 49, 50, 61, 71],
  ESE97: [
    100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 116, 118, 124, 125, 132, 134, 145, 156, 197, 198, 199, 202,
  ],
  NTBackup: [8000, 8001, 8002, 8003, 8008, 8009, 8010, 8011],
  MSExchangeIS: [1080, 1081, 1087, 1091, 1113, 1117, 1120, 5000],
  MSExchangeDS: [1002, 1196],
};

test('the whole vocabulary that was collected before is there', () => {
  for (const [source, ids] of Object.entries(vocabulary)) {
    for (const id of ids)
      assert.ok(
        eventFacts.some((event) => event.source === source && event.id === id),
        `${source} ${id}`,
      );
  }
});

test.run();
