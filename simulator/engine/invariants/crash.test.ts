import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type EngineInternals, startEngine, type VirtualDisk } from '../index.ts';
import { ledgerDifferences, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import type { Ledger } from '../testing/ledger.ts';
import { SeededRandom } from '../testing/random.ts';
import { TestServer } from '../testing/server.ts';
import { checkTree } from '../testing/treeCheck.ts';
import { Workload } from '../testing/workload.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });

/** The bytes at some moment, and what may be committed in them. */
interface Moment {
  readonly disk: VirtualDisk;
  readonly ledgers: readonly Ledger[];
}

/** Runs a server and keeps some of the moments at which bytes on its disk had just changed: within commits, rolls, flushes. */
function moments(
  seed: number,
  limit: number,
  internals: EngineInternals = {},
): { server: TestServer; found: Moment[] } {
  const random = new SeededRandom(seed);
  const dice = new SeededRandom(seed + 1);
  const found: Moment[] = [];
  const server = new TestServer({
    seed,
    databaseCount: random.chance(40) ? 2 : 1,
    circularLogging: random.chance(30),
    checkpointDepthGenerations: random.next(3),
    leafCount: 6 + random.next(30),
    lazyFlush: [10, 64, 256][random.next(3)] ?? 64,
    cachePages: [20, 60, 1000][random.next(3)] ?? 60,
  });
  let work: Workload | null = null;
  const onStep = () => {
    if (work !== null && found.length < limit && dice.chance(3))
      found.push({ disk: server.disk.clone(), ledgers: work.possibleLedgers() });
  };
  const engine = server.start({ ...internals, onStep });
  work = new Workload(
    engine,
    random,
    server.databases.map(({ id }) => id),
  );
  for (let part = 0; part < 4; part += 1) {
    work.run(40);
    if (random.chance(60)) engine.rollLog();
  }
  work.settle();
  engine.stop();
  return { server, found };
}

/** Recovers; one of the ledgers must be what comes back, and the stopped files must be sound. Which one it was. */
function requireOneOf(server: TestServer, ledgers: readonly Ledger[]): number {
  const engine = server.start();
  const differences = ledgers.map((ledger) => ledgerDifferences(server, engine, ledger));
  const index = differences.findIndex((lines) => lines.length === 0);
  assert.ok(index >= 0, differences[0]?.join('; '));
  assert.is(engine.stop(), 0);
  for (const { path } of server.databases) {
    const file = server.disk.open(path);
    if (file !== null) checkTree(file);
  }
  return index;
}

test('a crash at any moment loses nothing that was committed and keeps nothing that was not', () => {
  const seen = { moments: 0, inCommit: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const { server, found } = moments(seed, 8);
      for (const { disk, ledgers } of found) {
        requireOneOf(server.fork(disk), ledgers);
        seen.moments += 1;
        if (ledgers.length > 1) seen.inCommit += 1;
      }
    }),
    21,
    30,
  );
  assert.ok(seen.moments > 100 && seen.inCommit > 10, `seen too little: ${JSON.stringify(seen)}`);
});

test('a crash during recovery, again and again, changes nothing about its outcome', () => {
  const seen = { crashes: 0, undone: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const { server, found } = moments(seed, 3);
      const random = new SeededRandom(seed);
      for (const { disk, ledgers } of found) {
        let current = disk;
        for (let attempt = 0; attempt < 3; attempt += 1) {
          const fork = server.fork(current.clone());
          const stopAt = 1 + random.next(25);
          let steps = 0;
          const onStep = () => {
            steps += 1;
            if (steps === stopAt) current = fork.disk.clone();
          };
          const result = startEngine(fork.options(), { onStep });
          if (result.report.events.some((event) => event.kind === 'undone' && event.transactions > 0)) seen.undone += 1;
          if (steps >= stopAt) seen.crashes += 1;
        }
        requireOneOf(server.fork(current), ledgers);
      }
    }),
    22,
    20,
  );
  assert.ok(seen.crashes > 60 && seen.undone > 10, `seen too little: ${JSON.stringify(seen)}`);
});

test('a torn tail of the log is no more than a crash a little earlier', () => {
  let open = 0;
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work } = openScene(seed, { lazyFlush: 0 });
      work.run(30);
      if (work.openCount > 0) open += 1;
      engine.crash({ tornTail: true });
      requireOneOf(server.fork(), [work.ledger]);
    }),
    23,
    40,
  );
  assert.ok(open > 20);
});

test('what a crash left is recovered the same, however often it is recovered', () => {
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work } = openScene(seed);
      engine.crash();
      let disk = server.disk;
      for (let turn = 0; turn < 3; turn += 1) {
        const fork = server.fork(disk.clone());
        const next = fork.start();
        assert.equal(ledgerDifferences(fork, next, work.ledger), []);
        next.crash({ tornTail: turn === 1 });
        disk = fork.disk;
      }
    }),
    24,
    20,
  );
});

test('a clean stop needs no recovery', () => {
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work } = openScene(seed);
      work.settle();
      assert.is(engine.stop(), 0);
      const fork = server.fork();
      const result = startEngine(fork.options());
      if (result.kind === 'failed') throw new Error(result.report.sentence);
      assert.not.ok(result.report.events.some(({ kind }) => kind === 'database-attached' || kind === 'undone'));
      assert.equal(ledgerDifferences(fork, result.engine, work.ledger), []);
    }),
    25,
    20,
  );
});

test('closed logs never change again', () => {
  holds(
    fc.property(seeds, (seed) => {
      const { server, engine, work } = openScene(seed, { circularLogging: false });
      engine.rollLog();
      const closed = engine.currentGeneration - 1;
      const path = `D:\\exchsrvr\\mdbdata\\edb${closed.toString(16).padStart(5, '0')}.log`;
      const before = server.disk.readAll(path);
      work.run(60);
      engine.crash();
      const fork = server.fork();
      fork.start().stop();
      assert.is(Buffer.compare(fork.disk.readAll(path) ?? new Uint8Array(0), before ?? new Uint8Array(0)), 0);
    }),
    26,
    10,
  );
});

test('planted: an engine that writes givers before receivers does not survive crashes', () => {
  let broken = 0;
  for (let seed = 1; seed <= 12 && broken < 3; seed += 1) {
    const { server, found } = moments(seed, 6, { flushOrder: false });
    for (const { disk, ledgers } of found) {
      const fork = server.fork(disk);
      const result = startEngine(fork.options());
      const isRight =
        result.kind === 'started' &&
        ledgers.some((ledger) => ledgerDifferences(fork, result.engine, ledger).length === 0);
      if (!isRight) broken += 1;
    }
  }
  assert.ok(broken >= 3, `only ${broken} crashes were not survived`);
});

test.run();
