import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { OptionError, type PlayScenarioOptions, playScenario, ScenarioError, type ScenarioEvent } from './index.ts';

const scenario = (steps: readonly string[]): string => `name: Small
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
${steps.map((step) => `  - ${step}\n`).join('')}`;

const goodText = scenario([
  'load: { transactions: 20 }',
  'backup: { kind: full, set: first }',
  'expect: { recovered: all }',
]);

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-embedding-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The error that playing ends with. */
async function errorOf(text: string, options: PlayScenarioOptions = {}): Promise<unknown> {
  try {
    await playScenario({ text, name: 'a.yaml' }, options);
  } catch (error) {
    return error;
  }
  return null;
}

test('a scenario from a text: its steps, its sets, its server', async () => {
  const heard: ScenarioEvent[] = [];
  const result = await playScenario({ text: goodText }, { onEvent: (event) => heard.push(event) });
  assert.equal([result.met, result.interrupted, result.unmet], [true, false, []]);
  assert.equal([result.name, result.profile, result.seed], ['Small', 'exchange-5.5', 7]);
  assert.equal(
    result.steps.map(({ number, name, line }) => [number, name, line]),
    [
      [1, 'load', 10],
      [2, 'backup', 11],
      [3, 'expect', 12],
    ],
  );
  const [set] = result.sets;
  assert.equal([set?.name, set?.path, set?.kind, set?.server], ['first', null, 'full', 'EXCH1']);
  assert.ok(set?.files.some(({ originalPath }) => originalPath.endsWith('priv.edb')));
  assert.is(result.server.service('information-store').state, 'running');
  assert.equal(heard, result.events);
});

test('nothing is left behind, also not by a scenario that cannot be played', () =>
  inFolder(async (folder) => {
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = folder;
    try {
      await playScenario({ text: goodText });
      await errorOf(scenario(['deleteFiles: { files: "Q:\\\\*" }']));
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
    assert.equal(readdirSync(folder), []);
  }));

test('what was not met is a result, with the step it belongs to; what only the end shows has none', async () => {
  const text = scenario(['load: { transactions: 20 }', 'expect: { state: stopped }', 'lose: {}']);
  const result = await playScenario({ text }, { faults: ['at HrRestoreEnd 9, hang'], strict: true });
  assert.is(result.met, false);
  assert.equal(
    result.unmet.map(({ step, expected }) => [step, expected]),
    [
      [2, result.steps[1]?.unmet[0]?.expected],
      [null, 'no loss'],
      [null, 'every fault strikes'],
    ],
  );
});

test('the same run has the same digest wherever its sets lie; another seed, profile or fault has another', () =>
  inFolder(async (folder) => {
    const digest = async (options: PlayScenarioOptions = {}, text = goodText): Promise<string> =>
      (await playScenario({ text, name: `${Math.random()}` }, options)).digest;
    const first = await digest();
    assert.match(first, /^[0-9a-f]{64}$/);
    assert.is(await digest({ sets: join(folder, 'kept') }), first);
    const others = await Promise.all([
      digest({ seed: 8 }),
      digest({ profile: 'exchange-5.0' }),
      digest({ faults: ['at HrBackupRead 2, hang'] }),
      digest({}, goodText.replace('20', '21')),
    ]);
    assert.is(new Set([first, ...others]).size, 5);
  }));

test('sets stay where they are asked to stay, and nothing is overwritten', () =>
  inFolder(async (folder) => {
    const sets = join(folder, 'sets');
    const { sets: taken } = await playScenario({ text: goodText }, { sets });
    assert.is(taken[0]?.path, `${sets}/first`);
    assert.ok(existsSync(join(sets, 'first', 'manifest.json')));
    const error = await errorOf(goodText, { sets });
    assert.ok(error instanceof OptionError && error.option === 'sets', String(error));
  }));

test('scenarios played at the same time do not disturb each other', async () => {
  const alone = await playScenario({ text: goodText }, { seed: 3 });
  const together = await Promise.all([1, 2, 3, 4].map((seed) => playScenario({ text: goodText }, { seed })));
  assert.is(together[2]?.digest, alone.digest);
});

test('a bad scenario is an error that names line, column and key of every mistake', async () => {
  const text = goodText.replace('kind: full', 'kind: fall').replace('seed: 7', 'sead: 7');
  const error = await errorOf(text);
  assert.ok(error instanceof ScenarioError);
  assert.equal(
    error.problems.map(({ file, line, column, key }) => [file, line, column, key]),
    [
      ['a.yaml', 4, 3, 'server.seed'],
      ['a.yaml', 6, 3, 'server.sead'],
      ['a.yaml', 11, 21, 'steps[2].backup.kind'],
    ],
  );
  assert.match(error.message, /^a\.yaml:4:3: server\.seed \(missing\)/);
  assert.match(error.message, '\na.yaml:6:3: unknown key "sead" in server; did you mean "seed"?');
});

test('what cannot be read or played at all is the same error', async () => {
  const noYaml = await errorOf('name: x\na: [}');
  assert.ok(noYaml instanceof ScenarioError && noYaml.problems[0]?.line === 2, String(noYaml));
  const noSet = await errorOf(scenario(['restore: { sets: [gone] }']));
  assert.ok(noSet instanceof ScenarioError);
  assert.equal([noSet.problems[0]?.line, noSet.problems[0]?.key], [10, 'steps[1].restore.sets[1]']);
  const noFile = await playScenario({ file: '/nowhere/a.yaml' }).catch((error: unknown) => error);
  assert.ok(noFile instanceof ScenarioError);
  assert.equal([noFile.problems[0]?.file, noFile.problems[0]?.line], ['/nowhere/a.yaml', null]);
  const noDisk = await errorOf(scenario(['deleteFiles: { files: "Q:\\\\*" }']));
  assert.ok(noDisk instanceof ScenarioError, String(noDisk));
  assert.is(noDisk.problems[0]?.line, 10);
});

test('an option that cannot be is an error that names the option', async () => {
  const wrong: readonly [PlayScenarioOptions, string][] = [
    [{ seed: 1.5 }, 'seed'],
    [{ seed: -1 }, 'seed'],
    [{ profile: 'exchange-6' }, 'profile'],
    [{ profile: './nowhere.yaml' }, 'profile'],
    [{ faults: ['at noon, hang'] }, 'faults'],
    [{ sets: '/nowhere/at/all' }, 'sets'],
  ];
  for (const [options, name] of wrong) {
    const error = await errorOf(goodText, options);
    assert.ok(error instanceof OptionError && error.option === name, `${name}: ${error}`);
    assert.is(error.message.startsWith(`${name}: `), true);
  }
});

test('a scenario that is stopped says so; what a listener throws comes out', async () => {
  const stop = new AbortController();
  const result = await playScenario(
    { text: goodText },
    { signal: stop.signal, onEvent: ({ event }) => event === 'step' && stop.abort() },
  );
  assert.equal([result.met, result.interrupted, result.steps.length], [false, true, 1]);
  const mine = new Error('mine');
  const thrown = await errorOf(goodText, {
    onEvent: () => {
      throw mine;
    },
  });
  assert.is(thrown, mine);
});

test('a profile file settles facets here too', () =>
  inFolder(async (folder) => {
    const file = join(folder, 'lab.yaml');
    const facet = '{ value: error-handle-eof, provenance: OBSERVED, evidence: seen on LAB2 }';
    writeFileSync(file, `base: exchange-5.5\nfacets:\n  end-of-file: ${facet}\n`);
    const result = await playScenario({ text: goodText }, { profile: file });
    assert.is(result.profile, 'exchange-5.5+lab.yaml');
  }));

test.run();
