import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BackupType, hresult } from '../../protocol/index.ts';
import type { ServiceName } from '../layout.ts';
import type { ExchangeServer } from '../server.ts';
import { backUp, fillLogs, insertRows } from '../testing/drive.ts';
import { restoreSet, type SavedSet, saveSet } from '../testing/restoreSet.ts';
import { testServer } from '../testing/testServer.ts';

/** `id source` of what a start writes, a run of the same event once; an id of 0 stands for itself. */
function startEvents(server: ExchangeServer, service: ServiceName): string[] {
  const before = server.eventLog.length;
  server.service(service).start();
  const told = server.eventLog.slice(before).map(({ id, source }) => `${id} ${source}`);
  return told.filter((event, index) => event !== told[index - 1]);
}

/** What the events of one id say. */
const textsOf = (server: ExchangeServer, id: number): string[] =>
  server.eventLog.filter((event) => event.id === id).map(({ text }) => text);

const es = (...ids: number[]): string[] => ids.map((id) => `${id} ESE97`);
const is = (...ids: number[]): string[] => ids.map((id) => `${id} MSExchangeIS`);

function source(profileName: string, service: ServiceName): SavedSet {
  const server = testServer({ profileName });
  insertRows(server.service(service), 30);
  fillLogs(server.service(service), 2);
  return saveSet(server, service);
}

test('an ordinary start says that the engine started, and nothing of recovery after a clean stop (Q200941)', () => {
  for (const [profileName, event] of [
    ['exchange-5.5', '100 ESE97'],
    ['exchange-4.0', '8 EDB'],
  ] as const) {
    const server = testServer({ profileName });
    server.service('information-store').stop();
    assert.equal(startEvents(server, 'information-store'), [event]);
  }
});

test('a start after a crash: 100, 108, 109 for each log, 110; 18 and 71 in 4.0 (Q242063, Q185577, Q181449)', () => {
  const server = testServer();
  const store = server.service('information-store');
  insertRows(store, 10);
  store.crash();
  assert.equal(startEvents(server, 'information-store'), es(100, 108, 109, 110));
  assert.match(textsOf(server, 109).at(-1) ?? '', 'D:\\exchsrvr\\mdbdata\\edb.log');
  const old = testServer({ profileName: 'exchange-4.0' });
  old.service('directory').crash();
  assert.equal(startEvents(old, 'directory'), ['8 EDB', '18 EDB', '71 EDB', '0 EDB']);
});

test('a restore: 106, 109 for each log, 107, and then the service starts without recovery (Q262041)', () => {
  const set = source('exchange-5.5', 'information-store');
  const server = restoreSet(set);
  assert.equal(startEvents(server, 'information-store'), es(106, 109, 107, 100));
  assert.match(textsOf(server, 106)[0] ?? '', 'D:\\exchsrvr\\mdbdata');
  assert.is(textsOf(server, 109).length, set.highGeneration - set.lowGeneration + 1);
});

test('a restore in 4.0 and 5.0 is 16, 71 for each log, and 17', () => {
  for (const [profileName, engine] of [
    ['exchange-4.0', '8 EDB'],
    ['exchange-5.0', '10 EDB'],
  ] as const) {
    const server = restoreSet(source(profileName, 'directory'));
    assert.equal(startEvents(server, 'directory'), ['16 EDB', '71 EDB', '17 EDB', engine], profileName);
  }
});

test('one store of two restored: it starts, and warning 1091 says which (Q191357)', () => {
  const server = testServer();
  restoreSet(saveSet(server, 'information-store'), { databases: ['pub'], onto: server });
  assert.equal(startEvents(server, 'information-store'), [...es(106, 109, 107, 100), ...is(1091)]);
  assert.match(textsOf(server, 1091)[0] ?? '', 'only one was restored: pub');
  const whole = restoreSet(source('exchange-5.5', 'information-store'));
  assert.not.ok(startEvents(whole, 'information-store').includes('1091 MSExchangeIS'));
});

test('the other store, defragmented since the backup, is 134, which is not fatal (Q191357)', () => {
  const server = testServer();
  const store = server.service('information-store');
  const set = saveSet(server, 'information-store');
  store.stop();
  assert.ok(store.defragment('priv').done);
  const target = restoreSet(set, { databases: ['pub'], onto: server, erasesLogs: true });
  assert.equal(
    startEvents(target, 'information-store'),
    [...es(106, 109, 134, 107, 100), ...is(1091)].sort(byOrder(target)),
  );
  assert.match(textsOf(server, 134)[0] ?? '', 'priv.edb');
});

/** The order in which the log has them: 134 comes with the first log that names the database. */
const byOrder =
  (server: ExchangeServer) =>
  (one: string, other: string): number => {
    const place = (event: string) => server.eventLog.findLastIndex(({ id, source }) => `${id} ${source}` === event);
    return place(one) - place(other);
  };

test('a patch file of another backup: event 0 with -552, 107, 1080 with its meaning, 5000, and 3355443752 (Q231299)', () => {
  const set = source('exchange-5.5', 'information-store');
  const other = source('exchange-5.5', 'information-store');
  const patch = [...other.files.keys()].find((path) => path.toLowerCase().endsWith('priv.pat')) ?? '';
  const late = testServer({ seed: 3 });
  insertRows(late.service('information-store'), 5);
  const wrong = saveSet(late, 'information-store').files.get(patch);
  if (wrong === undefined) throw new Error(`no ${patch} was saved`);
  const server = restoreSet({ ...set, files: new Map([...set.files, [patch, wrong]]) });
  assert.equal(startEvents(server, 'information-store'), [...es(106, 0, 107), ...is(1080, 5000)]);
  assert.equal(textsOf(server, 0), ['-552']);
  assert.match(textsOf(server, 1080)[0] ?? '', '0xc8000228');
  assert.match(textsOf(server, 5000)[0] ?? '', '0xc8000228');
  const { code, lines } = server.service('information-store').start();
  assert.is(code, hresult(3355443752));
  assert.match(lines[0] ?? '', 'service-specific error 3355443752');
});

test('a missing log of the restored range: only 1080 before Ese.dll 5.5.2389.0, event 199 with its name from then on (Q192657)', () => {
  const at = (profileName: string) => {
    const set = source(profileName, 'information-store');
    const last = `edb${set.highGeneration.toString(16).padStart(5, '0')}.log`;
    const server = restoreSet(set, { leavesOut: (path) => path.toLowerCase().endsWith(last) });
    return { server, last, events: startEvents(server, 'information-store') };
  };
  for (const profileName of ['exchange-5.5', 'exchange-5.5-sp1']) {
    const { server, last, events } = at(profileName);
    assert.equal(events, [...es(106, 107), ...is(1080, 5000)], profileName);
    assert.match(textsOf(server, 1080)[0] ?? '', '0xc8000713');
    assert.not.ok(
      server.eventLog.some(({ text }) => text.includes(last)),
      'nothing says which file',
    );
  }
  for (const profileName of ['exchange-5.5-sp2', 'exchange-5.5-sp3', 'exchange-5.5-sp4']) {
    const { server, last, events } = at(profileName);
    assert.equal(events, [...es(106, 199, 107), ...is(1080, 5000)], profileName);
    assert.match(textsOf(server, 199)[0] ?? '', last);
  }
});

test('logs behind a gap: deleted without a word before Ese.dll 5.5.2389.0, -565 with 199 and 1081 from then on (Q179654, Q322314)', () => {
  const at = (profileName: string) => {
    const server = testServer({ profileName });
    const store = server.service('information-store');
    const set = saveSet(server, 'information-store');
    fillLogs(store, 3);
    const missing = set.highGeneration + 2;
    store.stop();
    assert.ok(store.deleteLog(missing).done);
    restoreSet(set, { onto: server });
    const events = startEvents(server, 'information-store');
    return { server, store, events, name: `edb${missing.toString(16).padStart(5, '0')}.log`, last: missing + 1 };
  };
  const before = at('exchange-5.5');
  assert.equal(before.events, es(106, 109, 107, 100));
  const written = before.server.eventLog.map(({ text }) => text.toLowerCase());
  const lost = `edb${before.last.toString(16).padStart(5, '0')}.log`;
  assert.not.ok(
    written.some((text) => text.includes(before.name) || text.includes(lost) || text.includes('delet')),
    'no event mentions what was lost',
  );
  assert.not.ok(before.server.disk.exists(`D:\\exchsrvr\\mdbdata\\${lost}`));
  const since = at('exchange-5.5-sp2');
  assert.equal(since.events, [...es(106, 199, 107), ...is(1081, 5000)]);
  assert.match(textsOf(since.server, 199)[0] ?? '', since.name);
  assert.match(textsOf(since.server, 1081)[0] ?? '', '0xc8000235');
  assert.ok(since.server.disk.exists(`D:\\exchsrvr\\mdbdata\\edb${since.last.toString(16).padStart(5, '0')}.log`));
});

test('a stale edb.log on a recovery server: 124 with -530, and the directory’s 1196 with c8000212 (Q247769)', () => {
  const server = restoreSet(source('exchange-5.5', 'directory'), { keepsCurrentLog: true });
  assert.equal(startEvents(server, 'directory'), [...es(106, 124, 107), '1196 MSExchangeDS']);
  assert.match(textsOf(server, 124)[0] ?? '', 'error -530');
  assert.match(textsOf(server, 1196)[0] ?? '', 'error c8000212');
});

test('no edb.log: 1120 and 5000 with -528, as a number in 4.0 and in words in 5.5; 1002 of the directory (Q181796, Q238063, Q188674)', () => {
  for (const [profileName, engine, text] of [
    ['exchange-5.5', '100 ESE97', 'current log file is missing'],
    ['exchange-4.0', '8 EDB', 'rror -528'],
  ] as const) {
    const server = testServer({ profileName });
    const store = server.service('information-store');
    fillLogs(store, 1);
    store.stop();
    server.disk.remove('D:\\exchsrvr\\mdbdata\\edb.log');
    assert.equal(startEvents(server, 'information-store'), [engine, ...is(1120, 5000)]);
    for (const id of [1120, 5000]) assert.match(textsOf(server, id)[0] ?? '', text);
    assert.is(store.start().code, hresult(4294966768));
  }
  const server = testServer();
  fillLogs(server.service('directory'), 1);
  server.service('directory').stop();
  server.disk.remove('D:\\exchsrvr\\dsadata\\edb.log');
  assert.equal(startEvents(server, 'directory'), ['100 ESE97', '1166 MSExchangeDS', '1002 MSExchangeDS']);
  assert.match(textsOf(server, 1002)[0] ?? '', 'error -528');
});

test('a log that does not follow: 108, 109, event 0 with -515, 1120 and 5000 with 0xfffffdfd (Q275602)', () => {
  const server = testServer();
  const store = server.service('information-store');
  // An open transaction keeps the checkpoint where it began.
  store.session?.insert(store.session.begin(), 1, 7, new Uint8Array(5));
  fillLogs(store, 3);
  assert.ok(store.forgeLog(store.facts.currentGeneration - 1).done);
  store.crash();
  assert.equal(startEvents(server, 'information-store'), [...es(100, 108, 109, 0), ...is(1120, 5000)]);
  assert.equal(textsOf(server, 0), ['-515']);
  assert.match(textsOf(server, 5000)[0] ?? '', '0xfffffdfd');
});

test('a store that is not where the logs say: 132 with -1811 among the logs, and -550 at the end (Q190440)', () => {
  const movedAfterCrash = (profileName: string) => {
    const server = testServer({ profileName });
    const store = server.service('information-store');
    insertRows(store, 10);
    store.crash();
    server.disk.rename('D:\\exchsrvr\\mdbdata\\priv.edb', 'D:\\new\\priv.edb');
    const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\ParametersPrivate';
    server.registry.set(key, 'DB Path', { type: 'REG_SZ', data: 'D:\\new\\priv.edb' });
    return server;
  };
  const server = movedAfterCrash('exchange-5.5');
  assert.equal(startEvents(server, 'information-store'), [...es(100, 108, 109, 132, 110), ...is(1120, 5000)]);
  assert.match(textsOf(server, 132)[0] ?? '', 'error -1811');
  assert.is(server.service('information-store').start().code, hresult(4294966746));
  for (const [profileName, unreadable] of [
    ['exchange-4.0', '37 EDB'],
    ['exchange-5.0', '39 EDB'],
  ] as const) {
    const older = startEvents(movedAfterCrash(profileName), 'information-store');
    assert.ok(older.includes(unreadable), `${profileName}: ${older.join()}`);
  }
});

test('a store without its database makes a new one, and no event says that one was missed; a directory fails (Q161584)', () => {
  const server = testServer();
  server.service('information-store').stop();
  server.disk.remove('D:\\exchsrvr\\mdbdata\\pub.edb');
  assert.equal(startEvents(server, 'information-store'), es(100));
  assert.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\pub.edb'));
  server.service('directory').stop();
  server.disk.remove('D:\\exchsrvr\\dsadata\\dir.edb');
  assert.equal(startEvents(server, 'directory'), ['100 ESE97', '1166 MSExchangeDS', '1002 MSExchangeDS']);
  assert.match(textsOf(server, 1002)[0] ?? '', 'error -1811');
});

test('a store that somebody holds: 145, 132, recovery completes, 145, 1120, 5000; from SP4 on it fails with -1032 (Q242063)', () => {
  const PRIV = 'D:\\exchsrvr\\mdbdata\\priv.edb';
  const at = (profileName: string) => {
    const server = testServer({ profileName });
    const store = server.service('information-store');
    insertRows(store, 10);
    store.crash();
    server.fileLocks.hold(PRIV);
    return { server, store, events: startEvents(server, 'information-store') };
  };
  const defect = at('exchange-5.5-sp2');
  assert.equal(defect.events, [...es(100, 108, 109, 145, 132, 110, 145), ...is(1120, 5000)]);
  const warned = defect.server.eventLog.findIndex(({ id }) => id === 132);
  const attempts = [defect.server.eventLog.slice(0, warned), defect.server.eventLog.slice(warned)];
  assert.equal(
    attempts.map((part) => part.filter(({ id }) => id === 145).length),
    [2, 3],
    'twice in recovery, three times behind it',
  );
  assert.match(textsOf(defect.server, 132)[0] ?? '', 'error -1032');
  assert.ok(defect.server.fileLocks.release(PRIV));
  const mended = at('exchange-5.5-sp4');
  assert.equal(mended.events, [...es(100, 108, 109, 145, 0), ...is(1120, 5000)]);
  assert.match(textsOf(mended.server, 5000)[0] ?? '', '0xfffffbf8');
  assert.ok(mended.server.fileLocks.release(PRIV));
  assert.ok(mended.store.start().started, 'nothing was lost');
  assert.not.ok(mended.server.fileLocks.release(PRIV));
});

test('a restore that is not completed keeps the service down: 1196 with c7ff0007 of the directory (Q181795)', () => {
  const server = restoreSet(source('exchange-5.5', 'directory'), { isCompleted: false });
  assert.equal(startEvents(server, 'directory'), ['1196 MSExchangeDS']);
  assert.match(textsOf(server, 1196)[0] ?? '', 'error c7ff0007');
});

test('a key that makes no sense is 1081 with 0x00000057, and 5000 (Q169859, Q232705)', () => {
  const server = restoreSet(source('exchange-5.5', 'information-store'));
  const { restoreKey } = server.service('information-store').core.layout;
  server.registry.set(restoreKey, 'EDB_RstMap Size', { type: 'REG_DWORD', data: 3 });
  assert.equal(startEvents(server, 'information-store'), is(1081, 5000));
  assert.match(textsOf(server, 1081)[0] ?? '', '0x00000057');
});

test('planted: a backup that is taken is in no list of events above', () => {
  const server = testServer();
  const before = server.eventLog.length;
  backUp(server.connect(), BackupType.BACKUP_TYPE_FULL);
  assert.equal(
    server.eventLog.slice(before).map(({ id }) => id),
    [102, 104],
  );
});

test.run();
