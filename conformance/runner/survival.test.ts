import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { playText, scenarioOf, stepTexts, verdictOf } from './testing/playText.ts';

const backup = 'backup: { kind: full, set: s }';
const load = 'load: { transactions: 20 }';
const lookAt = 'expect: { recovered: all }';

const untouched =
  /^Nothing of the information-store was lost, recovered or restored: \d+ rows in \d+ transactions are as committed\.$/;
const cameBack = /^Every committed transaction came back: \d+ rows in \d+ transactions\.$/;
const nothingCommitted =
  /^No transaction was committed to the information-store, so that none could be lost; it has \d+ rows\.$/;

for (const [what, steps, text] of [
  ['nothing happened', [load], untouched],
  ['a backup was taken, and never used', [load, backup], untouched],
  ['the service was stopped cleanly and started', [load, 'stop: {}', 'start: {}'], untouched],
  ['the process died and the logs were replayed', [load, 'crash: {}', 'start: {}'], cameBack],
  [
    'the disks were lost and the sets restored',
    [load, backup, 'lose: {}', 'restore: { sets: [s] }', 'start: {}'],
    cameBack,
  ],
  [
    'the databases were restored over themselves',
    [load, backup, 'stop: {}', 'restore: { sets: [s] }', 'start: {}'],
    cameBack,
  ],
  [
    'files were copied away and put back',
    [
      load,
      'stop: {}',
      "keepFiles: { files: ['*'], as: k }",
      "deleteFiles: { files: ['*'] }",
      'putFiles: { from: k }',
      'start: {}',
    ],
    cameBack,
  ],
  ['nothing was committed', [backup], nothingCommitted],
  [
    'nothing was committed, and all of it restored',
    [backup, 'lose: {}', 'restore: { sets: [s] }', 'start: {}'],
    nothingCommitted,
  ],
] as const) {
  test(`the last word says what was shown, and not more: ${what}`, async () => {
    const { result, events } = await playText(scenarioOf([...steps, lookAt]));
    assert.equal(result, { ok: true, met: true, interrupted: false }, stepTexts(events));
    assert.match(verdictOf(events), text);
    const verdict = verdictOf(events);
    const same = `expect: ${verdict.charAt(0).toLowerCase()}${verdict.slice(1)}`;
    assert.ok(stepTexts(events).includes(same), 'a step says the same');
  });
}

test('each service is spoken of by itself: one that was restored, and one that nothing happened to', async () => {
  const directory = '    directory: { size: 1, circularLogging: false }\n';
  const steps = [
    load,
    'load: { service: directory, transactions: 3 }',
    backup,
    'stop: {}',
    'restore: { sets: [s] }',
    'start: {}',
  ];
  const { events } = await playText(scenarioOf(steps, directory));
  assert.match(
    verdictOf(events),
    /^Every committed transaction came back: .*\. Nothing of the directory was lost, recovered or restored: \d+ rows in \d transactions are as committed\.$/,
  );
});

test.run();
