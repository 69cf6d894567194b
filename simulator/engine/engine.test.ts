import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import {
  CHECKPOINT_NAME,
  createDatabase,
  DamagedRowsError,
  DatabaseState,
  defragmentDatabase,
  type Engine,
  ESE97_FORMAT,
  LOG_FILE_SIZE_BYTES,
  MAXIMUM_KEY,
  NULL_BACKUP_INFO,
  readCheckpointFile,
  readShadowedDatabaseHeader,
  VirtualDisk,
} from './index.ts';
import { readLogHeader } from './log/index.ts';
import { pageOffsetBytes, ROOT_PAGE_NUMBER } from './pages/index.ts';
import { Ledger } from './testing/ledger.ts';
import { SeededRandom } from './testing/random.ts';
import { DATABASES, FOLDER, TestServer } from './testing/server.ts';
import { readLedger, Workload } from './testing/workload.ts';

const [{ path: PRIV }] = DATABASES;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function started(setup: Partial<ConstructorParameters<typeof TestServer>[0]> = {}): {
  server: TestServer;
  engine: Engine;
} {
  const server = new TestServer({ seed: 1, ...setup });
  return { server, engine: server.start() };
}

const isDamage = (error: unknown): boolean => error instanceof DamagedRowsError;

/** A transaction of one insert, committed. */
function put(engine: Engine, key: number, value: Uint8Array): number {
  const transaction = engine.begin();
  return engine.insert(transaction, 1, key, value) || engine.commit(transaction);
}

function headerOf(server: TestServer, path: string = PRIV) {
  const file = server.disk.open(path);
  const read = file === null ? null : readShadowedDatabaseHeader(file);
  if (read?.kind !== 'read') throw new Error(`${path} has no header`);
  return read.header;
}

test('a committed row is there; a row rolled back is not', () => {
  const { engine } = started();
  assert.is(put(engine, 5, bytes(1, 2)), 0);
  const transaction = engine.begin();
  assert.is(engine.replace(transaction, 1, 5, bytes(9)), 0);
  assert.is(engine.insert(transaction, 1, 6, bytes(3)), 0);
  assert.is(engine.rollback(transaction), 0);
  assert.equal(engine.read(1, 5), bytes(1, 2));
  assert.is(engine.read(1, 6), null);
});

test('a transaction sees its own changes; others see what is committed', () => {
  const { engine } = started();
  put(engine, 5, bytes(1));
  put(engine, 7, bytes(7));
  const before = engine.rowCount(1);
  const transaction = engine.begin();
  engine.replace(transaction, 1, 5, bytes(2));
  engine.insert(transaction, 1, 6, bytes(6));
  engine.remove(transaction, 1, 7);
  assert.equal(engine.read(1, 5, transaction), bytes(2));
  assert.equal(engine.read(1, 5), bytes(1));
  assert.equal(engine.read(1, 6, transaction), bytes(6));
  assert.is(engine.read(1, 6), null);
  assert.is(engine.read(1, 7, transaction), null);
  assert.equal(engine.read(1, 7), bytes(7));
  const rows = [...engine.rows(1)].slice(0, 2);
  assert.equal(rows, [
    { key: 5, value: bytes(1) },
    { key: 7, value: bytes(7) },
  ]);
  assert.equal([...engine.rows(1, 6)].slice(0, 1), [{ key: 7, value: bytes(7) }]);
  assert.is(engine.rowCount(1), before);
});

test('a removed row at the end is still shown to others', () => {
  const { engine } = started();
  put(engine, MAXIMUM_KEY, bytes(1));
  const transaction = engine.begin();
  engine.remove(transaction, 1, MAXIMUM_KEY);
  assert.equal([...engine.rows(1)].at(-1), { key: MAXIMUM_KEY, value: bytes(1) });
});

test('what is handed out and taken in is a copy', () => {
  const { engine } = started();
  const value = bytes(1, 2, 3);
  put(engine, 5, value);
  value[0] = 99;
  const read = engine.read(1, 5);
  if (read !== null) read[1] = 99;
  assert.equal(engine.read(1, 5), bytes(1, 2, 3));
});

test('rows are locked to the end of the transaction that changed them', () => {
  const { engine } = started();
  put(engine, 5, bytes(1));
  const [one, two] = [engine.begin(), engine.begin()];
  assert.is(engine.replace(one, 1, 5, bytes(2)), 0);
  assert.is(engine.replace(one, 1, 5, bytes(3)), 0);
  assert.is(engine.replace(two, 1, 5, bytes(4)), JetError.JET_errWriteConflict);
  assert.is(engine.remove(two, 1, 5), JetError.JET_errWriteConflict);
  assert.is(engine.insert(one, 1, 6, bytes(1)), 0);
  assert.is(engine.insert(two, 1, 6, bytes(1)), JetError.JET_errWriteConflict);
  engine.rollback(one);
  assert.is(engine.replace(two, 1, 5, bytes(4)), 0);
  assert.is(engine.commit(two), 0);
  assert.equal(engine.read(1, 5), bytes(4));
});

test('operations that cannot be done say why and change nothing', () => {
  const { engine } = started();
  put(engine, 5, bytes(1));
  const transaction = engine.begin();
  const cases: [number, number][] = [
    [engine.insert(transaction, 1, 5, bytes(2)), JetError.JET_errKeyDuplicate],
    [engine.replace(transaction, 1, 6, bytes(2)), JetError.JET_errRecordNotFound],
    [engine.remove(transaction, 1, 6), JetError.JET_errRecordNotFound],
    [engine.insert(transaction, 1, 6, new Uint8Array(1501)), JetError.JET_errRecordTooBig],
    [engine.insert(transaction, 1, -1, bytes(2)), JetError.JET_errInvalidParameter],
    [engine.insert(transaction, 1, 1.5, bytes(2)), JetError.JET_errInvalidParameter],
    [engine.insert(transaction, 1, MAXIMUM_KEY + 1, bytes(2)), JetError.JET_errInvalidParameter],
    [engine.insert(transaction, 2, 6, bytes(2)), JetError.JET_errDatabaseNotFound],
    [engine.insert(999, 1, 6, bytes(2)), JetError.JET_errNotInTransaction],
    [engine.commit(999), JetError.JET_errNotInTransaction],
    [engine.rollback(999), JetError.JET_errNotInTransaction],
  ];
  for (const [found, wanted] of cases) assert.is(found, wanted);
  assert.is(engine.insert(transaction, 1, 0, new Uint8Array(1500)), 0);
  assert.is(engine.insert(transaction, 1, MAXIMUM_KEY, new Uint8Array(0)), 0);
  assert.is(engine.commit(transaction), 0);
  assert.is(engine.read(1, 0)?.length, 1500);
  assert.is(engine.read(1, MAXIMUM_KEY)?.length, 0);
});

test('a transaction that only reads is not logged', () => {
  const { engine } = started();
  const before = engine.tip();
  engine.commit(engine.begin());
  engine.rollback(engine.begin());
  assert.equal(engine.tip(), before);
});

test('a tree grows to three levels, shrinks to its root, and is sound at every size', () => {
  const { engine } = started({ leafCount: 2, lazyFlush: 10 });
  const ledger = readLedger(engine, [1]);
  const first = engine.begin();
  for (const { key } of [...engine.rows(1)]) engine.remove(first, 1, key);
  assert.is(engine.commit(first), 0);
  ledger.rowsOf(1).clear();
  const fill = engine.begin();
  for (let key = 0; key < 1400; key += 1) {
    assert.is(engine.insert(fill, 1, (key * 7919) % 1400, new Uint8Array(1400)), 0);
  }
  assert.is(engine.commit(fill), 0);
  assert.is(engine.rowCount(1), 1400);
  const clear = engine.begin();
  for (let key = 0; key < 1400; key += 1) assert.is(engine.remove(clear, 1, (key * 7919) % 1400), 0);
  assert.is(engine.commit(clear), 0);
  assert.equal(ledger.differences(1, engine.rows(1)), []);
  assert.is(put(engine, 1, bytes(1)), 0);
  assert.is(engine.stop(), 0);
});

test('appended rows move nothing: the page is left full, and only the new row goes to the next', () => {
  const { server, engine } = started({ leafCount: 2, lazyFlush: 0 });
  const transaction = engine.begin();
  for (let key = 0; key < 300; key += 1)
    assert.is(engine.insert(transaction, 1, 10_000_000 + key, new Uint8Array(900)), 0);
  engine.commit(transaction);
  engine.stop();
  const pages = (server.disk.open(PRIV)?.sizeBytes ?? 0) / 4096;
  assert.ok(pages < 67 + 300 / 4 + 5, `${pages} pages`);
});

test('freed pages are used again before the file grows', () => {
  const { server, engine } = started({ leafCount: 4 });
  const size = () => server.disk.open(PRIV)?.sizeBytes ?? 0;
  const fill = (from: number) => {
    const transaction = engine.begin();
    for (let key = 0; key < 200; key += 1) engine.insert(transaction, 1, from + key, new Uint8Array(1000));
    engine.commit(transaction);
  };
  fill(1_000_000);
  const grown = size();
  const transaction = engine.begin();
  for (let key = 0; key < 200; key += 1) engine.remove(transaction, 1, 1_000_000 + key);
  engine.commit(transaction);
  fill(1_000_000);
  assert.is(size(), grown);
});

test('a database that cannot grow refuses the row and goes on', () => {
  const { server, engine } = started({ leafCount: 2 });
  // Enough for the checkpoint and nothing more.
  server.disk.setCapacity('D', server.disk.usedBytes('D'));
  const transaction = engine.begin();
  let error = 0;
  for (let key = 0; error === 0 && key < 500; key += 1)
    error = engine.insert(transaction, 1, 700 + key, new Uint8Array(1500));
  assert.is(error, JetError.JET_errDiskFull);
  assert.is(engine.rollback(transaction), 0);
  assert.is(put(engine, 5, bytes(1)), 0);
  assert.is(engine.stop(), 0);
});

test('a full log disk stops the engine cleanly on its reserve, and what was committed is there', () => {
  const { server, engine } = started({ leafCount: 2 });
  put(engine, 5, bytes(42));
  server.disk.setCapacity('D', server.disk.usedBytes('D') + LOG_FILE_SIZE_BYTES + 100_000);
  const ledger = readLedger(engine, [1]);
  const transaction = engine.begin();
  let error = 0;
  for (let turn = 0; error === 0 && turn < 20_000; turn += 1)
    error = engine.replace(transaction, 1, 5, new Uint8Array(1400).fill(turn));
  assert.is(error, JetError.JET_errLogDiskFull);
  assert.is(engine.begin(), 0);
  assert.is(engine.insert(1, 1, 9, bytes(1)), JetError.JET_errLogDiskFull);
  assert.is(engine.rollLog(), JetError.JET_errLogDiskFull);
  assert.is(engine.stop(), JetError.JET_errLogDiskFull);
  assert.is(headerOf(server).state, DatabaseState.Clean);
  assert.not.ok(server.disk.exists(`${FOLDER}\\res1.log`));
  const again = server.fork();
  const report = again.tryStart();
  assert.is('error' in report ? report.error : 0, JetError.JET_errLogDiskFull);
  const roomy = server.fork();
  roomy.disk.setCapacity('D', null);
  assert.equal(ledger.differences(1, roomy.start().rows(1)), []);
  assert.ok(roomy.disk.exists(`${FOLDER}\\res1.log`) && roomy.disk.exists(`${FOLDER}\\res2.log`));
});

test('a log disk too full even for undo leaves a database that recovery brings back', () => {
  const { server, engine } = started({ leafCount: 2 });
  const ledger = readLedger(engine, [1]);
  server.disk.setCapacity('D', server.disk.usedBytes('D') + 5 * LOG_FILE_SIZE_BYTES + 100_000);
  const transaction = engine.begin();
  let error = 0;
  engine.insert(transaction, 1, 5, bytes(1));
  for (let turn = 0; error === 0 && turn < 40_000; turn += 1)
    error = engine.replace(transaction, 1, 5, new Uint8Array(1400).fill(turn));
  assert.is(error, JetError.JET_errLogDiskFull);
  assert.is(headerOf(server).state, DatabaseState.Dirty);
  const roomy = server.fork();
  roomy.disk.setCapacity('D', null);
  assert.equal(ledger.differences(1, roomy.start().rows(1)), []);
});

test('the last generations stop the engine cleanly', () => {
  const server = new TestServer({ seed: 1, leafCount: 2 });
  const engine = server.start({ firstGeneration: 0xfffff - 17 });
  put(engine, 5, bytes(1));
  assert.is(engine.rollLog({ kind: 'full' }), 0);
  assert.is(engine.rollLog({ kind: 'full' }), JetError.JET_errLogSequenceEnd);
  assert.is(put(engine, 6, bytes(1)), JetError.JET_errLogSequenceEnd);
  assert.is(headerOf(server).state, DatabaseState.Clean);
});

test('a running database is dirty and a stopped one is clean where it left the log', () => {
  const { server, engine } = started();
  const running = headerOf(server);
  assert.is(running.state, DatabaseState.Dirty);
  assert.equal(running.consistentPosition, { generation: 0, sector: 0, byte: 0 });
  assert.is(running.attachPosition.generation, 1);
  put(engine, 5, bytes(1));
  assert.is(engine.stop(), 0);
  const stopped = headerOf(server);
  assert.is(stopped.state, DatabaseState.Clean);
  assert.equal(stopped.consistentPosition, stopped.detachPosition);
  assert.is(stopped.consistentPosition.generation, 1);
  assert.ok(stopped.databaseTime > running.databaseTime);
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

test('the checkpoint lags as many generations as it was told, and no further when all is written', () => {
  const { server, engine } = started({ checkpointDepthGenerations: 3, lazyFlush: 0 });
  for (let generation = 1; generation <= 9; generation += 1) {
    assert.is(engine.checkpointGeneration, Math.max(1, generation - 3), `generation ${generation}`);
    put(engine, generation * 65536, bytes(generation));
    engine.rollLog();
  }
  engine.idle(1000);
  assert.is(engine.checkpointGeneration, 10);
  const file = server.disk.open(`${FOLDER}\\${CHECKPOINT_NAME}`);
  assert.equal(file === null ? null : readCheckpointFile(file)?.checkpoint, engine.tip());
});

test('an open transaction holds the checkpoint', () => {
  const { engine } = started({ lazyFlush: 256 });
  const transaction = engine.begin();
  engine.insert(transaction, 1, 5, bytes(1));
  for (let roll = 0; roll < 6; roll += 1) engine.rollLog();
  engine.idle(1000);
  assert.is(engine.checkpointGeneration, 1);
  engine.commit(transaction);
  engine.idle(1000);
  assert.is(engine.checkpointGeneration, 7);
});

test('a checkpoint file that cannot be written holds the checkpoint, and logs are kept', () => {
  const { server, engine } = started({ circularLogging: true, checkpointDepthGenerations: 0 });
  server.disk.remove(`${FOLDER}\\${CHECKPOINT_NAME}`);
  server.disk.setCapacity('D', server.disk.usedBytes('D'));
  assert.is(engine.writeCheckpoint(), JetError.JET_errDiskFull);
  server.disk.setCapacity('D', null);
  assert.is(engine.writeCheckpoint(), 0);
});

test('circular logging keeps what the checkpoint needs, and says so in the headers', () => {
  const { server, engine } = started({ circularLogging: true, checkpointDepthGenerations: 2 });
  for (let roll = 1; roll <= 8; roll += 1) {
    put(engine, roll, bytes(roll));
    engine.rollLog();
    assert.is(engine.lowestGeneration, engine.checkpointGeneration);
  }
  const header = readLogHeader(server.disk.open(`${FOLDER}\\edb.log`));
  assert.ok(header?.circularLogging && header.circularLoggingEarlier);
  engine.stop();
  const plain = new TestServer({ seed: 1, circularLogging: false }, server.disk.clone(), server.clock.now);
  const next = plain.start();
  next.rollLog();
  const later = readLogHeader(plain.disk.open(`${FOLDER}\\edb.log`));
  assert.ok(later !== null && !later.circularLogging && later.circularLoggingEarlier);
});

test('held logs stay until they are released', () => {
  const { engine } = started({ circularLogging: true, checkpointDepthGenerations: 0, lazyFlush: 256 });
  engine.rollLog();
  const held = engine.currentGeneration;
  engine.holdLogsFrom(held);
  for (let roll = 0; roll < 5; roll += 1) engine.rollLog();
  assert.is(engine.lowestGeneration, held);
  engine.holdLogsFrom(null);
  assert.ok(engine.purgeLogs() > 0);
  assert.is(engine.lowestGeneration, Math.min(engine.checkpointGeneration, engine.currentGeneration));
  assert.is(engine.purgeLogs(), 0);
});

test('without circular logging nothing is deleted unless asked', () => {
  const { engine } = started({ checkpointDepthGenerations: 0, lazyFlush: 256 });
  for (let roll = 0; roll < 5; roll += 1) engine.rollLog();
  assert.is(engine.lowestGeneration, 1);
  assert.equal([...engine.runs], [1, 5]);
  assert.is(engine.purgeLogs(), engine.checkpointGeneration - 1);
});

test('a small cache is enough for a large database', () => {
  const { engine } = started({ leafCount: 400, cachePages: 12 });
  const work = new Workload(engine, new SeededRandom(3), [1]);
  work.run(150);
  assert.equal(work.ledger.differences(1, engine.rows(1)), []);
  assert.ok(engine.rowCount(1) > 1000);
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

test('two databases share one log', () => {
  const { server, engine } = started({ databaseCount: 2 });
  const transaction = engine.begin();
  engine.insert(transaction, 1, 5, bytes(1));
  engine.insert(transaction, 2, 5, bytes(2));
  engine.commit(transaction);
  engine.crash();
  const next = server.fork().start();
  assert.equal([next.read(1, 5), next.read(2, 5)], [bytes(1), bytes(2)]);
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

test('a ledger says what differs', () => {
  const ledger = new Ledger();
  ledger.rowsOf(1).set(5, 'a').set(6, 'b').set(7, 'c');
  const rows = [
    { key: 5, value: bytes(0x61) },
    { key: 8, value: bytes(1) },
    { key: 6, value: bytes(0x63) },
  ];
  assert.equal(ledger.differences(1, rows), [
    'row 8 should not be there',
    'row 6 comes after 8',
    'row 6 has another value',
    'row 7 is missing',
  ]);
});

test.run();
