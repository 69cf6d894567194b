import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import {
  CHECKPOINT_NAME,
  DatabaseState,
  encodeLogHeader,
  type HardRecoveryOrder,
  hardRecover,
  type LogHeader,
  NULL_BACKUP_INFO,
  type RecoveryReport,
  readShadowedDatabaseHeader,
  startEngine,
  VirtualDisk,
  writeShadowedDatabaseHeader,
} from '../index.ts';
import { readLogHeader } from '../log/index.ts';
import { type BackupSet, backUp, orderFor, restoreFiles } from '../testing/backupSet.ts';
import type { Ledger } from '../testing/ledger.ts';
import { findLostMoves } from '../testing/moves.ts';
import { SeededRandom } from '../testing/random.ts';
import { DATABASES, FOLDER, type ServerSetup, TestServer } from '../testing/server.ts';
import { Workload } from '../testing/workload.ts';

const [{ path: PRIV }] = DATABASES;
const PATCH = `${FOLDER}\\priv.pat`;
const CURRENT = `${FOLDER}\\edb.log`;
const logPath = (generation: number): string => `${FOLDER}\\edb${generation.toString(16).padStart(5, '0')}.log`;

interface Story {
  readonly server: TestServer;
  readonly set: BackupSet;
  /** What was committed when the logs of the backup were closed. */
  readonly atBackup: Ledger;
  /** What was committed when the server crashed, three generations later. */
  readonly atCrash: Ledger;
}

/** A full backup under load, then three more generations, then a crash. The backup has lost moves without its patch. */
function story(seed = 3, setup: Partial<ServerSetup> = {}): Story {
  const server = new TestServer({ seed, lazyFlush: 90, checkpointDepthGenerations: 2, ...setup });
  const engine = server.start();
  const random = new SeededRandom(seed);
  const work = new Workload(
    engine,
    random,
    server.databases.map(({ id }) => id),
  );
  for (let roll = 0; roll < 3; roll += 1) {
    work.run(20);
    work.settle();
    engine.rollLog();
  }
  const set = backUp(engine, server, { between: () => work.run(4), readSizeBytes: () => 16384 });
  const atBackup = work.ledger.clone();
  for (let roll = 0; roll < 3; roll += 1) {
    work.run(20);
    engine.rollLog();
  }
  work.run(10);
  const atCrash = work.ledger.clone();
  engine.crash();
  return { server, set, atBackup, atCrash };
}

/** The story never changes once it is told; every test works on copies of its disk. */
const told = story();

function emptyServer({ server, set }: Story = told, parts: { patches?: boolean } = {}): TestServer {
  const restored = server.fork(new VirtualDisk());
  restoreFiles(set, restored.disk, parts);
  return restored;
}

function recover(server: TestServer, changes: Partial<HardRecoveryOrder> = {}, set = told.set): RecoveryReport {
  const report = hardRecover(server.options(), orderFor(set, changes));
  if (report.error !== 0) assert.ok(report.sentence.startsWith('JET_') && report.sentence.length > 30, report.sentence);
  return report;
}

function changeLogHeader(disk: VirtualDisk, path: string, changes: (header: LogHeader) => Partial<LogHeader>): void {
  const header = readLogHeader(disk.open(path));
  if (header === null) throw new Error(`${path} has no header`);
  disk.open(path)?.write(0, encodeLogHeader({ ...header, ...changes(header) }));
}

function rowsMatch(server: TestServer, ledger: Ledger): void {
  for (const name of server.disk.list(FOLDER)) if (name.endsWith('.pat')) server.disk.remove(`${FOLDER}\\${name}`);
  const result = startEngine(server.options());
  if (result.kind === 'failed') throw new Error(result.report.sentence);
  for (const { id } of server.databases) assert.equal(ledger.differences(id, result.engine.rows(id)), []);
}

test('the story has moves that only the patch file saves', () => {
  assert.ok(findLostMoves(told.set).lost.length > 0);
  assert.ok(told.set.highGeneration >= told.set.lowGeneration + 2);
});

test('a restore to an empty server comes back with what was committed when the backup closed its logs', () => {
  const server = emptyServer();
  const report = recover(server);
  assert.is(report.error, 0);
  assert.equal(report.events[0], { kind: 'started', mode: 'hard' });
  assert.ok(report.events.some((event) => event.kind === 'patched'));
  assert.is(report.events.at(-1)?.kind, 'completed');
  assert.ok(server.disk.exists(PATCH), 'the patch file is the caller’s to delete');
  const file = server.disk.open(PRIV);
  const read = file === null ? null : readShadowedDatabaseHeader(file);
  assert.is(read?.kind === 'read' ? read.header.state : 0, DatabaseState.Clean);
  assert.equal(read?.kind === 'read' ? read.header.currentFullBackup : null, NULL_BACKUP_INFO);
  rowsMatch(server, told.atBackup);
});

test('logs on the disk that continue the restored ones are rolled forward, to the last committed row', () => {
  const server = told.server.fork();
  restoreFiles(told.set, server.disk);
  const report = recover(server);
  assert.is(report.error, 0, report.sentence);
  assert.not.ok(report.events.some((event) => event.kind === 'existing-logs-discarded'));
  rowsMatch(server, told.atCrash);
});

test('what lies behind a gap is deleted with a warning, or refused, as the product does (Q179654, Q269782)', () => {
  const gap = () => {
    const server = told.server.fork();
    restoreFiles(told.set, server.disk);
    server.disk.remove(logPath(told.set.highGeneration + 1));
    return server;
  };
  const server = gap();
  const report = recover(server);
  assert.is(report.error, 0);
  assert.equal(
    report.events.filter((event) => event.kind === 'existing-logs-discarded'),
    [
      {
        kind: 'existing-logs-discarded',
        warning: JetError.JET_wrnExistingLogFileIsNotContiguous,
        generations: [told.set.highGeneration + 2, told.set.highGeneration + 3],
        currentLog: true,
      },
    ],
  );
  rowsMatch(server, told.atBackup);
  assert.is(recover(gap(), { existingLogsAfterGap: 'fail-565' }).error, JetError.JET_errMissingCurrentLogFiles);
});

test('logs up to a later gap are rolled forward', () => {
  const server = told.server.fork();
  restoreFiles(told.set, server.disk);
  server.disk.remove(logPath(told.set.highGeneration + 2));
  const report = recover(server);
  const replayed = report.events.flatMap((event) => (event.kind === 'replaying' ? [event.generation] : []));
  assert.is(replayed.at(-1), told.set.highGeneration + 1);
});

test('logs of another stream are warned of as such', () => {
  const foreign = new TestServer({ seed: 99 });
  const other = foreign.start();
  for (let roll = 0; roll < 15; roll += 1) other.rollLog();
  other.crash();
  const server = emptyServer();
  for (const generation of [told.set.highGeneration + 1, told.set.highGeneration + 2]) {
    const file = foreign.disk.open(logPath(generation));
    if (file !== null) server.disk.create(logPath(generation), file.clone());
  }
  const edb = foreign.disk.open(CURRENT);
  if (edb !== null) server.disk.create(CURRENT, edb.clone());
  const report = recover(server);
  assert.ok(
    report.events.some(
      (event) =>
        event.kind === 'existing-logs-discarded' && event.warning === JetError.JET_wrnExistingLogFileHasBadSignature,
    ),
  );
  rowsMatch(server, told.atBackup);
});

test('an old edb.log of the same stream inside the restored range is discarded', () => {
  const server = emptyServer();
  server.disk.copyFile(logPath(told.set.lowGeneration), CURRENT);
  const report = recover(server);
  assert.ok(
    report.events.some(
      (event) => event.kind === 'existing-logs-discarded' && event.currentLog && event.generations.length === 0,
    ),
  );
  rowsMatch(server, told.atBackup);
});

test('what is wrong with the restored set is refused before anything is changed, each with its error', () => {
  const { lowGeneration: low, highGeneration: high } = told.set;
  const middle = low + 1;
  const cases: [string, number, (disk: VirtualDisk) => void, Partial<HardRecoveryOrder>?][] = [
    ['the first log is missing', JetError.JET_errMissingRestoreLogFiles, (disk) => disk.remove(logPath(low))],
    ['the last log is missing', JetError.JET_errMissingRestoreLogFiles, (disk) => disk.remove(logPath(high))],
    [
      'all logs are missing',
      JetError.JET_errMissingRestoreLogFiles,
      (disk) => {
        for (const generation of told.set.logs.keys()) disk.remove(logPath(generation));
      },
    ],
    ['no range', JetError.JET_errMissingRestoreLogFiles, () => {}, { lowGeneration: high + 1 }],
    ['an impossible range', JetError.JET_errInvalidParameter, () => {}, { lowGeneration: 0 }],
    ['a damaged log header', JetError.JET_errLogFileCorrupt, (disk) => disk.corruptByte(logPath(middle), 50, 1)],
    [
      'a log of another version',
      JetError.JET_errBadLogVersion,
      (disk) => changeLogHeader(disk, logPath(middle), () => ({ minor: 1504 })),
    ],
    [
      'a log of another stream',
      JetError.JET_errGivenLogFileHasBadSignature,
      (disk) => changeLogHeader(disk, logPath(middle), ({ signature }) => ({ signature: { ...signature, random: 1 } })),
    ],
    [
      'a forged log',
      JetError.JET_errGivenLogFileIsNotContiguous,
      (disk) => changeLogHeader(disk, logPath(middle), () => ({ previousCreatedSeconds: 5 })),
    ],
    [
      'a log under another number',
      JetError.JET_errGivenLogFileIsNotContiguous,
      (disk) => changeLogHeader(disk, logPath(low), () => ({ generation: 77 })),
    ],
    ['the database is missing (Q161584)', JetError.JET_errFileNotFound, (disk) => disk.remove(PRIV)],
    [
      'the database is cut',
      JetError.JET_errBadBackupDatabaseSize,
      (disk) => disk.open(PRIV)?.resize((disk.open(PRIV)?.sizeBytes ?? 0) - 100),
    ],
    [
      'the database header is damaged',
      JetError.JET_errReadVerifyFailure,
      (disk) => disk.open(PRIV)?.write(0, new Uint8Array(8192).fill(7)),
    ],
    [
      'the patch file is missing and wanted',
      JetError.JET_errFileNotFound,
      (disk) => disk.remove(PATCH),
      { patchFiles: 'required' },
    ],
    [
      'the patch header is damaged',
      JetError.JET_errBadPatchPage,
      (disk) => disk.open(PATCH)?.write(0, new Uint8Array(8192).fill(7)),
    ],
    ['a patch image is damaged', JetError.JET_errBadPatchPage, (disk) => disk.corruptByte(PATCH, 8192 + 50, 1)],
    ['the patch file is cut', JetError.JET_errBadPatchPage, (disk) => disk.open(PATCH)?.resize(8192 + 100)],
    ['the set begins too late', JetError.JET_errStartingRestoreLogTooHigh, () => {}, { lowGeneration: low + 1 }],
    ['the set ends too early', JetError.JET_errEndingRestoreLogTooLow, () => {}, { highGeneration: high - 1 }],
    ['no room for the checkpoint', JetError.JET_errDiskFull, (disk) => disk.setCapacity('D', disk.usedBytes('D'))],
  ];
  for (const [name, error, damage, changes] of cases) {
    const server = emptyServer();
    damage(server.disk);
    const report = recover(server, changes);
    assert.is(report.error, error, `${name}: ${report.sentence}`);
    assert.not.ok(
      report.events.some((event) => event.kind === 'replaying'),
      name,
    );
  }
});

test('signatures are checked before sequence, and sequence before completeness', () => {
  const { lowGeneration: low } = told.set;
  const server = emptyServer();
  server.disk.remove(logPath(told.set.highGeneration));
  changeLogHeader(server.disk, logPath(low + 1), () => ({ previousCreatedSeconds: 5 }));
  assert.is(recover(server).error, JetError.JET_errGivenLogFileIsNotContiguous);
  changeLogHeader(server.disk, logPath(low + 1), ({ signature }) => ({ signature: { ...signature, random: 1 } }));
  assert.is(recover(server).error, JetError.JET_errGivenLogFileHasBadSignature);
});

test('a patch file of another backup, database or time is refused', () => {
  const changes: [string, (server: TestServer) => void][] = [
    [
      'mark',
      (server) =>
        changePatch(server, ({ currentFullBackup }) => ({
          currentFullBackup: { ...currentFullBackup, mark: { generation: 1, sector: 9, byte: 0 } },
        })),
    ],
    [
      'time',
      (server) =>
        changePatch(server, ({ currentFullBackup }) => ({
          currentFullBackup: { ...currentFullBackup, markSeconds: 5_000_000 },
        })),
    ],
    ['signature', (server) => changePatch(server, ({ signature }) => ({ signature: { ...signature, random: 1 } }))],
    [
      'log signature',
      (server) => changePatch(server, ({ logSignature }) => ({ logSignature: { ...logSignature, random: 1 } })),
    ],
  ];
  for (const [name, change] of changes) {
    const server = emptyServer();
    change(server);
    assert.is(recover(server).error, JetError.JET_errDatabasePatchFileMismatch, name);
  }
});

function changePatch(
  server: TestServer,
  changes: (header: ReturnType<typeof headerOf>) => Partial<ReturnType<typeof headerOf>>,
): void {
  const file = server.disk.open(PATCH);
  if (file !== null)
    writeShadowedDatabaseHeader(file, { ...headerOf(server, PATCH), ...changes(headerOf(server, PATCH)) });
}

function headerOf(server: TestServer, path: string) {
  const file = server.disk.open(path);
  const read = file === null ? null : readShadowedDatabaseHeader(file);
  if (read?.kind !== 'read') throw new Error(`${path} has no header`);
  return read.header;
}

test('a database that was recovered already does not match its patch file any more (Q231299)', () => {
  const server = emptyServer();
  assert.is(recover(server).error, 0);
  assert.is(recover(server).error, JetError.JET_errDatabasePatchFileMismatch);
});

test('a restored set started without its restore key has no edb.log (Q188674)', () => {
  const result = startEngine(emptyServer().options());
  assert.is(result.kind === 'failed' ? result.report.error : 0, JetError.JET_errMissingLogFile);
});

test('without the patch file recovery fails at the first page that needs it, and names the page', () => {
  const { lost } = findLostMoves(told.set);
  const report = recover(emptyServer(told, { patches: false }));
  assert.is(report.error, JetError.JET_errMissingPatchPage);
  assert.is(report.pageNumber, lost[0]?.receiver);
  assert.is(report.path, PRIV);
});

test('a closed log that breaks off ends the redo', () => {
  const server = emptyServer();
  const path = logPath(told.set.highGeneration);
  server.disk.open(path)?.write(4096 + 200, new Uint8Array(400_000).fill(1));
  const report = recover(server);
  assert.is(report.error, JetError.JET_errRedoAbruptEnded);
  assert.is(report.path, path);
});

test('a database goes to another path when the map says so; one that the logs know by another path is skipped', () => {
  const server = emptyServer();
  server.disk.rename(PRIV, 'D:\\new\\mail.edb');
  const map = [{ oldPath: PRIV.toUpperCase(), newPath: 'D:\\new\\mail.edb' }];
  assert.is(recover(server, { map }).error, 0);
  const result = startEngine({ ...server.options(), databases: [{ id: 1, path: 'D:\\new\\mail.edb' }] });
  if (result.kind === 'failed') throw new Error(result.report.sentence);
  assert.equal(told.atBackup.differences(1, result.engine.rows(1)), []);

  const skipped = emptyServer();
  skipped.disk.rename(PRIV, 'D:\\new\\mail.edb');
  skipped.disk.remove(PATCH);
  const wrong = recover(skipped, { map: [{ oldPath: 'D:\\other\\priv.edb', newPath: 'D:\\new\\mail.edb' }] });
  assert.is(wrong.error, 0, 'the logs play in seconds (Q262041)');
  assert.ok(wrong.events.some((event) => event.kind === 'database-skipped' && event.reason === 'path'));
  const later = startEngine({ ...skipped.options(), databases: [{ id: 1, path: 'D:\\new\\mail.edb' }] });
  assert.is(later.report.error, JetError.JET_errDatabaseInconsistent);
});

test('restored logs may lie in a folder of their own', () => {
  const server = emptyServer();
  for (const generation of told.set.logs.keys())
    server.disk.rename(logPath(generation), logPath(generation).replace(FOLDER, 'D:\\restored'));
  const report = recover(server, { backupLogFolder: 'D:\\restored' });
  assert.is(report.error, 0, report.sentence);
  rowsMatch(server, told.atBackup);
});

test('one of two databases can be restored alone, onto a server that was stopped', () => {
  const two = story(5, { databaseCount: 2 });
  const server = two.server.fork();
  server.start().stop();
  const wanted = two.set.databases.slice(0, 1);
  restoreFiles({ ...two.set, databases: wanted, patches: two.set.patches.slice(0, 1) }, server.disk);
  const report = hardRecover(server.options(), orderFor({ ...two.set, databases: wanted }));
  assert.is(report.error, 0, report.sentence);
  assert.ok(report.events.some((event) => event.kind === 'database-skipped' && event.path === DATABASES[1].path));
  rowsMatch(server, two.atCrash);
});

/** A backup of a database that grows by dozens of pages while it is copied. */
function growingSet(): { readonly server: TestServer; readonly set: BackupSet } {
  const server = new TestServer({ seed: 4, leafCount: 2 });
  const engine = server.start();
  let key = 1_000_000;
  const between = () => {
    const transaction = engine.begin();
    for (const until = key + 20; key < until; key += 1) engine.insert(transaction, 1, key, new Uint8Array(1400));
    engine.commit(transaction);
  };
  return { server, set: backUp(engine, server, { between, readSizeBytes: () => 16384 }) };
}

test('a restored database that cannot grow fails with a value', () => {
  const { server, set } = growingSet();
  const restored = (freeBytes: number) => {
    const target = server.fork(new VirtualDisk());
    restoreFiles(set, target.disk);
    target.disk.setCapacity('D', target.disk.usedBytes('D') + freeBytes);
    return hardRecover(target.options(), orderFor(set)).error;
  };
  assert.is(restored(8192), JetError.JET_errDiskFull, 'room for the checkpoint only');
  assert.is(restored(5_000_000), JetError.JET_errLogDiskFull, 'room for all but the new log');
  assert.is(restored(50_000_000), 0);
});

test('the old checkpoint is not looked at', () => {
  const server = emptyServer();
  told.server.disk.copyFile(`${FOLDER}\\${CHECKPOINT_NAME}`, 'D:\\keep.chk');
  const old = told.server.disk.open(`${FOLDER}\\${CHECKPOINT_NAME}`);
  if (old !== null) server.disk.create(`${FOLDER}\\${CHECKPOINT_NAME}`, old.clone());
  assert.is(recover(server).error, 0);
  rowsMatch(server, told.atBackup);
});

test.run();
