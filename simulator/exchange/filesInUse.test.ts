import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, BackupType, Hr } from '../protocol/index.ts';
import type { ExchangeServer } from './server.ts';
import { copyFile, entries, must, prepare } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const at = (name: string): string => `${FOLDER}\\${name}`;

/** Nobody can delete it, nor put another file in its place; it is as it was. */
function isHeld(server: ExchangeServer, path: string): boolean {
  const bytes = () => {
    const content = new Uint8Array(server.share.sizeBytes(path));
    server.share.read(path, 0, content);
    return content;
  };
  const before = bytes();
  const isRefused = !server.share.remove(path) && server.share.create(path) === 'in-use';
  if (isRefused) assert.equal(bytes(), before, path);
  return isRefused;
}

/** Whether it can be replaced and then deleted. */
function isFree(server: ExchangeServer, path: string): boolean {
  const writer = server.share.create(path);
  if (typeof writer === 'string') return false;
  writer.write(Uint8Array.of(1));
  writer.close();
  return server.share.remove(path);
}

test('the patch file of a running backup is held from the opening of its database to the end of the backup', () => {
  const server = testServer();
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  must(client.HrBackupOpenFileW(hbc, at('priv.edb'), 65_536).code, 'open');
  assert.ok(isHeld(server, at('priv.pat')), 'while its database is open');
  assert.ok(isHeld(server, at('PRIV.PAT').replace('exchsrvr', 'ExchSrvr')), 'whatever its name is written like');
  assert.ok(isFree(server, at('pub.pat')), 'the other database was not opened yet');
  must(client.HrBackupClose(hbc).code, 'close');
  assert.ok(isHeld(server, at('priv.pat')), 'when its database is closed');
  copyFile(client, hbc, at('pub.edb'));
  for (const name of ['priv.pat', 'pub.pat']) assert.ok(isHeld(server, at(name)), name);
  const list = entries(client, client.HrBackupGetBackupLogsW(hbc)).map(({ path }) => path);
  for (const path of list) {
    assert.ok(isHeld(server, path), path);
    copyFile(client, hbc, path);
    assert.ok(isHeld(server, path), `${path}, when it was read`);
  }
  assert.ok(list.includes(at('pub.pat')));
  must(client.HrBackupEnd(hbc).code, 'end');
  for (const name of ['priv.pat', 'pub.pat']) {
    assert.not.ok(server.share.exists(at(name)), `${name} went with the backup`);
    assert.ok(isFree(server, at(name)), name);
  }
});

test('what a client that vanished left behind is held by nobody, nor is a patch file of the other service', () => {
  const server = testServer();
  const lost = server.connect();
  must(lost.HrBackupOpenFileW(prepare(lost, BACKUP_TYPE_FULL), at('priv.edb'), 65_536).code, 'open');
  lost.disconnect();
  assert.ok(server.share.exists(at('priv.pat')));
  assert.ok(isFree(server, at('priv.pat')));
  const directory = server.connect();
  const hbc = prepare(directory, BACKUP_TYPE_FULL, Annotation.EDBBACK_DS_SERVER);
  copyFile(directory, hbc, '\\\\EXCH01\\D$\\exchsrvr\\dsadata\\dir.edb');
  assert.ok(isHeld(server, '\\\\EXCH01\\D$\\exchsrvr\\dsadata\\dir.pat'));
  assert.ok(isFree(server, at('dir.pat')), 'in the folder of the store it is any file');
});

test('a LOGS_ONLY backup makes no patch file, and holds none', () => {
  const server = testServer();
  const client = server.connect();
  const full = prepare(client, BACKUP_TYPE_FULL);
  for (const name of ['priv.edb', 'pub.edb']) copyFile(client, full, at(name));
  entries(client, client.HrBackupGetBackupLogsW(full));
  must(client.HrBackupTruncateLogs(full).code, 'truncate');
  must(client.HrBackupEnd(full).code, 'end');
  const hbc = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  entries(client, client.HrBackupGetBackupLogsW(hbc));
  for (const name of ['priv.pat', 'pub.pat']) assert.ok(isFree(server, at(name)), name);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
});

test('a running service holds its databases, its logs and its checkpoint, in their folders; a stopped one holds nothing', () => {
  const server = testServer();
  const names = server.share.list(FOLDER);
  assert.equal(names, ['edb.chk', 'edb.log', 'priv.edb', 'pub.edb', 'res1.log', 'res2.log']);
  for (const name of names) assert.ok(isHeld(server, at(name)), name);
  for (const name of ['notes.txt', 'priv.edb.bak', 'edb.log.old']) assert.ok(isFree(server, at(name)), name);
  for (const name of ['edb.log', 'edb.chk', 'priv.edb']) {
    assert.ok(isFree(server, `\\\\EXCH01\\D$\\elsewhere\\${name}`), `${name} elsewhere`);
  }
  assert.ok(isFree(server, '\\\\EXCH01\\D$\\in the root.txt'));
  for (const name of ['', '\\', '\\folder\\', '\\a.', `\\${'x'.repeat(257)}`, '\\a\\..\\b']) {
    assert.is(server.share.create(`\\\\EXCH01\\D$${name}`), 'not-found', name);
  }
  assert.ok(isFree(server, `\\\\EXCH01\\D$\\${'x'.repeat(256)}`), 'a path of 259 characters');
  assert.ok(server.service('information-store').stop().stopped);
  for (const name of names) assert.ok(isFree(server, at(name)), name);
  for (const name of server.share.list('\\\\EXCH01\\D$\\exchsrvr\\dsadata')) {
    assert.ok(isHeld(server, `\\\\EXCH01\\D$\\exchsrvr\\dsadata\\${name}`), `${name} of the directory, which runs`);
  }
});

test.run();
