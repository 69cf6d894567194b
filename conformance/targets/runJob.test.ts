import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, functionInfo, Hr } from '../../simulator/protocol/index.ts';
import { NodeStorage, verifySet } from '../agent/index.ts';
import { FakeServer, fakeDatabases, fakeLocations, fakeLogs } from '../procedures/testing/fakeServer.ts';
import { type BackupTask, everythingAllowed, nothingAllowed, type Permissions, type RestoreTask } from './job.ts';
import type { ChildMessage } from './messages.ts';
import { planOf } from './plan.ts';
import { runJob } from './runJob.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-job-'));
test.after(() => rmSync(folder, { recursive: true }));

let names = 0;
const common = {
  library: '/l.so',
  server: 'EXCH1',
  annotation: Annotation.EDBBACK_MDB_SERVER,
  form: { kind: 'W' },
} as const;

const backupJob = (
  kind: BackupTask['kind'],
  permissions: Permissions,
  changes: Partial<BackupTask> = {},
): BackupTask => ({
  ...common,
  permissions,
  task: 'backup',
  kind,
  folder,
  name: `set-${++names}`,
  bufferSizeBytes: 65536,
  takenAt: null,
  ...changes,
});

/** Runs a job against a fake server, in this process. */
async function run(
  job: BackupTask | RestoreTask,
  server = new FakeServer(fakeDatabases(), fakeLogs(), { locations: fakeLocations }),
) {
  const messages: ChildMessage[] = [];
  const surroundings = {
    tell: (message: ChildMessage) => messages.push(message),
    signal: new AbortController().signal,
  };
  const report = await runJob(server, job, surroundings);
  const lines = messages.flatMap((message) => (message.kind === 'trace' ? [message.line] : []));
  const called = new Set(server.calls.map(({ name }) => functionInfo(name)?.baseName));
  return { report, messages, lines, called, server };
}

/** Lines of a trace without the head, each as what it is of. */
const stepsOf = (lines: readonly string[]) =>
  lines.slice(1).map((line) => {
    const { n, call, event }: { n: number; call?: string; event?: string } = JSON.parse(line);
    return { n, what: event === undefined ? call : `${event} ${call ?? ''}`.trim() };
  });

const permissionsOf = (bits: number): Permissions => ({
  truncate: (bits & 1) !== 0,
  register: (bits & 2) !== 0,
  complete: (bits & 4) !== 0,
});

/** A chain of one set that the fake server can be restored from. */
async function fullSet(): Promise<string> {
  const job = backupJob('full', everythingAllowed);
  await run(job);
  return `${folder}/${job.name}`;
}

const restoreJob = (setPath: string, permissions: Permissions, changes: Partial<RestoreTask> = {}): RestoreTask => ({
  ...common,
  server: 'EXCH2',
  permissions,
  task: 'restore',
  setPaths: [setPath],
  eraseExisting: false,
  disk: null,
  ...changes,
});

function newDisk(): string {
  const disk = join(folder, `disk-${++names}`);
  for (const path of ['c$/work', 'D$/LOGS', 'E$/priv', 'E$/pub']) mkdirSync(join(disk, path), { recursive: true });
  return disk;
}

const plain = { isSimulator: false, why: 'a test' };

test('the plan names exactly the calls that are then made, for every kind and every permission', async () => {
  const setPath = await fullSet();
  let skippedRuns = 0;
  for (let bits = 0; bits < 8; bits += 1) {
    const permissions = permissionsOf(bits);
    if (permissions.complete && !permissions.register) continue;
    const jobs: (BackupTask | RestoreTask)[] = [
      ...(['full', 'incremental', 'differential', 'copy'] as const).map((kind) => backupJob(kind, permissions)),
      restoreJob(setPath, permissions, { disk: newDisk() }),
    ];
    for (const job of jobs) {
      const { called, report } = await run(job);
      const plan = planOf(job, 'library', plain);
      assert.equal([...called].sort(), [...plan.calls].sort(), JSON.stringify(job));
      assert.equal(
        report.skipped,
        plan.skipped.map(({ call, flag }) => ({ call, flag })),
        JSON.stringify(job),
      );
      if (report.skipped.length > 0) skippedRuns += 1;
      assert.is(report.result, job.task === 'restore' && !permissions.register ? 'skipped' : 'completed');
    }
  }
  assert.is(
    skippedRuns,
    3 * 2 + 5 - 1,
    'full and incremental without truncation, restores without register or complete',
  );
});

test('without permission to truncate, a full backup is in effect a copy and an incremental one differential', async () => {
  for (const [kind, effect] of [
    ['full', 'copy'],
    ['incremental', 'differential'],
  ] as const) {
    const job = backupJob(kind, nothingAllowed);
    const { report, lines, server } = await run(job);
    assert.is(server.count('HrBackupTruncateLogs'), 0);
    assert.is(report.set?.kind, effect);
    const verified = await verifySet(new NodeStorage(), `${folder}/${job.name}`);
    assert.ok(verified.ok && verified.manifest.kind === effect, verified.ok ? '' : verified.problems.join('; '));
    assert.equal(verified.manifest.skipped, ['HrBackupTruncateLogs']);
    const steps = stepsOf(lines);
    const last = steps.slice(-3).map(({ what }) => what);
    assert.equal(last, ['commit', 'skipped HrBackupTruncateLogs', 'HrBackupEnd']);
    assert.equal(
      steps.map(({ n }) => n),
      steps.map((_, index) => index + 1),
      'the numbers have no gap',
    );
    assert.match(lines.at(-2) ?? '', /"needs":"--allow-truncate"/);
  }
});

test('a backup that fails skips nothing: it would not have truncated', async () => {
  const server = new FakeServer(fakeDatabases(), fakeLogs(), { missingTail: { [fakeDatabases()[0]?.path ?? '']: 10 } });
  const { report } = await run(backupJob('full', nothingAllowed), server);
  assert.is(report.result, 'failed');
  assert.match(report.what ?? '', /ended after 199990 of 200000 advertised bytes/);
  assert.equal(report.skipped, []);
});

test('a backup with warnings says them', async () => {
  const answer = (name: string) => (name === 'HrBackupEnd' ? Hr.hrCommunicationError : null);
  const { report } = await run(
    backupJob('copy', nothingAllowed),
    new FakeServer(fakeDatabases(), fakeLogs(), { answer }),
  );
  assert.is(report.result, 'completed-with-warnings');
  assert.match(report.warnings[0] ?? '', /^HrBackupEnd failed with hrCommunicationError/);
});

test('without permission to register, a restore asks for the locations, writes nothing and puts everything away', async () => {
  const disk = newDisk();
  const before = readdirSync(disk, { recursive: true });
  const { report, lines, server } = await run(
    restoreJob(await fullSet(), nothingAllowed, { disk, eraseExisting: true }),
  );
  assert.is(report.result, 'skipped');
  assert.equal(readdirSync(disk, { recursive: true }), before);
  assert.equal([server.registrations.length, server.openContexts, server.unfreed.size], [0, 0, 0]);
  assert.equal(stepsOf(lines), [
    { n: 1, what: 'HrRestorePrepareW' },
    { n: 2, what: 'HrRestoreGetDatabaseLocationsW' },
    { n: 3, what: 'skipped HrRestoreRegister' },
    { n: 4, what: 'BackupFree' },
    { n: 5, what: 'HrRestoreEnd' },
  ]);
});

test('an allowed restore writes every file where the server wants it, letter case ignored', async () => {
  const disk = newDisk();
  writeFileSync(join(disk, 'D$/LOGS/EDB00099.LOG'), 'old');
  writeFileSync(join(disk, 'D$/LOGS/other.txt'), 'not ours');
  const job = restoreJob(await fullSet(), everythingAllowed, { disk, eraseExisting: true });
  const { report, server } = await run(job);
  assert.equal(report.restored, {
    sets: [job.setPaths[0]?.split('/').at(-1)],
    databases: ['\\\\EXCH2\\E$\\priv\\priv.edb', '\\\\EXCH2\\E$\\pub\\pub.edb'],
    lowGeneration: 5,
    highGeneration: 6,
  });
  assert.is(server.registrations.length, 1);
  assert.is(server.count('HrRestoreRegisterComplete'), 1);
  assert.equal(readdirSync(join(disk, 'D$/LOGS')).sort(), [
    'edb00005.log',
    'edb00006.log',
    'other.txt',
    'priv.pat',
    'pub.pat',
  ]);
  const written = readFileSync(join(disk, 'E$/priv/priv.edb'));
  assert.ok(written.equals(fakeDatabases()[0]?.content ?? new Uint8Array()));
});

test('a restore that finds no place on the server fails, and the server is told', async () => {
  const disk = newDisk();
  rmSync(join(disk, 'E$/pub'), { recursive: true });
  const { report, server } = await run(restoreJob(await fullSet(), everythingAllowed, { disk }));
  assert.is(report.result, 'failed');
  assert.match(report.what ?? '', /there is no place on the server for/);
  assert.is(server.count('HrRestoreRegisterComplete'), 1);
});

test('a damaged set is refused before any call', async () => {
  const setPath = await fullSet();
  rmSync(join(setPath, '001-priv.edb'));
  const { report, server } = await run(restoreJob(setPath, everythingAllowed, { disk: newDisk() }));
  assert.is(report.result, 'failed');
  assert.match(report.what ?? '', /001-priv\.edb is missing/);
  assert.equal(server.calls, []);
  assert.ok(existsSync(setPath));
});

test('the folder of the set is announced while it is unfinished, and every call before it is made', async () => {
  const job = backupJob('copy', nothingAllowed);
  const { messages, server } = await run(job);
  const path = `${folder}/${job.name}`;
  const folders = messages.flatMap((message) =>
    message.kind === 'folder' ? [`${message.state} ${message.path}`] : [],
  );
  assert.equal(folders, [`unfinished ${path}.incomplete`, `finished ${path}`]);
  const begins = messages.flatMap((message) => (message.kind === 'begin' ? [message.what.split('(')[0]] : []));
  assert.equal(
    begins,
    server.calls.map(({ name }) => name),
  );
  const failing = backupJob('copy', nothingAllowed);
  const cut = new FakeServer(fakeDatabases(), fakeLogs(), {
    answer: (name) => (name === 'HrBackupClose' ? Hr.hrError : null),
  });
  const failed = await run(failing, cut);
  const states = failed.messages.flatMap((message) => (message.kind === 'folder' ? [message.state] : []));
  assert.equal(states, ['unfinished', 'removed']);
});

test.run();
