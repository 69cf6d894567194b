import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, Bft } from '../../simulator/protocol/index.ts';
import { planRestore } from './restorePlan.ts';
import type { RestoreSet } from './restoreSet.ts';

const target = { server: 'EXCH1', annotation: Annotation.EDBBACK_MDB_SERVER };

/** A set of the logs low to high. */
const setOf = (name: string, low: number, high: number, kind: RestoreSet['kind'] = 'incremental'): RestoreSet => ({
  name,
  kind,
  annotation: target.annotation,
  files: Array.from({ length: high - low + 1 }, (_, index) => ({
    name: `${index}`,
    path: `\\\\EXCH1\\D$\\${index}`,
    token: Bft.BFT_LOG,
    generation: low + index,
  })),
});
const full = setOf('sunday', 3, 6, 'full');

/** The generations that are told with each set, or why there is no plan. */
function plan(...sets: readonly RestoreSet[]): string {
  const planned = planRestore(sets, target, false);
  if (!planned.ok) return planned.failure.what;
  return planned.value.map(({ lowGeneration, highGeneration }) => `${lowGeneration}-${highGeneration}`).join();
}

test('a set that is named twice is refused: the second time it brings nothing', () => {
  const monday = setOf('monday', 4, 8);
  assert.match(plan(full, full), "'sunday' is a second full set");
  assert.match(plan(full, setOf('again', 3, 6, 'copy')), "'again' is a second full set");
  assert.match(
    plan(full, monday, monday),
    /'monday' \(generations 4 to 8\) brings nothing after 'monday', which reaches 8/,
  );
  assert.match(plan(full, setOf('monday', 4, 8, 'differential'), monday), /brings nothing after 'monday'/);
});

test('a set brings something from one generation on that is new, and is one of the chain up to the next number', () => {
  assert.match(plan(full, setOf('monday', 3, 5)), /brings nothing after 'sunday', which reaches 6/);
  assert.match(plan(full, setOf('monday', 3, 6)), /brings nothing after 'sunday', which reaches 6/);
  assert.is(plan(full, setOf('monday', 3, 7)), '3-6,3-7');
  assert.is(plan(full, setOf('monday', 6, 7)), '3-6,3-7');
  assert.is(plan(full, setOf('monday', 7, 7)), '3-6,3-7');
  assert.match(plan(full, setOf('monday', 8, 8)), 'generation 7 is in no set');
  assert.match(plan(full, setOf('monday', 9, 9)), 'generations 7 to 8 are in no set');
  assert.is(plan(full, setOf('differential', 1, 7)), '3-6,1-7', 'logs from before the full backup do no harm');
});

test('a set may have a single log, and must have one', () => {
  assert.is(plan(setOf('sunday', 1, 1, 'full')), '1-1');
  assert.match(plan({ ...full, files: [] }), 'holds no log');
  const without = (generation: number): RestoreSet => ({
    ...full,
    files: full.files.filter((file) => file.generation !== generation),
  });
  assert.is(plan(without(3)), '4-6', 'that the first or last log is missing is not to be seen in the set alone');
  assert.match(plan(without(4)), 'lacks the log of generation 4');
  assert.match(plan(without(5)), 'lacks the log of generation 5');
  assert.is(plan(without(6)), '3-5');
});

test.run();
