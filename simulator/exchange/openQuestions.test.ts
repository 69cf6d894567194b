import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Profile, profileByName, withFacets } from '../profiles/index.ts';
import { Annotation, BackupType, Hr, JetError, Win32 } from '../protocol/index.ts';
import type { SimulatedClient } from './client/index.ts';
import type { ExchangeServer } from './server.ts';
import { copyFile, entries, must, prepare } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const FOLDER = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata';
const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;

/** A product with facets settled by id. */
function profileWith(facets: Readonly<Record<string, string>>, name = 'exchange-5.5'): Profile {
  const base = profileByName(name);
  const change = base === null ? null : withFacets(base, facets, 'chosen by a test');
  if (change === null || !change.ok) throw new Error(change?.reason ?? `no profile ${name}`);
  return change.profile;
}

test('an annotation in other letter case reaches its service, or no service, in all three calls that name one', () => {
  for (const [facet, code] of [
    ['exact', Hr.hrCouldNotConnect],
    ['any-case', Hr.hrNone],
  ] as const) {
    const client = testServer({ profile: profileWith({ 'annotation-case': facet }) }).connect();
    const name = Annotation.EDBBACK_DS_SERVER.toUpperCase();
    assert.is(client.HrSetCurrentBackupLogW('EXCH01', name, 1).code, code);
    assert.is(client.HrBackupPrepareW('EXCH01', name, 0, BACKUP_TYPE_FULL).code, code);
    assert.is(client.HrRestorePrepareW('EXCH01', name).code, code);
    assert.is(client.HrBackupPrepareW('EXCH01', `${name}S`, 0, BACKUP_TYPE_FULL).code, Hr.hrCouldNotConnect);
  }
});

test('a file name of 260 characters is refused before the disk is asked, or is not found', () => {
  const longest = `${FOLDER}\\${'x'.repeat(259 - FOLDER.length - 1)}`;
  assert.is(longest.length, 259);
  for (const [facet, code] of [
    ['file-not-found', Hr.hrFileNotFound],
    ['hrInvalidParam', Hr.hrInvalidParam],
  ] as const) {
    const opened = (name: string) => {
      const client = testServer({ profile: profileWith({ 'overlong-name': facet }) }).connect();
      const full = prepare(client, BACKUP_TYPE_FULL);
      copyFile(client, full, `${FOLDER}\\priv.edb`);
      must(client.HrBackupGetBackupLogsW(full).code, 'the log list');
      return client.HrBackupOpenFileW(full, name, 65_536).code;
    };
    assert.is(opened(`${longest}x`), code, facet);
    assert.is(opened(longest), Hr.hrFileNotFound, 'up to 259 characters the disk is asked');
  }
});

test('where it is served, an agent gets the restore locations in the middle of its backup', () => {
  const refusing = testServer().connect();
  const refused = refusing.HrRestoreGetDatabaseLocationsW(prepare(refusing, BACKUP_TYPE_FULL));
  assert.equal(refused, { code: Hr.hrInvalidHandle, list: null, sizeBytes: 0 });
  const client = testServer({ profile: profileWith({ 'locations-on-backup-context': 'served' }) }).connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const [first] = entries(client, client.HrBackupGetDatabaseNamesW(hbc));
  const onBackup = [client.HrRestoreGetDatabaseLocationsA(hbc), client.HrRestoreGetDatabaseLocationsW(hbc)];
  copyFile(client, hbc, first?.path ?? '');
  must(client.HrBackupEnd(hbc).code, 'the end');
  assert.is(client.HrRestoreGetDatabaseLocationsW(hbc).code, Hr.hrInvalidHandle, 'the backup has ended');
  const { hbc: restore } = client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER);
  if (restore === null) throw new Error('no restore context');
  const onRestore = [client.HrRestoreGetDatabaseLocationsA(restore), client.HrRestoreGetDatabaseLocationsW(restore)];
  assert.equal(onBackup, onRestore);
  assert.ok(onBackup.every(({ code, sizeBytes }) => code === Hr.hrNone && sizeBytes > 0));
});

test('the size announced at the open is that of the file which is open now', () => {
  const server = testServer({ profile: profileWith({ 'over-hint-read': 'hrInvalidParameter' }) });
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const buffer = new Uint8Array(65_536);
  must(client.HrBackupOpenFileW(hbc, `${FOLDER}\\priv.edb`, 16_384).code, 'the open');
  assert.is(client.HrBackupRead(hbc, buffer, 16_388).code, Hr.hrInvalidParameter);
  assert.is(client.HrBackupRead(hbc, buffer, 16_384).code, Hr.hrNone);
  assert.is(client.HrBackupOpenFileW(hbc, `${FOLDER}\\pub.edb`, 65_536).code, Hr.hrAlreadyOpen);
  assert.is(client.HrBackupRead(hbc, buffer, 65_536).code, Hr.hrInvalidParameter, 'a refused open announces nothing');
  must(client.HrBackupClose(hbc).code, 'the close');
  must(client.HrBackupOpenFileW(hbc, `${FOLDER}\\pub.edb`, 65_536).code, 'the second open');
  assert.is(client.HrBackupRead(hbc, buffer, 65_536).code, Hr.hrNone);
});

test('a patch file is on the disk until it was read, or until the backup ends', () => {
  for (const [facet, isLeft] of [
    ['backup-end', true],
    ['after-reading', false],
  ] as const) {
    const server = testServer({ profile: profileWith({ 'patch-file-removal': facet }) });
    const client = server.connect();
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    copyFile(client, hbc, `${FOLDER}\\priv.edb`);
    must(client.HrBackupGetBackupLogsW(hbc).code, 'the log list');
    const isThere = () => server.disk.exists('D:\\exchsrvr\\mdbdata\\priv.pat');
    assert.ok(isThere());
    assert.ok(copyFile(client, hbc, `${FOLDER}\\priv.pat`).length >= 8192);
    assert.is(isThere(), isLeft, facet);
    must(client.HrBackupEnd(hbc).code, 'the end');
    assert.not.ok(isThere());
    assert.is(client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, BACKUP_TYPE_FULL).code, Hr.hrNone);
  }
});

test('a server without a public store lists no place for it, or an entry without a path', () => {
  const server = (facet: string) =>
    testServer({
      profile: profileWith({ 'absent-database-location': facet }),
      informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: false },
    });
  const restoring = (client: SimulatedClient) => {
    const { code, hbc } = client.HrRestorePrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER);
    must(code, 'HrRestorePrepare');
    if (hbc === null) throw new Error('no context');
    return hbc;
  };
  const plain = server('omitted').connect();
  const listed = entries(plain, plain.HrRestoreGetDatabaseLocationsW(restoring(plain)));
  assert.equal(
    listed.map(({ token }) => token),
    [0x83, 0x82, 0x45],
  );
  const odd = server('empty-path').connect();
  const hbc = restoring(odd);
  const ansi = odd.HrRestoreGetDatabaseLocationsA(hbc).list ?? new Uint8Array(0);
  assert.equal([...ansi.slice(-4)], [0, 0x46, 0, 0], 'the token of the public store, nothing, and the end of the list');
  const wide = odd.HrRestoreGetDatabaseLocationsW(hbc);
  assert.equal([...(wide.list ?? []).slice(-8)], [0, 0, 0x46, 0, 0, 0, 0, 0]);
  assert.is(wide.sizeBytes, 2 * ansi.length, 'both forms are the same list');
});

test('where the grbit decides, a FULL backup with grbit 1 has no database names', () => {
  const server = testServer({ profile: profileWith({ 'grbit-mismatch': 'decides-the-type' }) });
  const client = server.connect();
  const first = prepare(client, BACKUP_TYPE_FULL);
  copyFile(client, first, `${FOLDER}\\priv.edb`);
  copyFile(client, first, `${FOLDER}\\pub.edb`);
  must(client.HrBackupGetBackupLogsW(first).code, 'the log list');
  must(client.HrBackupTruncateLogs(first).code, 'the truncation');
  must(client.HrBackupEnd(first).code, 'the end');
  const { hbc } = client.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 1, BACKUP_TYPE_FULL);
  if (hbc === null) throw new Error('no context');
  assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrInvalidBackupSequence);
});

/** Writes one row again and again until the log disk is full; the engine's answer. */
function fillLogDisk(server: ExchangeServer): number {
  const store = server.service('information-store');
  server.disk.setCapacity('D:', server.disk.usedBytes('D:'));
  for (let i = 0; ; i++) {
    const { session } = store;
    if (session === null) return 0;
    const transaction = session.begin();
    const value = new Uint8Array(1400).fill(i);
    const error =
      i === 0 ? session.insert(transaction, 1, 2 ** 40, value) : session.replace(transaction, 1, 2 ** 40, value);
    const committed = error === 0 ? session.commit(transaction) : error;
    if (committed !== 0) return committed;
  }
}

test('a full log disk stops the service by itself: 49 of EDB, 1113 of the service, and the databases are consistent', () => {
  for (const [profileName, low] of [
    ['exchange-5.0', 'EDB 49'],
    ['exchange-5.5', 'ESE97 0'],
  ] as const) {
    const server = testServer({ profileName });
    const store = server.service('information-store');
    assert.is(fillLogDisk(server), JetError.JET_errLogDiskFull);
    assert.is(store.state, 'stopped');
    const events = server.eventLog.slice(-3);
    assert.equal(
      events.map(({ source, id }) => `${source} ${id}`),
      [low, 'MSExchangeIS 1113', profileName === 'exchange-5.0' ? 'EDB 11' : 'ESE97 101'],
    );
    assert.match(events[0]?.text ?? '', /-529/);
    server.disk.setCapacity('D:', null);
    assert.ok(store.start().started);
    const replayed = server.eventLog.filter(({ name }) => name === 'log-replayed' || name === 'recovery-completed');
    assert.equal(replayed, [], 'a consistent database needs no recovery');
  }
});

test('LOGS_ONLY during another backup names that backup, or circular logging where the engine is asked first', () => {
  for (const [facet, code] of [
    ['backup-in-progress', Hr.hrBackupInProgress],
    ['circular-logging', Hr.hrCircularLogging],
  ] as const) {
    const server = testServer({
      profile: profileWith({ 'refusal-while-busy': facet }),
      informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: true },
    });
    prepare(server.connect(), BACKUP_TYPE_FULL);
    const other = server.connect();
    assert.is(other.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 1, BACKUP_TYPE_LOGS_ONLY).code, code);
  }
});

test('an obstacle between client and server is met by every call that names the server', () => {
  for (const [obstacle, code] of [
    ['netbios-off', Hr.hrCouldNotConnect],
    ['no-endpoints', Win32.RPC_S_SERVER_UNAVAILABLE],
  ] as const) {
    const server = testServer();
    const client = server.connect({ remoteName: 'BACKUP1', obstacle });
    const store = Annotation.EDBBACK_MDB_SERVER;
    assert.equal(client.HrBackupPrepareW('EXCH01', store, 0, BACKUP_TYPE_FULL), { code, hbc: null });
    assert.equal(client.HrRestorePrepareW('EXCH01', store), { code, hbc: null });
    assert.is(client.HrSetCurrentBackupLogW('EXCH01', store, 1).code, code);
    assert.is(client.HrBackupPrepareW('EXCH01', null, 0, BACKUP_TYPE_FULL).code, Hr.hrInvalidParam);
    prepare(server.connect(), BACKUP_TYPE_FULL);
  }
});

test.run();
