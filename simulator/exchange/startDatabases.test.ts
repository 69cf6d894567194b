import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../profiles/index.ts';
import type { ServiceName } from './layout.ts';
import type { ExchangeServer } from './server.ts';
import { fillLogs, insertRows } from './testing/drive.ts';
import { restoreSet, saveSet } from './testing/restoreSet.ts';
import { testServer } from './testing/testServer.ts';

const MDBDATA = 'D:\\exchsrvr\\mdbdata';
const PRIVATE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersPrivate';
const RESTORE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\Restore in Progress';

/** The engine's error of a start, and what it wrote. */
function startOf(server: ExchangeServer, name: ServiceName = 'information-store') {
  const before = server.eventLog.length;
  const { jetError, code, lines } = server.service(name).start();
  const written = server.eventLog.slice(before);
  return {
    error: jetError,
    code: code >>> 0,
    events: written.map(({ id, source }) => `${id} ${source}`),
    texts: written.map(({ id, text }) => `${id} ${text}`),
    lines: lines.join(' '),
  };
}

const storeOnly = { privateMiB: 1, publicMiB: 0, circularLogging: false } as const;

/** A stopped server of one product in whose emptied folder a sound priv.edb of another product lies. */
function withDatabaseOf(from: string, to: string, facets: Readonly<Record<string, string>> = {}): ExchangeServer {
  const base = profileByName(to);
  const changed = base === null ? null : withFacets(base, facets, 'set by a test');
  if (changed?.ok !== true) throw new Error(changed?.reason ?? `no profile ${to}`);
  const donor = testServer({ profileName: from, informationStore: storeOnly });
  donor.service('information-store').stop();
  const bytes = donor.disk.readAll(`${MDBDATA}\\priv.edb`);
  const server = testServer({ profile: changed.profile, informationStore: storeOnly });
  server.service('information-store').stop();
  for (const name of server.disk.list(MDBDATA)) server.disk.remove(`${MDBDATA}\\${name}`);
  const file = server.disk.create(`${MDBDATA}\\priv.edb`);
  if (file === 'disk-full' || bytes === null) throw new Error('no database to put in');
  file.write(0, bytes);
  return server;
}

test('a sound database of another product is answered as a damaged one: -1206 in words (Q185008, Q233295); -1212 is a facet', () => {
  for (const [from, to, facets, error] of [
    ['exchange-5.0', 'exchange-5.5', {}, -1206],
    ['exchange-4.0', 'exchange-5.5-sp3', {}, -1206],
    ['exchange-5.5', 'exchange-5.0', {}, -1206],
    ['exchange-5.0', 'exchange-5.5', { 'database-of-another-version': 'JET_errDatabase500Format' }, -1212],
    // Both have one engine: the store of 4.0 starts under 5.0 (Q168710).
    ['exchange-4.0', 'exchange-5.0', {}, 0],
  ] as const) {
    const started = startOf(withDatabaseOf(from, to, facets));
    assert.is(started.error, error, `${from} under ${to}`);
    if (error === 0) continue;
    assert.equal(started.events.slice(-2), ['1120 MSExchangeIS', '5000 MSExchangeIS']);
    assert.match(started.lines, /it has database version 0x[56][02]0/);
    if (error === -1206 && to.startsWith('exchange-5.5')) assert.match(started.texts.at(-1) ?? '', 'no database');
  }
});

test('a DB Path that names a folder: 145 with the folder, then -1206 in 1120 and 5000, and nothing is made or lost (Q260230)', () => {
  const server = testServer({ informationStore: storeOnly });
  const store = server.service('information-store');
  insertRows(store, 5);
  store.stop();
  server.registry.set(PRIVATE_KEY, 'DB Path', { type: 'REG_SZ', data: MDBDATA });
  const started = startOf(server);
  assert.is(started.error, -1206);
  assert.equal(started.events, ['100 ESE97', '145 ESE97', '1120 MSExchangeIS', '5000 MSExchangeIS']);
  assert.match(started.texts[1] ?? '', /exchsrvr\\mdbdata(?!\\)/i);
  assert.match(started.lines, /it is a folder; write the full path of the database/);
  server.registry.set(PRIVATE_KEY, 'DB Path', { type: 'REG_SZ', data: `${MDBDATA}\\priv.edb` });
  assert.is(startOf(server).error, 0);
  assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 40 && key < 2 ** 40 + 5).length, 5);
});

test('a blank page that recovery needs: event 0 with -1019, 1120 and 5000 with 0xfffffc05, 4294966277 (Q184209)', () => {
  const server = testServer({ informationStore: storeOnly });
  const store = server.service('information-store');
  insertRows(store, 400, 400);
  store.crash();
  const file = server.disk.open(`${MDBDATA}\\priv.edb`);
  for (let page = 32; page < 40; page++) file?.write((page + 1) * 4096, new Uint8Array(4096));
  const started = startOf(server);
  assert.is(started.error, -1019);
  assert.is(started.code, 4294966277);
  assert.equal(started.events.slice(-3), ['0 ESE97', '1120 MSExchangeIS', '5000 MSExchangeIS']);
  assert.match(started.texts.at(-1) ?? '', '0xfffffc05');
});

test('what fails once a restored set is replayed: 1081 and 5000 with the ordinary error, the key marked 01, the next start an ordinary one (Q224977)', () => {
  const source = testServer();
  insertRows(source.service('information-store'), 30);
  const set = saveSet(source, 'information-store');
  const target = testServer({ seed: 99 });
  fillLogs(target.service('information-store'), 1);
  target.service('information-store').crash();
  // Only priv.edb is restored: pub.edb needs logs that are gone.
  const server = restoreSet(set, { onto: target, databases: ['priv'], erasesLogs: true });
  assert.equal(server.registry.get(RESTORE_KEY, 'EDB Database recovered'), {
    type: 'REG_BINARY',
    data: Uint8Array.of(0),
  });
  const first = startOf(server);
  assert.is(first.error, -550);
  assert.is(first.code, 0xffff_fdda, 'no code of a restore');
  assert.equal(first.events.slice(-2), ['1081 MSExchangeIS', '5000 MSExchangeIS']);
  for (const text of first.texts.slice(-2)) assert.match(text, '0xfffffdda');
  assert.equal(server.registry.get(RESTORE_KEY, 'EDB Database recovered'), {
    type: 'REG_BINARY',
    data: Uint8Array.of(1),
  });
  const second = startOf(server);
  assert.equal(second.events.slice(-2), ['1120 MSExchangeIS', '5000 MSExchangeIS']);
  assert.is(server.registry.get(RESTORE_KEY, 'EDB Database recovered'), null);
});

test.run();
