import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, BackupType, Bft, Hr, NOT_MODELLED } from '../../protocol/index.ts';
import type { ExchangeServer } from '../server.ts';
import { backUp, entries, fillLogs, insertRows, prepare } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';

const STORE_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeIS';
const DIRECTORY_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\MSExchangeDS\\Parameters';
const MDBDATA = 'D:\\exchsrvr\\mdbdata';
const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;

const write = (server: ExchangeServer, key: string, name: string, data: string): void =>
  server.registry.set(`${STORE_KEY}\\${key}`, name, { type: 'REG_SZ', data });

/** What a person does who moves the logs by hand: the files, then the registry. */
function moveLogs(server: ExchangeServer, folder: string): void {
  for (const name of server.disk.list(MDBDATA)) {
    if (!name.toLowerCase().endsWith('.log')) continue;
    server.disk.copyFile(`${MDBDATA}\\${name}`, `${folder}\\${name}`);
    server.disk.remove(`${MDBDATA}\\${name}`);
  }
  write(server, 'ParametersSystem', 'DB Log Path', folder);
}

const rowCount = (server: ExchangeServer): number =>
  [...server.service('information-store').rows(1)].filter(({ key }) => key >= 2 ** 40).length;

test('setup writes where everything is into the registry, under the names that the articles give (Q200941, Q263548)', () => {
  const { registry } = testServer();
  const text = (key: string, name: string) => registry.text(`${STORE_KEY}\\${key}`, name);
  assert.is(text('ParametersSystem', 'DB Log Path'), MDBDATA);
  assert.is(text('ParametersSystem', 'Working Directory'), MDBDATA);
  assert.is(text('ParametersPrivate', 'DB Path'), `${MDBDATA}\\priv.edb`);
  assert.is(text('ParametersPublic', 'DB Path'), `${MDBDATA}\\pub.edb`);
  assert.is(registry.text(DIRECTORY_KEY, 'Database log files path'), 'D:\\exchsrvr\\dsadata');
  assert.is(registry.text(DIRECTORY_KEY, 'DSA Working Directory'), 'D:\\exchsrvr\\dsadata');
  assert.is(registry.text(DIRECTORY_KEY, 'Dsa Database File'), 'D:\\exchsrvr\\dsadata\\dir.edb');
  assert.is(registry.number(DIRECTORY_KEY, 'Circular Logging'), 0);
});

test('moving a database moves its path in the registry, and the service finds it by that', () => {
  const server = testServer();
  const store = server.service('information-store');
  insertRows(store, 5);
  store.stop();
  store.moveDatabase('priv', 'E:\\mdbdata');
  assert.is(server.registry.text(`${STORE_KEY}\\ParametersPrivate`, 'DB Path'), 'E:\\mdbdata\\priv.edb');
  write(server, 'ParametersPrivate', 'DB Path', `${MDBDATA}\\priv.edb`);
  assert.ok(store.start().started, 'a store makes a database anew that is not there (Q161584)');
  assert.is(rowCount(server), 0, 'the registry is what counts');
  store.stop();
  write(server, 'ParametersPrivate', 'DB Path', 'E:\\mdbdata\\priv.edb');
  assert.ok(store.start().started);
  assert.is(rowCount(server), 5);
  assert.ok(server.disk.exists(`${MDBDATA}\\edb.chk`), 'the checkpoint stays where it was');
  assert.not.ok(server.disk.exists('E:\\mdbdata\\edb.chk'));
});

test('logs that were moved by hand are found by the registry; checkpoint and databases stay where they are', () => {
  const server = testServer();
  const store = server.service('information-store');
  insertRows(store, 20);
  fillLogs(store, 2);
  store.stop();
  const before = store.facts;
  moveLogs(server, 'F:\\logs');
  assert.equal(store.facts, before, 'the stopped service is read where the registry says');
  const started = store.start();
  assert.ok(started.started, started.lines.join('; '));
  assert.is(rowCount(server), 21);
  const client = server.connect();
  const saved = [...backUp(client, BACKUP_TYPE_FULL).keys()];
  assert.ok(saved.includes('\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb'));
  assert.ok(saved.includes('\\\\EXCH01\\F$\\logs\\priv.pat'), 'the patch file is with the logs');
  for (const path of saved.filter((name) => name.endsWith('.log'))) assert.match(path, /^\\\\EXCH01\\F\$\\logs\\edb/);
  assert.ok(server.disk.exists(`${MDBDATA}\\edb.chk`));
  assert.not.ok(server.disk.exists('F:\\logs\\edb.chk'));
  store.crash();
  assert.ok(store.start().started);
  assert.is(rowCount(server), 21, 'a crash is recovered from there, too');
});

test('the locations for a restore are those of the registry, the checkpoint’s its working directory', () => {
  const server = testServer();
  server.service('information-store').stop();
  moveLogs(server, 'F:\\logs');
  write(server, 'ParametersSystem', 'Working Directory', 'G:\\work\\');
  const client = server.connect();
  const { hbc } = client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER);
  if (hbc === null) throw new Error('no context');
  const locations = entries(client, client.HrRestoreGetDatabaseLocationsW(hbc));
  const pathOf = (token: number) => locations.find((entry) => entry.token === token)?.path;
  assert.is(pathOf(Bft.BFT_CHECKPOINT_DIR), '\\\\EXCH01\\G$\\work');
  assert.is(pathOf(Bft.BFT_LOG_DIR), '\\\\EXCH01\\F$\\logs');
  assert.is(pathOf(Bft.BFT_MDB_PRIVATE_DATABASE), '\\\\EXCH01\\D$\\exchsrvr\\mdbdata');
});

test('paths are read when the service starts, and at no other time', () => {
  const server = testServer();
  const store = server.service('information-store');
  write(server, 'ParametersSystem', 'DB Log Path', 'F:\\logs');
  write(server, 'ParametersPrivate', 'DB Path', 'F:\\mail\\priv.edb');
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const [first] = entries(client, client.HrBackupGetDatabaseNamesW(hbc));
  assert.is(first?.path, '\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb');
  client.HrBackupEnd(hbc);
  store.stop();
  assert.not.ok(server.disk.exists('F:\\mail\\priv.edb'));
  assert.ok(store.start().started);
  assert.ok(server.disk.exists('F:\\mail\\priv.edb'), 'made anew where the registry says (Q161584)');
});

test('circular logging that was switched in the registry holds from the next start on', () => {
  const server = testServer();
  const store = server.service('information-store');
  backUp(server.connect(), BACKUP_TYPE_FULL);
  server.registry.set(`${STORE_KEY}\\ParametersSystem`, 'Circular Logging', { type: 'REG_DWORD', data: 1 });
  const refusal = () => {
    const client = server.connect();
    const { code, hbc } = client.HrBackupPrepareW('EXCH01', store.annotation, 1, BACKUP_TYPE_LOGS_ONLY);
    if (hbc !== null) client.HrBackupEnd(hbc);
    return code;
  };
  assert.is(refusal(), Hr.hrNone);
  store.stop();
  store.start();
  assert.is(refusal(), Hr.hrCircularLogging);
});

test('without its value circular logging is on (BORES, Q229032); what nobody knows of it is said, and the service stays down', () => {
  const server = testServer();
  const key = `${STORE_KEY}\\ParametersSystem`;
  const store = server.service('information-store');
  const directory = server.service('directory');
  const restarted = (service: typeof store) => {
    service.stop();
    const { started, code, lines } = service.start();
    return { answer: [started, code], lines: lines.join() };
  };
  assert.is(store.circularLoggingAtStart, false);
  server.registry.delete(key, 'Circular Logging');
  assert.is(store.core.circularLogging, false, 'a running service does not look');
  assert.is(store.circularLoggingAtStart, true);
  assert.equal(restarted(store).answer, [true, Hr.hrNone]);
  assert.is(store.core.circularLogging, true);
  for (const [data, on] of [
    [0, false],
    [1, true],
    [0xffffffff, true],
  ] as const) {
    server.registry.set(key, 'Circular Logging', { type: 'REG_DWORD', data });
    assert.equal(restarted(store).answer, [true, Hr.hrNone]);
    assert.is(store.core.circularLogging, on, String(data));
  }
  server.registry.set(key, 'Circular Logging', { type: 'REG_SZ', data: '1' });
  assert.is(store.circularLoggingAtStart, null);
  assert.equal(restarted(store).answer, [false, NOT_MODELLED]);
  assert.match(
    restarted(store).lines,
    /ParametersSystem\\Circular Logging in the registry is a REG_SZ, and what .* write a REG_DWORD/,
  );
  server.registry.delete(DIRECTORY_KEY, 'Circular Logging');
  assert.equal(restarted(directory).answer, [false, NOT_MODELLED]);
  assert.match(restarted(directory).lines, 'is not there, and what the directory makes of that is not known');
});

test('a value that is not there means the default (BORES); one that is no path is said, and the service stays down', () => {
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  server.registry.deleteKey(`${STORE_KEY}\\ParametersPublic`);
  assert.ok(store.start().started);
  for (const senseless of ['logs', '\\\\EXCH01\\D$\\logs', 'D:\\a\\..\\b', '', 'D:\\表']) {
    store.stop();
    write(server, 'ParametersSystem', 'DB Log Path', senseless);
    const { started, code, lines } = store.start();
    assert.equal([started, code], [false, NOT_MODELLED], senseless);
    assert.match(lines.join(), /ParametersSystem\\DB Log Path .* is no full local path; write one such as D:/);
    server.registry.deleteKey(`${STORE_KEY}\\ParametersSystem`);
    assert.ok(store.start().started, 'and back');
  }
});

test('the root of a drive is no place for a file of a service: the restore locations could not name it', () => {
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  for (const [key, name, value] of [
    ['ParametersPrivate', 'DB Path', 'D:\\priv.edb'],
    ['ParametersSystem', 'DB Log Path', 'D:\\'],
    ['ParametersSystem', 'Working Directory', 'E:'],
  ] as const) {
    write(server, key, name, value);
    assert.match(store.start().lines.join(), `${key}\\${name} in the registry is no full local path`);
    const client = server.connect();
    const { hbc } = client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER);
    if (hbc === null) throw new Error('no context');
    assert.is(entries(client, client.HrRestoreGetDatabaseLocationsW(hbc)).length, 4);
    client.HrRestoreEnd(hbc);
    server.registry.deleteKey(`${STORE_KEY}\\${key}`);
  }
  for (const folder of ['D:', 'D:\\', 'nonsense', '\\\\EXCH01\\D$\\mail', 'D:\\a\\..\\b', 'D:\\a\\', 'D:\\表', '']) {
    const moved = store.moveDatabase('priv', folder);
    assert.match(moved.done ? '' : moved.reason, 'is no folder on a local drive; give one such as E:', folder);
  }
  assert.ok(store.start().started);
});

test.run();
