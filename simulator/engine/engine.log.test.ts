import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { CHECKPOINT_NAME, DatabaseState, LOG_FILE_SIZE_BYTES, readCheckpointFile, startEngine } from './index.ts';
import { readLogHeader } from './log/index.ts';
import { FOLDER, TestServer } from './testing/server.ts';
import { bytes, headerOf, put, started } from './testing/started.ts';
import { readLedger } from './testing/workload.ts';

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
  const server = new TestServer({ seed: 1, circularLogging: true, checkpointDepthGenerations: 0, lazyFlush: 256 });
  const result = startEngine({ ...server.options(), systemFolder: 'C:\\work' });
  if (result.kind === 'failed') throw new Error(result.report.sentence);
  const { engine } = result;
  const roll = (count: number) => {
    for (let key = 0; key < count; key += 1) {
      put(engine, engine.currentGeneration * 65536 + key, bytes(key));
      engine.rollLog();
      engine.idle(1000);
    }
  };
  roll(4);
  const { checkpointInMemory, lowestGeneration } = engine;
  assert.ok(lowestGeneration > 1, 'logs go while it can be written');
  server.disk.remove(`C:\\work\\${CHECKPOINT_NAME}`);
  server.disk.setCapacity('C', 0);
  assert.is(engine.writeCheckpoint(), JetError.JET_errDiskFull);
  roll(4);
  assert.equal([engine.checkpointGeneration, engine.checkpointInMemory], [0, checkpointInMemory]);
  assert.equal([engine.lowestGeneration, engine.purgeLogs()], [lowestGeneration, 0], 'no log was deleted');
  server.disk.setCapacity('C', null);
  assert.is(engine.writeCheckpoint(), 0);
  assert.ok(engine.checkpointGeneration > checkpointInMemory);
  assert.is(engine.purgeLogs(), engine.checkpointGeneration - lowestGeneration);
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
  for (const behind of ['the next log', 'the one behind it', 'and the one behind that']) {
    next.rollLog();
    const later = readLogHeader(plain.disk.open(`${FOLDER}\\edb.log`));
    assert.equal([later?.circularLogging, later?.circularLoggingEarlier], [false, true], behind);
  }
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

test.run();
