import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import {
  CHECKPOINT_NAME,
  type HardRecoveryOrder,
  hardRecover,
  readShadowedDatabaseHeader,
  SHADOWED_HEADER_SIZE_BYTES,
  startEngine,
  VirtualDisk,
  writeShadowedDatabaseHeader,
} from '../index.ts';
import { type BackupSet, backUp, orderFor, restoreFiles } from '../testing/backupSet.ts';
import { findLostMoves } from '../testing/moves.ts';
import { DATABASES, FOLDER, TestServer } from '../testing/server.ts';
import { CURRENT, changeLogHeader, emptyServer, logPath, PATCH, recover, rowsMatch, told } from '../testing/story.ts';

const [{ path: PRIV }] = DATABASES;
const CHECKPOINT = `${FOLDER}\\${CHECKPOINT_NAME}`;

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
    ['a range beyond the last number', JetError.JET_errInvalidParameter, () => {}, { highGeneration: 0x100000 }],
    ['a range to the last number', JetError.JET_errMissingRestoreLogFiles, () => {}, { highGeneration: 0xfffff }],
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
      'a log under the name of the database',
      JetError.JET_errDatabaseCorrupted,
      (disk) => disk.copyFile(logPath(low), PRIV),
    ],
    ['the database is empty', JetError.JET_errDatabaseCorrupted, (disk) => disk.open(PRIV)?.resize(0)],
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
  ];
  for (const [name, error, damage, changes] of cases) {
    const server = emptyServer();
    // What a recovery would do away with: an edb.log that does not go on behind the set, and an old checkpoint.
    server.disk.copyFile(logPath(low), CURRENT);
    const checkpoint = told.server.disk.open(CHECKPOINT);
    if (checkpoint !== null) server.disk.create(CHECKPOINT, checkpoint.clone());
    damage(server.disk);
    const before = server.disk.revision;
    const report = recover(server, changes);
    assert.is(report.error, error, `${name}: ${report.sentence}`);
    assert.is(server.disk.revision, before, `${name}: nothing is changed`);
    assert.not.ok(
      report.events.some((event) => event.kind === 'replaying'),
      name,
    );
  }
});

test('no room for the checkpoint is found before anything is replayed', () => {
  const server = emptyServer();
  server.disk.setCapacity('D', server.disk.usedBytes('D'));
  const { error, events } = recover(server);
  assert.is(error, JetError.JET_errDiskFull);
  assert.not.ok(events.some((event) => event.kind === 'replaying'));
});

test('what hard recovery must open, replace or discard and cannot is refused before anything is changed', () => {
  const { lowGeneration: low, highGeneration: high } = told.set;
  const paths = [logPath(low), logPath(high), `${FOLDER}\\edb.chk`, `${FOLDER}\\edb.log`, logPath(high + 5)];
  for (const locked of paths)
    for (const access of ['held', 'read-only'] as const) {
      const server = emptyServer();
      for (const path of paths) if (!server.disk.exists(path)) server.disk.copyFile(logPath(low), path);
      const before = server.disk.list(FOLDER).join();
      const { revision } = server.disk;
      const options = { ...server.options(), accessTo: (path: string) => (path === locked ? access : 'free') };
      const report = hardRecover(options, orderFor(told.set, { existingLogsAfterGap: 'discard' }));
      assert.is(report.error, JetError.JET_errFileAccessDenied, locked);
      assert.equal(
        report.events.filter(({ kind }) => kind === 'file-held'),
        [{ kind: 'file-held', path: locked }],
      );
      assert.is(server.disk.list(FOLDER).join(), before);
      assert.is(server.disk.revision, revision, 'nothing was written');
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

test('a set is complete before its databases are looked at; the patch file comes first, then where the logs begin, then where they end', () => {
  const { lowGeneration: low, highGeneration: high } = told.set;
  const server = emptyServer();
  const otherTime = ({ currentFullBackup }: ReturnType<typeof headerOf>) => ({
    currentFullBackup: { ...currentFullBackup, markSeconds: 5_000_000 },
  });
  changePatch(server, otherTime);
  const tooShort = { lowGeneration: low + 1, highGeneration: high - 1 };
  const middle = server.fork();
  middle.disk.remove(logPath(low + 1));
  assert.is(recover(middle, tooShort).error, JetError.JET_errMissingRestoreLogFiles);
  assert.is(recover(server, tooShort).error, JetError.JET_errDatabasePatchFileMismatch);
  const right = emptyServer();
  assert.is(recover(right, tooShort).error, JetError.JET_errStartingRestoreLogTooHigh);
  assert.is(recover(right, { highGeneration: high - 1 }).error, JetError.JET_errEndingRestoreLogTooLow);
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

test('a start that failed before anything was replayed can be repeated when its cause is gone', () => {
  for (const path of [logPath(told.set.lowGeneration), logPath(told.set.highGeneration), PRIV, PATCH]) {
    const server = emptyServer();
    const whole = server.disk.open(path)?.clone();
    if (whole === undefined) throw new Error(`${path} was restored`);
    if (path === PATCH) server.disk.corruptByte(path, 8192 + 50, 1);
    else server.disk.remove(path);
    for (let attempt = 0; attempt < 2; attempt += 1) assert.not.equal(recover(server).error, 0, path);
    server.disk.create(path, whole);
    assert.is(recover(server).error, 0, path);
    rowsMatch(server, told.atBackup);
  }
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
  const empty = emptyServer();
  empty.disk.open(PATCH)?.resize(SHADOWED_HEADER_SIZE_BYTES);
  const { error, pageNumber } = recover(empty);
  assert.equal([error, pageNumber], [JetError.JET_errMissingPatchPage, lost[0]?.receiver], 'a patch file without it');
});

test('a closed log that breaks off ends the redo', () => {
  const server = emptyServer();
  const path = logPath(told.set.highGeneration);
  server.disk.open(path)?.write(4096 + 200, new Uint8Array(400_000).fill(1));
  const report = recover(server);
  assert.is(report.error, JetError.JET_errRedoAbruptEnded);
  assert.is(report.path, path);
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

test.run();
