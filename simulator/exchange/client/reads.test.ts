import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, BackupType, type Hbc, Hr } from '../../protocol/index.ts';
import { backUp, copyFile, entries, prepare } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';
import type { SimulatedClient } from './client.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const STORE = Annotation.EDBBACK_MDB_SERVER;
const PRIV = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb';

test('the read hint binds nothing: whatever it says, reads of another size give the same bytes', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const expected = copyFile(client, hbc, PRIV);
  for (const hintBytes of [0, 1, 4096, 0xffffffff]) {
    const { code, fileSizeBytes } = client.HrBackupOpenFileW(hbc, PRIV, hintBytes);
    assert.equal([code, fileSizeBytes], [Hr.hrNone, expected.length], `hint ${hintBytes}`);
    const bytes = new Uint8Array(fileSizeBytes);
    const buffer = new Uint8Array(12_288);
    for (let position = 0; position < bytes.length; ) {
      const { bytesRead } = client.HrBackupRead(hbc, buffer, buffer.length);
      assert.ok(bytesRead > 0, `nothing came after ${position} bytes`);
      bytes.set(buffer.subarray(0, bytesRead), position);
      position += bytesRead;
    }
    assert.is(client.HrBackupClose(hbc).code, Hr.hrNone);
    assert.ok(Buffer.from(bytes).equals(expected), `hint ${hintBytes}`);
  }
});

/** Reads what is open in pieces of these sizes; the bytes, and what each read was answered with. */
function readIn(client: SimulatedClient, hbc: Hbc, sizes: readonly number[]) {
  const pieces: Uint8Array[] = [];
  const answers = sizes.map((size) => {
    const buffer = new Uint8Array(size);
    const { code, bytesRead } = client.HrBackupRead(hbc, buffer, size);
    pieces.push(buffer.subarray(0, bytesRead));
    return [code, bytesRead];
  });
  return { answers, bytes: Buffer.concat(pieces) };
}

test('databases, logs and patch files are read in exactly their size, in a byte less and one more, and in one more than there is', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BACKUP_TYPE_FULL);
  const databases = entries(client, client.HrBackupGetDatabaseNamesW(hbc)).map(({ path }) => path);
  const seen = new Set<string>();
  const check = (path: string) => {
    const expected = copyFile(client, hbc, path);
    const { length } = expected;
    for (const [sizes, counts] of [
      [
        [length, 1, 1],
        [length, 0, 0],
      ],
      [
        [length + 1, 1],
        [length, 0],
      ],
      [
        [length - 1, 1, 1],
        [length - 1, 1, 0],
      ],
      [
        [length - 1, 2, 1],
        [length - 1, 1, 0],
      ],
    ] as const) {
      assert.equal(client.HrBackupOpenFileW(hbc, path, 65_536).fileSizeBytes, length);
      const { answers, bytes } = readIn(client, hbc, sizes);
      assert.equal(
        answers,
        counts.map((count) => [Hr.hrNone, count]),
        `${path} in ${sizes}`,
      );
      assert.ok(bytes.equals(expected), path);
      assert.is(client.HrBackupClose(hbc).code, Hr.hrNone);
    }
    seen.add(path.slice(-4));
  };
  for (const path of databases) check(path);
  for (const { path } of entries(client, client.HrBackupGetBackupLogsW(hbc))) check(path);
  assert.equal([...seen].sort(), ['.edb', '.log', '.pat']);
});

test('HrBackupClose after a failed open does no harm: the session goes on (BT)', () => {
  const client = testServer().connect();
  backUp(client, BACKUP_TYPE_FULL);
  const hbc = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  assert.is(client.HrBackupOpenFileW(hbc, '', 65_536).code, Hr.hrInvalidParameter);
  client.HrBackupClose(hbc);
  const [log] = entries(client, client.HrBackupGetBackupLogsW(hbc));
  assert.ok(copyFile(client, hbc, log?.path ?? '').length > 0);
  assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
});

test('a refused HrBackupPrepare opens no session: the next one that is allowed succeeds', () => {
  const server = testServer();
  const client = server.connect();
  const asked = () => client.HrBackupPrepareW('EXCH01', STORE, 1, BACKUP_TYPE_LOGS_ONLY);
  assert.equal(asked(), { code: Hr.hrMissingFullBackup, hbc: null });
  assert.equal(asked(), { code: Hr.hrMissingFullBackup, hbc: null });
  assert.ok(server.service('information-store').stop().stopped, 'no backup runs');
  assert.ok(server.service('information-store').start().started);
  backUp(client, BACKUP_TYPE_FULL);
  assert.is(asked().code, Hr.hrNone);
});

/** Opens the next file of a list: its size, or null when there is none left. */
function opened(client: SimulatedClient, hbc: Hbc, paths: string[]): number | null {
  const path = paths.shift();
  if (path === undefined) return null;
  const { code, fileSizeBytes } = client.HrBackupOpenFileW(hbc, path, 65_536);
  assert.is(code, Hr.hrNone, path);
  return fileSizeBytes;
}

/** Reads what is open to its end. */
function readAll(client: SimulatedClient, hbc: Hbc, sizeBytes: number): void {
  const buffer = new Uint8Array(65_536);
  for (let position = 0; position < sizeBytes; ) {
    const { code, bytesRead } = client.HrBackupRead(hbc, buffer, buffer.length);
    assert.equal([code, bytesRead], [Hr.hrNone, Math.min(buffer.length, sizeBytes - position)]);
    position += bytesRead;
  }
}

test('information store and directory are backed up at the same time, file by file in turn', () => {
  const server = testServer();
  const client = server.connect();
  const alone = [Annotation.EDBBACK_MDB_SERVER, Annotation.EDBBACK_DS_SERVER].map(
    (annotation) => backUp(testServer().connect(), BACKUP_TYPE_FULL, { annotation }).size,
  );
  const sessions = [Annotation.EDBBACK_MDB_SERVER, Annotation.EDBBACK_DS_SERVER].map((annotation) => ({
    hbc: prepare(client, BACKUP_TYPE_FULL, annotation),
    saved: 0,
  }));
  for (const [listed, list] of [
    ['databases', (hbc: Hbc) => client.HrBackupGetDatabaseNamesW(hbc)],
    ['logs', (hbc: Hbc) => client.HrBackupGetBackupLogsW(hbc)],
  ] as const) {
    const queues = sessions.map((session) => ({
      session,
      paths: entries(client, list(session.hbc)).map(({ path }) => path),
    }));
    while (queues.some(({ paths }) => paths.length > 0)) {
      // Every open file is open at the same time as one of the other service, while there is one.
      const open = queues.flatMap(({ session, paths }) => {
        const sizeBytes = opened(client, session.hbc, paths);
        return sizeBytes === null ? [] : [{ session, sizeBytes }];
      });
      assert.ok(open.length > 0, listed);
      for (const { session, sizeBytes } of open) {
        readAll(client, session.hbc, sizeBytes);
        assert.is(client.HrBackupClose(session.hbc).code, Hr.hrNone);
        session.saved++;
      }
    }
  }
  for (const { hbc } of sessions) {
    assert.is(client.HrBackupTruncateLogs(hbc).code, Hr.hrNone);
    assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
  }
  assert.equal(
    sessions.map(({ saved }) => saved),
    alone,
  );
});

test.run();
