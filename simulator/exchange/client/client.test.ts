import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  Annotation,
  BackupType,
  Bft,
  type CodePage,
  decodeListA,
  encodeAnsi,
  type Hbc,
  Hr,
  NOT_MODELLED,
  Win32,
} from '../../protocol/index.ts';
import { copyFile, entries, fillLogs, insertRows, prepare } from '../testing/drive.ts';
import { planFaults } from '../testing/planFault.ts';
import { testServer } from '../testing/testServer.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const STORE = Annotation.EDBBACK_MDB_SERVER;
const PRIV = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb';

const ansi = (text: string): Uint8Array => {
  const encoded = encodeAnsi(text, 'cp1252');
  if (!encoded.ok) throw new Error(encoded.reason);
  return encoded.bytes;
};

test('the A functions do what the W functions do', () => {
  const client = testServer().connect();
  const { code, hbc } = client.HrBackupPrepareA(ansi('EXCH01'), ansi(STORE), 0, BACKUP_TYPE_FULL);
  assert.is(code, Hr.hrNone);
  if (hbc === null) throw new Error('no context');
  const names = client.HrBackupGetDatabaseNamesA(hbc);
  assert.is(names.sizeBytes, names.list?.length);
  const decoded = decodeListA(names.list ?? new Uint8Array(), 'cp1252');
  assert.ok(
    decoded.ok && decoded.entries[0]?.token === Bft.BFT_MDB_PRIVATE_DATABASE && decoded.entries[0].path === PRIV,
  );
  assert.is(client.HrBackupOpenFileA(hbc, ansi(PRIV), 65_536).code, Hr.hrNone);
  client.HrBackupClose(hbc);
  assert.is(client.HrBackupGetBackupLogsA(hbc).code, Hr.hrNone);
  assert.is(client.HrSetCurrentBackupLogA(ansi('EXCH01'), ansi(STORE), 3).code, Hr.hrNone);
  assert.is(client.HrBackupPrepareA(null, ansi(STORE), 0, 1).code, Hr.hrInvalidParam);
});

test('bytes that are no text of the code page reach nobody', () => {
  const client = testServer().connect({ codePage: 'cp932' });
  const { code, hbc } = client.HrBackupPrepareA(Uint8Array.of(0x81), ansi(STORE), 0, BACKUP_TYPE_FULL);
  assert.is(code, Hr.hrCouldNotConnect);
  assert.is(hbc, null);
});

test('a list with a path that the code page of the client lacks is not modelled in A, and is there in W', () => {
  const server = testServer();
  const store = server.service('information-store');
  store.stop();
  store.moveDatabase('priv', 'E:\\Größe');
  assert.ok(store.start().started);
  const listed = (codePage: CodePage) => {
    const client = server.connect({ codePage });
    const hbc = prepare(client, BACKUP_TYPE_FULL);
    const [narrow, wide] = [client.HrBackupGetDatabaseNamesA(hbc), client.HrBackupGetDatabaseNamesW(hbc)];
    client.HrBackupEnd(hbc);
    assert.is(wide.code, Hr.hrNone);
    return narrow;
  };
  assert.equal(listed('cp932'), { code: NOT_MODELLED, list: null, sizeBytes: 0 });
  const { code, list } = listed('cp1252');
  assert.is(code, Hr.hrNone);
  const decoded = decodeListA(list ?? new Uint8Array(), 'cp1252');
  assert.is(decoded.ok && decoded.entries[0]?.path, '\\\\EXCH01\\E$\\Größe\\priv.edb');
});

test('targets that lead nowhere are told apart', () => {
  const client = testServer().connect();
  const answer = (server: string | null, annotation: string | null) =>
    client.HrBackupPrepareW(server, annotation, 0, 1).code;
  assert.is(answer('\\\\exch01', STORE), Hr.hrNone);
  assert.is(answer(null, STORE), Hr.hrInvalidParam);
  assert.is(answer('EXCH01', null), Hr.hrInvalidParam);
  assert.is(answer('EX_01', STORE), Hr.hrInvalidParam);
  assert.is(answer('OTHER', STORE), Hr.hrCouldNotConnect);
  assert.is(answer('EXCH01', 'Exchange MTA'), Hr.hrCouldNotConnect);
});

test('an open tells how large the file is; a NULL and an empty name open nothing, and end nothing', () => {
  const server = testServer();
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  for (const name of [null, '']) {
    assert.equal(client.HrBackupOpenFileW(hbc, name, 65_536), { code: Hr.hrInvalidParameter, fileSizeBytes: 0 });
  }
  const opened = client.HrBackupOpenFileW(hbc, PRIV, 65_536);
  assert.equal(opened, { code: Hr.hrNone, fileSizeBytes: 1_048_576 });
  assert.is(server.share.sizeBytes(PRIV), opened.fileSizeBytes);
});

test('the A form of the database list fails in 4.0 SP3, the W form works (Q159170)', () => {
  const client = testServer({ profileName: 'exchange-4.0-sp3' }).connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupGetDatabaseNamesA(hbc).code, Win32.ERROR_INVALID_PARAMETER);
  assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrNone);
});

test('a context that has ended, and one that never was, are answered alike', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
  for (const handle of [hbc, 4711 as unknown as Hbc]) {
    assert.is(client.HrBackupEnd(handle).code, Hr.hrInvalidHandle);
    assert.is(client.HrBackupGetBackupLogsW(handle).code, Hr.hrInvalidHandle);
    assert.is(client.HrBackupOpenFileW(handle, PRIV, 65_536).code, Hr.hrInvalidHandle);
    assert.is(client.HrBackupRead(handle, new Uint8Array(10), 10).code, Hr.hrInvalidHandle);
    assert.is(client.HrRestoreEnd(handle).code, Hr.hrInvalidHandle);
  }
});

test('a context whose session died stays dead when a session of somebody else is there, and does not touch it', () => {
  const server = testServer();
  const store = server.service('information-store');
  const [first, second] = [server.connect(), server.connect()];
  const old = prepare(first, BACKUP_TYPE_FULL);
  store.crash();
  store.start();
  const hbc = prepare(second, BACKUP_TYPE_FULL);
  assert.is(first.HrBackupOpenFileW(old, PRIV, 65_536).code, Hr.hrCommunicationError);
  assert.is(first.HrBackupEnd(old).code, Hr.hrCommunicationError);
  assert.is(copyFile(second, hbc, PRIV).length, 1_048_576);
  assert.is(second.HrBackupEnd(hbc).code, Hr.hrNone);
  store.stop();
  const restoring = (client: typeof first) => client.HrRestorePrepareW('EXCH01', STORE).hbc;
  const dead = restoring(first);
  first.disconnect();
  const live = restoring(second);
  if (dead === null || live === null) throw new Error('no context');
  assert.is(first.HrRestoreEnd(dead).code, Hr.hrCommunicationError);
  assert.is(second.HrRestoreEnd(live).code, Hr.hrNone);
});

test('short reads are allowed by the server, and a client that loops gets the same bytes', () => {
  const whole = (readLimitBytes: number): Uint8Array => {
    const client = testServer({ seed: 3 }).connect({ readLimitBytes });
    return copyFile(client, prepare(client, BACKUP_TYPE_FULL), PRIV);
  };
  const atOnce = whole(Number.MAX_SAFE_INTEGER);
  assert.is(atOnce.length, 1_048_576);
  assert.ok(new Set(atOnce).size > 200, 'they are bytes of a database, and not of a buffer that nobody filled');
  assert.ok(Buffer.from(atOnce).equals(whole(9001)));
});

test('without TCP/IP a read must be a multiple of 4096 (M-HrBackupRead)', () => {
  const client = testServer().connect({ tcp: false });
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  client.HrBackupOpenFileW(hbc, PRIV, 65_536);
  const buffer = new Uint8Array(65_536);
  assert.is(client.HrBackupRead(hbc, buffer, 10_000).code, Hr.hrInvalidParam);
  assert.is(client.HrBackupRead(hbc, buffer, 12_288).code, Hr.hrNone);
});

test('a read beyond the buffer is a defect of the caller that a DLL would not survive', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  client.HrBackupOpenFileW(hbc, PRIV, 65_536);
  assert.throws(() => client.HrBackupRead(hbc, new Uint8Array(10), 11), /would write beyond it/);
});

test('lists are counted until they are given back', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const { list } = client.HrBackupGetDatabaseNamesW(hbc);
  const again = client.HrBackupGetDatabaseNamesW(hbc);
  assert.is(client.unfreedLists, 2);
  client.BackupFree(list);
  client.BackupFree(list);
  client.BackupFree(null);
  client.BackupFree(new Uint8Array(4));
  assert.is(client.unfreedLists, 1);
  client.BackupFree(again.list);
  assert.is(client.unfreedLists, 0);
});

test('a client that vanishes leaves its patch file, and the next full backup says so (Q297172)', () => {
  const server = testServer();
  const lost = server.connect();
  const hbc = prepare(lost, BACKUP_TYPE_FULL);
  lost.HrBackupOpenFileW(hbc, PRIV, 65_536);
  lost.disconnect();
  assert.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\priv.pat'));
  assert.is(lost.HrBackupClose(hbc).code, Hr.hrCommunicationError);
  const refused = server.connect().HrBackupPrepareW('EXCH01', STORE, 0, BACKUP_TYPE_FULL);
  assert.is(refused.code, Hr.hrFileNotFound);
  assert.ok(server.share.remove(PRIV.replace('.edb', '.pat')));
});

test('rows that move between copied and uncopied pages put images into the patch file, and it is listed', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  let bucket = 0;
  copyFile(client, hbc, PRIV, () => {
    // Rows in between existing ones split full pages all over the database, and the idle server writes them.
    for (let i = 0; i < 6; i++, bucket++) insertRows(store, 1, 1200, (bucket % 60) * 65_536 + 900 + bucket);
    store.idle(100);
  });
  const list = entries(client, client.HrBackupGetBackupLogsW(hbc));
  const patch = list.find(({ token }) => token === Bft.BFT_PATCH_FILE);
  assert.is(patch?.path, PRIV.replace('.edb', '.pat'));
  assert.ok(copyFile(client, hbc, patch?.path ?? '').length > 8192, 'the patch file holds page images');
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
  assert.not.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\priv.pat'));
});

test('a damaged page stops the backup with -1018, an event, and a session that is over (Q188646)', () => {
  const server = testServer();
  const client = server.connect();
  planFaults(server, 'at byte 200000 of priv.edb, corrupt byte 200000 of priv.edb');
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.throws(() => copyFile(client, hbc, PRIV), /0xC80003FA/i);
  assert.equal(
    server.eventLog.slice(-2).map(({ id }) => id),
    [118, 105],
  );
  assert.is(server.faults.fired.length, 1);
  assert.is(client.HrBackupTruncateLogs(hbc).code, Hr.hrNoBackup);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
});

test('faults answer, cut the connection or kill the service at the call they wait for', () => {
  const server = testServer();
  const client = server.connect();
  planFaults(server, 'at HrBackupGetDatabaseNames, return hrError');
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrError);
  assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrNone);
  planFaults(server, 'at HrBackupGetDatabaseNames, lose connection before');
  assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrCommunicationError);
  const second = prepare(client, BACKUP_TYPE_FULL);
  planFaults(server, 'at HrBackupGetDatabaseNames, kill information-store');
  assert.is(client.HrBackupGetDatabaseNamesW(second).code, Hr.hrCommunicationError);
  assert.is(server.service('information-store').state, 'stopped');
});

test('what nobody knows is answered with the mark, never with a guess', () => {
  const client = testServer().connect();
  assert.is(client.I_HrCheckBackupLogs(null).code, NOT_MODELLED);
  assert.is(client.I_HrRestoreW(0, 1, 2n, 3, 4, 5, 6, 7, 0xffff_ffff).code, NOT_MODELLED);
  assert.is(client.HrSetCurrentBackupLogW('EXCH01', STORE, 0x100000).code, NOT_MODELLED);
  assert.is(client.HrBackupPrepareW('EXCH01', STORE, 9, BACKUP_TYPE_FULL).code, NOT_MODELLED);
});

test('truncation deletes below the checkpoint and never the checkpoint’s own log', () => {
  const server = testServer();
  const store = server.service('information-store');
  const client = server.connect();
  fillLogs(store, 6);
  store.idle(10_000);
  const { checkpointGeneration } = store.facts;
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  entries(client, client.HrBackupGetBackupLogsW(hbc));
  assert.is(client.HrBackupTruncateLogs(hbc).code, Hr.hrNone);
  assert.is(store.facts.lowestGeneration, checkpointGeneration);
  assert.ok(checkpointGeneration > 1);
});

test('a logs-only context has no database list, and cannot open one', () => {
  const server = testServer();
  const client = server.connect();
  const full = prepare(client, BACKUP_TYPE_FULL);
  for (const { path } of entries(client, client.HrBackupGetDatabaseNamesW(full))) copyFile(client, full, path);
  entries(client, client.HrBackupGetBackupLogsW(full));
  client.HrBackupTruncateLogs(full);
  client.HrBackupEnd(full);
  // Each of the two ends its session, so each has one of its own.
  const listing = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  assert.is(client.HrBackupGetDatabaseNamesW(listing).code, Hr.hrInvalidBackupSequence);
  client.HrBackupEnd(listing);
  const opening = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  assert.is(client.HrBackupOpenFileW(opening, PRIV, 65_536).code, Hr.hrInvalidBackupSequence);
  client.HrBackupEnd(opening);
  const hbc = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  assert.ok(entries(client, client.HrBackupGetBackupLogsW(hbc)).every(({ token }) => token === Bft.BFT_LOG));
});

test.run();
