import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { eventNames, eventText, facetNames, facets, type Profile, profileByName, profiles } from './index.ts';

/** What a fact may be: only a profile of what somebody observed has the fourth, OBSERVED. */
const provenances: readonly string[] = ['DOCUMENTED', 'INFERRED', 'UNKNOWN'];

/** Every setting of a profile, by facet id. */
const settingsOf = ({ settings }: Profile): Readonly<Record<string, string>> =>
  Object.fromEntries(
    facetNames.map((name) => [facets[name].id, `${settings[name].value} (${settings[name].provenance})`]),
  );

/** The first settings that are not those of the second, by facet id. */
function differences(after: Profile, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settingsOf(after)).filter(([id, setting]) => before[id] !== setting));
}

/** What a profile has when it says nothing about a facet. */
const initial = Object.fromEntries(
  facetNames.map((name) => [facets[name].id, `${facets[name].initial.value} (${facets[name].initial.provenance})`]),
);

/** The articles again, row by row: every product, the one it is compared with (null: the initial settings), and what it changes. */
const history: readonly (readonly [string, string | null, Readonly<Record<string, string>>])[] = [
  [
    'exchange-4.0',
    null,
    {
      'circular-leftovers': 'left (DOCUMENTED)', // Q177794
      'stale-patch-file': 'open-fails (UNKNOWN)', // Q178999
      'unreadable-checkpoint': 'begins (INFERRED)', // Q184578
      'close-before-end': 'returns (UNKNOWN)', // Q185694
      'second-remote-file': 'fails (DOCUMENTED)', // Q156715
      'undrained-client': 'hrCommunicationError (UNKNOWN)', // Q192440
      'completion-event-text': 'completed-successfully (UNKNOWN)', // Q219035
      'unreadable-log-header': 'JET_errDiskIO (DOCUMENTED)', // Q181449
      'missing-log': 'JET_errMissingPreviousLogFile (DOCUMENTED)', // Q142782
      'low-log-missing': 'applied (DOCUMENTED)', // Q142782
      'locked-file': 'JET_errMissingPreviousLogFile (DOCUMENTED)', // Q142782
    },
  ],
  [
    'exchange-4.0-sp3',
    'exchange-4.0',
    {
      'ansi-database-names': 'win32InvalidParameter (DOCUMENTED)', // Q159170
      'second-remote-file': 'served (DOCUMENTED)', // Q156715, Q174189
    },
  ],
  [
    'exchange-4.0-edbbcli997',
    'exchange-4.0-sp3',
    {
      'ansi-database-names': 'works (INFERRED)', // Q159170, Q174189, Q244408
      'close-before-end': 'returns (DOCUMENTED)', // Q185694
    },
  ],
  [
    'exchange-5.0',
    'exchange-4.0',
    {
      'circular-logging-mismatch': 'fails-with-2 (DOCUMENTED)', // Q175469
      'unreadable-checkpoint': 'begins (UNKNOWN)', // Q184578
      'second-remote-file': 'served (INFERRED)', // Q156715
      'unreadable-log-header': 'JET_errDiskIO (INFERRED)', // Q181449, Q185225
      'missing-log': 'JET_errMissingPreviousLogFile (UNKNOWN)', // Q142782 against Q262375, Q259751
      'low-log-missing': 'refused (UNKNOWN)', // Q240145 against Q200941, Q142782
      'locked-file': 'JET_errFileAccessDenied (UNKNOWN)', // Q245058, Q190813 against Q142782
      'second-recovery': 'JET_errDatabaseInconsistent (DOCUMENTED)', // Q166542
    },
  ],
  [
    'exchange-5.0-sp1',
    'exchange-5.0',
    {
      'socket-lookup': 'survives (UNKNOWN)', // Q177807
      'second-recovery': 'recovers (DOCUMENTED)', // Q166542, Q154481
    },
  ],
  ['exchange-5.0-sp2', 'exchange-5.0-sp1', { 'circular-leftovers': 'removed (DOCUMENTED)' }], // Q177794, Q168735
  [
    'exchange-5.0-sp2-edbbcli1461',
    'exchange-5.0-sp2',
    {
      'socket-lookup': 'survives (INFERRED)', // Q177807
      'close-before-end': 'returns (DOCUMENTED)', // Q185694
    },
  ],
  [
    'exchange-5.5',
    null,
    {
      'page-verification': 'every-page (INFERRED)', // Q253216
      'large-read-buffer': 'never-completes (DOCUMENTED)', // Q197500
      'long-client-name': 'stalls (DOCUMENTED)', // Q275885
      'close-before-end': 'returns (UNKNOWN)', // Q185694
      'undrained-client': 'hrCommunicationError (UNKNOWN)', // Q192440
      'terminal-session': 'hrCommunicationError (DOCUMENTED)', // Q245664
      'socket-lookup': 'survives (UNKNOWN)', // Q177807
      'completion-event-text': 'completed-successfully (DOCUMENTED)', // Q219035
      'missing-restored-log': 'hrFileNotFound (DOCUMENTED)', // Q192657
      'log-gap-event': 'none (DOCUMENTED)', // Q192657
      'foreign-current-log': 'hrBadLogSignature (DOCUMENTED)', // Q247769
      'database-of-another-version': 'JET_errDatabaseCorrupted (DOCUMENTED)', // Q185008, Q246207
      'held-database': 'passed-over (DOCUMENTED)', // Q242063
      'missing-checkpoint-log': 'hrFileNotFound (DOCUMENTED)', // Q176239
      'damaged-current-log': 'JET_errLogWriteFail (INFERRED)', // Q301505
      'missing-log': 'JET_errInvalidLogSequence (UNKNOWN)', // Q262375, Q259751
      'locked-file': 'JET_errFileAccessDenied (DOCUMENTED)', // Q245058, Q190813
      'protected-database': 'by-service (DOCUMENTED)', // Q245058, Q262371
      'full-disk-at-start': 'JET_errDiskIO (INFERRED)', // Q177959
      'second-recovery': 'recovers (INFERRED)', // Q166542, Q154481
      'missing-parameter': 'fails-with-1 (DOCUMENTED)', // Q263548
    },
  ],
  [
    'exchange-5.5-sp1',
    'exchange-5.5',
    {
      'completion-event-text': 'stopped-the-procedure (DOCUMENTED)', // Q219035
      'close-before-end': 'returns (DOCUMENTED)', // Q185694
      'socket-lookup': 'survives (INFERRED)', // Q177807
    },
  ],
  [
    'exchange-5.5-sp2',
    'exchange-5.5-sp1',
    {
      'undrained-client': 'served (DOCUMENTED)', // Q192440
      'page-verification': 'none-on-one-processor (DOCUMENTED)', // Q230215
      'existing-logs-after-gap': 'fail-565 (UNKNOWN)', // Q192657, Q322314, Q269782 against Q179654
      'missing-restored-log': 'hrMissingRestoreLogFiles (UNKNOWN)', // Q192657, Q177761
      'log-gap-event': 'event-199 (DOCUMENTED)', // Q192657
    },
  ],
  [
    'exchange-5.5-sp2-ese2608',
    'exchange-5.5-sp2',
    {
      'page-verification': 'false-failure-above-512-kib-on-one-processor (DOCUMENTED)', // Q237953
      'large-read-buffer': 'served (DOCUMENTED)', // Q197500
    },
  ],
  [
    'exchange-5.5-sp3',
    'exchange-5.5-sp2-ese2608',
    { 'page-verification': 'none-above-64-kib-on-several-processors (INFERRED)' }, // Q253216
  ],
  [
    'exchange-5.5-sp3-edbbcli2651',
    'exchange-5.5-sp3',
    {
      'read-past-end': 'never-completes (UNKNOWN)', // Q260695
      'held-database': 'fails (INFERRED)', // Q242063, Q254682
    },
  ],
  [
    'exchange-5.5-sp3-edbbcli2652',
    'exchange-5.5-sp3-edbbcli2651',
    {
      'read-past-end': 'never-completes (DOCUMENTED)', // Q264102
      'page-verification': 'every-page (DOCUMENTED)', // Q253216
      'terminal-session': 'served (DOCUMENTED)', // Q245664
    },
  ],
  ['exchange-5.5-sp4', 'exchange-5.5-sp3-edbbcli2652', { 'read-past-end': 'answers (DOCUMENTED)' }], // Q264102
  ['exchange-5.5-sp4-edbbcli2654', 'exchange-5.5-sp4', { 'long-client-name': 'served (DOCUMENTED)' }], // Q275885
];

test('the products are in order of release, and named after the build where one matters', () => {
  assert.equal(
    profiles.map(({ name }) => name),
    history.map(([name]) => name),
  );
  for (const { name, engine } of profiles) assert.is(engine, name.startsWith('exchange-5.5') ? 'ESE97' : 'EDB', name);
});

test('the products differ in the documented points and in no other', () => {
  const sorted = (record: Readonly<Record<string, string>>) => Object.entries(record).sort();
  for (const [name, earlier, expected] of history) {
    const before = earlier === null ? null : profileByName(earlier);
    const profile = profileByName(name);
    if (profile === null || (earlier !== null && before === null)) throw new Error(`no profile ${name} or ${earlier}`);
    assert.equal(sorted(differences(profile, before === null ? initial : settingsOf(before))), sorted(expected), name);
  }
});

test('a product named after a DLL says which version of it, and where that is written', () => {
  for (const { name, components } of profiles) {
    const [, file = '', build = ''] = /-(edbbcli|ese)(\d+)$/.exec(name) ?? [];
    const named = components.find((component) => component.file.toLowerCase() === `${file}.dll`);
    if (file !== '') assert.ok(named?.version.split('.').includes(build), `${name} does not have ${file} ${build}`);
    for (const { version, source } of components) {
      assert.match(version, /^[45]\.[05]\.\d{3,4}\.\d{1,2}$/, name);
      assert.match(source, /\S/, name);
    }
  }
  assert.ok(profiles.some(({ components }) => components.length === 3));
});

test('what a product stamps into its files has a source for every number, and nothing that nobody knows is a fact', () => {
  for (const { name, engine, files } of profiles) {
    for (const { provenance, source, reason } of Object.values(files)) {
      assert.ok(provenances.includes(provenance), name);
      assert.match(source, /\S/, name);
      assert.match(reason, /^[A-Z].*\.$/, name);
    }
    assert.is(files.database.value.version, engine === 'ESE97' ? 0x620 : 0x500, name);
    assert.is(files.windows.provenance, 'UNKNOWN', `${name}: no source tells which Windows a product ran on`);
  }
});

test('the end of a good backup reads like a success before SP1 of 5.5, and like a failure from then on (Q219035)', () => {
  const textOf = (name: string) => {
    const profile = profileByName(name);
    if (profile === null) throw new Error(`there is no profile ${name}`);
    return eventText(profile, 'backup-completed');
  };
  assert.match(textOf('exchange-5.5'), /completed the backup with success/);
  for (const name of ['exchange-5.5-sp1', 'exchange-5.5-sp2', 'exchange-5.5-sp4']) {
    assert.match(textOf(name), /stopped the backup procedure/, name);
  }
  const [rtm, sp1] = ['exchange-5.5', 'exchange-5.5-sp1'].map(
    (name) => profileByName(name)?.events['backup-completed'],
  );
  assert.equal(rtm, sp1, 'the number is the same');
});

test('every event has a text in every product, without a full stop of its own', () => {
  for (const profile of profiles) {
    for (const event of eventNames) assert.match(eventText(profile, event), /^[A-Z].*[^.]$/, event);
  }
});

test('profileByName finds every profile by its name, and no other', () => {
  for (const profile of profiles) assert.is(profileByName(profile.name), profile);
  for (const name of ['', 'exchange-2000', 'Exchange-5.5', 'exchange-5.5 ']) assert.is(profileByName(name), null, name);
});

test('every product names every event; 5.5 writes as ESE97, the older ones as EDB', () => {
  for (const { name, engine, events } of profiles) {
    assert.equal(Object.keys(events).sort(), [...eventNames].sort(), name);
    for (const [event, identity] of Object.entries(events)) {
      if (identity === null) continue;
      const { source, id } = identity;
      assert.ok([engine, 'MSExchangeIS', 'MSExchangeDS'].includes(source), `${name}: ${event} is written by ${source}`);
      assert.ok(Number.isInteger(id) && id >= 0, `${name}: ${event} has id ${id}`);
    }
  }
});

test('the event ids that a source prints are these, and the inferred ones keep the offset (edbbcli.md 2.5)', () => {
  const idsOf = (name: string, wanted: readonly (typeof eventNames)[number][]) =>
    wanted.map((event) => profileByName(name)?.events[event]?.id);
  const backup = ['full-backup-started', 'incremental-backup-started', 'backup-completed', 'backup-stopped'] as const;
  assert.equal(idsOf('exchange-5.5', backup), [102, 103, 104, 105]);
  assert.equal(idsOf('exchange-5.0', backup), [12, 13, 14, 15]);
  const refusals = ['page-verification-failed', 'file-access-failed', 'full-backup-needed'] as const;
  assert.equal(idsOf('exchange-5.5', refusals), [118, 145, 156]);
  assert.equal(idsOf('exchange-5.0', refusals), [23, 50, 0]);
  const recovery = ['recovery-started', 'log-replayed', 'recovery-completed', 'database-not-recovered'] as const;
  assert.equal(idsOf('exchange-5.5', recovery), [108, 109, 110, 134]);
  assert.equal(idsOf('exchange-5.0', recovery), [18, 71, 0, 0]);
  assert.equal(idsOf('exchange-5.0', ['checkpoint-not-written', 'log-disk-low']), [63, 49]);
  assert.equal(idsOf('exchange-4.0', ['checkpoint-not-written', 'log-disk-low']), [61, 49]);
  for (const name of ['exchange-4.0', 'exchange-5.5']) assert.equal(idsOf(name, ['log-disk-full']), [1113]);
  const newLog = ['log-not-created', 'log-write-failed', 'commit-not-logged'] as const;
  assert.equal(idsOf('exchange-5.5', newLog), [125, 1111, 193], 'Q275602');
  assert.equal(idsOf('exchange-5.0', newLog), [32, 1111, undefined], 'Q196217 lists no other event of the engine');
  assert.equal(idsOf('exchange-4.0', newLog), [30, 1111, undefined], 'two below 5.0, as Q213202 has it');
});

test.run();
