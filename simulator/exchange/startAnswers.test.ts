import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../profiles/index.ts';
import { JetError } from '../protocol/index.ts';
import type { ServiceName } from './layout.ts';
import type { ExchangeServer } from './server.ts';
import { fillLogs, insertRows } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const MDBDATA = 'D:\\exchsrvr\\mdbdata';
const DSADATA = 'D:\\exchsrvr\\dsadata';

type Facets = Readonly<Record<string, string>>;

/** A server whose services have rows, and of which one crashed or was stopped. */
function downServer(
  how: 'crash' | 'stop',
  profileName: string,
  facets: Facets = {},
  service: ServiceName = 'information-store',
) {
  const base = profileByName(profileName);
  const changed = base === null ? null : withFacets(base, facets, 'set by a test');
  if (changed?.ok !== true) throw new Error(changed?.reason ?? `no profile ${profileName}`);
  const server = testServer({
    profile: changed.profile,
    informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: false },
  });
  const target = server.service(service);
  // An open transaction keeps the checkpoint in the first log.
  if (how === 'crash') target.session?.insert(target.session.begin(), 1, 7, new Uint8Array(5));
  insertRows(target, 20);
  fillLogs(target, 4);
  if (how === 'crash') target.crash();
  else target.stop();
  return { server, service: target };
}

/** The engine's error of a start, and its events as "id source"; several of the same in a row once. */
function startOf(server: ExchangeServer, name: ServiceName = 'information-store') {
  const before = server.eventLog.length;
  const { jetError, code, lines } = server.service(name).start();
  const written = server.eventLog.slice(before);
  const events = written.map(({ id, source }) => `${id} ${source}`);
  return {
    error: jetError || code | 0,
    events: events.filter((event, index) => event !== events[index - 1]),
    texts: written.map(({ id, text }) => `${id} ${text}`),
    lines,
  };
}

const shown = ['1120 MSExchangeIS', '5000 MSExchangeIS'];

test('a log header that does not verify: 31 or 124 with -1022, then 1120 and 5000 (Q181449, Q185225); -501 is a facet', () => {
  for (const [profileName, facets, error, event] of [
    ['exchange-4.0', {}, -1022, '31 EDB'],
    ['exchange-5.0', {}, -1022, '31 EDB'],
    ['exchange-5.5', {}, -1022, '124 ESE97'],
    ['exchange-5.5', { 'unreadable-log-header': 'JET_errLogFileCorrupt' }, -501, '124 ESE97'],
  ] as const) {
    const { server } = downServer('crash', profileName, facets);
    server.disk.corruptByte(`${MDBDATA}\\edb.log`, 100, 1);
    const started = startOf(server);
    assert.is(started.error, error, profileName);
    assert.equal(started.events.slice(-3), [event, ...shown], profileName);
    assert.ok(
      started.texts.some((text) => text.startsWith(event.split(' ')[0] ?? '') && text.includes(`error ${error}`)),
    );
  }
});

test('the logs before one with a damaged header are replayed, and tell which one it is (Q181449)', () => {
  const { server } = downServer('crash', 'exchange-4.0');
  server.disk.corruptByte(`${MDBDATA}\\edb00003.log`, 100, 1);
  const { texts, error } = startOf(server);
  assert.is(error, -1022);
  const replayed = texts.filter((text) => text.startsWith('71 '));
  assert.equal(replayed.length, 2);
  assert.match(replayed.at(-1) ?? '', 'edb00002.log');
});

test('a log missing between two: -509 in 4.0 (Q142782), -515 in 5.5 (Q262375), and the others that Q259751 counts', () => {
  for (const [profileName, facets, error] of [
    ['exchange-4.0', {}, -509],
    ['exchange-5.0', {}, -509],
    ['exchange-5.5', {}, -515],
    ['exchange-5.5', { 'missing-log': 'JET_errMissingLogFile' }, -528],
    ['exchange-5.5', { 'missing-log': 'JET_errFileNotFound' }, -1811],
  ] as const) {
    const { server, service } = downServer('crash', profileName, facets);
    assert.ok(service.deleteLog(3).done);
    const started = startOf(server);
    assert.is(started.error, error, profileName);
    assert.equal(started.events.slice(-2), shown);
    assert.match(started.lines.join(' '), /edb00003\.log is missing/i);
  }
});

test('the log of the checkpoint is not there: -509 (Q177761, Q258236), or -1811 as in 5.5 (Q176239)', () => {
  for (const [profileName, facets, error] of [
    ['exchange-4.0', {}, -509],
    ['exchange-5.0', {}, -509],
    ['exchange-5.5', {}, -1811],
    ['exchange-5.5', { 'missing-checkpoint-log': 'hrMissingPreviousLogFile' }, -509],
  ] as const) {
    const { server, service } = downServer('crash', profileName, facets);
    assert.ok(service.deleteLog(service.facts.checkpointGeneration).done);
    const started = startOf(server);
    assert.is(started.error, error, profileName);
    assert.equal(started.events.slice(-2), shown);
  }
});

test('a closed log that breaks off ends a start with -501 or -536, as the facet says', () => {
  for (const [value, error] of [
    ['JET_errLogFileCorrupt', -501],
    ['JET_errRedoAbruptEnded', -536],
  ] as const) {
    const { server } = downServer('crash', 'exchange-5.5', { 'broken-log': value });
    server.disk.corruptByte(`${MDBDATA}\\edb00002.log`, 2_000_000, 1);
    assert.is(startOf(server).error, error);
  }
});

test('an edb.log damaged in its middle: recovery is complete and then -510, told by 1166 and 1002 of the directory (Q301505)', () => {
  const { server, service } = downServer('stop', 'exchange-5.5', {}, 'directory');
  service.start();
  insertRows(service, 400, 200, 2 ** 42);
  service.crash();
  server.disk.corruptByte(`${DSADATA}\\edb.log`, 20_000, 1);
  const started = startOf(server, 'directory');
  assert.is(started.error, -510);
  assert.equal(started.events, [
    '100 ESE97',
    '108 ESE97',
    '109 ESE97',
    '110 ESE97',
    '0 ESE97',
    '1166 MSExchangeDS',
    '1002 MSExchangeDS',
  ]);
  assert.match(started.lines.join(' '), /edb\.log is damaged in its middle/);
});

test('the same is passed over in silence where the facet says so: what was committed behind it is lost', () => {
  const { server, service } = downServer('stop', 'exchange-5.5', { 'damaged-current-log': 'passed-over' });
  service.start();
  const before = writtenBytes(server, `${MDBDATA}\\edb.log`);
  for (let row = 0; row < 8; row++) insertRows(service, 1, 1400, 2 ** 42 + row);
  service.crash();
  server.disk.corruptByte(`${MDBDATA}\\edb.log`, before + 300, 1);
  assert.is(startOf(server).error, 0);
  assert.is([...service.rows(1)].filter(({ key }) => key >= 2 ** 42).length, 0, 'what was behind the damage is lost');
});

/** How far a log is written. */
function writtenBytes(server: ExchangeServer, path: string): number {
  const bytes = server.disk.readAll(path) ?? new Uint8Array(0);
  return bytes.findLastIndex((byte) => byte !== 0) + 1;
}

test('no logs at all behind a crash: -550 (Q143235) or -1201 (Q181559), as the facet says; a moved database is -550 always', () => {
  for (const [value, error] of [
    ['hrNone', -550],
    ['JET_errDatabaseDuplicate', -1201],
  ] as const) {
    const { server } = downServer('crash', 'exchange-5.5', value === 'hrNone' ? {} : { 'logs-gone': value });
    for (const name of server.disk.list(MDBDATA)) if (name.endsWith('.log')) server.disk.remove(`${MDBDATA}\\${name}`);
    const started = startOf(server);
    assert.is(started.error, error);
    assert.equal(started.events.slice(-2), shown);
  }
});

test('edb.chk and edb.log that are held or read-only: 145 for each, 1120 and 5000 with 0xfffffbf8 in 5.5 (Q245058, Q190813); -509 in 4.0 (Q142782)', () => {
  for (const lock of ['hold', 'protect'] as const) {
    const { server, service } = downServer('stop', 'exchange-5.5');
    for (const name of ['edb.chk', 'edb.log']) server.fileLocks[lock](`${MDBDATA}\\${name}`);
    const started = startOf(server);
    assert.is(started.error, -1032);
    assert.equal(started.events, ['100 ESE97', '145 ESE97', ...shown]);
    const named = started.texts.filter((text) => text.startsWith('145'));
    assert.match(named[0] ?? '', 'edb.chk');
    assert.match(named[1] ?? '', 'edb.log');
    assert.match(started.texts.at(-1) ?? '', '0xfffffbf8');
    for (const name of ['edb.chk', 'edb.log']) {
      server.fileLocks.release(`${MDBDATA}\\${name}`);
      server.fileLocks.unprotect(`${MDBDATA}\\${name}`);
    }
    assert.ok(service.start().started);
  }
  const { server } = downServer('crash', 'exchange-4.0');
  server.fileLocks.protect(`${MDBDATA}\\edb00002.log`);
  assert.is(startOf(server).error, -509);
});

test('a database that is read-only: -1032 of the store (Q245058), -1008 of the directory in 1002 (Q262371)', () => {
  const { server, service } = downServer('stop', 'exchange-5.5');
  server.fileLocks.protect(`${MDBDATA}\\priv.edb`);
  assert.is(startOf(server).error, -1032);
  server.fileLocks.unprotect(`${MDBDATA}\\priv.edb`);
  assert.ok(service.start().started, 'nothing was lost');
  server.service('directory').stop();
  server.fileLocks.protect(`${DSADATA}\\dir.edb`);
  const started = startOf(server, 'directory');
  assert.is(started.error, -1008);
  assert.equal(started.events.slice(-2), ['1166 MSExchangeDS', '1002 MSExchangeDS']);
  assert.match(started.texts.at(-1) ?? '', 'error -1008');
});

test('a disk without room at a start: edb.log is replayed and then -1022 in 5.5 (Q177959), -1808 in 4.0 (Q128325); with room nothing is lost', () => {
  for (const [profileName, error] of [
    ['exchange-5.5', -1022],
    ['exchange-4.0', -1808],
  ] as const) {
    const { server, service } = downServer('crash', profileName);
    server.disk.setCapacity('D:', server.disk.usedBytes('D:'));
    const started = startOf(server);
    assert.is(started.error, error, profileName);
    assert.ok(started.events.includes(profileName === 'exchange-5.5' ? '109 ESE97' : '71 EDB'), 'replay comes first');
    assert.match(started.lines.join(' '), /drive D: is full/);
    server.disk.setCapacity('D:', null);
    assert.ok(service.start().started);
    assert.is([...service.rows(1)].filter(({ key }) => key >= 2 ** 40 && key < 2 ** 40 + 20).length, 20);
  }
  const other = downServer('crash', 'exchange-5.5', { 'full-disk-at-start': 'starts' });
  other.server.disk.setCapacity('D:', other.server.disk.usedBytes('D:'));
  assert.is(startOf(other.server).error, 0, 'a facet: nobody has said that a start needs room');
});

test('-1206 is told in words by 1120 and 5000 of 5.5 (Q242063, Q260230), as a number by those of 4.0 and 5.0', () => {
  for (const [profileName, words] of [
    ['exchange-5.5', 'no database, or a damaged one'],
    ['exchange-5.0', 'error -1206'],
  ] as const) {
    const { server } = downServer('stop', profileName);
    const file = server.disk.open(`${MDBDATA}\\priv.edb`);
    file?.resize(100);
    const { error, texts } = startOf(server);
    assert.is(error, -1206);
    for (const id of ['1120', '5000']) assert.match(texts.find((text) => text.startsWith(id)) ?? '', words);
  }
});

test('a directory whose path is not in the registry says which, and does not start: 1016, 1002 with error 1 (Q263548)', () => {
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeDS\\Parameters';
  const { server, service } = downServer('stop', 'exchange-5.5', {}, 'directory');
  assert.ok(server.registry.delete(key, 'DSA Database file'));
  const started = startOf(server, 'directory');
  assert.equal([started.error, started.events], [1, ['1016 MSExchangeDS', '1002 MSExchangeDS']]);
  assert.match(started.texts[0] ?? '', /dsa database file/i);
  assert.match(started.texts[1] ?? '', 'error 1');
  const lenient = downServer('stop', 'exchange-5.5', { 'missing-parameter': 'default' }, 'directory');
  lenient.server.registry.delete(key, 'DSA Database file');
  assert.is(startOf(lenient.server, 'directory').error, 0);
  assert.is(service.state, 'stopped');
  const store = downServer('stop', 'exchange-5.5');
  store.server.registry.delete(
    'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersSystem',
    'DB Log Path',
  );
  assert.is(startOf(store.server).error, 0, 'the store takes its default');
});

test('the engine of 4.0 says with event 8 that it started (Q184719), that of 5.0 with 10 (Q178930, Q180010): 8 is another event there (Q169899)', () => {
  for (const [profileName, event] of [
    ['exchange-4.0', '8 EDB'],
    ['exchange-4.0-sp3', '8 EDB'],
    ['exchange-5.0', '10 EDB'],
    ['exchange-5.5', '100 ESE97'],
  ] as const) {
    const { server } = downServer('stop', profileName);
    assert.equal(startOf(server).events, [event], profileName);
  }
});

test('a store that reaches 16 GB takes the transaction back, says 1112 and stops in order; the Enterprise Edition goes on (Q185457)', () => {
  for (const edition of ['standard', 'enterprise'] as const) {
    const server = testServer({
      edition,
      informationStore: { privateMiB: 16 * 1024, publicMiB: 0, circularLogging: false },
    });
    const store = server.service('information-store');
    insertRows(store, 5, 100, 2 ** 45);
    const before = server.eventLog.length;
    const grow = () => insertRows(store, 2000, 1400, 2 ** 42);
    if (edition === 'standard') assert.throws(grow, /-1012/);
    else grow();
    assert.is(store.state, edition === 'standard' ? 'stopped' : 'running');
    assert.equal(
      server.eventLog.slice(before).map(({ id }) => id),
      edition === 'standard' ? [1112, 101] : [],
    );
    if (edition === 'enterprise') continue;
    assert.ok(store.start().started, 'the databases are consistent');
    const { session } = store;
    const tried = session?.begin() ?? 0;
    assert.is(session?.insert(tried, 1, 2 ** 45, new Uint8Array(9)), JetError.JET_errKeyDuplicate, 'committed before');
    assert.is(session?.insert(tried, 1, 2 ** 42, new Uint8Array(9)), 0, 'taken back');
  }
});

test('a page that does not verify in recovery is event 116 with -1018, in each engine (Q190696)', () => {
  for (const [profileName, source] of [
    ['exchange-5.5', 'ESE97'],
    ['exchange-5.0', 'EDB'],
  ] as const) {
    const { server } = downServer('crash', profileName);
    for (let page = 1; page < 100; page++) server.disk.corruptByte(`${MDBDATA}\\priv.edb`, (page + 1) * 4096 + 2048, 1);
    const { error, events, texts } = startOf(server);
    assert.is(error, -1018);
    assert.equal(events.slice(-3), [`116 ${source}`, ...shown]);
    assert.match(texts.find((text) => text.startsWith('116')) ?? '', /priv\.edb, page \d+, error -1018/);
  }
});

test('1120 and 5000 of 5.5 have words for -550 and -528 too (Q185577, Q238063)', () => {
  const { server } = downServer('crash', 'exchange-5.5');
  server.disk.remove(`${MDBDATA}\\edb.log`);
  const missing = startOf(server);
  assert.is(missing.error, -528);
  assert.match(missing.texts.at(-1) ?? '', 'the current log file is missing');
  for (const name of server.disk.list(MDBDATA)) if (name.endsWith('.log')) server.disk.remove(`${MDBDATA}\\${name}`);
  const inconsistent = startOf(server);
  assert.is(inconsistent.error, -550);
  assert.match(inconsistent.texts.at(-1) ?? '', 'in an inconsistent state');
});

test.run();
