import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { DatabaseState, readCheckpointFile, startEngine, type VirtualDisk, writeCheckpointFile } from '../index.ts';
import { Store } from '../store/index.ts';
import {
  CHECKPOINT,
  CURRENT,
  checkpointGeneration,
  crashed,
  failed,
  logPath,
  OPEN_KEY,
  started,
} from '../testing/crashed.ts';
import { SeededRandom } from '../testing/random.ts';
import { DATABASES, FOLDER, TestServer } from '../testing/server.ts';
import { headerOf } from '../testing/started.ts';
import { Workload } from '../testing/workload.ts';
import { softRecover } from './softRecovery.ts';

const [{ path: PRIV }] = DATABASES;

test('a crashed server comes back with what was committed, from the checkpoint on', () => {
  const { server, ledger } = crashed();
  const first = checkpointGeneration(server.disk);
  assert.ok(first >= 2 && first <= 3, `the checkpoint is in generation ${first}`);
  const { engine, report } = started(server);
  assert.equal(ledger.differences(1, engine.rows(1)), []);
  const replayed = report.events.flatMap((event) => (event.kind === 'replaying' ? [event.generation] : []));
  assert.equal(
    replayed,
    [2, 3, 4, 5, 6].filter((generation) => generation >= first),
  );
  assert.equal(report.events[0], { kind: 'started', mode: 'soft' });
  assert.ok(report.events.some((event) => event.kind === 'undone' && event.transactions > 0));
  assert.is(report.events.at(-1)?.kind, 'completed');
});

test('replay starts at the lowest log when the checkpoint is missing, damaged or of another stream', () => {
  const cases: [number, (disk: VirtualDisk) => void][] = [
    [JetError.JET_errCheckpointCorrupt, (disk) => disk.remove(CHECKPOINT)],
    [
      JetError.JET_errCheckpointCorrupt,
      (disk) => {
        disk.corruptByte(CHECKPOINT, 20, 1);
        disk.corruptByte(CHECKPOINT, 4096 + 20, 1);
      },
    ],
    [
      JetError.JET_errBadCheckpointSignature,
      (disk) => {
        const file = disk.open(CHECKPOINT);
        const checkpoint = file === null ? null : readCheckpointFile(file);
        if (file !== null && checkpoint !== null) {
          writeCheckpointFile(file, { ...checkpoint, logSignature: { ...checkpoint.logSignature, random: 1 } });
        }
      },
    ],
  ];
  for (const [error, damage] of cases) {
    const { server, ledger } = crashed();
    damage(server.disk);
    const { engine, report } = started(server);
    assert.ok(report.events.some((event) => event.kind === 'checkpoint-ignored' && event.error === error));
    assert.ok(report.events.some((event) => event.kind === 'replaying' && event.generation === 1));
    assert.equal(ledger.differences(1, engine.rows(1)), []);
  }
});

test('one sound copy of the checkpoint is enough', () => {
  const { server } = crashed();
  const generation = checkpointGeneration(server.disk);
  server.disk.corruptByte(CHECKPOINT, 20, 1);
  const { report } = started(server);
  assert.ok(!report.events.some((event) => event.kind === 'replaying' && event.generation < generation));
});

test('a clean copy from before rolls forward through every later start; an older dirty one is refused', () => {
  const server = new TestServer({ seed: 3, checkpointDepthGenerations: 30 });
  const first = server.start();
  const ids = [1];
  const work = new Workload(first, new SeededRandom(3), ids);
  const dirtyCopy = server.disk.open(PRIV)?.clone();
  work.run(40);
  work.settle();
  first.stop();
  const cleanCopy = server.disk.open(PRIV)?.clone();
  const second = server.start();
  const more = new Workload(second, new SeededRandom(4), ids, work.ledger);
  more.run(60);
  more.settle();
  second.rollLog();
  second.stop();
  const third = server.start();
  const last = new Workload(third, new SeededRandom(5), ids, more.ledger);
  last.run(60);
  third.crash();
  const rolled = server.fork();
  if (cleanCopy !== undefined) rolled.disk.create(PRIV, cleanCopy.clone());
  rolled.disk.remove(CHECKPOINT);
  assert.equal(last.ledger.differences(1, started(rolled).engine.rows(1)), []);
  const fromFirst = server.fork();
  if (dirtyCopy !== undefined) fromFirst.disk.create(PRIV, dirtyCopy.clone());
  fromFirst.disk.remove(CHECKPOINT);
  assert.equal(last.ledger.differences(1, started(fromFirst).engine.rows(1)), []);
  const tooOld = server.fork();
  if (cleanCopy !== undefined) tooOld.disk.create(PRIV, cleanCopy.clone());
  tooOld.disk.remove(CHECKPOINT);
  // Without the log in which it left and came back, the clean copy is older than what follows expects.
  tooOld.disk.remove(logPath(1));
  assert.is(failed(tooOld).error, JetError.JET_errConsistentTimeMismatch);
  // The same of a copy that was in use: the logs that follow say when it left, and it knows only when it joined.
  const inUse = server.fork();
  if (dirtyCopy !== undefined) inUse.disk.create(PRIV, dirtyCopy.clone());
  assert.is(headerOf(inUse).state, DatabaseState.Dirty);
  inUse.disk.remove(CHECKPOINT);
  inUse.disk.remove(logPath(1));
  const { error, path } = failed(inUse);
  assert.equal([error, path], [JetError.JET_errConsistentTimeMismatch, PRIV]);
});

test('a clean copy that is put back together with its checkpoint rolls forward, although edb.log ends cleanly', () => {
  const server = new TestServer({ seed: 3 });
  const put = (key: number) => {
    const engine = server.start();
    const transaction = engine.begin();
    engine.insert(transaction, 1, key, new Uint8Array(9));
    engine.commit(transaction);
    assert.is(engine.currentGeneration, 1, 'all in one log');
    engine.stop();
  };
  put(OPEN_KEY);
  const copies = [PRIV, CHECKPOINT].map((path) => [path, server.disk.open(path)?.clone()] as const);
  put(OPEN_KEY + 1);
  for (const [path, copy] of copies) if (copy !== undefined) server.disk.create(path, copy);
  const { engine, report } = started(server);
  assert.equal(
    [...engine.rows(1)].map(({ key }) => key).filter((key) => key >= OPEN_KEY),
    [OPEN_KEY, OPEN_KEY + 1],
  );
  assert.equal(report.events[0], { kind: 'started', mode: 'soft' });
});

test('a clean copy counts as incomplete from the moment it is replayed, should recovery be cut short', () => {
  const server = new TestServer({ seed: 3 });
  server.start().stop();
  const copy = server.disk.open(PRIV)?.clone();
  const engine = server.start();
  const transaction = engine.begin();
  engine.insert(transaction, 1, OPEN_KEY, new Uint8Array(9));
  engine.commit(transaction);
  engine.crash();
  if (copy !== undefined) server.disk.create(PRIV, copy);
  assert.is(headerOf(server).state, DatabaseState.Clean);
  const states: number[] = [];
  const onStep = () => states.push(headerOf(server).state);
  const result = startEngine(server.options(), { onStep });
  assert.is(result.kind, 'started');
  assert.is(states[0], DatabaseState.Dirty);
});

test('a roll that a crash interrupted is finished', () => {
  const { server } = crashed();
  const states: VirtualDisk[] = [];
  const recovered = server.fork();
  const { engine } = started(recovered);
  engine.stop();
  const again = recovered.fork();
  const running = again.start({ onStep: () => states.push(again.disk.clone()) });
  const before = states.length;
  running.rollLog();
  const rows = [...running.rows(1)].length;
  const seen = { closedNotRenamed: 0, renamedOnce: 0 };
  for (const disk of states.slice(before)) {
    if (!disk.exists(CURRENT)) seen.renamedOnce += 1;
    else if (disk.exists(`${FOLDER}\\edbtmp.log`)) seen.closedNotRenamed += 1;
    const next = again.fork(disk);
    const { engine: recoveredEngine } = started(next);
    assert.is(recoveredEngine.rowCount(1), rows);
    assert.is(recoveredEngine.rollLog(), 0);
  }
  assert.ok(seen.closedNotRenamed > 0 && seen.renamedOnce > 0, JSON.stringify(seen));
});

test('undo may use the reserve when the log disk is full, and what it cannot undo waits for room', () => {
  const giveUp = (operationCount: number) => {
    const server = new TestServer({ seed: 1, lazyFlush: 64 });
    const engine = server.start();
    const open = engine.begin();
    engine.insert(open, 1, OPEN_KEY, new Uint8Array(1400));
    for (let turn = 0; turn < operationCount; turn += 1)
      engine.replace(open, 1, OPEN_KEY, new Uint8Array(1400).fill(turn));
    const other = engine.begin();
    engine.insert(other, 1, 5, new Uint8Array(5));
    assert.is(engine.commit(other), 0);
    engine.crash();
    server.disk.setCapacity('D', server.disk.usedBytes('D'));
    return server;
  };
  const little = giveUp(1700);
  const before = little.disk.list(FOLDER).length;
  assert.is(failed(little).error, JetError.JET_errLogDiskFull, 'no room for a new reserve');
  assert.not.ok(little.disk.exists(`${FOLDER}\\res1.log`));
  assert.is(little.disk.list(FOLDER).length, before, 'a reserve log became an ordinary one');
  const much = giveUp(5000);
  assert.is(failed(much).error, JetError.JET_errLogDiskFull);
  for (const server of [little, much]) {
    server.disk.setCapacity('D', null);
    const { engine } = started(server.fork());
    assert.is(engine.read(1, OPEN_KEY), null);
    assert.is(engine.read(1, 5)?.length, 5);
  }
});

test('a low log that is missing without a checkpoint is not noticed by an engine of the era, but never breaks it (Q240145)', () => {
  let silent = 0;
  let noticed = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const { server } = crashed({ seed, lazyFlush: 0, checkpointDepthGenerations: 30 });
    server.disk.remove(CHECKPOINT);
    for (const generation of [1, 2, 3]) server.disk.remove(logPath(generation));
    const result = startEngine(server.options());
    if (result.kind === 'started') silent += 1;
    else noticed += 1;
  }
  assert.is(silent + noticed, 12);
  assert.ok(noticed > 0, 'damage that makes no sense is noticed');
});

test('a recovery that had nothing to undo ends the log as well: the next start does not replay it again', () => {
  const server = new TestServer({ seed: 7 });
  const engine = server.start();
  const transaction = engine.begin();
  engine.insert(transaction, 1, OPEN_KEY, new Uint8Array(9));
  engine.commit(transaction);
  engine.crash();
  // Nobody is at work, and the only database is passed over: there is nothing to undo, and none to detach.
  const held = startEngine({ ...server.options(), accessTo: (path) => (path === PRIV ? 'held' : 'free') });
  assert.equal(
    held.report.events.flatMap((event) => (event.kind === 'undone' ? [event.transactions] : [])),
    [0],
  );
  const report = failed(server);
  assert.is(report.error, JetError.JET_errDatabaseInconsistent);
  assert.equal(report.events, [], 'no recovery begins');
});

/** Recovery alone, completed, and then the process dies before anything more is logged. */
function recoverAndDie(server: TestServer): void {
  const store = new Store(server.options());
  assert.is(softRecover(store, []), null);
}

test('a recovery that was completed and followed by nothing: one build answers -550 at the next start, the others start (Q166542)', () => {
  const { server, ledger } = crashed();
  recoverAndDie(server);
  const defective = { ...server.options(), answers: { secondRecovery: JetError.JET_errDatabaseInconsistent } };
  const result = startEngine({ ...defective, disk: server.disk.clone() });
  assert.is(result.report.error, JetError.JET_errDatabaseInconsistent);
  assert.match(result.report.sentence, 'Q166542');
  const { engine } = started(server);
  assert.equal(ledger.differences(1, engine.rows(1)), []);
  engine.stop();
  assert.is(startEngine(defective).kind, 'started', 'a clean stop behind it is no recovery');
});

test('a page that cannot be read while transactions are undone is the reason that is given, and no disk without room (property)', () => {
  const { server } = crashed({ leafCount: 600, lazyFlush: 255 });
  const sizePages = (server.disk.open(PRIV)?.sizeBytes ?? 0) / 4096;
  let inUndo = 0;
  for (let page = 2; page < sizePages; page++) {
    const damaged = server.fork();
    damaged.disk.corruptByte(PRIV, page * 4096 + 2048, 1);
    const result = startEngine(damaged.options());
    if (result.kind === 'started') continue;
    const { error, sentence, path, pageNumber } = result.report;
    assert.is(error, JetError.JET_errReadVerifyFailure, sentence);
    assert.not.match(sentence, 'make room');
    assert.equal([path, pageNumber], [PRIV, page - 1], sentence);
    if (sentence.includes('cannot be undone')) inUndo += 1;
  }
  assert.ok(inUndo > 0, 'inconclusive: no page was needed by undo alone');
});

test.run();
