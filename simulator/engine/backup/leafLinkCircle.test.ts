import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Engine } from '../index.ts';
import { decodePage, pageOffsetBytes } from '../pages/index.ts';
import { backUp, restoreToEmpty } from '../testing/backupSet.ts';
import { DATABASES, TestServer } from '../testing/server.ts';
import { readLedger } from '../testing/workload.ts';
import { filesOfSet, verifyAll } from '../verify/testing/files.ts';

const [{ path: PRIV }] = DATABASES;
/** The lowest free page: what a split takes, and what a merge gives back. */
const POOL = 35;

function change(engine: Engine, action: (transaction: number) => void): void {
  const transaction = engine.begin();
  action(transaction);
  assert.is(engine.commit(transaction), 0);
}

/** Leaf 64 + bucket gives half of its rows to page 35, which comes behind it. */
function split(engine: Engine, bucket: number): void {
  change(engine, (transaction) => {
    for (let row = 0; row < 2; row += 1)
      assert.is(engine.insert(transaction, 1, bucket * 65536 + 0x3000 + row, new Uint8Array(900)), 0);
  });
}

const onDisk = (server: TestServer): Uint8Array => server.disk.readAll(PRIV) ?? new Uint8Array(0);

/** Removes the rows of a bucket one by one, until page 35 merges into a leaf beside it and is free. */
function mergeBack(engine: Engine, server: TestServer, bucket: number): void {
  for (const slot of [0xe000, 0xa000, 0x6000, 0x3001, 0x3000]) {
    change(engine, (transaction) => engine.remove(transaction, 1, bucket * 65536 + slot));
    engine.idle(100);
    if (!leavesBehind(onDisk(server), 64).includes(POOL)) return;
  }
  throw new Error('Page 35 did not merge');
}

/** The leaves behind a leaf, by their links, up to the last one or the first that comes again. */
function leavesBehind(bytes: Uint8Array, first: number): number[] {
  const leaves: number[] = [];
  for (let page = first; page !== 0 && !leaves.includes(page); ) {
    leaves.push(page);
    const at = pageOffsetBytes(page);
    const leaf = decodePage(bytes.slice(at, at + 4096), page);
    page = leaf?.isInUse ? leaf.next : 0;
    if (page === first) return [...leaves, first];
  }
  return leaves;
}

test('a copy of a correct engine may hold leaf links that never end; logs and patch file bring back every row', () => {
  const server = new TestServer({ seed: 5, leafCount: 8, lazyFlush: 0 });
  const engine = server.start();
  split(engine, 2);
  engine.idle(100);
  assert.equal(leavesBehind(onDisk(server), 66), [66, POOL, 67, 68, 69, 70, 71]);
  let copiedBytes = 0;
  let lineBehind: number[] = [];
  const set = backUp(engine, server, {
    readSizeBytes: () => 4096,
    between: () => {
      copiedBytes += 4096;
      if (copiedBytes !== pageOffsetBytes(POOL + 2)) return;
      // The copy has page 35, with its link to page 67, and has not come to page 67.
      mergeBack(engine, server, 2);
      split(engine, 3);
      engine.idle(100);
      lineBehind = leavesBehind(onDisk(server), 66);
    },
  });
  assert.is(lineBehind.at(-1), 71, 'on the disk the links are a line at every moment');
  assert.ok(lineBehind.indexOf(POOL) > lineBehind.indexOf(67), 'and page 35 lies behind page 67 now');
  const copied = set.databases[0]?.bytes ?? new Uint8Array(0);
  const circle = leavesBehind(copied, POOL);
  assert.equal(
    [circle[1], circle.at(-1)],
    [67, POOL],
    'page 35 is copied as it was before, page 67 as it is afterwards',
  );

  const reports = verifyAll(filesOfSet(set));
  assert.equal(
    reports.flatMap(({ findings }) => findings),
    [],
  );
  const [database] = reports;
  if (database?.kind !== 'database') throw new Error('The set begins with its database');
  assert.ok(
    database.looseEnds.some(({ what }) => what.includes(`in a circle through pages ${circle.slice(0, -1).join(', ')}`)),
  );
  assert.match(
    database.notes.join(),
    /^a fuzzy copy, .* and the patch file for page 35\..* links of leaves that never end/,
  );

  const expected = readLedger(engine, [1]);
  const { server: restored, report } = restoreToEmpty(set, server);
  assert.is(report.error, 0, report.error === 0 ? '' : report.sentence);
  const again = restored.start();
  assert.equal(expected.differences(1, again.rows(1)), []);
});

test.run();
