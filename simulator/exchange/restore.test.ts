import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, BackupType, type Hbc, Hr, hresult, JetError, Win32 } from '../protocol/index.ts';
import type { SimulatedClient } from './client/index.ts';
import type { ExchangeServer } from './server.ts';
import { backUp, entries, fillLogs, insertRows, must } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const STORE = Annotation.EDBBACK_MDB_SERVER;
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\Restore in Progress';
const MAP = ['priv', 'pub'].map((name) => ({
  databaseName: `${FOLDER}\\${name}.edb`,
  newDatabaseName: `${FOLDER}\\${name}.edb`,
}));

function prepareRestore(client: SimulatedClient): Hbc {
  const { code, hbc } = client.HrRestorePrepareW('EXCH01', STORE);
  must(code, 'HrRestorePrepare');
  if (hbc === null) throw new Error('no context');
  return hbc;
}

function register(client: SimulatedClient, low: number, high: number, map = MAP): Hbc {
  const hbc = prepareRestore(client);
  must(client.HrRestoreRegisterW(hbc, FOLDER, FOLDER, map, FOLDER, low, high).code, 'HrRestoreRegister');
  return hbc;
}

function finish(client: SimulatedClient, hbc: Hbc): void {
  must(client.HrRestoreRegisterComplete(hbc, Hr.hrNone).code, 'HrRestoreRegisterComplete');
  must(client.HrRestoreEnd(hbc).code, 'HrRestoreEnd');
}

function writeFiles(server: ExchangeServer, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [path, bytes] of files) {
    const writer = server.share.create(path);
    if (typeof writer === 'string') throw new Error(writer);
    writer.write(bytes);
    writer.close();
  }
}

/** The generations among the files of a backup. */
function range(files: ReadonlyMap<string, Uint8Array>): [number, number] {
  const generations = [...files.keys()].flatMap((path) => {
    const match = /edb([0-9a-f]{5})\.log$/i.exec(path);
    return match === null ? [] : [Number.parseInt(match[1] ?? '', 16)];
  });
  return [Math.min(...generations), Math.max(...generations)];
}

function emptyServer(options: Parameters<typeof testServer>[0] = {}): ExchangeServer {
  const server = testServer({ seed: 99, ...options });
  server.service('information-store').stop();
  for (const name of server.share.list(FOLDER)) server.share.remove(`${FOLDER}\\${name}`);
  return server;
}

test('a full and an incremental backup bring everything back on an empty server', () => {
  const source = testServer();
  const store = source.service('information-store');
  const client = source.connect();
  insertRows(store, 40);
  const full = backUp(client, BackupType.BACKUP_TYPE_FULL);
  insertRows(store, 40, 100, 2 ** 42);
  fillLogs(store, 2);
  const incremental = backUp(client, BackupType.BACKUP_TYPE_LOGS_ONLY);

  const target = emptyServer();
  const restorer = target.connect();
  for (const [files, map] of [
    [full, MAP],
    [incremental, []],
  ] as const) {
    const hbc = register(restorer, ...range(files), [...map]);
    writeFiles(target, files);
    finish(restorer, hbc);
  }
  const restored = target.service('information-store');
  const started = restored.start();
  assert.equal([started.started, started.lines.filter((line) => /JET_err/.test(line))], [true, []]);
  const rows = (service: typeof store) =>
    [...service.rows(1)].map(({ key, value }) => `${key}:${Buffer.from(value).toString('base64')}`);
  assert.equal(rows(restored), rows(store));
  assert.not.ok(target.registry.hasKey(KEY));
  assert.not.ok(target.disk.exists('D:\\exchsrvr\\mdbdata\\priv.pat'));
});

test('sets restored in another order leave a lower HighLog Number, and everything comes back (Q200941)', () => {
  const source = testServer();
  const store = source.service('information-store');
  const client = source.connect();
  const sets = [backUp(client, BackupType.BACKUP_TYPE_FULL)];
  for (const day of [1, 2]) {
    insertRows(store, 20, 100, 2 ** 42 + day * 1000);
    fillLogs(store, 2);
    sets.push(backUp(client, BackupType.BACKUP_TYPE_LOGS_ONLY));
  }
  const [full, monday, tuesday] = sets;
  if (full === undefined || monday === undefined || tuesday === undefined) throw new Error('three sets were saved');
  const target = emptyServer();
  const restorer = target.connect();
  for (const files of [full, tuesday, monday]) {
    const hbc = register(restorer, ...range(files), files === full ? [...MAP] : []);
    writeFiles(target, files);
    finish(restorer, hbc);
  }
  assert.is(target.registry.number(KEY, 'HighLog Number'), range(monday)[1]);
  assert.ok(range(monday)[1] < range(tuesday)[1]);
  const restored = target.service('information-store');
  assert.ok(restored.start().started);
  assert.equal([...restored.rows(1)], [...store.rows(1)]);
});

test('registering writes the eight values with their names and types (Q200941)', () => {
  const server = testServer();
  server.service('information-store').stop();
  register(server.connect(), 4, 9);
  const values = server.registry.values(KEY).map(({ name, value }) => `${name}: ${value.type}`);
  assert.equal(values.sort(), [
    'BackupLogPath: REG_SZ',
    'CheckpointFilePath: REG_SZ',
    'EDB Database recovered: REG_BINARY',
    'EDB_RstMap Size: REG_DWORD',
    'EDB_RstMap: REG_MULTI_SZ',
    'HighLog Number: REG_DWORD',
    'LogPath: REG_SZ',
    'LowLog Number: REG_DWORD',
  ]);
  assert.is(server.registry.number(KEY, 'EDB_RstMap Size'), 2);
  assert.is(server.registry.number(KEY, 'LowLog Number'), 4);
  assert.is(server.registry.number(KEY, 'HighLog Number'), 9);
});

test('what a register is told stands under its own name in the key: three folders, the map, the range (Q200941)', () => {
  const server = testServer();
  server.service('information-store').stop();
  const client = server.connect();
  const hbc = prepareRestore(client);
  const [checkpoint, logs, saved] = ['chk', 'logs', 'saved'].map((name) => `\\\\EXCH01\\E$\\${name}`) as [
    string,
    string,
    string,
  ];
  const map = ['priv', 'pub'].map((name) => ({
    databaseName: `${FOLDER}\\${name}.edb`,
    newDatabaseName: `\\\\EXCH01\\F$\\new\\${name}.edb`,
  }));
  must(client.HrRestoreRegisterW(hbc, checkpoint, logs, map, saved, 4, 9).code, 'HrRestoreRegister');
  const written = Object.fromEntries(server.registry.values(KEY).map(({ name, value }) => [name, value.data]));
  assert.equal(written, {
    BackupLogPath: saved,
    CheckpointFilePath: checkpoint,
    'EDB Database recovered': Uint8Array.of(0),
    EDB_RstMap: map.flatMap(({ databaseName, newDatabaseName }) => [databaseName, newDatabaseName]),
    'EDB_RstMap Size': 2,
    'HighLog Number': 9,
    LogPath: logs,
    'LowLog Number': 4,
  });
});

test('a register without a log path, without a path of the saved logs, or with its generations in the wrong order is refused', () => {
  const server = testServer();
  server.service('information-store').stop();
  const client = server.connect();
  const hbc = prepareRestore(client);
  const asked = (logs: string | null, saved: string | null, low: number, high: number) =>
    client.HrRestoreRegisterW(hbc, FOLDER, logs, MAP, saved, low, high).code;
  for (const code of [
    asked(null, FOLDER, 4, 9),
    asked(FOLDER, null, 4, 9),
    asked(FOLDER, FOLDER, 9, 4),
    asked(FOLDER, FOLDER, 4, 0x100000),
  ]) {
    assert.is(code, Hr.hrInvalidParam);
  }
  assert.not.ok(server.registry.hasKey(KEY));
  assert.is(asked(FOLDER, FOLDER, 4, 9), Hr.hrNone);
});

test('a restore that is not completed, or failed, keeps the service from starting until the key is gone (Q181795)', () => {
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  const client = server.connect();
  const hbc = register(client, 1, 1);
  assert.is(store.start().code, Hr.hrCouldNotConnect);
  must(client.HrRestoreRegisterComplete(hbc, hresult(0xc7ff0002)).code, 'HrRestoreRegisterComplete');
  must(client.HrRestoreEnd(hbc).code, 'HrRestoreEnd');
  assert.match(store.start().lines[0] ?? '', /complete it with hrNone, restore again, or delete/);
  store.deleteRestoreKey();
  assert.ok(store.start().started);
});

test('a key without databases keeps failing with 0xC8000713 and makes no new databases (Q161584)', () => {
  const server = emptyServer();
  const client = server.connect();
  finish(client, register(client, 1, 1));
  const store = server.service('information-store');
  for (let attempt = 0; attempt < 2; attempt++) {
    const { started, code, jetError } = store.start();
    assert.equal([started, code, jetError], [false, Hr.hrFileNotFound, JetError.JET_errFileNotFound]);
  }
  assert.not.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\priv.edb'));
});

test('a key whose values make no sense fails the start with 0x57 (Q169859, Q232705)', () => {
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  const client = server.connect();
  finish(client, register(client, 1, 1));
  server.registry.set(KEY, 'EDB_RstMap', { type: 'REG_MULTI_SZ', data: ['q', `${FOLDER}\\priv.edb`] });
  assert.is(store.start().code, Win32.ERROR_INVALID_PARAMETER);
  server.registry.set(KEY, 'EDB_RstMap', {
    type: 'REG_MULTI_SZ',
    data: [`${FOLDER}\\priv.edb`, 'q', `${FOLDER}\\pub.edb`, `${FOLDER}\\pub.edb`],
  });
  assert.is(store.start().code, Win32.ERROR_INVALID_PARAMETER);
  const rows = [`${FOLDER}\\priv.edb`, `${FOLDER}\\priv.edb`, `${FOLDER}\\pub.edb`, `${FOLDER}\\pub.edb`];
  server.registry.set(KEY, 'EDB_RstMap', { type: 'REG_MULTI_SZ', data: rows });
  server.registry.set(KEY, 'EDB_RstMap Size', { type: 'REG_DWORD', data: 1 });
  assert.is(store.start().code, Win32.ERROR_INVALID_PARAMETER, 'four lines are two rows, and not one');
  server.registry.set(KEY, 'EDB_RstMap Size', { type: 'REG_DWORD', data: 2 });
  server.registry.set(KEY, 'LogPath', { type: 'REG_DWORD', data: 1 });
  assert.is(store.start().code, Win32.ERROR_INVALID_PARAMETER);
});

test('the flag "EDB Database recovered", set by hand, is as good as deleting the key (Q200941)', () => {
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  const client = server.connect();
  finish(client, register(client, 1, 1));
  assert.is(store.start().started, false, 'hard recovery finds no restored logs');
  server.registry.set(KEY, 'EDB Database recovered', { type: 'REG_BINARY', data: Uint8Array.of(1) });
  assert.ok(store.start().started);
  assert.not.ok(server.registry.hasKey(KEY));
});

test('5.0 with circular logging on does not start after a restore from a server that had it off: error 2; the other way round it does (Q175469)', () => {
  const source = testServer({ profileName: 'exchange-5.0' });
  const full = backUp(source.connect(), BackupType.BACKUP_TYPE_FULL);
  for (const circularLogging of [true, false]) {
    const informationStore = { privateMiB: 1, publicMiB: 1, circularLogging };
    const target = emptyServer({ profileName: 'exchange-5.0', informationStore });
    const restorer = target.connect();
    const hbc = register(restorer, ...range(full));
    writeFiles(target, full);
    finish(restorer, hbc);
    const store = target.service('information-store');
    const { started, code } = store.start();
    assert.equal([started, code], circularLogging ? [false, Win32.ERROR_FILE_NOT_FOUND] : [true, Hr.hrNone]);
    if (!circularLogging) continue;
    assert.equal(
      target.eventLog.slice(-2).map(({ id }) => id),
      [1081, 5000],
    );
    assert.ok(store.setCircularLogging(false).done);
    assert.ok(store.start().started, 'the same setting is the cure');
  }
  const circular = testServer({
    profileName: 'exchange-5.0',
    informationStore: { privateMiB: 1, publicMiB: 1, circularLogging: true },
  });
  const set = backUp(circular.connect(), BackupType.BACKUP_TYPE_FULL);
  const target = emptyServer({ profileName: 'exchange-5.0' });
  const restorer = target.connect();
  const hbc = register(restorer, ...range(set));
  writeFiles(target, set);
  finish(restorer, hbc);
  assert.ok(target.service('information-store').start().started, 'no article has an error for this direction');
});

test('a lowest generation of 0 may be registered, and no log is looked for under that number', () => {
  const server = emptyServer({ profileName: 'exchange-5.0' });
  const client = server.connect();
  finish(client, register(client, 0, 3));
  const { started, jetError } = server.service('information-store').start();
  assert.is(started, false);
  assert.ok(jetError < 0, 'hard recovery says what is missing');
});

test('an incremental restore without a full one is refused, also after the service was started in between (Q147121)', () => {
  const server = testServer();
  const client = server.connect();
  const full = backUp(client, BackupType.BACKUP_TYPE_FULL);
  const target = emptyServer();
  const restorer = target.connect();
  const early = prepareRestore(restorer);
  assert.is(restorer.HrRestoreRegisterW(early, FOLDER, FOLDER, [], FOLDER, 1, 1).code, Hr.hrNoFullRestore);
  must(restorer.HrRestoreEnd(early).code, 'HrRestoreEnd');
  const hbc = register(restorer, ...range(full));
  writeFiles(target, full);
  finish(restorer, hbc);
  assert.ok(target.service('information-store').start().started);
  const late = prepareRestore(restorer);
  assert.is(restorer.HrRestoreRegisterW(late, FOLDER, FOLDER, [], FOLDER, 2, 2).code, Hr.hrNoFullRestore);
});

test('the locations are folders: checkpoint, logs, then the databases under their own tokens (M-loc)', () => {
  const elsewhere = { databases: 'E:\\mdbdata', logs: 'F:\\logs', checkpoint: 'G:\\system' };
  for (const [folders, checkpoint, logs, databases] of [
    [{}, FOLDER, FOLDER, FOLDER],
    [elsewhere, '\\\\EXCH01\\G$\\system', '\\\\EXCH01\\F$\\logs', '\\\\EXCH01\\E$\\mdbdata'],
  ] as const) {
    const sizes = { privateMiB: 1, publicMiB: 1, circularLogging: false };
    const client = testServer({ informationStore: { ...sizes, folders } }).connect();
    const hbc = prepareRestore(client);
    assert.equal(
      entries(client, client.HrRestoreGetDatabaseLocationsW(hbc)).map(({ token, path }) => [token, path]),
      [
        [0x83, checkpoint],
        [0x82, logs],
        [0x45, databases],
        [0x46, databases],
      ],
    );
  }
});

test('the share takes ordinary file operations on this server and no other', () => {
  const { share, disk } = testServer();
  assert.is(share.create('\\\\OTHER\\D$\\x'), 'not-found');
  assert.is(share.create('D:\\x'), 'not-found');
  assert.not.ok(share.exists('\\\\OTHER\\D$\\exchsrvr\\mdbdata\\priv.edb'));
  assert.equal(share.list('\\\\OTHER\\D$\\exchsrvr'), []);
  const writer = share.create(`${FOLDER}\\new.txt`);
  if (typeof writer === 'string') throw new Error(writer);
  assert.is(writer.write(Uint8Array.of(1, 2)), 'written');
  assert.is(writer.write(Uint8Array.of(3)), 'written');
  writer.close();
  assert.throws(() => writer.write(Uint8Array.of(4)), /after it was closed/);
  const target = new Uint8Array(3);
  assert.is(share.read(`${FOLDER}\\new.txt`, 1, target), 2);
  assert.is(share.read(`${FOLDER}\\gone.txt`, 0, target), 0);
  assert.is(share.sizeBytes(`${FOLDER}\\new.txt`), 3);
  disk.setCapacity('D:', disk.usedBytes('D:'));
  const full = share.create(`${FOLDER}\\full.txt`);
  if (typeof full === 'string') throw new Error(full);
  assert.is(full.write(new Uint8Array(1)), 'disk-full');
});

test('files of a service are written, replaced and deleted through the share while it is stopped, and not while it runs', () => {
  const server = testServer();
  const { share } = server;
  const store = server.service('information-store');
  const files = ['priv.edb', 'edb.log', 'edb.chk'].map((name) => `${FOLDER}\\${name}`);
  for (const path of files) {
    assert.is(share.create(path), 'in-use', path);
    assert.not.ok(share.remove(path), path);
  }
  assert.ok(store.stop().stopped);
  for (const path of files) {
    const writer = share.create(path);
    if (typeof writer === 'string') throw new Error(`${path}: ${writer}`);
    assert.is(writer.write(Uint8Array.of(1)), 'written');
    writer.close();
    assert.is(share.sizeBytes(path), 1);
    assert.ok(share.remove(path), path);
  }
});

test.run();
