import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventFacts } from './events/index.ts';
import { eventSourceOf, findEvents } from './findEvents.ts';

const namesIn = (text: string): readonly string[] => findEvents(text).map(({ source, id }) => `${source} ${id}`);

test('an id alone means the events of every source that has it', () => {
  assert.equal(namesIn('1120'), ['MSExchangeIS 1120']);
  assert.equal(namesIn('199'), ['ESE97 199']);
  assert.equal(namesIn('116'), ['EDB 116', 'ESE97 116']);
  assert.equal(namesIn('1113'), ['MSExchangeIS 1113', 'MSExchangeDS 1113']);
  assert.equal(namesIn('8010'), ['NTBackup 8010']);
  assert.equal(namesIn('4'), []);
});

test('a source before or behind the id names one, in any case and with or without its spaces', () => {
  for (const text of [
    'ESE97 104',
    'ese97 104',
    'ESE97: 104',
    'ESE97/104',
    'ESE 97 event 104',
    '104 ESE97',
    'event 104 of ESE97',
  ]) {
    assert.equal(namesIn(text), ['ESE97 104'], text);
  }
  assert.equal(namesIn('MSExchange DS 1002'), ['MSExchangeDS 1002']);
  assert.equal(namesIn('Service Control Manager 7024'), ['Service Control Manager 7024']);
  assert.equal(namesIn('event 199'), ['ESE97 199']);
  assert.equal(namesIn('Event ID: 199'), ['ESE97 199']);
});

test('MSExchangeIS means its two halves as well, and each half itself', () => {
  assert.equal(namesIn('MSExchangeIS 1005'), [
    'MSExchangeIS 1005',
    'MSExchangeIS Private 1005',
    'MSExchangeIS Public 1005',
  ]);
  assert.equal(namesIn('MSExchangeIS Public 1005'), ['MSExchangeIS Public 1005']);
});

test('every event is found by its source and id, and by its id', () => {
  for (const event of eventFacts) {
    assert.ok(findEvents(`${event.source} ${event.id}`).includes(event), `${event.source} ${event.id}`);
    assert.ok(findEvents(`${event.id}`).includes(event), `${event.id}`);
  }
});

test('an engine, a source or an id that nobody knows, and what is no event, mean none', () => {
  for (const text of ['EDB 104', 'ESE97 9999', 'Word 104', '', 'ESE97', '-104', '0x68', '123456', 'hrNone']) {
    assert.equal(namesIn(text), [], text);
  }
  assert.is(eventSourceOf('ese97'), 'ESE97');
  assert.is(eventSourceOf('Word'), null);
});

test.run();
