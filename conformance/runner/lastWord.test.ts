import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Plant, withPlanted } from './testing/plantedRunner.ts';
import { playText, type Runner, scenarioOf, verdictOf } from './testing/playText.ts';

const load = 'load: { transactions: 20 }';
const backup = 'backup: { kind: full, set: s }';
const back = ['lose: {}', 'restore: { sets: [s] }', 'start: {}'];
/** Seven committed transactions are in no set. */
const sevenLost = [load, backup, 'load: { transactions: 8 }', ...back];
const lost = (count: string): string => `expect: { recovered: { lost: ${count} } }`;
const all = 'expect: { recovered: all }';
const unreadable = 'expect: { recovered: unreadable }';
const failsToStart = 'start: { expect: { result: failed } }';
const held = 'holdDatabase: { database: priv, on: true }';
const released = 'holdDatabase: { database: priv, on: false }';
const directory = '    directory: { size: 1, circularLogging: false }\n';
const directoryLosesToo = [
  load,
  'load: { service: directory, transactions: 20 }',
  'backup: { kind: full, set: s }',
  'backup: { service: directory, kind: full, set: d }',
  'load: { service: directory, transactions: 20 }',
  'load: { transactions: 8 }',
  'lose: {}',
  'restore: { sets: [s] }',
  'restore: { service: directory, sets: [d] }',
  'start: {}',
  'start: { service: directory }',
];

const histories: readonly (readonly [what: string, steps: readonly string[], isExpected: boolean, server?: string])[] =
  [
    ['nobody speaks of it', sevenLost, false],
    ['some loss is expected', [...sevenLost, lost('some')], true],
    ['as much as is lost is expected', [...sevenLost, lost('7')], true],
    ['one more is expected', [...sevenLost, lost('8')], false],
    ['one less is expected', [...sevenLost, lost('6')], false],
    ['all was expected before the loss', [load, backup, all, 'load: { transactions: 8 }', ...back], false],
    ['all is expected after it', [...sevenLost, all], false],
    ['a loss is expected, and then that all is there', [...sevenLost, lost('some'), all], false],
    ['that all is there, and then a loss is expected', [...sevenLost, all, lost('some')], true],
    ['a loss was expected, and then nothing can be read', [...sevenLost, lost('some'), 'stop: {}'], false],
    ['that nothing can be read is the last word', [...sevenLost, lost('some'), 'stop: {}', unreadable], true],
    [
      'nothing could be read, and then some is lost',
      [load, 'stop: {}', unreadable, 'start: {}', backup, load, ...back],
      false,
    ],
    ['a start fails as expected', [load, 'stop: {}', held, failsToStart], true],
    [
      'a start failed as expected, and a later one shows the loss',
      [...sevenLost, 'stop: {}', held, failsToStart, released, 'start: {}'],
      false,
    ],
    ['the loss of one service is expected, and both lose', [...directoryLosesToo, lost('some')], false, directory],
    [
      'the loss of each service is expected',
      [...directoryLosesToo, 'expect: { service: directory, recovered: { lost: some } }', lost('some')],
      true,
      directory,
    ],
  ];

/** The histories that come out otherwise than they should. */
async function surprises(runner?: Runner): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [what, steps, isExpected, server] of histories) {
    const { events } = await playText(scenarioOf(steps, server), {}, undefined, runner);
    const told = verdictOf(events);
    if (told.includes('This loss is not expected by any step.') === isExpected) found.push(`${what}: ${told}`);
  }
  return found;
}

test('a loss is expected when the last word on that service says what became of it, and only then', async () => {
  assert.equal(await surprises(), []);
  const seen = histories.map(([, , isExpected]) => isExpected);
  assert.ok(seen.includes(true) && seen.includes(false));
});

const plants: readonly Plant[] = [
  { file: 'lastWord.js', line: 'return isAsExpected(expect.recovered, survival);', becomes: 'return true;' },
  {
    file: 'lastWord.js',
    line: 'return isAsExpected(expect.recovered, survival);',
    becomes: "return expect.recovered !== 'all';",
  },
  { file: 'lastWord.js', line: 'isMeant(expect.service)', becomes: 'true' },
  { file: 'lastWord.js', line: '[...steps].reverse()', becomes: 'steps' },
  { file: 'lastWord.js', line: "return survival.kind === 'unreadable';", becomes: 'return true;' },
  {
    file: 'play.js',
    line: "survival.kind !== 'all' && !isLastWord",
    becomes: "survival.kind === 'lost' && !isLastWord",
  },
  { file: 'play.js', line: '!isLastWord(scenario, world, survival)', becomes: 'false' },
];

for (const plant of plants) {
  test(`planted: a last word with ${plant.becomes} instead of ${plant.line} is noticed`, async () => {
    await withPlanted(plant, async (runner) => assert.ok((await surprises(runner)).length > 0));
  });
}

test.run();
