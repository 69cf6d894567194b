import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CHECKPOINT_NAME, DamagedRowsError, readCheckpointFile, startEngine } from '../index.ts';
import { ledgerDifferences, openScene } from '../testing/history.ts';
import { holds } from '../testing/holds.ts';
import { FOLDER } from '../testing/server.ts';

const seeds = fc.integer({ min: 1, max: 2 ** 24 });
const CHECKPOINT = `${FOLDER}\\${CHECKPOINT_NAME}`;
const logPath = (generation: number): string => `${FOLDER}\\edb${generation.toString(16).padStart(5, '0')}.log`;

/** What became of servers that crashed, whose checkpoint and logs up to some generation were then deleted. */
function deleteLowLogs(
  seed: number,
  extra: number,
  lowLogMissing: 'applied' | 'refused' = 'refused',
): 'as before' | 'silent loss' | 'damage met later' | 'refused' {
  const { server, engine, work } = openScene(seed, {
    circularLogging: false,
    checkpointDepthGenerations: 3,
    lazyFlush: 10,
  });
  for (let roll = 0; roll < 4; roll += 1) {
    work.run(25);
    work.settle();
    engine.rollLog();
  }
  work.run(10);
  work.settle();
  engine.crash();
  const file = server.disk.open(CHECKPOINT);
  const needed = (file === null ? null : readCheckpointFile(file))?.checkpoint.generation ?? 0;
  server.disk.remove(CHECKPOINT);
  for (let generation = 1; generation < needed + extra; generation += 1) server.disk.remove(logPath(generation));
  const result = startEngine({ ...server.options(), answers: { lowLogMissing } });
  if (result.kind === 'failed') return 'refused';
  const told = result.report.events.map(({ kind }) => kind);
  assert.not.ok(
    told.some((kind) => kind === 'failed' || kind === 'log-missing' || kind === 'database-skipped'),
    'nobody says that a log is missing',
  );
  try {
    return ledgerDifferences(server, result.engine, work.ledger).length === 0 ? 'as before' : 'silent loss';
  } catch (error) {
    if (error instanceof DamagedRowsError) return 'damage met later';
    throw error;
  }
}

test('without the checkpoint and the logs below it nothing is lost: the checkpoint was right (Q240145)', () => {
  let count = 0;
  holds(
    fc.property(seeds, (seed) => {
      assert.is(deleteLowLogs(seed, 0), 'as before');
      count += 1;
    }),
    51,
    15,
  );
  assert.ok(count >= 15);
});

test('with a needed low log gone too, recovery succeeds and rows are lost: the header of a database in use names none (ESE)', () => {
  const seen = { 'as before': 0, 'silent loss': 0, 'damage met later': 0, refused: 0 };
  holds(
    fc.property(seeds, (seed) => {
      seen[deleteLowLogs(seed, 1)] += 1;
    }),
    52,
    40,
  );
  assert.ok(seen['silent loss'] + seen['damage met later'] > 10, `seen: ${JSON.stringify(seen)}`);
  assert.ok(seen['silent loss'] > 5, `seen: ${JSON.stringify(seen)}`);
});

test('an engine that applies what fits starts where another refuses: and what it lost, it lost (Q142782, Q240145)', () => {
  const seen = { 'as before': 0, 'silent loss': 0, 'damage met later': 0, refused: 0 };
  let refused = 0;
  holds(
    fc.property(seeds, (seed) => {
      if (deleteLowLogs(seed, 1) !== 'refused') return;
      refused += 1;
      seen[deleteLowLogs(seed, 1, 'applied')] += 1;
    }),
    54,
    60,
  );
  assert.ok(refused > 3, `inconclusive: ${refused} starts were refused`);
  assert.ok(seen.refused < refused, `seen: ${JSON.stringify(seen)}`);
});

test.run();
