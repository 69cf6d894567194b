import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { describeMeanings } from './describeMeanings.ts';
import { eventFacts } from './events/index.ts';
import { type Lookup, lookUp } from './lookUp.ts';
import { serviceErrorFacts } from './serviceErrors.ts';

/** What a text means, in the order of the answer: codes by the engine's names, errors and events by their numbers. */
function told(lookup: Lookup): readonly string[] {
  if (!lookup.found) return [];
  return [
    ...lookup.codes.map(({ info }) => info.jetName ?? info.name),
    ...lookup.serviceErrors.map(({ number }) => `service-specific ${number}`),
    ...lookup.events.map(({ source, id }) => `${source} ${id}`),
  ];
}

const answers: readonly (readonly [string, readonly string[]])[] = [
  ['-1414', ['JET_errSecondaryIndexCorrupted']],
  ['0xfffffa7a', ['JET_errSecondaryIndexCorrupted']],
  ['4294965882', ['JET_errSecondaryIndexCorrupted']],
  ['-327', ['JET_errBadPageLink']],
  ['-1328', ['JET_errInvalidSettings']],
  ['0xfffffad0', ['JET_errInvalidSettings']],
  ['-1526', ['JET_errLVCorrupted']],
  ['4294966278', ['JET_errReadVerifyFailure']],
  ['1011', ['JET_errOutOfMemory', 'service-specific 1011']],
  ['0x3f3', ['service-specific 1011']],
  ['1105', ['JET_errWriteConflictPrimaryIndex', 'service-specific 1105']],
  ['0x451', ['service-specific 1105']],
  ['4015', ['service-specific 4015']],
  ['87', ['ERROR_INVALID_PARAMETER', 'service-specific 87']],
  ['200', ['wrnBFCacheMiss', 'ESE97 200']],
  ['-202', ['errBFLatchConflict']],
  ['1120', ['MSExchangeIS 1120']],
  ['199', ['ESE97 199']],
  ['8010', ['NTBackup 8010']],
  ['ESE97 104', ['ESE97 104']],
  ['5000', ['MSExchangeIS 5000']],
  ['102', ['ERROR_SEM_IS_SET', 'JET_errFileClose', 'WAIT_TIMEOUT', 'ESE97 102']],
  ['service-specific error 1276', ['service-specific 1276']],
  ['Server Specific Error 4294966746', ['JET_errDatabaseInconsistent']],
  ['error code: 102', ['ERROR_SEM_IS_SET', 'JET_errFileClose', 'WAIT_TIMEOUT']],
];

test('a number is told as all that it can be: codes, then service-specific errors, then events', () => {
  for (const [text, meanings] of answers) assert.equal(told(lookUp(text)), meanings, text);
});

/** Asked from outside, and once called errors that 4.0 to 5.5 are not known to have: each with an article that shows it. */
const shownByArticles: readonly (readonly [string, string])[] = [
  ['-1414', 'Q224977'],
  ['-327', 'Q156415'],
  ['-1328', 'Q295649'],
  ['-1526', 'Q181824'],
  ['1011', 'Q149238'],
  ['1011', 'Q296787'],
  ['1105', 'Q154032'],
  ['1105', 'Q244976'],
  ['4015', 'Q248124'],
  ['1120', 'Q295649'],
];

test('what was asked from outside is told with the articles that show it', () => {
  for (const [text, article] of shownByArticles) {
    const lookup = lookUp(text);
    if (!lookup.found) throw new Error(`${text} is not known`);
    const { readings, serviceErrors, events } = describeMeanings(lookup);
    const articles = [...readings.map(({ code }) => code), ...serviceErrors, ...events].flatMap((one) => one.articles);
    assert.ok(
      articles.some(({ id, url }) => id === article && url.includes(article)),
      `${text} ${article}`,
    );
  }
});

test('codes in events are named where the text can mean one only, and tell in turn which events they were seen in', () => {
  const one = lookUp('MSExchangeIS 1081');
  if (!one.found) throw new Error('no 1081');
  const codes = new Map(describeMeanings(one).events[0]?.codes.map(({ text, name }) => [text, name]));
  assert.is(codes.get('0xfffffa7a'), 'JET_errSecondaryIndexCorrupted');
  assert.is(codes.get('0xc8000235'), 'JET_errMissingCurrentLogFiles');
  const offline = lookUp('MSExchangeIS 1087');
  if (!offline.found) throw new Error('no 1087');
  assert.equal(describeMeanings(offline).events[0]?.codes, [{ text: '1011', name: null }], 'not -1011');
  const code = lookUp('-1414');
  if (!code.found) throw new Error('no -1414');
  assert.equal(describeMeanings(code).readings[0]?.events, ['ESE97 177', 'MSExchangeIS 1081', 'MSExchangeIS 5000']);
});

test('an event that is not known, and a source alone, say so', () => {
  const reasonFor = (text: string): string => {
    const lookup = lookUp(text);
    return lookup.found ? '' : lookup.reason;
  };
  assert.is(reasonFor('EDB 104'), 'no article at hand shows an event 104 of EDB');
  for (const signed of ['ESE97 -104', 'ESE97 +104', 'ese97  -1']) {
    assert.match(reasonFor(signed), "an event of ESE97 has a number without a sign, as in 'ESE97 1");
  }
  assert.match(reasonFor('MSExchangeDS'), /is a source of events; say which/);
  const lookup = lookUp('hrMisingFullBakup');
  assert.ok(!lookup.found);
  assert.is(lookup.nearNames[0], 'hrMissingFullBackup');
  for (const form of ['0xC8000230', '-560', '1011', 'ESE97 104']) {
    assert.ok(
      lookup.forms.some((known) => known.includes(form)),
      form,
    );
  }
});

test('any text is answered, and each table is reached', () => {
  let seenErrors = 0;
  let seenEvents = 0;
  const text = fc.oneof(
    fc.string({ maxLength: 100 }),
    fc.constantFrom(...eventFacts).map(({ source, id }) => `${source} ${id}`),
    fc.constantFrom(...serviceErrorFacts).map(({ number }) => `${number}`),
  );
  fc.assert(
    fc.property(text, (anything) => {
      const lookup = lookUp(anything);
      if (!lookup.found) {
        assert.ok(lookup.reason.length > 0);
        return;
      }
      if (lookup.serviceErrors.length > 0) seenErrors += 1;
      if (lookup.events.length > 0) seenEvents += 1;
      assert.ok(lookup.codes.length + lookup.serviceErrors.length + lookup.events.length > 0);
    }),
    { seed: 1120, numRuns: 300 },
  );
  assert.ok(seenErrors > 30 && seenEvents > 30, 'errors and events must be among the texts drawn');
});

test.run();
