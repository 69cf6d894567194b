import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, BackupType, Hr } from '../protocol/index.ts';
import { CallNeverCompletes, HANG_DEADLINE_SECONDS } from './callNeverCompletes.ts';
import { ExchangeServer } from './server.ts';
import { copyFile, prepare } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';
import { VirtualClock } from './virtualClock.ts';

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
