import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import {
  createDatabase,
  DamagedRowsError,
  DatabaseState,
  defragmentDatabase,
  ESE97_FORMAT,
  NULL_BACKUP_INFO,
  NULL_LOG_POSITION,
  readShadowedDatabaseHeader,
  VirtualDisk,
} from './index.ts';
import { pageOffsetBytes, ROOT_PAGE_NUMBER } from './pages/index.ts';
import { SeededRandom } from './testing/random.ts';
import { DATABASES, FOLDER } from './testing/server.ts';
import { bytes, headerOf, isDamage, put, started } from './testing/started.ts';
import { readLedger, Workload } from './testing/workload.ts';

const [{ path: PRIV }] = DATABASES;

test('a running database is dirty and a stopped one is clean where it left the log', () => {
  const { server, engine } = started();
  const running = headerOf(server);
  assert.is(running.state, DatabaseState.Dirty);
  assert.equal(running.consistentPosition, NULL_LOG_POSITION);
  assert.is(running.attachPosition.generation, 1);
  put(engine, 5, bytes(1));
  assert.is(engine.stop(), 0);
  const stopped = headerOf(server);
  assert.is(stopped.state, DatabaseState.Clean);
  assert.equal(stopped.consistentPosition, stopped.detachPosition);
  assert.is(stopped.consistentPosition.generation, 1);
  assert.ok(stopped.databaseTime > running.databaseTime);
  const again = server.fork();
  again.start();
  const inUse = headerOf(again);
  assert.is(inUse.state, DatabaseState.Dirty);
  assert.equal([inUse.consistentPosition, inUse.consistentSeconds], [NULL_LOG_POSITION, 0], 'it had one before');
});

test('a clean stop leaves every log in place, and closes none', () => {
  const { server, engine } = started();
  for (let roll = 0; roll < 3; roll += 1) {
    put(engine, 5 + roll, bytes(1));
    assert.is(engine.rollLog(), 0);
  }
  const logs = () => server.disk.list(FOLDER).filter((name) => name.endsWith('.log'));
  const running = logs();
  assert.equal(running.slice(0, 4), ['edb.log', 'edb00001.log', 'edb00002.log', 'edb00003.log']);
  assert.is(engine.stop(), 0);
  assert.equal(logs(), running);
});

test('a stopped or crashed engine answers that it is not initialised', () => {
  for (const end of ['stop', 'crash'] as const) {
    const { engine } = started();
    const transaction = engine.begin();
    engine[end]();
    engine.idle(5);
    engine.crash();
    assert.is(engine.insert(transaction, 1, 5, bytes(1)), JetError.JET_errNotInitialized);
    assert.is(engine.commit(transaction), JetError.JET_errNotInitialized);
    assert.is(engine.rollLog(), JetError.JET_errNotInitialized);
    assert.is(engine.writeCheckpoint(), JetError.JET_errNotInitialized);
    assert.is(engine.stop(), JetError.JET_errNotInitialized);
    assert.is(engine.stampFullBackup(1, NULL_BACKUP_INFO), JetError.JET_errNotInitialized);
    assert.is(engine.stampIncrementalBackup(1, NULL_BACKUP_INFO), JetError.JET_errNotInitialized);
    assert.is(engine.finishPatchFiles(1, [1]), JetError.JET_errNotInitialized);
    assert.is(
      engine.noteBackupInCheckpoint({ kind: 'full', position: engine.tip(), seconds: 1 }),
      JetError.JET_errNotInitialized,
    );
    assert.is(engine.purgeLogs() + engine.deleteLogs(1, 9), 0);
    const copy = engine.startDatabaseCopy(1, { mark: engine.tip(), markSeconds: 1, lowGeneration: 1 });
    assert.is(copy.kind === 'failed' ? copy.error : 0, JetError.JET_errNotInitialized);
    assert.throws(() => engine.read(1, 5), /not running/);
    assert.throws(() => [...engine.rows(1)], /not running/);
    assert.throws(() => engine.databaseHeader(1), /not running/);
  }
});

test('an id that names no database is a broken assumption of the reader', () => {
  const { engine } = started();
  assert.throws(() => engine.read(7, 5), /no database 7/);
  assert.is(engine.stampFullBackup(7, NULL_BACKUP_INFO), JetError.JET_errDatabaseNotFound);
  assert.is(engine.startDatabaseCopy(7, { mark: engine.tip(), markSeconds: 1, lowGeneration: 1 }).kind, 'failed');
});

test('the same seed makes the same bytes', () => {
  const run = () => {
    const { server, engine } = started({ seed: 5 });
    new Workload(engine, new SeededRandom(5), [1]).run(120);
    engine.crash();
    return server.disk
      .list(FOLDER)
      .map((name) => [name, Buffer.from(server.disk.readAll(`${FOLDER}\\${name}`) ?? []).toString('base64')]);
  };
  assert.equal(run(), run());
});

test('a damaged page is an error to whoever needs it, and to nobody else', () => {
  const { server, engine } = started({ cachePages: 10 });
  engine.stop();
  server.disk.corruptByte(PRIV, pageOffsetBytes(70) + 1000, 4);
  const next = server.fork().start();
  assert.not.equal(next.read(1, 0x2000), null);
  const transaction = next.begin();
  const key = 6 * 65536 + 0x2000;
  assert.is(next.insert(transaction, 1, key + 1, bytes(1)), JetError.JET_errReadVerifyFailure);
  assert.throws(
    () => next.read(1, key),
    (error: unknown) => error instanceof DamagedRowsError && error.error === JetError.JET_errReadVerifyFailure,
  );
  assert.throws(() => next.rowCount(1), isDamage);
});

test('a database of nothing but zeros is an error to whoever needs a row', () => {
  const { server, engine } = started();
  engine.stop();
  server.disk.open(PRIV)?.write(pageOffsetBytes(ROOT_PAGE_NUMBER), new Uint8Array(4096));
  const next = server.fork().start();
  assert.is(next.insert(next.begin(), 1, 5, bytes(1)), JetError.JET_errPageNotInitialized);
  assert.throws(() => next.rowCount(1), isDamage);
});

test('a new database is clean, has rows, and does not fit a full disk', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D', 1000);
  const wanted = {
    format: ESE97_FORMAT,
    signature: { random: 1, createdSeconds: 5, computerName: '' },
    sizeBytes: 0,
    seed: 1,
  };
  assert.is(createDatabase(disk, PRIV, wanted), 'disk-full');
  disk.setCapacity('D', null);
  assert.is(createDatabase(disk, PRIV, wanted), 'written');
  const file = disk.open(PRIV);
  const read = file === null ? null : readShadowedDatabaseHeader(file);
  assert.is(read?.kind === 'read' ? read.header.state : 0, DatabaseState.Clean);
});

test('defragmentation keeps the rows under a new signature and forgets backups', () => {
  const { server, engine } = started();
  put(engine, 5, bytes(1));
  const info = { mark: engine.tip(), markSeconds: 5, lowGeneration: 1, highGeneration: 1 };
  engine.stampFullBackup(1, info);
  const signature = { random: 99, createdSeconds: 77, computerName: '' };
  assert.is(defragmentDatabase(server.disk, PRIV, { signature }), JetError.JET_errDatabaseInconsistent);
  const ledger = readLedger(engine, [1]);
  engine.stop();
  assert.is(headerOf(server).fullBackup.lowGeneration, 1);
  assert.is(defragmentDatabase(server.disk, PRIV, { signature }), 0);
  assert.equal(headerOf(server).signature, signature);
  assert.equal(headerOf(server).fullBackup, NULL_BACKUP_INFO);
  assert.equal(ledger.differences(1, server.fork().start().rows(1)), []);
  assert.is(defragmentDatabase(server.disk, 'D:\\none.edb', { signature }), JetError.JET_errFileNotFound);
  server.disk.open(PRIV)?.write(0, new Uint8Array(8192).fill(1));
  assert.is(defragmentDatabase(server.disk, PRIV, { signature }), JetError.JET_errReadVerifyFailure);
});

test('a database that joins another log stream forgets the backups of the old one', () => {
  const { server, engine } = started();
  engine.stampFullBackup(1, { mark: engine.tip(), markSeconds: 5, lowGeneration: 1, highGeneration: 1 });
  engine.stop();
  const same = server.fork();
  assert.is(same.start().databaseHeader(1).fullBackup.lowGeneration, 1);
  const other = server.fork();
  for (const name of other.disk.list(FOLDER)) if (/\.(log|chk)$/.test(name)) other.disk.remove(`${FOLDER}\\${name}`);
  assert.equal(other.start().databaseHeader(1).fullBackup, NULL_BACKUP_INFO);
});

test.run();
