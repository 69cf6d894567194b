import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, BackupType, Hr, type Hresult } from '../protocol/index.ts';
import type { ExchangeServer } from './server.ts';
import { backUp, fillLogs, insertRows, must } from './testing/drive.ts';
import { restoreSet, saveSet } from './testing/restoreSet.ts';
import { testServer } from './testing/testServer.ts';

const STORE = 'information-store';
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const MAP = ['priv', 'pub'].map((name) => ({
  databaseName: `${FOLDER}\\${name}.edb`,
  newDatabaseName: `${FOLDER}\\${name}.edb`,
}));

const rowsOf = (server: ExchangeServer): readonly number[] => [...server.service(STORE).rows(1)].map(({ key }) => key);

test('the same set restored a second time brings back what the first time did, and with the logs kept what came after it too', () => {
  for (const profileName of ['exchange-4.0', 'exchange-5.0', 'exchange-5.5']) {
    const source = testServer({ profileName });
    insertRows(source.service(STORE), 30);
    const saved = rowsOf(source);
    const set = saveSet(source, STORE);
    for (const erasesLogs of [true, false]) {
      const server = restoreSet(set);
      assert.ok(server.service(STORE).start().started);
      assert.equal(rowsOf(server), saved);
      insertRows(server.service(STORE), 10, 100, 2 ** 43);
      const later = rowsOf(server);
      restoreSet(set, { onto: server, erasesLogs });
      assert.equal(server.service(STORE).start().lines, [], profileName);
      assert.equal(rowsOf(server), erasesLogs ? saved : later, `${profileName}, logs erased: ${erasesLogs}`);
      assert.is(later.length, saved.length + 10);
    }
  }
});

/** Registers a set, writes its files, completes; what the registration was answered with. */
function restore(server: ExchangeServer, files: ReadonlyMap<string, Uint8Array>, brings: boolean): Hresult {
  const client = server.connect();
  const { hbc } = client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER);
  if (hbc === null) throw new Error('no restore context');
  const generations = [...files.keys()].flatMap((path) => {
    const digits = /edb([0-9a-f]{5})\.log$/i.exec(path)?.[1];
    return digits === undefined ? [] : [Number.parseInt(digits, 16)];
  });
  const [low, high] = [Math.min(...generations), Math.max(...generations)];
  const map = brings ? MAP : [];
  const { code } = client.HrRestoreRegisterW(hbc, FOLDER, FOLDER, map, FOLDER, low, high);
  if (code === Hr.hrNone) {
    for (const [path, bytes] of files) {
      const writer = server.share.create(path);
      if (typeof writer === 'string') throw new Error(writer);
      writer.write(bytes);
      writer.close();
    }
    must(client.HrRestoreRegisterComplete(hbc, Hr.hrNone).code, 'HrRestoreRegisterComplete');
  }
  must(client.HrRestoreEnd(hbc).code, 'HrRestoreEnd');
  return code;
}

test('before the start an incremental set may be restored twice, and a full one not: its map is there already (Q200941)', () => {
  const source = testServer();
  const client = source.connect();
  const full = backUp(client, BackupType.BACKUP_TYPE_FULL);
  insertRows(source.service(STORE), 20);
  fillLogs(source.service(STORE), 1);
  const monday = backUp(client, BackupType.BACKUP_TYPE_LOGS_ONLY);
  const server = testServer({ seed: 99 });
  server.service(STORE).stop();
  for (const name of server.share.list(FOLDER)) server.share.remove(`${FOLDER}\\${name}`);
  assert.is(restore(server, full, true), Hr.hrNone);
  assert.is(restore(server, full, true), Hr.hrRestoreMapExists);
  assert.is(restore(server, monday, false), Hr.hrNone);
  assert.is(restore(server, monday, false), Hr.hrNone);
  assert.is(restore(server, full, true), Hr.hrRestoreMapExists);
  assert.equal(server.service(STORE).start().lines, []);
  assert.equal(rowsOf(server), rowsOf(source));
  assert.ok(server.service(STORE).stop().stopped);
  assert.is(restore(server, full, true), Hr.hrNone, 'after the start there is no map any more');
});

test.run();
