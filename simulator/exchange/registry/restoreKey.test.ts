import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  Annotation,
  BackupType,
  codeOfJet,
  Hr,
  hresult,
  JetError,
  NOT_MODELLED,
  type RestoreMapRow,
} from '../../protocol/index.ts';
import type { ExchangeServer } from '../server.ts';
import { backUp, fillLogs, insertRows, must } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';

const STORE = Annotation.EDBBACK_MDB_SERVER;
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS\\Restore in Progress';

const row = (name: string): RestoreMapRow<string> => ({
  databaseName: `${FOLDER}\\${name}.edb`,
  newDatabaseName: `${FOLDER}\\${name}.edb`,
});

/** A full backup of a store with rows, taken once: all tests restore it. */
const source = testServer();
insertRows(source.service('information-store'), 30);
const files = backUp(source.connect(), BackupType.BACKUP_TYPE_FULL);
const generations = [...files.keys()].flatMap((path) => {
  const match = /edb([0-9a-f]{5})\.log$/i.exec(path);
  return match === null ? [] : [Number.parseInt(match[1] ?? '', 16)];
});

interface Restore {
  readonly map: readonly RestoreMapRow<string>[];
  readonly checkpointFolder: string | null;
  readonly logFolder: string;
  /** Size of the public store of the new server; 0 for a server without one. */
  readonly publicMiB: number;
  /** Which of the saved files are written. */
  readonly writes: (path: string) => boolean;
}

/** An empty server that the set was restored to, up to and with HrRestoreEnd; its service was not started. */
function restored(changes: Partial<Restore> = {}): ExchangeServer {
  const { publicMiB = 1 } = changes;
  const server = testServer({ seed: 99, informationStore: { privateMiB: 1, publicMiB, circularLogging: false } });
  server.service('information-store').stop();
  for (const name of server.share.list(FOLDER)) server.share.remove(`${FOLDER}\\${name}`);
  const {
    map = [row('priv'), row('pub')],
    checkpointFolder = FOLDER,
    logFolder = FOLDER,
    writes = () => true,
  } = changes;
  const client = server.connect();
  const { hbc } = client.HrRestorePrepareW('EXCH01', STORE);
  if (hbc === null) throw new Error('no context');
  const [low, high] = [Math.min(...generations), Math.max(...generations)];
  must(client.HrRestoreRegisterW(hbc, checkpointFolder, FOLDER, map, logFolder, low, high).code, 'HrRestoreRegister');
  for (const [path, bytes] of files) {
    if (!writes(path)) continue;
    const writer = server.share.create(path.endsWith('.log') ? path.replace(FOLDER, logFolder) : path);
    if (typeof writer === 'string') throw new Error(`${path}: ${writer}`);
    writer.write(bytes);
    writer.close();
  }
  must(client.HrRestoreRegisterComplete(hbc, Hr.hrNone).code, 'HrRestoreRegisterComplete');
  must(client.HrRestoreEnd(hbc).code, 'HrRestoreEnd');
  return server;
}

/** The service starts, and every row of the source is there. */
function comesBack(server: ExchangeServer): void {
  const store = server.service('information-store');
  const { started, lines } = store.start();
  assert.ok(started, lines.join('; '));
  const rows = (service: typeof store) =>
    [...service.rows(1)].map(({ key, value }) => `${key}:${Buffer.from(value).toString('base64')}`);
  assert.equal(rows(store), rows(source.service('information-store')));
}

test('a restore that is registered with a path that no header can hold is not modelled, and says so at the start', () => {
  const { started, code, lines } = restored({ checkpointFolder: '\\\\EXCH01\\D$\\表' })
    .service('information-store')
    .start();
  assert.equal([started, code], [false, NOT_MODELLED]);
  assert.match(lines.join(), 'the restore names D:\\表: register it without characters above U+00FF');
});

test('a NULL checkpoint path is taken, and the restore comes back (M-HrRestoreRegister)', () => {
  comesBack(restored({ checkpointFolder: null }));
});

test('the order of the rows in the map does not matter (M-HrRestoreRegister)', () => {
  comesBack(restored({ map: [row('pub'), row('priv')] }));
});

test('restored logs may lie in a folder of their own (M-HrRestoreRegister)', () => {
  const server = restored({ logFolder: '\\\\EXCH01\\E$\\restored' });
  assert.ok(server.disk.exists('E:\\restored\\edb00001.log'));
  comesBack(server);
});

test('the map in the key is old and new path in turn, and its size counts databases (Q200941)', () => {
  const moved = { databaseName: '\\\\OLD\\E$\\mail\\priv.edb', newDatabaseName: `${FOLDER}\\priv.edb` };
  const { registry } = restored({ map: [moved, row('pub')] });
  assert.equal(registry.get(KEY, 'EDB_RstMap'), {
    type: 'REG_MULTI_SZ',
    data: [moved.databaseName, moved.newDatabaseName, `${FOLDER}\\pub.edb`, `${FOLDER}\\pub.edb`],
  });
  assert.is(registry.number(KEY, 'EDB_RstMap Size'), 2);
});

test('a map with a database that was not restored fails the start with 3355445011, until its row is taken out (Q188650)', () => {
  const server = restored({ publicMiB: 0, writes: (path) => !/pub\.(edb|pat)$/i.test(path) });
  const store = server.service('information-store');
  for (let attempt = 0; attempt < 2; attempt++) assert.is(store.start().code, hresult(3355445011));
  const onlyPrivate = [`${FOLDER}\\priv.edb`, `${FOLDER}\\priv.edb`];
  server.registry.set(KEY, 'EDB_RstMap', { type: 'REG_MULTI_SZ', data: onlyPrivate });
  server.registry.set(KEY, 'EDB_RstMap Size', { type: 'REG_DWORD', data: 1 });
  comesBack(server);
});

test('the key outlives a completed restore, and is gone when the service has started (Q200941)', () => {
  const server = restored();
  assert.ok(server.registry.hasKey(KEY));
  assert.equal(server.registry.get(KEY, 'EDB Database recovered'), { type: 'REG_BINARY', data: Uint8Array.of(0) });
  for (const [path, bytes] of files) {
    const file = server.disk.readAll(path.replace('\\\\EXCH01\\D$', 'D:'));
    assert.ok(file !== null && Buffer.from(bytes).equals(file), `${path} is as it was restored: nothing was replayed`);
  }
  const marked: number[] = [];
  const set = server.registry.set.bind(server.registry);
  server.registry.set = (key, name, value) => {
    if (name === 'EDB Database recovered' && value.type === 'REG_BINARY') marked.push(...value.data);
    return set(key, name, value);
  };
  comesBack(server);
  assert.equal(marked, [1], 'the value was set after the replay');
  assert.not.ok(server.registry.hasKey(KEY));
});

test('a failed start reports -528 as itself, and -1811 after a restore as 0xC8000713 (Q200941)', () => {
  const plain = testServer().service('information-store');
  fillLogs(plain, 2);
  plain.stop();
  assert.equal(plain.deleteLog(plain.facts.currentGeneration), { done: true });
  assert.is(plain.start().code, hresult(JetError.JET_errMissingLogFile));
  const restoring = restored({ writes: (path) => !path.endsWith('.edb') }).service('information-store');
  assert.is(restoring.start().code, codeOfJet(JetError.JET_errFileNotFound));
  assert.is(codeOfJet(JetError.JET_errFileNotFound), hresult(0xc8000713));
});

test('the log number of HrSetCurrentBackupLog is kept below the key Backupinformation (Q245211)', () => {
  const server = testServer();
  const key = 'HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation';
  const numbers = () =>
    server.registry.values(key).flatMap(({ value }) => (value.type === 'REG_DWORD' ? [value.data] : []));
  const before = numbers();
  must(server.connect().HrSetCurrentBackupLogW('EXCH01', STORE, 777).code, 'HrSetCurrentBackupLog');
  assert.not.ok(before.includes(777));
  assert.ok(numbers().includes(777));
});

test('new logs are made in the log path of the registration, not beside the restored ones (M-HrRestoreRegister)', () => {
  const server = restored({ logFolder: '\\\\EXCH01\\E$\\restored' });
  assert.not.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\edb.log'));
  comesBack(server);
  assert.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\edb.log'));
  assert.not.ok(server.disk.exists('E:\\restored\\edb.log'));
});

test.run();
