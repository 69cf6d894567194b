import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation } from '../../simulator/protocol/index.ts';
import { noRestoreDeviations } from '../procedures/index.ts';
import { FakeServer, fakeDatabases, fakeLocations, fakeLog, fakeLogs } from '../procedures/testing/fakeServer.ts';
import { type RestoreJob, runRestore, type ServerFiles } from './restoreAgent.ts';
import { MemoryStorage } from './testing/memoryStorage.ts';
import { fake, take } from './testing/takeBackup.ts';

class MemoryServerFiles implements ServerFiles {
  readonly files = new Map<string, Buffer>();
  capacityBytes = Number.POSITIVE_INFINITY;
  createAnswer: 'disk-full' | 'not-found' | null = null;
  /** Files that can be neither deleted nor replaced. */
  locked = /^$/;
  lockedAnswer: 'in-use' | 'read-only' = 'in-use';

  list(folder: string): readonly string[] {
    const names = [...this.files.keys()].filter((path) => path.startsWith(`${folder}\\`));
    return names.map((path) => path.slice(folder.length + 1));
  }
  remove(path: string): boolean {
    return !this.locked.test(path) && this.files.delete(path);
  }
  create(path: string) {
    if (this.locked.test(path)) return this.lockedAnswer;
    if (this.createAnswer !== null) return this.createAnswer;
    const pieces: Uint8Array[] = [];
    this.files.set(path, Buffer.alloc(0));
    return {
      write: (bytes: Uint8Array) => {
        this.capacityBytes -= bytes.length;
        if (this.capacityBytes < 0) return 'disk-full' as const;
        pieces.push(bytes.slice());
        return 'written' as const;
      },
      close: () => {
        this.files.set(path, Buffer.concat(pieces));
      },
    };
  }
}

const restoreOptions: RestoreJob['options'] = {
  server: 'EXCH2',
  annotation: Annotation.EDBBACK_MDB_SERVER,
  form: { kind: 'W' },
  eraseExisting: true,
  deviations: noRestoreDeviations,
};

const bringBack = async (storage: MemoryStorage, changes: Partial<RestoreJob> = {}) => {
  const server = new FakeServer([], [], { locations: fakeLocations });
  const files = new MemoryServerFiles();
  files.files.set('\\\\EXCH2\\D$\\logs\\EDB000ff.log', Buffer.from('old'));
  files.files.set('\\\\EXCH2\\D$\\logs\\edb.log', Buffer.from('old'));
  files.files.set('\\\\EXCH2\\D$\\logs\\PRIV.PAT', Buffer.from('old'));
  files.files.set('\\\\EXCH2\\D$\\logs\\notes.txt', Buffer.from('mine'));
  files.files.set('\\\\EXCH2\\E$\\priv\\PRIV.edb', Buffer.from('old'));
  const result = await runRestore({
    api: server,
    files,
    storage,
    setPaths: ['/sets/sunday'],
    options: restoreOptions,
    ...changes,
  });
  return { server, files, result };
};

test('a restore writes back every byte, and erases old logs, patch files and databases but nothing else', async () => {
  const storage = new MemoryStorage();
  await take(fake(), storage);
  const trace: string[] = [];
  const progress: string[] = [];
  const { files, result } = await bringBack(storage, {
    onTraceLine: (line) => trace.push(line),
    onProgress: (_path, fileNumber, fileCount) => progress.push(`${fileNumber}/${fileCount}`),
  });
  assert.ok(result.ok && result.outcome.result === 'completed');
  assert.equal([...files.files.keys()].sort(), [
    '\\\\EXCH2\\D$\\logs\\edb00005.log',
    '\\\\EXCH2\\D$\\logs\\edb00006.log',
    '\\\\EXCH2\\D$\\logs\\notes.txt',
    '\\\\EXCH2\\D$\\logs\\priv.pat',
    '\\\\EXCH2\\D$\\logs\\pub.pat',
    '\\\\EXCH2\\E$\\priv\\priv.edb',
    '\\\\EXCH2\\E$\\pub\\pub.edb',
  ]);
  for (const source of [...fakeDatabases(), ...fakeLogs()]) {
    const name = source.path.slice(source.path.lastIndexOf('\\'));
    const restored = [...files.files].find(([path]) => path.endsWith(name));
    assert.is(restored?.[1].equals(source.content), true, name);
  }
  assert.is(progress.at(-1), '6/6');
  assert.match(trace.find((line) => line.includes('HrRestoreRegisterW')) ?? '', '"newDatabaseName":"');
});

test('a damaged set is refused before the first call: truncated, altered, missing, extra and unfinished, one line each', async () => {
  const damage: readonly [string, (storage: MemoryStorage) => void, RegExp][] = [
    [
      'truncated',
      (s) => s.files.set('/sets/sunday/001-priv.edb', new Uint8Array(10)),
      /001-priv.edb is truncated: 10 of 200000/,
    ],
    [
      'longer',
      (s) => s.files.set('/sets/sunday/003-edb00005.log', new Uint8Array(5001)),
      /too long: 5001 bytes instead of 5000/,
    ],
    ['altered', (s) => s.files.get('/sets/sunday/001-priv.edb')?.fill(1, 0, 1), /001-priv.edb was altered/],
    ['missing', (s) => s.files.delete('/sets/sunday/005-priv.pat'), /005-priv.pat is missing/],
    [
      'extra',
      (s) => s.files.set('/sets/sunday/edb00009.log', new Uint8Array(3)),
      /edb00009.log is not part of this set/,
    ],
    [
      'unfinished',
      (s) => s.files.delete('/sets/sunday/manifest.json'),
      /no backup set, or one that was never finished/,
    ],
    ['no set', (s) => s.folders.delete('/sets/sunday'), /does not exist/],
    ['not JSON', (s) => s.files.set('/sets/sunday/manifest.json', Buffer.from('{')), /manifest.json is not JSON/],
    ['not a manifest', (s) => s.files.set('/sets/sunday/manifest.json', Buffer.from('[]')), /the whole file/],
    ['unknown version', (s) => editManifest(s, (text) => text.replace('"version": 1', '"version": 2')), /version/],
    [
      'leads outside',
      (s) => editManifest(s, (text) => text.replace('001-priv.edb', '../../etc/passwd')),
      /files.0.name: expected a plain file name/,
    ],
    [
      'a name twice',
      (s) => editManifest(s, (text) => text.replace('002-pub.edb', '001-priv.edb')),
      /the name 001-priv.edb is used twice/,
    ],
  ];
  for (const [what, spoil, expected] of damage) {
    const storage = new MemoryStorage();
    await take(fake(), storage);
    spoil(storage);
    const { server, files, result } = await bringBack(storage);
    assert.is(result.ok, false, what);
    assert.match(result.ok ? '' : result.problems.join('\n'), expected);
    assert.is(server.calls.length, 0, what);
    assert.is(files.files.size, 5, 'nothing on the server was touched');
  }
});

const editManifest = (storage: MemoryStorage, edit: (text: string) => string): void => {
  const path = '/sets/sunday/manifest.json';
  const text = Buffer.from(storage.files.get(path) ?? []).toString();
  const edited = edit(text);
  assert.is.not(edited, text, 'the edit must have changed something');
  storage.files.set(path, Buffer.from(edited));
};

test('a log whose header disagrees with the manifest or its name is refused, unless a broken chain is accepted', async () => {
  const storage = new MemoryStorage();
  await take(new FakeServer(fakeDatabases(), [fakeLog(9, 5000, 'edb00008.log')]), storage);
  const { result } = await bringBack(storage);
  assert.match(result.ok ? '' : result.problems.join(), '003-edb00008.log is log 9 by its header, and 8 by its name');
  const deviations = { ...noRestoreDeviations, acceptBrokenChain: true };
  const base = { server: 'EXCH2', annotation: Annotation.EDBBACK_MDB_SERVER, form: { kind: 'W' as const } };
  const accepted = await bringBack(storage, { options: { ...base, eraseExisting: true, deviations } });
  assert.ok(accepted.result.ok && accepted.result.outcome.result === 'completed');

  const forged = new MemoryStorage();
  await take(fake(), forged);
  editManifest(forged, (text) => text.replace('"fromHeader": 5', '"fromHeader": 4'));
  const { result: refused } = await bringBack(forged);
  assert.match(
    refused.ok ? '' : refused.problems.join(),
    '003-edb00005.log is log 5 by its header, and manifest.json says 4',
  );
});

test('a target without room or place, and an interruption, fail the restore and say so to the server', async () => {
  const storage = new MemoryStorage();
  await take(fake(), storage);
  const small = new MemoryServerFiles();
  small.capacityBytes = 100_000;
  const full = new MemoryServerFiles();
  full.createAnswer = 'disk-full';
  const nowhere = new MemoryServerFiles();
  nowhere.createAnswer = 'not-found';
  const expectations: readonly [MemoryServerFiles, RegExp][] = [
    [small, /server's disk is full/],
    [full, /server's disk is full/],
    [nowhere, /no place on the server/],
  ];
  for (const [files, expected] of expectations) {
    const { server, result } = await bringBack(storage, { files });
    assert.ok(result.ok);
    assert.match(result.outcome.failure?.what ?? '', expected);
    assert.is(server.calls.find(({ name }) => name === 'HrRestoreRegisterComplete')?.detail, '0xc7ff0002');
  }
  const stopped = AbortSignal.abort();
  const { result, server } = await bringBack(storage, { signal: stopped });
  assert.ok(result.ok);
  assert.is(result.outcome.failure?.kind, 'interrupted');
  assert.is(server.calls.length, 0);
});

test('a set that cannot be read any more fails before or during the restore, never silently', async () => {
  const source = new MemoryStorage();
  await take(fake(), source);
  // Reads: manifest, 6 files and the trace for verification, then the files themselves.
  for (const nth of [1, 3, 8, 10]) {
    const storage = new MemoryStorage(Number.POSITIVE_INFINITY, { operation: 'read', nth });
    storage.folders.add('/sets/sunday');
    for (const [path, content] of source.files) storage.files.set(path, content);
    const { result } = await bringBack(storage);
    const text = result.ok ? (result.outcome.failure?.what ?? '') : result.problems.join();
    assert.match(text, 'the disk failed', `read ${nth}`);
  }
});

test('a restore that cannot delete or replace a file says which, and why, and ends', async () => {
  const storage = new MemoryStorage();
  await take(fake(), storage);
  for (const [locked, answer, erases, expected, advice] of [
    [
      /edb\.log$/,
      'in-use',
      true,
      /logs\\edb\.log cannot be deleted: it is in use, or marked read-only/,
      /take the mark/,
    ],
    [/PRIV\.edb$/i, 'in-use', false, /priv\.edb is in use on the server/i, /Stop the service/],
    [/PRIV\.edb$/i, 'read-only', false, /priv\.edb cannot be written: it is marked read-only/i, /Take the mark away/],
  ] as const) {
    const files = new MemoryServerFiles();
    for (const name of ['edb.log', 'EDB000ff.log']) files.files.set(`\\\\EXCH2\\D$\\logs\\${name}`, Buffer.from('old'));
    files.locked = locked;
    files.lockedAnswer = answer;
    const { server, result } = await bringBack(storage, {
      files,
      options: { ...restoreOptions, eraseExisting: erases },
    });
    assert.ok(result.ok);
    assert.is(result.outcome.result, 'failed');
    assert.match(result.outcome.failure?.what ?? '', expected);
    assert.match(result.outcome.failure?.advice ?? '', advice);
    assert.is(server.calls.find(({ name }) => name === 'HrRestoreRegisterComplete')?.detail, '0xc7ff0002');
  }
});

test('without erasing, a restore removes nothing and warns', async () => {
  const storage = new MemoryStorage();
  await take(fake(), storage);
  const notes: string[] = [];
  const { files, result } = await bringBack(storage, {
    options: {
      server: 'EXCH2',
      annotation: Annotation.EDBBACK_MDB_SERVER,
      form: { kind: 'W' },
      eraseExisting: false,
      deviations: noRestoreDeviations,
    },
    onNote: (_level, text) => notes.push(text),
  });
  assert.ok(result.ok && result.outcome.result === 'completed');
  assert.ok(files.files.has('\\\\EXCH2\\D$\\logs\\EDB000ff.log'));
  assert.is(notes.length, 1);
});

test.run();
