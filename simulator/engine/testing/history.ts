import type { Engine, EngineInternals } from '../index.ts';
import { type BackupSet, backUp, readSizes } from './backupSet.ts';
import type { Ledger } from './ledger.ts';
import { SeededRandom } from './random.ts';
import { type ServerSetup, TestServer } from './server.ts';
import { Workload } from './workload.ts';

/** A server under random load, ready for the next thing to happen to it. */
export interface Scene {
  readonly server: TestServer;
  readonly engine: Engine;
  readonly work: Workload;
  readonly random: SeededRandom;
}

/** The shapes of servers that properties draw from: sizes, caches, lazy writers, one or two databases. */
function drawSetup(random: SeededRandom, seed: number): ServerSetup {
  const pick = <T>(...values: readonly [T, ...T[]]): T => values[random.next(values.length)] ?? values[0];
  return {
    seed,
    databaseCount: pick(1, 2),
    circularLogging: pick(false, false, true),
    checkpointDepthGenerations: random.next(4),
    leafCount: 6 + random.next(60),
    lazyFlush: pick(0, 10, 64, 256),
    cachePages: pick(20, 60, 1000),
  };
}

/** Starts a server drawn from the seed and lets it work for a while. */
export function openScene(seed: number, changes: Partial<ServerSetup> = {}, internals: EngineInternals = {}): Scene {
  const random = new SeededRandom(seed);
  const server = new TestServer({ ...drawSetup(random, seed), ...changes });
  const engine = server.start(internals);
  const ids = server.databases.map(({ id }) => id);
  const work = new Workload(engine, random, ids);
  for (let rolls = random.next(3); rolls > 0; rolls -= 1) {
    work.run(random.next(30));
    engine.rollLog();
  }
  work.run(random.next(40));
  return { server, engine, work, random };
}

/** A full backup of the scene with load between the reads, and what was committed when its logs were closed. */
export function backUpScene({ server, engine, work, random }: Scene): {
  readonly set: BackupSet;
  readonly ledger: Ledger;
} {
  const busy = 1 + random.next(7);
  const set = backUp(engine, server, { between: () => work.run(random.next(busy)), readSizeBytes: readSizes(random) });
  return { set, ledger: work.ledger.clone() };
}

/** Where an engine's committed rows differ from a ledger, over all its databases. */
export function ledgerDifferences(server: TestServer, engine: Engine, ledger: Ledger): string[] {
  return server.databases.flatMap(({ id }) =>
    ledger.differences(id, engine.rows(id)).map((line) => `database ${id}: ${line}`),
  );
}
