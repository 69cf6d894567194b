import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { type HardRecoveryOrder, hardRecover, type RecoveryReport, startEngine, VirtualDisk } from '../index.ts';
import type { StartAnswers } from '../store/index.ts';
import { orderFor, restoreFiles } from '../testing/backupSet.ts';
import { crashed } from '../testing/crashed.ts';
import { damageFiles } from '../testing/damageFiles.ts';
import { holds } from '../testing/holds.ts';
import { SeededRandom } from '../testing/random.ts';
import type { TestServer } from '../testing/server.ts';
import { emptyServer, story } from '../testing/story.ts';

/** Every error and warning that Microsoft listed for the engine of 5.5 (Q177761; ese-engine.md 4.1), from -500 to -565. */
const ese97Codes: ReadonlySet<number> = new Set([
  ...[-500, -501, -502, -503, -504, -505, -506, -509, -510, -514, -515, -516, -517, -519, -520, -521, -523, -524, -525],
  ...[-526, -527, -528, -529, -530, -531, -532, -533, -534, -535, -536, -550, -551, -552, -553, -554, -555, -556, -557],
  ...[558, 559, -560, -561, -562, -563, -255, -900, -1000, -1001, -1003, -1008, -1011, -1018, -1019, -1022, -1023],
  ...[-1029, -1032, -1038, -1203, -1206, -1209, -1210, -1211, -1212, -1808, -1811, -1850, -1852],
]);

/** Errors of engines after 5.5 (ese-engine.md 4.1, jethdr.w): never from this one. -565 is the exception of Q322314. */
const laterCodes: readonly number[] = [
  ...[-512, -513, -538, -539, -541, -542, -543, -544, -545, -546, -547, -548, -566, -567, -569, -570, -571, -573, -574],
  ...[-577, -579, -581, -582, -610, -611, -612, -614, -615, -616, -617, -800, -801, -1213, -1216, -1222, -1812],
];

test('no error that this engine can name is one of a later engine, but for -565', () => {
  const named: number[] = Object.values(JetError);
  assert.equal(
    named.filter((code) => laterCodes.includes(code)),
    [],
  );
  for (const code of laterCodes) assert.not.ok(ese97Codes.has(code), `${code} is on both lists`);
});

/** The codes that a report answers or tells of. */
function codesOf({ error, events }: RecoveryReport): number[] {
  const told = events.flatMap((event) => {
    if ('error' in event) return [event.error];
    return event.kind === 'existing-logs-discarded' ? [event.warning] : [];
  });
  return error === 0 ? told : [error, ...told];
}

/** Counts what was seen, and refuses what no engine of the era answers. */
class Seen {
  readonly counts = new Map<number, number>();
  readonly #allowed: (code: number) => boolean;

  constructor(allowed: (code: number) => boolean) {
    this.#allowed = allowed;
  }

  check(report: RecoveryReport): void {
    for (const code of codesOf(report)) {
      assert.ok(this.#allowed(code), `${code} is no code of ESE97: ${report.sentence}`);
      this.counts.set(code, (this.counts.get(code) ?? 0) + 1);
    }
    this.counts.set(0, (this.counts.get(0) ?? 0) + (report.error === 0 ? 1 : 0));
  }

  require(codes: readonly number[]): void {
    const missing = codes.filter((code) => !this.counts.has(code));
    const seen = [...this.counts].sort(([a], [b]) => b - a).map(([code, count]) => `${code}: ${count}`);
    assert.equal(missing, [], `not seen, so nothing is shown; seen ${seen.join(', ')}`);
  }
}

const seeds = fc.integer({ min: 1, max: 2 ** 24 });
const crashedTwo = crashed({ databaseCount: 2 });
const toldTwo = story(5, { databaseCount: 2 });
const foreign = story(77, { databaseCount: 2 });

function start(server: TestServer, random: SeededRandom): RecoveryReport {
  const held = random.chance(10) ? server.databases[random.next(2)]?.path : undefined;
  const either = <Value>(one: Value, other: Value): Value => (random.chance(50) ? one : other);
  const answers: Partial<StartAnswers> = {
    heldDatabase: either('fails', 'passed-over'),
    missingCheckpointLog: either(JetError.JET_errFileNotFound, JetError.JET_errMissingPreviousLogFile),
    unreadableLogHeader: either(JetError.JET_errDiskIO, JetError.JET_errLogFileCorrupt),
    missingLog: either(JetError.JET_errInvalidLogSequence, JetError.JET_errMissingLogFile),
    damagedCurrentLog: either<StartAnswers['damagedCurrentLog']>(JetError.JET_errLogWriteFail, 'passed-over'),
    logsGone: either(JetError.JET_errDatabaseDuplicate, JetError.JET_errDatabaseInconsistent),
  };
  const accessTo = (path: string) => (path === held ? 'held' : 'free');
  return startEngine({ ...server.options(), accessTo, answers }).report;
}

test('whatever is missing or damaged, an ordinary start answers with an error of ESE97 and never of a later engine', () => {
  const seen = new Seen((code) => ese97Codes.has(code));
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      const server = crashedTwo.server.fork();
      if (random.chance(30)) server.start().stop();
      damageFiles(server.disk, foreign.server.disk, random);
      seen.check(start(server, random));
      // What a failed start left behind, and what it takes for sound, goes through another.
      seen.check(start(server, random));
    }),
    31,
    400,
  );
  seen.require([0, -501, -509, -514, -515, -528, -530, -532, -533, -550, -1018, -1032, -1206, -1212, -1811]);
});

/** The order of a restore, with something wrong in it now and then. */
function anyOrder(random: SeededRandom, set = toldTwo.set): HardRecoveryOrder {
  const right = orderFor(set);
  const off = () => (random.chance(15) ? random.next(5) - 2 : 0);
  const map = right.map
    .filter(() => !random.chance(10))
    .map((row) => (random.chance(5) ? { ...row, oldPath: 'X:\\a.edb' } : row));
  return {
    ...right,
    map,
    lowGeneration: right.lowGeneration + off(),
    highGeneration: right.highGeneration + off(),
    patchFiles: random.chance(50) ? 'required' : 'when-needed',
    existingLogsAfterGap: (['discard', 'fail-1811', 'fail-565'] as const)[random.next(3)] ?? 'discard',
    foreignCurrentLog: random.chance(50) ? 'fail-530' : 'discard',
    missingRestoredLog: random.chance(50) ? 'fail-557' : 'fail-1811',
  };
}

test('whatever is wrong with a restore, hard recovery answers with an error of ESE97 or -565, and never of a later engine', () => {
  const { JET_errMissingCurrentLogFiles } = JetError;
  const seen = new Seen((code) => ese97Codes.has(code) || code === JET_errMissingCurrentLogFiles);
  let isNewCodeAsked = false;
  holds(
    fc.property(seeds, (seed) => {
      const random = new SeededRandom(seed);
      const server = random.chance(50) ? emptyServer(toldTwo) : toldTwo.server.fork();
      restoreFiles(toldTwo.set, server.disk);
      damageFiles(server.disk, foreign.server.disk, random);
      const order = anyOrder(random);
      const report = hardRecover(server.options(), order);
      seen.check(report);
      if (report.error === JET_errMissingCurrentLogFiles) {
        assert.is(order.existingLogsAfterGap, 'fail-565', '-565 only in a product that has it');
        isNewCodeAsked = true;
      }
      // The start behind it, and soft recovery on what a failed restore left.
      seen.check(start(server, random));
    }),
    32,
    400,
  );
  assert.ok(isNewCodeAsked);
  seen.require([0, -501, -514, -530, -535, -552, -553, -554, -555, -556, -557, 558, 559, -565, -1003, -1018, -1811]);
});

test('an empty disk is no exception', () => {
  const server = crashedTwo.server.fork(new VirtualDisk());
  assert.is(startEngine(server.options()).report.error, JetError.JET_errFileNotFound);
  assert.is(hardRecover(server.options(), orderFor(toldTwo.set)).error, JetError.JET_errMissingRestoreLogFiles);
});

test.run();
