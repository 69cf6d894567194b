import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Hr } from '../../simulator/protocol/index.ts';
import { noDeviations } from '../procedures/index.ts';
import { fakeDatabases, fakeLogs } from '../procedures/testing/fakeServer.ts';
import { MemoryStorage, type StorageFault } from './testing/memoryStorage.ts';
import { fake, options, take } from './testing/takeBackup.ts';
import { verifySet } from './verifySet.ts';

test('a finished backup is a set that verifies, with every byte, token, size and generation', async () => {
  const storage = new MemoryStorage();
  const { result } = await take(fake(), storage);
  assert.ok(result.ok);
  assert.is(result.report.setPath, '/sets/sunday');
  const verified = await verifySet(storage, '/sets/sunday');
  assert.ok(verified.ok);
  const { manifest } = verified;
  assert.equal(
    [manifest.kind, manifest.server, manifest.takenAt, manifest.lowGeneration, manifest.highGeneration],
    ['full', 'EXCH1', '1998-02-01T22:00:00.000Z', 5, 6],
  );
  const sources = [...fakeDatabases(), ...fakeLogs()];
  assert.equal(
    manifest.files.map((file) => [file.originalPath, file.token]),
    sources.map((file) => [file.path, file.token]),
  );
  for (const [index, file] of manifest.files.entries()) {
    assert.equal(storage.files.get(`/sets/sunday/${file.name}`), sources[index]?.content, file.name);
  }
  assert.is(manifest.files[2]?.name, '003-edb00005.log');
});

test('everything is durable before the logs are truncated: files, folder, name, parent, in this order', async () => {
  const storage = new MemoryStorage();
  await take(fake(), storage);
  assert.equal(storage.log.slice(-6), [
    'flush /sets/sunday.incomplete/trace.jsonl',
    'flush /sets/sunday.incomplete/manifest.json',
    'flush /sets/sunday.incomplete',
    'rename /sets/sunday.incomplete /sets/sunday',
    'flush /sets',
    'truncated',
  ]);
  assert.is(storage.log.filter((line) => line.startsWith('flush ')).length, 10, '6 files, trace, manifest, 2 folders');
});

test('a disk that fills at any byte leaves no set, truncates nothing and ends the context (property)', async () => {
  const roomy = new MemoryStorage();
  await take(fake(), roomy);
  const neededBytes = [...roomy.files.values()].reduce((sum, content) => sum + content.length, 0);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: neededBytes + 1000 }), async (capacityBytes) => {
      const server = fake();
      const storage = new MemoryStorage(capacityBytes);
      const { result } = await take(server, storage);
      assert.ok(result.ok);
      assert.is(server.openContexts, 0);
      assert.is(storage.openFiles, 0);
      if (capacityBytes >= neededBytes) {
        seen.add('room');
        assert.is(result.report.outcome.result, 'completed');
        return;
      }
      seen.add('full');
      assert.is(result.report.outcome.result, 'failed');
      assert.is(result.report.setPath, null);
      assert.match(result.report.outcome.failure?.what ?? '', /the disk is full: .* could not be written/);
      assert.match(result.report.outcome.failure?.advice ?? '', /Free space/);
      assert.is(server.count('HrBackupTruncateLogs'), 0);
      assert.is(storage.files.size, 0);
      assert.equal([...storage.folders], ['/sets']);
    }),
    { seed: 4, numRuns: 120 },
  );
  assert.is(seen.size, 2, 'both a disk with and one without room must have been seen');
});

test('any other failure of the storage does the same, also at the very last flush', async () => {
  const faults: readonly StorageFault[] = [
    { operation: 'createFolder', nth: 1 },
    { operation: 'createFile', nth: 1 },
    { operation: 'createFile', nth: 3 },
    { operation: 'createFile', nth: 8 },
    { operation: 'finish', nth: 1 },
    { operation: 'finish', nth: 7 },
    { operation: 'finish', nth: 8 },
    { operation: 'renameFolder', nth: 1 },
    { operation: 'flushFolder', nth: 1 },
    { operation: 'flushFolder', nth: 2 },
  ];
  for (const fault of faults) {
    const server = fake();
    const storage = new MemoryStorage(Number.POSITIVE_INFINITY, fault);
    const { result } = await take(server, storage);
    assert.ok(result.ok);
    assert.is(result.report.outcome.failure?.kind, 'world', JSON.stringify(fault));
    assert.is(server.count('HrBackupTruncateLogs'), 0);
    assert.is(server.openContexts, 0);
    assert.equal([...storage.folders], ['/sets'], JSON.stringify(fault));
    assert.is(storage.openFiles, 0);
  }
});

test('a temporary folder that cannot be removed is told, not hidden', async () => {
  const storage = new MemoryStorage(Number.POSITIVE_INFINITY, { operation: 'removeFolder', nth: 1 });
  const { result } = await take(fake({ answer: (name) => (name === 'HrBackupRead' ? Hr.hrDiskIO : null) }), storage);
  assert.ok(result.ok);
  assert.is(result.report.outcome.failure?.codeName, 'hrDiskIO');
  assert.match(result.report.outcome.followUps[0]?.what ?? '', 'sunday.incomplete');
});

test('an interrupted backup ends the context and leaves nothing that looks finished', async () => {
  const seen: number[] = [];
  for (const stopAtPause of [1, 5, 14]) {
    const server = fake();
    const storage = new MemoryStorage();
    const stop = new AbortController();
    let pauses = 0;
    const { result } = await take(server, storage, {
      signal: stop.signal,
      betweenCalls: () => {
        pauses += 1;
        if (pauses === stopAtPause) stop.abort();
      },
    });
    assert.ok(result.ok);
    assert.is(result.report.outcome.failure?.kind, 'interrupted');
    assert.is(server.openContexts, 0);
    assert.is(server.count('HrBackupTruncateLogs'), 0);
    assert.equal([...storage.folders], ['/sets']);
    seen.push(server.calls.length);
  }
  assert.is(seen[0], 0, 'interrupted before the first call');
  assert.ok((seen[2] ?? 0) > 10);
});

test('a signal from the event loop gets through while calls are being made', async () => {
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  const server = fake({ readLimitBytes: 100 });
  const { result } = await take(server, new MemoryStorage(), { signal: stop.signal });
  assert.ok(result.ok);
  assert.is(result.report.outcome.failure?.kind, 'interrupted');
});

test('nothing is overwritten: a set, a half-written set, or a missing folder stop the backup', async () => {
  const storage = new MemoryStorage();
  storage.folders.add('/sets/sunday');
  const server = fake();
  const existing = await take(server, storage);
  assert.equal(existing.result, {
    ok: false,
    problem: 'the set /sets/sunday exists already, and nothing is overwritten',
  });
  const nowhere = await take(server, storage, { folder: '/nowhere' });
  assert.match(nowhere.result.ok ? '' : nowhere.result.problem, '/nowhere for the sets does not exist');
  for (const name of ['../x', '', 'a/b', '.hidden', 'x.incomplete']) {
    const badName = await take(server, storage, { name });
    assert.match(badName.result.ok ? '' : badName.result.problem, 'cannot be the name of a set');
  }
  assert.is(server.calls.length, 0);
  storage.folders.add('/sets/monday.incomplete');
  const { result } = await take(server, storage, { name: 'monday' });
  assert.match(result.ok ? (result.report.outcome.failure?.what ?? '') : '', 'monday.incomplete exists already');
  assert.ok(storage.folders.has('/sets/monday.incomplete'), 'a folder that is not ours is not removed');
});

test('a vanished client leaves no set, and its trace says so', async () => {
  const storage = new MemoryStorage();
  const server = fake();
  const deviations = { ...noDeviations, stopAfterCalls: 8 };
  const { result, trace } = await take(server, storage, { options: options('full', { deviations }) });
  assert.ok(result.ok);
  assert.is(result.report.outcome.result, 'vanished');
  assert.is(server.openContexts, 1);
  assert.equal([...storage.folders], ['/sets']);
  assert.match(trace.at(-1) ?? '', '"event":"vanished"');
});

test('the trace has one line per call, the same for the same history, and is sealed into the set before truncation', async () => {
  const storage = new MemoryStorage();
  const server = fake();
  const { trace } = await take(server, storage);
  const { trace: again } = await take(fake(), new MemoryStorage());
  assert.equal(trace, again);
  const lines: { call?: string; event?: string }[] = trace.map((line) => JSON.parse(line));
  assert.equal(
    lines.flatMap((line) => (line.call === undefined ? [] : [line.call])),
    server.calls.map(({ name }) => name),
  );
  const sealed = Buffer.from(storage.files.get('/sets/sunday/trace.jsonl') ?? []).toString();
  assert.ok(trace.join('').startsWith(sealed));
  assert.match(sealed, '"event":"commit"');
  assert.not.match(sealed, 'HrBackupTruncateLogs');
  assert.is(
    trace[1],
    '{"n":1,"call":"HrBackupPrepareW","arguments":["EXCH1","Exchange MDB Database",0,1],"result":{"code":"0x00000000","hbc":"hbc1"}}\n',
  );
  const read = trace.find((line) => line.includes('HrBackupRead'));
  assert.match(
    read ?? '',
    '"arguments":["hbc1",{"bufferBytes":65536},65536],"result":{"code":"0x00000000","bytesRead":65536}',
  );
  assert.match(trace.find((line) => line.includes('BackupFree')) ?? '', '"arguments":["list1"],"result":null');
});

test('the trace of the A form keeps names as bytes', async () => {
  const form = { kind: 'A', codePage: 'cp1252' } as const;
  const { trace } = await take(fake(), new MemoryStorage(), { options: options('full', { form }) });
  assert.match(trace[1] ?? '', `"arguments":[{"base64":"${Buffer.from('EXCH1').toString('base64')}"}`);
});

test('progress counts files and bytes', async () => {
  const seen: string[] = [];
  await take(fake(), new MemoryStorage(), {
    onProgress: ({ path, fileNumber, doneBytes, sizeBytes }) =>
      seen.push(`${fileNumber} ${path.slice(path.lastIndexOf('\\') + 1)} ${doneBytes}/${sizeBytes}`),
  });
  assert.equal(seen.slice(2, 6), [
    '1 priv.edb 196608/200000',
    '1 priv.edb 200000/200000',
    '2 pub.edb 65536/70001',
    '2 pub.edb 70001/70001',
  ]);
});

test('a note of the procedure reaches the person', async () => {
  const notes: string[] = [];
  const refuse = (name: string, nth: number) =>
    name === 'HrBackupPrepareW' && nth === 1 ? Hr.hrCircularLogging : null;
  const { result } = await take(fake({ answer: refuse }), new MemoryStorage(), {
    options: options('incremental', { fallback: true }),
    onNote: (level, text) => notes.push(`${level}: ${text}`),
  });
  assert.ok(result.ok && result.report.outcome.set?.kind === 'full');
  assert.match(notes[0] ?? '', /^warning: .*A full backup is taken instead/);
});

test.run();
