import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Manifest, manifestName, parseManifest } from './manifest.ts';
import { nameInSet } from './nameInSet.ts';
import { stored } from './storage.ts';
import { MemoryStorage } from './testing/memoryStorage.ts';
import { isSet, verifySet } from './verifySet.ts';

const sum = 'a'.repeat(64);
const file: Manifest['files'][number] = {
  name: '001-edb00001.log',
  originalPath: '\\\\EXCH1\\D$\\edb00001.log',
  token: 0x21,
  sizeBytes: 5_242_880,
  sha256: sum,
  generation: { fromName: 1, fromHeader: 1 },
};
const whole: Manifest = {
  format: 'edbproof-set',
  version: 1,
  kind: 'incremental',
  server: 'EXCH1',
  annotation: 'Exchange MDB Database',
  takenAt: '1998-06-01T12:00:00.000Z',
  origin: null,
  lowGeneration: 1,
  highGeneration: 1,
  files: [file],
  trace: { name: 'trace.jsonl', sizeBytes: 0, sha256: sum },
};

/** What is wrong with a manifest, without its name. */
function problems(changes: object): readonly string[] {
  const reading = parseManifest(JSON.stringify({ ...whole, ...changes }));
  return reading.ok ? [] : reading.problems.map((problem) => problem.replace(/^manifest\.json: /, ''));
}
const problemsOfFile = (changes: object): readonly string[] => problems({ files: [{ ...file, ...changes }] });

test('numbers and texts of a manifest are taken from their first value to their last, and no further', () => {
  const generations = (value: number) => ({ generation: { fromName: value, fromHeader: value } });
  const taken: readonly object[] = [
    ...[generations(1), generations(0xfffff), { generation: null }],
    ...[{ token: 1 }, { token: 255 }, { sizeBytes: 0 }, { sizeBytes: 2 ** 40 }],
    ...[{ originalPath: 'x' }, { originalPath: 'x'.repeat(2000) }, { name: '0' }, { name: 'a'.repeat(121) }],
  ];
  for (const changes of taken) assert.equal(problemsOfFile(changes), [], JSON.stringify(changes).slice(0, 80));
  const refused: readonly (readonly [object, string])[] = [
    [generations(0), 'files.0.generation.fromName'],
    [generations(0x100000), 'files.0.generation.fromHeader'],
    [{ token: 0 }, 'files.0.token'],
    [{ token: 256 }, 'files.0.token'],
    [{ sizeBytes: -1 }, 'files.0.sizeBytes'],
    [{ sizeBytes: 0.5 }, 'files.0.sizeBytes'],
    [{ originalPath: '' }, 'files.0.originalPath'],
    [{ originalPath: 'x'.repeat(2001) }, 'files.0.originalPath'],
    [{ name: '' }, 'files.0.name'],
    [{ name: 'a'.repeat(122) }, 'files.0.name'],
    [{ name: '.a' }, 'files.0.name'],
    [{ sha256: 'a'.repeat(63) }, 'files.0.sha256'],
    [{ sha256: 'a'.repeat(65) }, 'files.0.sha256'],
  ];
  for (const [changes, place] of refused) {
    assert.ok(
      problemsOfFile(changes).some((problem) => problem.startsWith(`${place}: `)),
      `${place}: ${problemsOfFile(changes)}`,
    );
  }
});

test('the names of server and service have 1 to 260 characters, and 100 calls at most were left out', () => {
  for (const name of ['server', 'annotation']) {
    for (const length of [1, 260]) assert.equal(problems({ [name]: 'x'.repeat(length) }), []);
    for (const length of [0, 261]) assert.match(problems({ [name]: 'x'.repeat(length) }).join(), `${name}: `);
  }
  assert.equal(problems({ skipped: new Array(100).fill('x'.repeat(100)) }), []);
  assert.match(problems({ skipped: new Array(101).fill('x') }).join(), 'skipped: ');
  assert.match(problems({ skipped: ['x'.repeat(101)] }).join(), 'skipped.0: ');
  for (const value of [1, 0xfffff, null]) assert.equal(problems({ lowGeneration: value, highGeneration: value }), []);
  for (const value of [0, 0x100000]) {
    assert.is(problems({ lowGeneration: value, highGeneration: value }).length, 2, `${value}`);
  }
});

test('no name is used twice, that of the trace and of the manifest itself included', () => {
  assert.match(problems({ files: [file, file] }).join(), 'the name 001-edb00001.log is used twice');
  assert.match(problemsOfFile({ name: 'trace.jsonl' }).join(), 'the name trace.jsonl is used twice');
  assert.match(problemsOfFile({ name: manifestName }).join(), 'the name manifest.json is used twice');
});

test('the longest name that a server can list has a name in a set', () => {
  for (const number of [1, 999, 1000, 0x100001]) {
    const name = nameInSet(number, `\\\\S\\D$\\${'Ä'.repeat(1017)}`);
    assert.equal(problemsOfFile({ name }), [], name);
    assert.is(name.length, `${number}`.padStart(3, '0').length + 1 + 80);
  }
});

test('a manifest is read up to 128 MiB, and is one all the same beyond', async () => {
  for (const [sizeBytes, problem] of [
    [128 * 1024 * 1024, '001-edb00001.log is missing'],
    [128 * 1024 * 1024 + 1, 'manifest.json has 134217729 bytes, more than any set needs'],
  ] as const) {
    class LargeManifest extends MemoryStorage {
      override list() {
        return stored([{ name: manifestName, sizeBytes, isFile: true }]);
      }
    }
    const storage = new LargeManifest();
    storage.files.set(`/sets/a/${manifestName}`, Buffer.from(JSON.stringify(whole)));
    const verified = await verifySet(storage, '/sets/a');
    assert.is(verified.ok ? '' : verified.problems[0], problem);
    assert.ok(isSet(storage, '/sets/a'));
  }
});

test.run();
