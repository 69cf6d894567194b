import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeLife, seenLives } from './testing/seenHistory.ts';

/** Enough for every part of a history to come up; .ci/falseAlarms.mjs goes on to any number. */
const CALLS = 3000;

test('no history of a server that keeps the rules is called divergent, whatever its version, its facets and what was not seen', () => {
  const seen = new Map<string, number>();
  const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  let calls = 0;
  for (let seed = 1; calls < CALLS; seed++) {
    fc.assert(
      fc.property(seenLives, (life) => {
        judgeLife(life, ({ seen: call, event, judged, isExplained, outcome }) => {
          const what = call === null ? event : [call.calls[0], call.ending, outcome.requirement?.id];
          assert.ok(isExplained, `${JSON.stringify(what)} is called divergent`);
          if (call === null) return note(`event ${event?.kind}`);
          calls++;
          note(`call ${call.calls[0]?.kind} ${outcome.code === 0 ? 'good' : 'refused'}`);
          note(`verdict ${judged?.verdict}`);
          if (call.ending.kind === 'lost') note('a lost answer');
        });
      }),
      { seed, numRuns: 20 },
    );
  }
  for (const what of wanted) assert.ok((seen.get(what) ?? 0) >= 3, `${what} was seen ${seen.get(what) ?? 0} times`);
});

const wanted = [
  ...['Prepare', 'GetDatabaseNames', 'OpenFile', 'Read', 'Close', 'GetBackupLogs', 'TruncateLogs', 'End'].flatMap(
    (name) => [`call HrBackup${name} good`, `call HrBackup${name} refused`],
  ),
  'call HrRestoreRegister good',
  'call HrRestoreRegisterComplete good',
  'event ServiceCrashed',
  'event ServiceStarted',
  'event LogDeleted',
  'verdict accurate',
  'verdict unsettled',
  'verdict not-modelled',
  'a lost answer',
];

test.run();
