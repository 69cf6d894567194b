import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profiles } from '../profiles/index.ts';
import { decideByProfile } from '../rules/index.ts';
import { faultFunctions } from './faults/index.ts';
import { RandomHistory, Seen } from './testing/randomHistory.ts';
import { testServer } from './testing/testServer.ts';

const DEEDS = [
  'load',
  'crashed',
  'stopped',
  'stop refused',
  'started',
  'log deleted',
  'log forged',
  'database defragmented',
  'database moved',
  'circular logging set',
  'file locked',
  'client killed',
  'HrBackupRead hung',
];

test('the engine, read back as a state, is what the rules decided, at every step of random histories', () => {
  const seen = new Seen();
  fc.assert(
    fc.property(
      fc.integer(),
      fc.constantFrom(...profiles.map(({ name }) => name)),
      fc.boolean(),
      (seed, profileName, circularLogging) => {
        const server = testServer({
          profileName,
          seed,
          informationStore: { privateMiB: 1, publicMiB: seed % 2, circularLogging },
        });
        new RandomHistory(server, seed, seen).run(250);
      },
    ),
    { seed: 20_261_123, numRuns: 40, includeErrorInReport: true },
  );
  const wanted = [...faultFunctions.flatMap((name) => [`${name} succeeded`, `${name} refused`]), ...DEEDS];
  const missed = wanted.filter((what) => seen.count(what) === 0);
  assert.equal(missed, [], `inconclusive: never seen ${missed.join(', ')}`);
});

const defects: readonly [string, typeof decideByProfile][] = [
  [
    'that forget the log roll',
    (state, call, profile, scratch) => {
      const outcome = decideByProfile(state, call, profile, scratch);
      const roll = outcome.effects.findIndex((effect) => effect.kind === 'roll-log');
      if (roll >= 0) outcome.effects.splice(roll, 1);
      return outcome;
    },
  ],
  [
    'that truncate one log too many in their own books',
    (state, call, profile, scratch) => {
      const outcome = decideByProfile(state, call, profile, scratch);
      if (call.kind === 'HrBackupTruncateLogs') {
        const low = outcome.next.runs[0];
        if (low !== undefined) outcome.next.runs[0] = low + 1;
      }
      return outcome;
    },
  ],
  [
    'that leave the patch file lying',
    (state, call, profile, scratch) => {
      const outcome = decideByProfile(state, call, profile, scratch);
      const kept = outcome.effects.filter((effect) => effect.kind !== 'delete-patch-file');
      outcome.effects.splice(0, outcome.effects.length, ...kept);
      return outcome;
    },
  ],
  [
    'that count a read twice',
    (state, call, profile, scratch) => {
      const outcome = decideByProfile(state, call, profile, scratch);
      if (call.kind === 'HrBackupRead') outcome.next.backup.openPositionBytes *= 2;
      return outcome;
    },
  ],
];

for (const [what, decide] of defects) {
  test(`the comparison bites: rules ${what} are caught`, () => {
    assert.throws(() => {
      for (let seed = 1; seed < 40; seed++) {
        new RandomHistory(testServer({ seed, decide }), seed, new Seen()).run(400);
      }
    }, /the rules and the engine disagree|a deleted log came back/);
  });
}

test('the same seed and profile give the same bytes', () => {
  const bytes = [0, 1].map(() => {
    const server = testServer({ seed: 7 });
    new RandomHistory(server, 7, new Seen()).run(150);
    const files = ['D:\\exchsrvr\\mdbdata', 'D:\\exchsrvr\\dsadata'].flatMap((folder) =>
      server.disk
        .list(folder)
        .map((name) => [name, Buffer.from(server.disk.readAll(`${folder}\\${name}`) ?? []).toString('base64')]),
    );
    return JSON.stringify([files, server.eventLog]);
  });
  assert.is(bytes[0], bytes[1]);
});

test.run();
