import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../simulator/protocol/index.ts';
import type { RandomSource } from './keyPopulation.ts';
import { Ledger, type Row } from './ledger.ts';
import { MemoryStore } from './testing/memoryStore.ts';
import { type RowSession, Workload } from './workload.ts';

const seeded = (seed: number): RandomSource => {
  const generator = xoroshiro128plus(seed);
  return { next: (limit) => (limit <= 1 ? 0 : uniformInt(generator, 0, limit - 1)) };
};

const start = (seed: number, rowsEach = 400) => {
  const store = new MemoryStore([1, 2], rowsEach);
  const ledger = new Ledger();
  const databases = [1, 2].map((id) => ({ id, rows: store.rows(id) }));
  return { store, ledger, workload: new Workload(seeded(seed), ledger, databases) };
};

test('the ledger equals a store in which only committed transactions count, at every seed (property)', () => {
  let opened = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 60 }), (seed, transactions) => {
      const { store, ledger, workload } = start(seed);
      const report = workload.run(store, transactions);
      assert.is(report.error, 0);
      assert.is(report.committed + report.rolledBack, transactions);
      assert.is(ledger.transactions, report.committed);
      opened = Math.max(opened, workload.openTransactions);
      store.crash();
      workload.forgetOpenTransactions();
      for (const id of [1, 2]) {
        const comparison = ledger.compare(id, store.rows(id));
        assert.ok(comparison.same, JSON.stringify(comparison));
        assert.is(ledger.rowCount(id), store.databases.get(id)?.size);
      }
      assert.is(workload.run(store, 5).error, 0, 'the workload goes on after a crash');
    }),
    { seed: 1, numRuns: 60 },
  );
  assert.ok(opened >= 2, 'transactions that stay open must have been seen');
});

test('the same seed makes the same calls', () => {
  const record = (seed: number): string[] => {
    const { store, workload } = start(seed);
    const calls: string[] = [];
    const noting = (line: string, result: number): number => {
      calls.push(line);
      return result;
    };
    const session: RowSession = {
      begin: () => store.begin(),
      insert: (t, d, k, v) => noting(`insert ${t} ${d} ${k} ${v.length}`, store.insert(t, d, k, v)),
      replace: (t, d, k, v) => noting(`replace ${t} ${d} ${k} ${v.length}`, store.replace(t, d, k, v)),
      remove: (t, d, k) => noting(`remove ${t} ${d} ${k}`, store.remove(t, d, k)),
      commit: (t) => noting(`commit ${t}`, store.commit(t)),
      rollback: (t) => noting(`rollback ${t}`, store.rollback(t)),
    };
    workload.run(session, 40);
    return calls;
  };
  const calls = record(9);
  assert.equal(record(9), calls);
  assert.not.equal(record(10), calls);
  for (const kind of ['insert', 'replace', 'remove', 'commit', 'rollback']) {
    assert.ok(
      calls.some((line) => line.startsWith(kind)),
      `${kind} must have been seen`,
    );
  }
});

test('inserts crowd into few key ranges, and removals run through neighbours', () => {
  const { store, ledger, workload } = start(5);
  workload.run(store, 300);
  const inserted = [...(store.databases.get(1)?.keys() ?? [])].filter((key) => key % 16_384 !== 0);
  const byBucket = new Map<number, number>();
  for (const key of inserted) byBucket.set(Math.floor(key / 65_536), (byBucket.get(Math.floor(key / 65_536)) ?? 0) + 1);
  assert.ok(Math.max(...byBucket.values()) >= 10, 'a bucket with many new rows splits its page');
  const emptied = Array.from({ length: 100 }, (_, bucket) => bucket).filter(
    (bucket) => ![...(store.databases.get(1)?.keys() ?? [])].some((key) => Math.floor(key / 65_536) === bucket),
  );
  assert.ok(emptied.length > 0, 'a bucket without rows merges its page');
  assert.ok(Math.max(...byBucket.keys()) >= 100, 'rows beyond the last bucket are appended');
  assert.ok(ledger.rowCount(1) > 0);
});

test('a conflict with another open transaction skips the row, a full disk stops the workload', () => {
  const { store, workload } = start(3, 8);
  const crowded = workload.run(store, 200);
  assert.ok(crowded.conflicts > 0, 'few rows and open transactions must conflict');
  assert.is(crowded.error, 0);
  for (let calls = 0; calls < 12; calls += 1) {
    const { store: failing, ledger, workload: stopped } = start(calls + 1);
    failing.callsUntilFailure = calls;
    const report = stopped.run(failing, 50);
    assert.is(report.error, JetError.JET_errDiskFull);
    assert.is(ledger.transactions, report.committed, 'what was not committed is not in the ledger');
  }
});

test('the ledger finds what is missing, extra and different, and names the transactions that are lost', () => {
  const ledger = new Ledger();
  const row = (key: number, text: string): Row => ({ key, value: Buffer.from(text) });
  ledger.addDatabase(7, [row(1, 'a'), row(2, 'b'), row(3, 'c')]);
  const change = (key: number, existedBefore: boolean, text: string | null) => ({
    databaseId: 7,
    key,
    existedBefore,
    value: text === null ? null : Buffer.from(text),
  });
  assert.is(ledger.commit([change(4, false, 'd'), change(1, true, 'A')]), 1);
  assert.is(ledger.commit([change(2, true, null)]), 2);
  assert.is(ledger.commit([change(5, false, 'e')]), 3);
  assert.is(ledger.rowCount(7), 4);
  const good = [row(1, 'A'), row(3, 'c'), row(4, 'd'), row(5, 'e')];
  assert.ok(ledger.compare(7, good).same);

  const lost = ledger.compare(7, [row(1, 'a'), row(2, 'b'), row(3, 'x'), row(6, 'z')]);
  assert.is(lost.same, false);
  assert.equal([lost.missing.count, lost.extra.count, lost.different.count], [2, 2, 2]);
  assert.equal(lost.lostTransactions, [1, 2, 3]);
  assert.equal(lost.missing.examples, ['key 4, written by transaction 1', 'key 5, written by transaction 3']);
  assert.match(lost.extra.examples.join(), 'key 2 should have been removed by transaction 2,key 6 was never committed');
  assert.match(
    lost.different.examples.join(),
    'key 1, last written by transaction 1,key 3, untouched by any transaction',
  );
  assert.match(ledger.compare(7, []).missing.examples.join(), 'key 3, untouched');
});

test('a large database is known by a sample and by its number of rows', () => {
  const value = Uint8Array.of(1);
  const rows = function* (skipEvery: number): Iterable<Row> {
    for (let key = 1; key <= 260_000; key += 1) if (skipEvery === 0 || key % skipEvery !== 0) yield { key, value };
  };
  const ledger = new Ledger();
  const sampled = ledger.addDatabase(1, rows(0));
  assert.ok(sampled.length > 2000 && sampled.length < 10_000, `${sampled.length} rows are sampled`);
  assert.ok(ledger.compare(1, rows(0)).same);
  assert.ok(ledger.compare(1, rows(100)).missing.count > 0, 'many lost rows hit the sample');
  const oneLost = ledger.compare(1, rows(259_999));
  assert.is(oneLost.same, false, 'one lost row is found by the number of rows');
});

test('a database is entered once, and only what was entered can be compared', () => {
  const ledger = new Ledger();
  ledger.addDatabase(1, []);
  assert.throws(() => ledger.addDatabase(1, []), /in the ledger already/);
  assert.throws(() => ledger.compare(2, []), /not in the ledger/);
  assert.throws(() => new Workload(seeded(1), ledger, []), /needs a database/);
});

test('an empty database gets its first rows', () => {
  const { store, ledger, workload } = start(2, 0);
  workload.run(store, 30);
  assert.ok(ledger.rowCount(1) + ledger.rowCount(2) > 0);
});

test.run();
