import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  DEFAULT_LOG_PARAMETERS,
  encodeLogHeader,
  LOG_HEADER_SIZE_BYTES,
  NULL_LOG_POSITION,
} from '../../simulator/engine/index.ts';
import { FakeServer, fakeDatabases, fakeLog } from '../procedures/testing/fakeServer.ts';
import { LineSplitter } from './lineSplitter.ts';
import { MemoryStorage } from './testing/memoryStorage.ts';
import { fake, take } from './testing/takeBackup.ts';
import { verifySet } from './verifySet.ts';

const SET = '/sets/sunday';
const textOf = (storage: MemoryStorage, name: string): string =>
  Buffer.from(storage.files.get(`${SET}/${name}`) ?? []).toString();

function edit(storage: MemoryStorage, name: string, change: (text: string) => string): void {
  const text = textOf(storage, name);
  const edited = change(text);
  assert.is.not(edited, text, 'the edit must have changed something');
  storage.files.set(`${SET}/${name}`, Buffer.from(edited));
}

/** Changes a file of the set and makes its size and sum in the manifest those of the change: a forgery that fits. */
function forge(storage: MemoryStorage, name: string, change: (text: string) => string): void {
  const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const before = textOf(storage, name);
  edit(storage, name, change);
  const after = textOf(storage, name);
  edit(storage, 'manifest.json', (text) =>
    text
      .replace(sumOf(before), sumOf(after))
      .replace(
        `"name": "${name}",\n    "sizeBytes": ${Buffer.byteLength(before)}`,
        `"name": "${name}",\n    "sizeBytes": ${Buffer.byteLength(after)}`,
      ),
  );
}

async function problemsAfter(change: (storage: MemoryStorage) => void, server = fake()): Promise<readonly string[]> {
  const storage = new MemoryStorage();
  await take(server, storage);
  change(storage);
  const verified = await verifySet(storage, SET);
  return verified.ok ? [] : verified.problems;
}

test('sums or sizes of two files that were exchanged are found, and the other file is named', async () => {
  const sums = await problemsAfter((storage) =>
    edit(storage, 'manifest.json', (text) => {
      const [first = '', second = ''] = [...text.matchAll(/"sha256": "([0-9a-f]{64})"/g)].map((match) => match[1]);
      return text.replace(first, '?').replace(second, first).replace('?', second);
    }),
  );
  assert.equal(sums, [
    '001-priv.edb was altered: its SHA-256 is not the one in manifest.json; it is that of 002-pub.edb',
    '002-pub.edb was altered: its SHA-256 is not the one in manifest.json; it is that of 001-priv.edb',
  ]);
  const sizes = await problemsAfter((storage) =>
    edit(storage, 'manifest.json', (text) =>
      text
        .replace('"sizeBytes": 200000', '?')
        .replace('"sizeBytes": 70001', '"sizeBytes": 200000')
        .replace('?', '"sizeBytes": 70001'),
    ),
  );
  // The trace sides with the files.
  assert.equal(sizes, [
    '001-priv.edb is too long: 200000 bytes instead of 70001',
    '002-pub.edb is truncated: 70001 of 200000 bytes are there',
    '001-priv.edb has 70001 bytes, and had 200000 by trace.jsonl',
    '002-pub.edb has 200000 bytes, and had 70001 by trace.jsonl',
  ]);
});

test('files exchanged together with their sizes and sums are found by the trace of the backup', async () => {
  const problems = await problemsAfter((storage) => {
    const [priv, pub] = [`${SET}/001-priv.edb`, `${SET}/002-pub.edb`].map((path) => storage.files.get(path));
    if (priv === undefined || pub === undefined) throw new Error('The set has both');
    storage.files.set(`${SET}/001-priv.edb`, pub);
    storage.files.set(`${SET}/002-pub.edb`, priv);
    edit(storage, 'manifest.json', (text) => {
      const [first = '', second = ''] = text.match(/"sizeBytes": \d+,\s+"sha256": "[0-9a-f]{64}"/g) ?? [];
      return text.replace(first, '?').replace(second, first).replace('?', second);
    });
  });
  assert.equal(problems, [
    '001-priv.edb has 70001 bytes, and had 200000 by trace.jsonl',
    '002-pub.edb has 200000 bytes, and had 70001 by trace.jsonl',
  ]);
});

test('a trace of another server, service or kind, of fewer or other files, or that is none, is found', async () => {
  const told = (change: (text: string) => string) => problemsAfter((storage) => forge(storage, 'trace.jsonl', change));
  assert.equal(await told((text) => text.replace('"server":"EXCH1"', '"server":"EXCH9"')), [
    'the server is EXCH1, and by trace.jsonl it is EXCH9',
  ]);
  assert.equal(await told((text) => text.replace('"kind":"full"', '"kind":"copy"')), [
    'the kind is full, and by trace.jsonl it is copy',
  ]);
  assert.equal(
    await told((text) => text.replace('"kind":"full"', '"kind":"incremental"')),
    [],
    'an incremental backup that the server refused became a full one',
  );
  assert.equal(await told((text) => text.replace('"annotation":"Exchange MDB', '"annotation":"Exchange DS')), [
    'the service is Exchange MDB Database, and by trace.jsonl it is Exchange DS Database',
  ]);
  assert.equal(
    await told((text) =>
      text
        .split('\n')
        .filter((line) => !line.includes('OpenFile') || !line.includes('pub.edb'))
        .join('\n'),
    ),
    ['it lists 6 files, and by trace.jsonl 5 were opened'],
  );
  assert.match((await told((text) => text.replace('priv.edb', 'priw.edb'))).join(), 'priw.edb was opened');
  assert.equal(await told(() => 'not a trace'), ['trace.jsonl does not begin as the trace of a backup does']);
});

const log = (generation: number, createdSeconds: number) => {
  const header = encodeLogHeader({
    generation,
    createdSeconds,
    previousCreatedSeconds: 0,
    major: 6,
    minor: 1503,
    update: 0,
    systemPath: 'D:\\',
    logFolder: 'D:\\',
    parameters: DEFAULT_LOG_PARAMETERS,
    signature: { random: 1, createdSeconds: 1, computerName: '' },
    circularLogging: false,
    circularLoggingEarlier: false,
    reserveLogUsed: false,
    checkpoint: NULL_LOG_POSITION,
    attachments: [],
  });
  return { ...fakeLog(generation, LOG_HEADER_SIZE_BYTES), content: header };
};

test('a log that was begun after the set was taken is found; a real server and its agent may be time zones apart', async () => {
  const takenSeconds = Date.UTC(1998, 1, 1, 22) / 1000;
  const begun = async (secondsLater: number, isReal: boolean) =>
    problemsAfter(
      (storage) => {
        if (isReal) edit(storage, 'manifest.json', (text) => text.replace(/"origin": \{[^}]*\}/, '"origin": null'));
      },
      new FakeServer(fakeDatabases(), [log(5, takenSeconds + secondsLater)]),
    );
  assert.equal(await begun(0, false), []);
  assert.equal(await begun(1, false), [
    '003-edb00005.log was begun at 1998-02-01T22:00:01.000Z, after the set was taken at 1998-02-01T22:00:00.000Z',
  ]);
  assert.equal(await begun(14 * 3600, true), []);
  assert.is((await begun(3 * 86_400, true)).length, 1);
});

test('lines are the same however the bytes are cut, and one that is longer than any open is passed over', () => {
  const bytes = Buffer.from(`first\n${'x'.repeat(65_536)}\n${'y'.repeat(65_537)}\n\nlast\nunfinished`);
  for (const size of [1, 7, 4096, bytes.length]) {
    const lines: string[] = [];
    const splitter = new LineSplitter((line) => lines.push(line), 65_536);
    for (let at = 0; at < bytes.length; at += size) splitter.add(bytes.subarray(at, at + size));
    assert.equal(
      lines.map((line) => line.slice(0, 6)),
      ['first', 'xxxxxx', '', 'last'],
      `in pieces of ${size}`,
    );
  }
});

test.run();
