import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readShadowedDatabaseHeader } from '../../engine/index.ts';
import { Annotation, BackupType, Hr, JetError } from '../../protocol/index.ts';
import { backUp, fillLogs, insertRows, prepare } from '../testing/drive.ts';
import { planFaults } from '../testing/planFault.ts';
import { testServer } from '../testing/testServer.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;

test('a crash loses nothing that was committed', () => {
  const server = testServer();
  const store = server.service('information-store');
  insertRows(store, 50);
  store.crash();
  assert.is(store.state, 'stopped');
  assert.ok(store.start().started);
  assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 40).length, 50);
});

test('each service has a stream of logs of its own, which its databases share', () => {
  const server = testServer();
  const store = server.service('information-store');
  const directory = server.service('directory');
  const before = directory.facts;
  fillLogs(store, 3);
  assert.equal(directory.facts, before, 'the logs of the store are no concern of the directory');
  for (const service of server.services) assert.ok(service.stop().stopped);
  const streamOf = (path: string) => {
    const file = server.disk.open(path);
    const read = file === null ? null : readShadowedDatabaseHeader(file);
    if (read?.kind !== 'read') throw new Error(`${path} has no header`);
    return read.header.logSignature;
  };
  const [priv, pub, dir] = server.services.flatMap(({ databases }) => databases.map(({ path }) => streamOf(path)));
  assert.equal(priv, pub);
  assert.not.equal(priv, dir);
  for (const folder of ['mdbdata', 'dsadata']) assert.ok(server.disk.exists(`D:\\exchsrvr\\${folder}\\edb.log`));
});

test('the two services of a server do not touch each other', () => {
  const server = testServer();
  const store = server.service('information-store');
  const directory = server.service('directory');
  const client = server.connect();
  const stores = prepare(client, BACKUP_TYPE_FULL);
  const directories = prepare(client, BACKUP_TYPE_FULL, Annotation.EDBBACK_DS_SERVER);
  store.crash();
  assert.is(client.HrBackupGetDatabaseNamesW(stores).code, Hr.hrCommunicationError);
  assert.is(client.HrBackupGetDatabaseNamesW(directories).code, Hr.hrNone);
  assert.is(directory.state, 'running');
});

test('a service with a running backup does not stop, and stops after it', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.equal(store.stop(), { stopped: false, code: Hr.hrBackupInProgress });
  client.HrBackupEnd(hbc);
  assert.ok(store.stop().stopped);
});

test('a defragmented database needs a full backup before the next incremental (Q183380)', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  backUp(client, BACKUP_TYPE_FULL);
  store.stop();
  assert.equal(store.defragment('priv'), { done: true });
  store.start();
  const refused = client.HrBackupPrepareW('EXCH01', store.annotation, 1, BACKUP_TYPE_LOGS_ONLY);
  assert.is(refused.code, Hr.hrMissingFullBackup);
  assert.is(server.eventLog.at(-1)?.id, 156);
  backUp(client, BACKUP_TYPE_FULL);
  backUp(client, BACKUP_TYPE_LOGS_ONLY);
});

test('tools refuse in words what they cannot do', () => {
  const store = testServer().service('information-store');
  const reason = (result: { done: boolean; reason?: string }) => (result.done ? 'done' : result.reason);
  assert.match(reason(store.defragment('priv')) ?? '', /is running; stop it/);
  assert.match(reason(store.moveDatabase('priv', 'E:\\x')) ?? '', /is running; stop it/);
  assert.match(reason(store.deleteLog(77)) ?? '', /there is no .*edb0004d\.log/);
  assert.match(reason(store.deleteLog(0xfffff)) ?? '', /there is no .*edbfffff\.log/);
  assert.match(reason(store.deleteLog(0x100000)) ?? '', /1048576 is no log generation/);
  assert.match(reason(store.deleteLog(0)) ?? '', /0 is no log generation/);
  assert.match(reason(store.deleteLog(1)) ?? '', /is edb\.log; it can only be deleted/);
  store.stop();
  assert.match(reason(store.defragment('dir')) ?? '', /has no database "dir"; it has priv, pub/);
  assert.match(reason(store.moveDatabase('priv', 'D:\\exchsrvr\\mdbdata')) ?? '', /already/);
});

test('a defragmentation ends at a damaged or blank page of a tree, and leaves what no tree needs behind', () => {
  const path = 'D:\\exchsrvr\\mdbdata\\priv.edb';
  const answerAt = (offsetBytes: number, damage: 'corrupt' | 'blank') => {
    const server = testServer();
    const store = server.service('information-store');
    store.stop();
    const at = 8192 + (offsetBytes - 1) * 4096;
    if (damage === 'corrupt') server.disk.corruptByte(path, at + 50, 0xff);
    else server.disk.open(path)?.write(at, new Uint8Array(4096));
    const result = store.defragment('priv');
    return { server, store, answer: result.done ? 0 : result.jetError };
  };
  // A leaf and the root of the table, and a page of the catalog.
  for (const page of [70, 32, 4]) {
    assert.is(answerAt(page, 'corrupt').answer, JetError.JET_errReadVerifyFailure, `page ${page}`);
    assert.is(answerAt(page, 'blank').answer, JetError.JET_errPageNotInitialized, `page ${page}`);
  }
  // A free page: online backups verify it too, until the database was defragmented.
  const { server, store, answer } = answerAt(40, 'corrupt');
  assert.is(answer, 0);
  store.start();
  backUp(server.connect(), BackupType.BACKUP_TYPE_FULL);
});

test('tools answer -1032 for a database that another program holds, or that is marked read-only', () => {
  const path = 'D:\\exchsrvr\\mdbdata\\priv.edb';
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  for (const how of ['hold', 'protect'] as const) {
    server.fileLocks[how](path);
    for (const result of [store.defragment('priv'), store.moveDatabase('priv', 'E:\\priv')])
      assert.is(result.done ? 0 : result.jetError, JetError.JET_errFileAccessDenied, how);
    assert.ok(server.disk.exists(path));
    server.fileLocks[how === 'hold' ? 'release' : 'unprotect'](path);
  }
  assert.ok(store.defragment('priv').done);
});

test('a tool that recovers offline replays what a crash left, and makes no database anew', () => {
  const server = testServer();
  const store = server.service('information-store');
  insertRows(store, 5);
  const running = store.recoverOffline();
  assert.match(running.done ? '' : running.reason, 'is running; stop it before it is recovered by a tool');
  store.crash();
  assert.equal(store.recoverOffline(), { done: true });
  const events = server.eventLog.length;
  assert.ok(store.start().started);
  assert.equal(
    server.eventLog.slice(events).map(({ name }) => name),
    ['engine-started'],
    'nothing is left to recover',
  );
  assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 40).length, 5);
  store.stop();
  const path = store.databases[0]?.path ?? '';
  server.disk.remove(path);
  const missing = store.recoverOffline();
  assert.match(missing.done ? '' : missing.reason, 'JET_errFileNotFound');
  assert.not.ok(server.disk.exists(path), 'only a store that starts does that (Q161584)');
});

test('a log that was deleted by hand refuses the next incremental, and edb.log keeps the service down (Q181796)', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  backUp(client, BACKUP_TYPE_FULL);
  fillLogs(store, 3);
  const { currentGeneration } = store.facts;
  assert.equal(store.deleteLog(currentGeneration - 2), { done: true });
  const refused = client.HrBackupPrepareW('EXCH01', store.annotation, 1, BACKUP_TYPE_LOGS_ONLY);
  assert.is(refused.code, Hr.hrLogFileNotFound);
  store.stop();
  assert.equal(store.deleteLog(currentGeneration), { done: true });
  assert.is(store.start().jetError, JetError.JET_errMissingLogFile);
});

test('the logs may have fifteen gaps or breaks, however they came about, and no more are made', () => {
  for (const tool of ['deleteLog', 'forgeLog'] as const) {
    const server = testServer();
    const store = server.service('information-store');
    const { engine } = store.core;
    for (let log = 0; log < 40; log++) engine?.rollLog();
    for (let count = 1; count <= 15; count++) {
      assert.equal(store[tool](2 * count), { done: true }, `${tool} ${count}`);
      assert.is(store.facts.runs.length, 2 * (count + 1));
    }
    const refused = store[tool](32);
    assert.match(refused.done ? 'done' : refused.reason, 'the logs have 15 gaps or breaks already');
    assert.is(store.facts.runs.length, 32);
  }
});

test('a moved database is found where it was moved to, and needs a full backup', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  insertRows(store, 5);
  backUp(client, BACKUP_TYPE_FULL);
  backUp(client, BACKUP_TYPE_LOGS_ONLY);
  assert.ok(store.core.facts().databases[0]?.incrementalHigh, 'both records are there to be cleared');
  store.stop();
  assert.equal(store.moveDatabase('priv', 'E:\\mdbdata'), { done: true });
  store.start();
  const refused = client.HrBackupPrepareW('EXCH01', store.annotation, 1, BACKUP_TYPE_LOGS_ONLY);
  assert.is(refused.code, Hr.hrMissingFullBackup);
  const files = backUp(client, BACKUP_TYPE_FULL);
  assert.ok(files.has('\\\\EXCH01\\E$\\mdbdata\\priv.edb'));
});

test('switching circular logging restarts the service and is in the registry', () => {
  const server = testServer();
  const store = server.service('information-store');
  const before = server.eventLog.length;
  assert.equal(store.setCircularLogging(true), { done: true });
  assert.is(store.state, 'running');
  assert.equal(
    server.eventLog.slice(before).map(({ name }) => name),
    ['engine-stopped', 'engine-started'],
  );
  assert.is(server.registry.number(store.core.layout.parametersKey, 'Circular Logging'), 1);
  const client = server.connect();
  prepare(client, BACKUP_TYPE_FULL);
  assert.match((store.setCircularLogging(false) as { reason: string }).reason, /backup is running/);
});

test('a full log disk stops the service cleanly; nothing committed is lost when there is room again (Q163913)', () => {
  const server = testServer();
  const store = server.service('information-store');
  insertRows(store, 10);
  server.disk.setCapacity('D:', server.disk.usedBytes('D:'));
  let error = 0;
  for (let i = 0; error === 0; i++) {
    const { session } = store;
    if (session === null) break;
    const transaction = session.begin();
    error = session.replace(transaction, 1, 2 ** 40, new Uint8Array(1400).fill(i));
    if (error === 0) error = session.commit(transaction);
  }
  assert.is(error, JetError.JET_errLogDiskFull);
  assert.is(store.state, 'stopped');
  server.disk.setCapacity('D:', null);
  assert.ok(store.start().started);
  assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 40).length, 10);
});

test('a log disk that fills while the log list is made fails the call, ends the session and stops the service', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  backUp(client, BACKUP_TYPE_FULL);
  const hbc = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  planFaults(server, 'at HrBackupGetBackupLogs, fill disk D:');
  assert.is(client.HrBackupGetBackupLogsW(hbc).code, Hr.hrLogDiskFull);
  assert.is(store.state, 'stopped');
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrCommunicationError);
});

test('under circular logging 5.5 removes what piled up during a backup, 5.0 leaves it (Q177794)', () => {
  const logsAfter = (profileName: string): number => {
    const server = testServer({
      profileName,
      informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: true },
    });
    const store = server.service('information-store');
    const client = server.connect();
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    fillLogs(store, 8);
    store.idle(10_000);
    client.HrBackupEnd(hbc);
    const { currentGeneration, lowestGeneration } = store.facts;
    return currentGeneration - lowestGeneration;
  };
  assert.ok(logsAfter('exchange-5.5') <= 3);
  assert.ok(logsAfter('exchange-5.0') >= 8);
});

test.run();
