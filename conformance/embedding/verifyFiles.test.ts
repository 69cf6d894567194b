import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { OptionError, playScenario, verifyFiles, verifySet } from './index.ts';

const text = `name: A set
why: To be verified.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
  - load: { transactions: 200 }
  - backup: { kind: full, set: sunday, loadDuring: 2 }
`;

/** A set of one's own, to be damaged at will. */
const withSet = async (work: (set: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-embedding-'));
  try {
    const { sets } = await playScenario({ text }, { sets: join(folder, 'sets') });
    await work(sets[0]?.path ?? '');
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('a set is good, and its files are sound: each alone, and the folder with its manifest', () =>
  withSet(async (set) => {
    assert.equal(await verifySet(`${set}/`), { good: true, problems: [] });
    const { verdict, files } = await verifyFiles([set]);
    assert.is(verdict, 'sound');
    assert.equal(
      files.map(({ file, ...rest }) => [file.slice(set.length + 1), 'kind' in rest ? rest.kind : null]),
      [
        ['001-priv.edb', 'database'],
        ['002-edb00001.log', 'log'],
        ['003-priv.pat', 'patch'],
        ['manifest.json', 'manifest'],
      ],
    );
    const database = files.find((it) => 'kind' in it && it.kind === 'database');
    assert.ok(database !== undefined && 'pages' in database && database.pages.pageCount > 0);
    assert.is(JSON.stringify(database).includes('inside'), false);
  }));

test('bytes are verified under the name they are given; one altered byte is a finding, and the set is no good one', () =>
  withSet(async (set) => {
    const bytes = readFileSync(join(set, '001-priv.edb'));
    assert.is((await verifyFiles([{ name: 'priv.edb', bytes }])).verdict, 'sound');
    bytes[40_000] = (bytes[40_000] ?? 0) ^ 1;
    const altered = await verifyFiles([{ name: 'priv.edb', bytes }]);
    assert.is(altered.verdict, 'findings');
    const [file] = altered.files;
    assert.equal(file !== undefined && 'findings' in file && file.findings.map(({ id }) => id), ['page-checksum']);
    writeFileSync(join(set, '001-priv.edb'), bytes);
    const { good, problems } = await verifySet(set);
    assert.is(good, false);
    assert.match(problems[0] ?? '', /^001-priv\.edb was altered/);
    assert.is((await verifyFiles([set])).verdict, 'findings');
  }));

test('what is no file of the engine, or not there, is a result and no exception', async () => {
  const strange = await verifyFiles([{ name: 'letter.doc', bytes: Buffer.from('Dear Sir') }, '/nowhere/priv.edb']);
  assert.is(strange.verdict, 'unusable');
  assert.equal(
    strange.files.map(({ file, verdict }) => [file, verdict]),
    [
      ['letter.doc', 'unusable'],
      ['/nowhere/priv.edb', 'unreadable'],
    ],
  );
  const missing = await verifySet('/nowhere/set');
  assert.equal([missing.good, missing.problems.length], [false, 1]);
});

test('nothing is not sound: no sources, and one text in the place of a list, are refused', async () => {
  for (const [sources, message] of [
    [[], 'sources: there is nothing to verify; name a file or a folder'],
    ['sets', 'sources: expected a list of files and folders'],
  ] as const) {
    let thrown: unknown = null;
    // As plain JavaScript calls it.
    await Reflect.apply(verifyFiles, null, [sources]).catch((error: unknown) => {
      thrown = error;
    });
    assert.ok(thrown instanceof OptionError && thrown.message === message, `${thrown}`);
  }
});

test.run();
