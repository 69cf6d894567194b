import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventNames, type FacetName, facetNames, facets, type Profile, profileByName, profiles } from './index.ts';

/** The settings of a profile that are not the initial ones, by facet. */
const differences = (profile: Profile): Readonly<Record<string, string>> =>
  Object.fromEntries(
    facetNames
      .filter((name: FacetName) => profile.settings[name] !== facets[name].initial)
      .map((name) => [facets[name].id, `${profile.settings[name].value} (${profile.settings[name].provenance})`]),
  );

test('the products are in order of release, and named after the build where one matters', () => {
  assert.equal(
    profiles.map(({ name, engine }) => `${name} ${engine}`),
    [
      'exchange-4.0 EDB',
      'exchange-4.0-sp3 EDB',
      'exchange-5.0 EDB',
      'exchange-5.5 ESE97',
      'exchange-5.5-sp1 ESE97',
      'exchange-5.5-sp2 ESE97',
      'exchange-5.5-sp2-ese2608 ESE97',
      'exchange-5.5-sp3 ESE97',
      'exchange-5.5-sp3-edbbcli2652 ESE97',
      'exchange-5.5-sp4 ESE97',
    ],
  );
});

test('the products differ in the documented points and in no other', () => {
  // Q177794, Q178999; Q159170; Q175469; Q275885; Q197500; Q230215, Q237953, Q253216; Q264102.
  const before55 = { 'circular-leftovers': 'left (DOCUMENTED)', 'stale-patch-file': 'open-fails (UNKNOWN)' };
  const any55 = { 'long-client-name': 'stalls (DOCUMENTED)' };
  const beforeSp3 = { ...any55, 'large-read-buffer': 'never-completes (DOCUMENTED)' };
  const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'exchange-4.0': before55,
    'exchange-4.0-sp3': { ...before55, 'ansi-database-names': 'win32InvalidParameter (DOCUMENTED)' },
    'exchange-5.0': { ...before55, 'circular-logging-mismatch': 'fails-with-2 (DOCUMENTED)' },
    'exchange-5.5': beforeSp3,
    'exchange-5.5-sp1': beforeSp3,
    'exchange-5.5-sp2': { ...beforeSp3, 'page-verification': 'none-on-one-processor (DOCUMENTED)' },
    'exchange-5.5-sp2-ese2608': {
      ...any55,
      'page-verification': 'false-failure-above-512-kib-on-one-processor (DOCUMENTED)',
    },
    'exchange-5.5-sp3': {
      ...any55,
      'page-verification': 'none-above-64-kib-on-several-processors (INFERRED)',
    },
    'exchange-5.5-sp3-edbbcli2652': { ...any55, 'read-past-end': 'never-completes (DOCUMENTED)' },
    'exchange-5.5-sp4': any55,
  };
  const sorted = (record: Readonly<Record<string, string>>) => Object.entries(record).sort();
  for (const profile of profiles) {
    assert.equal(sorted(differences(profile)), sorted(expected[profile.name] ?? {}), profile.name);
  }
});

test('profileByName finds every profile by its name, and no other', () => {
  for (const profile of profiles) assert.is(profileByName(profile.name), profile);
  for (const name of ['', 'exchange-2000', 'Exchange-5.5', 'exchange-5.5 ']) assert.is(profileByName(name), null, name);
});

test('every product names every event; 5.5 writes as ESE97, the older ones as EDB', () => {
  for (const { name, engine, events } of profiles) {
    assert.equal(Object.keys(events).sort(), [...eventNames].sort(), name);
    for (const [event, { source, id }] of Object.entries(events)) {
      assert.ok(source === engine || source === 'MSExchangeIS', `${name}: ${event} is written by ${source}`);
      assert.ok(Number.isInteger(id) && id >= 0, `${name}: ${event} has id ${id}`);
    }
  }
});

test('the event ids that a source prints are these, and the inferred ones keep the offset (edbbcli.md 2.5)', () => {
  const idsOf = (name: string, wanted: readonly (typeof eventNames)[number][]) =>
    wanted.map((event) => profileByName(name)?.events[event].id);
  const backup = ['full-backup-started', 'incremental-backup-started', 'backup-completed', 'backup-stopped'] as const;
  assert.equal(idsOf('exchange-5.5', backup), [102, 103, 104, 105]);
  assert.equal(idsOf('exchange-5.0', backup), [12, 13, 14, 15]);
  const refusals = ['page-verification-failed', 'file-access-failed', 'full-backup-needed'] as const;
  assert.equal(idsOf('exchange-5.5', refusals), [118, 145, 156]);
  assert.equal(idsOf('exchange-5.0', refusals), [23, 50, 0]);
  const recovery = ['recovery-started', 'log-replayed', 'recovery-completed', 'database-not-recovered'] as const;
  assert.equal(idsOf('exchange-5.5', recovery), [108, 109, 110, 134]);
  assert.equal(idsOf('exchange-5.0', recovery), [18, 71, 0, 0]);
  assert.equal(idsOf('exchange-5.0', ['checkpoint-not-written']), [61]);
});

test.run();
