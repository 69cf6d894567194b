import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { type EngineInternals, hardRecover, logFileName, VirtualDisk } from '../index.ts';
import { isChained, readLogHeader } from '../log/index.ts';
import { type BackupSet, copyOfFile, orderFor, restoreFiles, restoreToEmpty } from '../testing/backupSet.ts';
import { backUpScene, ledgerDifferences, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import type { Ledger } from '../testing/ledger.ts';
import { findLostMoves } from '../testing/moves.ts';
import { FOLDER, type TestServer } from '../testing/server.ts';
import { checkTree } from '../testing/treeCheck.ts';
import { Workload } from '../testing/workload.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });
const logPath = (generation: number): string => `${FOLDER}\\${logFileName(generation)}`;

/** Starts a recovered server; its rows must be the ledger's and its trees sound. */
function requireRows(server: TestServer, ledger: Ledger): void {
  const engine = server.start();
  assert.equal(ledgerDifferences(server, engine, ledger), []);
  assert.is(engine.stop(), 0);
  for (const { path } of server.databases) {
    const file = server.disk.open(path);
    if (file !== null) checkTree(file);
  }
}

test('I4 and I5 a backup with its patch files brings back every committed row; without them it does so if and only if no move was cut in two', () => {
  const seen = { needed: 0, notNeeded: 0, patched: 0, moves: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed);
      const { set, ledger } = backUpScene(scene);
      const whole = restoreToEmpty(set, scene.server);
      assert.is(whole.report.error, 0, whole.report.sentence);
      requireRows(whole.server, ledger);
      seen.patched += whole.report.events.filter(({ kind }) => kind === 'patched').length;

      const { lost, moveCount } = findLostMoves(set);
      seen.moves += moveCount;
      const bare = restoreToEmpty(set, scene.server, { patches: false });
      if (lost.length > 0) {
        seen.needed += 1;
        assert.is(bare.report.error, JetError.JET_errMissingPatchPage, bare.report.sentence);
        assert.ok(lost.some(({ receiver }) => receiver === bare.report.pageNumber));
      } else {
        seen.notNeeded += 1;
        assert.is(bare.report.error, 0, bare.report.sentence);
        requireRows(bare.server, ledger);
      }
    }),
    11,
    60,
  );
  assert.ok(
    seen.needed > 15 && seen.notNeeded > 8 && seen.patched > 50 && seen.moves > 1000,
    `seen too little: ${JSON.stringify(seen)}`,
  );
});

test('I6 recovering twice is recovering once, and starting at an earlier log changes nothing', () => {
  let earlier = 0;
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed, { circularLogging: false, checkpointDepthGenerations: 1 });
      const { server, engine } = scene;
      for (let roll = 0; roll < 3; roll += 1) engine.rollLog();
      const { set, ledger } = backUpScene(scene);
      // The earlier logs are still on the server: nothing was truncated.
      const logs = new Map(set.logs);
      let low = set.lowGeneration;
      for (; low > 1; low -= 1) logs.set(low - 1, copyOfFile(server.disk, logPath(low - 1)));
      if (set.lowGeneration > 1) earlier += 1;
      const fromEarlier: BackupSet = { ...set, logs };
      const target = server.fork(new VirtualDisk());
      restoreFiles(fromEarlier, target.disk);
      const report = hardRecover(target.options(), orderFor(set, { lowGeneration: low }));
      assert.is(report.error, 0, report.sentence);
      for (const { path } of set.patches) target.disk.remove(path);
      // Once recovered, it is recovered again from all of its logs, without a checkpoint.
      const again = target.fork();
      again.disk.remove(`${FOLDER}\\edb.chk`);
      requireRows(target, ledger);
      requireRows(again, ledger);
    }),
    12,
    25,
  );
  assert.ok(earlier > 8, `only ${earlier} histories had earlier logs`);
});

test('I7 after truncation the logs that remain are contiguous, and carry the backup to the last committed row', () => {
  const seen = { deleted: 0, forward: 0 };
  holds(
    fc.property(seeds, fc.boolean(), (seed, tornTail) => {
      const scene = openScene(seed, { circularLogging: false });
      const { server, engine, work, random } = scene;
      const { set } = backUpScene(scene);
      const low = engine.lowestGeneration;
      const high = Math.min(engine.checkpointGeneration, set.highGeneration + 1);
      if (engine.deleteLogs(low, high) > 0) seen.deleted += 1;
      for (let roll = random.next(4); roll > 0; roll -= 1) {
        work.run(random.next(30));
        engine.rollLog();
      }
      work.run(random.next(30));
      const ledger = work.ledger.clone();
      engine.crash({ tornTail });
      let previous = null;
      for (const generation of range(high, engine.currentGeneration)) {
        const header = readLogHeader(server.disk.open(logPath(generation)));
        if (header === null) throw new Error(`Log ${generation} is gone`);
        if (previous !== null) assert.ok(isChained(previous, header));
        previous = header;
      }
      const target = server.fork();
      restoreFiles(set, target.disk);
      const report = hardRecover(target.options(), orderFor(set));
      assert.is(report.error, 0, report.sentence);
      assert.not.ok(report.events.some(({ kind }) => kind === 'existing-logs-discarded'));
      for (const { path } of set.patches) target.disk.remove(path);
      if (engine.currentGeneration > set.highGeneration + 1) seen.forward += 1;
      requireRows(target, ledger);
    }),
    13,
    30,
  );
  assert.ok(seen.deleted > 5 && seen.forward > 5, `seen too little: ${JSON.stringify(seen)}`);
});

test('logs roll a backup forward through stops, crashes and recoveries of the server that wrote them', () => {
  const seen = { stops: 0, crashes: 0, patched: 0 };
  holds(
    fc.property(seeds, (seed) => {
      let scene = openScene(seed, { circularLogging: false });
      const { set } = backUpScene(scene);
      for (let turn = 1 + scene.random.next(4); turn > 0; turn -= 1) {
        scene.work.run(scene.random.next(40));
        if (scene.random.chance(50)) scene.engine.rollLog();
        if (scene.random.chance(50)) {
          scene.work.settle();
          assert.is(scene.engine.stop(), 0);
          seen.stops += 1;
        } else {
          scene.engine.crash({ tornTail: scene.random.chance(50) });
          seen.crashes += 1;
        }
        const server = scene.server.fork();
        const engine = server.start();
        const ids = server.databases.map(({ id }) => id);
        scene = {
          server,
          engine,
          work: new Workload(engine, scene.random, ids, scene.work.ledger),
          random: scene.random,
        };
      }
      scene.work.run(scene.random.next(30));
      const { ledger } = scene.work;
      scene.engine.crash();
      const target = scene.server.fork();
      restoreFiles(set, target.disk);
      const report = hardRecover(target.options(), orderFor(set));
      assert.is(report.error, 0, report.sentence);
      if (report.events.some(({ kind }) => kind === 'patched')) seen.patched += 1;
      for (const { path } of set.patches) target.disk.remove(path);
      requireRows(target, ledger);
    }),
    16,
    40,
  );
  assert.ok(seen.stops > 20 && seen.crashes > 20 && seen.patched > 10, `seen too little: ${JSON.stringify(seen)}`);
});

test('I8 a full backup and the incremental ones behind it bring back what was committed at the last', () => {
  let chains = 0;
  holds(
    fc.property(seeds, fc.integer({ min: 1, max: 3 }), (seed, incrementals) => {
      const scene = openScene(seed, { circularLogging: false });
      const { server, engine, work, random } = scene;
      const { set } = backUpScene(scene);
      engine.deleteLogs(1, Math.min(engine.checkpointGeneration, set.highGeneration + 1));
      const logs = new Map(set.logs);
      let high = set.highGeneration;
      for (let turn = 0; turn < incrementals; turn += 1) {
        work.run(20 + random.next(30));
        engine.rollLog({ kind: 'incremental' });
        const low = engine.lowestGeneration;
        assert.ok(low <= high + 1, 'an incremental backup begins where the one before ended, or earlier');
        high = engine.currentGeneration - 1;
        for (const generation of range(low, high + 1))
          logs.set(generation, copyOfFile(server.disk, logPath(generation)));
        engine.deleteLogs(low, Math.min(engine.checkpointGeneration, high + 1));
        assert.equal(engine.databaseHeader(1).fullBackup.highGeneration, set.highGeneration);
      }
      const ledger = work.ledger.clone();
      engine.crash();
      const target = server.fork(new VirtualDisk());
      restoreFiles({ ...set, logs }, target.disk);
      const report = hardRecover(target.options(), orderFor(set, { highGeneration: high }));
      assert.is(report.error, 0, report.sentence);
      for (const { path } of set.patches) target.disk.remove(path);
      requireRows(target, ledger);
      chains += 1;
    }),
    14,
    25,
  );
  assert.ok(chains >= 25);
});

test('a server restored and recovered goes on, crashes, and is backed up again like any other', () => {
  holds(
    fc.property(seeds, (seed) => {
      const first = openScene(seed, { databaseCount: 1 });
      const { set } = backUpScene(first);
      const restored = restoreToEmpty(set, first.server);
      assert.is(restored.report.error, 0, restored.report.sentence);
      const engine = restored.server.start();
      const work = new Workload(engine, first.random, [1]);
      const second = { server: restored.server, engine, work, random: first.random };
      work.run(40);
      const { set: next, ledger } = backUpScene(second);
      engine.crash();
      const again = restoreToEmpty(next, restored.server);
      assert.is(again.report.error, 0, again.report.sentence);
      requireRows(again.server, ledger);
    }),
    15,
    15,
  );
});

/** How many of so many histories a backup of an engine with a defect does not bring back. */
function countFailures(internals: EngineInternals, runs: number, warmUpSteps = 0): number {
  let failures = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const scene = openScene(seed * 7, {}, internals);
    scene.work.run(warmUpSteps);
    const { set } = backUpScene(scene);
    if (restoreToEmpty(set, scene.server).report.error === JetError.JET_errMissingPatchPage) failures += 1;
  }
  return failures;
}

test('planted: an engine without the patch rule, or with one that forgets a case, fails I4', () => {
  assert.is(countFailures({ patchRule: 'complete' }, 60), 0);
  assert.ok(countFailures({ patchRule: 'off' }, 10) > 2, 'no images at all');
  assert.ok(countFailures({ patchRule: 'direct-givers' }, 60) > 1, 'only givers that are themselves still to come');
  assert.ok(
    countFailures({ patchRule: 'old-pages' }, 30, 200) > 1,
    'without the pages that were added during the copy',
  );
});

function range(from: number, toExclusive: number): number[] {
  return Array.from({ length: Math.max(0, toExclusive - from) }, (_unused, index) => from + index);
}

test.run();
