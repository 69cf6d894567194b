import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../profiles/index.ts';
import { BackupType, Hr, JetError } from '../protocol/index.ts';
import { backUp, copyFile, entries, fillLogs, insertRows, must, prepare } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const FOLDER = 'D:\\exchsrvr\\mdbdata';
const UNC = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const { BACKUP_TYPE_FULL } = BackupType;

/** A store with so many closed logs, of which the checkpoint lets most go. */
function filled(options: { readonly circularLogging?: boolean; readonly facets?: Record<string, string> } = {}) {
  const { circularLogging = false, facets = {} } = options;
  const base = profileByName('exchange-5.5');
  const changed = base === null ? null : withFacets(base, facets, 'chosen by a test');
  if (changed === null || !changed.ok) throw new Error(changed?.reason ?? 'no profile exchange-5.5');
  const informationStore = { privateMiB: 1, publicMiB: 0, circularLogging };
  const server = testServer({ profile: changed.profile, informationStore });
  const store = server.service('information-store');
  if (!circularLogging) fillLogs(store, 9);
  return { server, store, client: server.connect() };
}

/** A full backup up to its truncation. */
function upToLogs({ client }: ReturnType<typeof filled>) {
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  for (const { path } of entries(client, client.HrBackupGetDatabaseNamesW(hbc))) copyFile(client, hbc, path);
  entries(client, client.HrBackupGetBackupLogsW(hbc));
  return hbc;
}

const logPath = (generation: number): string => `${FOLDER}\\edb0000${generation.toString(16)}.log`;
const closedLogs = ({ server }: ReturnType<typeof filled>): readonly number[] =>
  server.disk
    .list(FOLDER)
    .filter((name) => /^edb[0-9a-f]{5}\.log$/i.test(name))
    .map((name) => Number.parseInt(name.slice(3, 8), 16));

test('truncation at a log that is held, or read-only, leaves it, as the facet says, in the engine and in the rules', () => {
  for (const [value, code] of [
    ['stops-with-error', Hr.hrFileAccessDenied],
    ['stops-silently', Hr.hrNone],
    ['passes-over', Hr.hrNone],
  ] as const)
    for (const how of ['hold', 'protect'] as const) {
      const world = filled({ facets: { 'locked-log-truncation': value } });
      const { server, client } = world;
      const hbc = upToLogs(world);
      server.fileLocks[how](logPath(3));
      assert.is(client.HrBackupTruncateLogs(hbc).code, code, `${value} ${how}`);
      const left = closedLogs(world);
      assert.is(left[0], 3, 'what is below is gone, and it is not');
      assert.is(left.includes(4), value !== 'passes-over');
      server.fileLocks[how === 'hold' ? 'release' : 'unprotect'](logPath(3));
      must(client.HrBackupTruncateLogs(hbc).code, 'a second HrBackupTruncateLogs');
      assert.ok((closedLogs(world)[0] ?? 0) > 4, 'and when it is let go the rest goes too');
      must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
    }
});

test('circular logging stops at a log that is held, and goes on when that is let go', () => {
  const world = filled({ circularLogging: true });
  const { server, store } = world;
  fillLogs(store, 1);
  const [held = 0] = closedLogs(world);
  server.fileLocks.hold(logPath(held));
  fillLogs(store, 8);
  assert.equal(closedLogs(world), [...Array.from({ length: 9 }, (_, index) => held + index)]);
  server.fileLocks.release(logPath(held));
  fillLogs(store, 1);
  assert.ok((closedLogs(world)[0] ?? 0) > held + 4);
});

test('a store whose edb.log is held when it is full cannot begin the next one: -1032, and it stops (Q213202)', () => {
  const world = filled();
  const { server, store } = world;
  insertRows(store, 5);
  const before = closedLogs(world);
  server.fileLocks.hold(`${FOLDER}\\edb.log`);
  assert.throws(() => fillLogs(store, 1), /-510/);
  assert.is(store.state, 'stopped');
  assert.equal(closedLogs(world), before, 'nothing was renamed under the holder');
  const told = server.eventLog.map(({ id, text }) => `${id} ${text}`).join('\n');
  assert.match(told, /^125 .*-1032/m);
  assert.match(told, /^1111 /m);
  assert.not(store.start().started);
  server.fileLocks.release(`${FOLDER}\\edb.log`);
  assert.ok(store.start().started);
  assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 40 && key < 2 ** 41).length, 5);
});

test('a read-only edb.log is renamed as any other: the mark goes with the file', () => {
  const { server, store } = filled();
  server.fileLocks.protect(`${FOLDER}\\edb.log`);
  const { currentGeneration } = store.facts;
  fillLogs(store, 1);
  assert.not(server.fileLocks.isLocked(`${FOLDER}\\edb.log`));
  assert.ok(server.fileLocks.isLocked(logPath(currentGeneration)));
});

test('a log that another program holds cannot be opened in a backup: -1032 (Q251410); a read-only one can', () => {
  const world = filled();
  const { server, client } = world;
  const hbc = upToLogs(world);
  server.fileLocks.protect(logPath(8));
  copyFile(client, hbc, `${UNC}\\edb00008.log`);
  server.fileLocks.hold(logPath(9));
  assert.is(client.HrBackupOpenFileW(hbc, `${UNC}\\edb00009.log`, 65_536).code, Hr.hrFileAccessDenied);
  assert.is(client.HrBackupRead(hbc, new Uint8Array(8192), 8192).code, Hr.hrNoBackup);
  const ids = server.eventLog.map(({ id }) => id);
  assert.ok(ids.includes(145) && ids.includes(105));
});

test('a patch file that cannot be replaced fails the opening of its database with -1032', () => {
  const { server, client, store } = filled({ facets: { 'stale-patch-file': 'replaced' } });
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  must(client.HrBackupOpenFileW(hbc, `${UNC}\\priv.edb`, 65_536).code, 'HrBackupOpenFile');
  store.crash();
  store.start();
  for (const how of ['hold', 'protect'] as const) {
    server.fileLocks[how](`${FOLDER}\\priv.pat`);
    const next = prepare(client, BACKUP_TYPE_FULL);
    assert.is(client.HrBackupOpenFileW(next, `${UNC}\\priv.edb`, 65_536).code, Hr.hrFileAccessDenied, how);
    must(client.HrBackupEnd(next).code, 'HrBackupEnd');
    server.fileLocks[how === 'hold' ? 'release' : 'unprotect'](`${FOLDER}\\priv.pat`);
  }
  backUp(client, BACKUP_TYPE_FULL);
});

test('a patch file that cannot be deleted at the end stays, and refuses the next backup', () => {
  const world = filled();
  const { server, client } = world;
  const hbc = upToLogs(world);
  server.fileLocks.protect(`${FOLDER}\\priv.pat`);
  must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
  assert.ok(server.disk.exists(`${FOLDER}\\priv.pat`));
  assert.throws(() => backUp(client, BACKUP_TYPE_FULL), /C8000713/i);
  server.fileLocks.unprotect(`${FOLDER}\\priv.pat`);
  assert.ok(server.share.remove(`${UNC}\\priv.pat`));
  backUp(client, BACKUP_TYPE_FULL);
});

test('edb.log of a stopped service that is held is not deleted by hand', () => {
  const { server, store } = filled();
  store.stop();
  server.fileLocks.hold(`${FOLDER}\\edb.log`);
  const result = store.deleteLog(store.facts.currentGeneration);
  assert.match(result.done ? '' : result.reason, /edb\.log is held by another program/);
  assert.is(store.start().jetError, JetError.JET_errFileAccessDenied);
});

test.run();
