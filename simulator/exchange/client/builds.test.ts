import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../../profiles/index.ts';
import { Annotation, BackupType, type Hbc, Hr, type Hresult, Win32 } from '../../protocol/index.ts';
import { ExchangeServer } from '../server.ts';
import { backUp, copyFile, prepare } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';
import { VirtualClock } from '../virtualClock.ts';
import { CallNeverCompletes, HANG_DEADLINE_SECONDS } from './callNeverCompletes.ts';
import type { SimulatedClient } from './client.ts';
import { ClientKilled } from './clientKilled.ts';

const PRIV = '\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb';
const DAMAGED = { path: 'D:\\exchsrvr\\mdbdata\\priv.edb', offsetBytes: 300_000 };

/** Damages a page and streams the database; whether anybody noticed. */
function notices(profileName: string, processors: number, bufferBytes: number): boolean {
  const server = testServer({ profileName, processors });
  assert.ok(server.disk.corruptByte(DAMAGED.path, DAMAGED.offsetBytes, 1));
  const client = server.connect();
  const hbc = prepare(client, BackupType.BACKUP_TYPE_FULL);
  const { fileSizeBytes } = client.HrBackupOpenFileW(hbc, PRIV, bufferBytes);
  const buffer = new Uint8Array(bufferBytes);
  for (let position = 0; position < fileSizeBytes; ) {
    const { code, bytesRead } = client.HrBackupRead(hbc, buffer, buffer.length);
    if (code === Hr.hrReadVerifyFailure) return true;
    assert.is(code, Hr.hrNone);
    position += bytesRead;
  }
  return false;
}

test('damage is noticed by build, processors and buffer as the articles say (Q230215, Q253216)', () => {
  assert.ok(notices('exchange-5.5', 1, 65_536));
  assert.not.ok(notices('exchange-5.5-sp2', 1, 65_536));
  assert.ok(notices('exchange-5.5-sp2', 2, 65_536));
  assert.ok(notices('exchange-5.5-sp3', 2, 65_536));
  assert.not.ok(notices('exchange-5.5-sp3', 2, 131_072));
});

test('a sound database fails a read by build, processors and buffer as the article says (Q237953)', () => {
  const mebibyte = 1024 * 1024;
  const firstRead = (profileName: string, processors: number, bufferBytes: number) => {
    const client = testServer({ profileName, processors }).connect();
    const hbc = prepare(client, BackupType.BACKUP_TYPE_FULL);
    client.HrBackupOpenFileW(hbc, PRIV, bufferBytes);
    return client.HrBackupRead(hbc, new Uint8Array(bufferBytes), bufferBytes).code;
  };
  const build = 'exchange-5.5-sp2-ese2608';
  assert.is(firstRead(build, 1, mebibyte), Hr.hrReadVerifyFailure);
  assert.is(firstRead(build, 1, mebibyte / 2), Hr.hrNone);
  assert.is(firstRead(build, 2, mebibyte), Hr.hrNone);
  assert.is(firstRead('exchange-5.5-sp3', 1, mebibyte), Hr.hrNone);
});

test('a call that never comes back is thrown after a virtual deadline, and leaves the session as it was (Q275885)', () => {
  const clock = new VirtualClock(900_000_000);
  const server = testServer({ profileName: 'exchange-5.5-sp4', clock });
  const client = server.connect({ remoteName: 'BACKUP-SERVER-1' });
  const hbc = prepare(client, BackupType.BACKUP_TYPE_FULL);
  client.HrBackupOpenFileW(hbc, PRIV, 65_536);
  const buffer = new Uint8Array(65_536);
  assert.is(client.HrBackupRead(hbc, buffer, buffer.length).code, Hr.hrNone);
  const before = clock.nowSeconds();
  try {
    client.HrBackupRead(hbc, buffer, buffer.length);
    assert.unreachable('the read came back');
  } catch (error) {
    assert.instance(error, CallNeverCompletes);
    const { call, requirementId } = error as CallNeverCompletes;
    assert.equal([call, requirementId], ['HrBackupRead', 'EDB-BUILD-5']);
  }
  assert.is(clock.nowSeconds() - before, HANG_DEADLINE_SECONDS);
  const other = server
    .connect()
    .HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, BackupType.BACKUP_TYPE_FULL);
  assert.is(other.code, Hr.hrBackupInProgress);
  client.disconnect();
});

test('a client with a shorter name, or on the server itself, is served', () => {
  for (const options of [{ remoteName: 'BACKUP-SERVER1' }, {}]) {
    const client = testServer({ profileName: 'exchange-5.5-sp4' }).connect(options);
    assert.ok(copyFile(client, prepare(client, BackupType.BACKUP_TYPE_FULL), PRIV).length > 0);
  }
});

const PUB = PRIV.replace('priv', 'pub');

/** Reads on until something else than success is answered, or the file is at its end; the answer, and the bytes before it. */
function readOn(client: SimulatedClient, hbc: Hbc, path: string): { code: Hresult; bytes: number } {
  const { code: opened, fileSizeBytes } = client.HrBackupOpenFileW(hbc, path, 65_536);
  assert.is(opened, Hr.hrNone);
  const buffer = new Uint8Array(65_536);
  let bytes = 0;
  while (bytes < fileSizeBytes) {
    const { code, bytesRead } = client.HrBackupRead(hbc, buffer, buffer.length);
    if (code !== Hr.hrNone) return { code, bytes };
    bytes += bytesRead;
  }
  assert.is(client.HrBackupClose(hbc).code, Hr.hrNone);
  return { code: Hr.hrNone, bytes };
}

test('a remote client on NT 4.0 gets the first file of Exchange 4.0 and not the second (Q156715)', () => {
  for (const [profileName, options, code] of [
    ['exchange-4.0', { remoteSystem: 'nt-4.0' }, Win32.WAIT_TIMEOUT],
    ['exchange-4.0', { remoteSystem: 'nt-3.51' }, Hr.hrNone],
    ['exchange-4.0', {}, Hr.hrNone],
    ['exchange-4.0-sp3', { remoteSystem: 'nt-4.0' }, Hr.hrNone],
  ] as const) {
    const client = testServer({ profileName }).connect(options);
    const hbc = prepare(client, BackupType.BACKUP_TYPE_FULL);
    assert.is(readOn(client, hbc, PRIV).code, Hr.hrNone, profileName);
    assert.is(readOn(client, hbc, PUB).code, code, profileName);
    assert.is(client.HrBackupEnd(hbc).code, Hr.hrNone);
  }
});

test('a client in a Terminal Server session is refused, and can still end its backup (Q245664)', () => {
  const refused = testServer({ profileName: 'exchange-5.5-sp3' }).connect({ terminalSession: true });
  const hbc = prepare(refused, BackupType.BACKUP_TYPE_FULL);
  assert.equal(readOn(refused, hbc, PRIV), { code: Hr.hrCommunicationError, bytes: 0 });
  assert.is(refused.HrBackupClose(hbc).code, Hr.hrNone);
  assert.is(refused.HrBackupEnd(hbc).code, Hr.hrNone);
  const served = testServer({ profileName: 'exchange-5.5-sp4' }).connect({ terminalSession: true });
  assert.is(readOn(served, prepare(served, BackupType.BACKUP_TYPE_FULL), PRIV).code, Hr.hrNone);
});

test('a backup to NULL is cut off under way, and the server takes the next one (Q192440)', () => {
  const server = testServer({ profileName: 'exchange-5.5-sp1' });
  const undrained = server.connect({ undrained: true });
  const hbc = prepare(undrained, BackupType.BACKUP_TYPE_FULL);
  assert.equal(readOn(undrained, hbc, PRIV), { code: Hr.hrCommunicationError, bytes: 65_536 });
  assert.is(undrained.HrBackupEnd(hbc).code, Hr.hrNone);
  const client = server.connect();
  assert.is(readOn(client, prepare(client, BackupType.BACKUP_TYPE_FULL), PRIV).code, Hr.hrNone);
});

test('a local client of 5.0 SP1 dies in its first read, and its session goes as that of any client that vanishes (Q177807)', () => {
  const sp1 = profileByName('exchange-5.0-sp1');
  const unlucky = sp1 === null ? null : withFacets(sp1, { 'socket-lookup': 'read-ends-process' }, 'the unlucky case');
  if (unlucky?.ok !== true) throw new Error('5.0 SP1 has the facet');
  const server = testServer({ profile: unlucky.profile });
  const local = server.connect();
  const hbc = prepare(local, BackupType.BACKUP_TYPE_FULL);
  assert.throws(
    () => readOn(local, hbc, PRIV),
    (error: unknown) =>
      error instanceof ClientKilled && error.call === 'HrBackupRead' && error.message.includes('Q177807'),
  );
  assert.throws(
    () => local.HrBackupEnd(hbc),
    (error: unknown) => error instanceof ClientKilled,
  );
  assert.ok(server.disk.exists('D:\\exchsrvr\\mdbdata\\priv.pat'), 'a client that vanishes leaves its patch file');
  server.disk.remove('D:\\exchsrvr\\mdbdata\\priv.pat');
  const remote = server.connect({ remoteName: 'BACKUP1' });
  assert.is(readOn(remote, prepare(remote, BackupType.BACKUP_TYPE_FULL), PRIV).code, Hr.hrNone);
});

test('event 104 of a good backup reads like a success before SP1, and like a failure from then on (Q219035)', () => {
  const textOf = (profileName: string) => {
    const server = testServer({ profileName });
    backUp(server.connect(), BackupType.BACKUP_TYPE_FULL);
    return server.eventLog.find(({ id }) => id === 104)?.text;
  };
  assert.is(textOf('exchange-5.5'), 'The database engine completed the backup with success (MSExchangeIS).');
  assert.is(textOf('exchange-5.5-sp1'), 'The database engine stopped the backup procedure (MSExchangeIS).');
});

test('a server without a name, a service or a database is refused in words', () => {
  const base = { profile: testServer().profile, seed: 1, clock: new VirtualClock(1000) };
  const store = { privateMiB: 1, publicMiB: 0 };
  assert.throws(() => new ExchangeServer({ ...base, name: 'EX_01', informationStore: store }), /is no server name/);
  assert.throws(() => new ExchangeServer({ ...base, name: 'EXCH01' }), /needs an information store/);
  const empty = { privateMiB: 0, publicMiB: 0 };
  assert.throws(() => new ExchangeServer({ ...base, name: 'EXCH01', informationStore: empty }), /has no database/);
  const huge = { privateMiB: 20_000, publicMiB: 0 };
  assert.throws(() => new ExchangeServer({ ...base, name: 'EXCH01', informationStore: huge }), /at most 16384 MiB/);
  const server = new ExchangeServer({ ...base, name: 'EXCH01', informationStore: store });
  assert.throws(() => server.service('directory'), /has no directory/);
});

test.run();
