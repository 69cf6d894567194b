import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { hardRecover, type RecoveryReport, SHADOWED_HEADER_SIZE_BYTES, VirtualDisk } from '../index.ts';
import { type BackupSet, orderFor, restoreFiles } from '../testing/backupSet.ts';
import { backUpScene, ledgerDifferences, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import type { Ledger } from '../testing/ledger.ts';
import { SeededRandom } from '../testing/random.ts';
import { TestServer } from '../testing/server.ts';
import { checkTree } from '../testing/treeCheck.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });

/** The pages of every database, headers left out: those hold the time of the recovery. */
function pagesOf({ disk, databases }: TestServer): string[] {
  return databases.map(({ path }) => {
    const bytes = disk.readAll(path);
    if (bytes === null) throw new Error(`${path} is missing`);
    return Buffer.from(bytes.subarray(SHADOWED_HEADER_SIZE_BYTES)).toString('base64');
  });
}

function requireRows(server: TestServer, set: BackupSet, ledger: Ledger): void {
  for (const { path } of set.patches) server.disk.remove(path);
  const engine = server.start();
  assert.equal(ledgerDifferences(server, engine, ledger), []);
  assert.is(engine.stop(), 0);
  for (const { path } of server.databases) {
    const file = server.disk.open(path);
    if (file !== null) checkTree(file);
  }
}

test('what hard recovery makes depends on the saved bytes alone: another server, clock and seed make the same pages', () => {
  let patched = 0;
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed);
      const { set, ledger } = backUpScene(scene);
      // The live server goes on, and is gone: neither may matter.
      scene.work.run(20);
      scene.engine.crash();
      const here = scene.server.fork(new VirtualDisk());
      const there = new TestServer(
        { ...scene.server.setup, seed: seed + 1, cachePages: 30, lazyFlush: 0 },
        new VirtualDisk(),
        1_500_000_000,
      );
      const reports = [here, there].map((server): RecoveryReport => {
        restoreFiles(set, server.disk);
        return hardRecover(server.options(), orderFor(set));
      });
      for (const report of reports) assert.is(report.error, 0, report.sentence);
      assert.equal(reports[0]?.events, reports[1]?.events);
      assert.equal(pagesOf(here), pagesOf(there));
      if (reports[0]?.events.some(({ kind }) => kind === 'patched')) patched += 1;
      requireRows(there, set, ledger);
    }),
    41,
    20,
  );
  assert.ok(patched > 4, `only ${patched} recoveries used a patch file`);
});

test('a hard recovery that a crash cuts short is done again with the same result, until a database counts as recovered', () => {
  const seen = { again: 0, refused: 0, crashes: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed);
      const { set, ledger } = backUpScene(scene);
      const random = new SeededRandom(seed);
      const target = scene.server.fork(new VirtualDisk());
      restoreFiles(set, target.disk);
      let current = target.disk;
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const fork = target.fork(current.clone());
        const stopAt = 1 + random.next(attempt === 0 ? 60 : 12);
        let steps = 0;
        const onStep = () => {
          steps += 1;
          if (steps === stopAt) current = fork.disk.clone();
        };
        hardRecover(fork.options(), orderFor(set), { onStep });
        if (steps >= stopAt) seen.crashes += 1;
      }
      const last = target.fork(current);
      let report = hardRecover(last.options(), orderFor(set));
      if (report.error === JetError.JET_errDatabasePatchFileMismatch) {
        // One of the databases was recovered already: both must be restored again (API: jetexternalrestore).
        seen.refused += 1;
        restoreFiles(set, last.disk);
        report = hardRecover(last.options(), orderFor(set));
      } else {
        seen.again += 1;
      }
      assert.is(report.error, 0, report.sentence);
      requireRows(last, set, ledger);
    }),
    42,
    60,
  );
  assert.ok(seen.again > 20 && seen.refused > 3 && seen.crashes > 60, `seen too little: ${JSON.stringify(seen)}`);
});

test('a restore that failed can be repeated: whatever was wrong, the files restored again recover as if nothing had been', () => {
  const seen = { failed: 0 };
  holds(
    fc.property(seeds, (seed) => {
      const scene = openScene(seed);
      const { set, ledger } = backUpScene(scene);
      const random = new SeededRandom(seed);
      const target = scene.server.fork(new VirtualDisk());
      restoreFiles(set, target.disk, { patches: random.chance(50) });
      const last = [...set.logs.keys()].at(-1) ?? 0;
      const order = orderFor(set, random.chance(50) ? { highGeneration: last + 1 } : {});
      if (hardRecover(target.options(), order).error !== 0) seen.failed += 1;
      restoreFiles(set, target.disk);
      const report = hardRecover(target.options(), orderFor(set));
      assert.is(report.error, 0, report.sentence);
      requireRows(target, set, ledger);
    }),
    43,
    25,
  );
  assert.ok(seen.failed > 10, `only ${seen.failed} failed first`);
});

test.run();
