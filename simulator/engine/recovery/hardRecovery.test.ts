import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import {
  CHECKPOINT_NAME,
  DatabaseState,
  hardRecover,
  NULL_BACKUP_INFO,
  readCheckpointFile,
  readShadowedDatabaseHeader,
  startEngine,
} from '../index.ts';
import { orderFor, restoreFiles } from '../testing/backupSet.ts';
import { findLostMoves } from '../testing/moves.ts';
import { DATABASES, FOLDER, TestServer } from '../testing/server.ts';
import { CURRENT, emptyServer, logPath, PATCH, recover, rowsMatch, story, told } from '../testing/story.ts';

const [{ path: PRIV }] = DATABASES;

test('the story has moves that only the patch file saves', () => {
  assert.ok(findLostMoves(told.set).lost.length > 0);
  assert.ok(told.set.highGeneration >= told.set.lowGeneration + 2);
});

test('a restore to an empty server comes back with what was committed when the backup closed its logs', () => {
  const server = emptyServer();
  const report = recover(server);
  assert.is(report.error, 0);
  assert.equal(report.events[0], { kind: 'started', mode: 'hard', folder: FOLDER });
  assert.ok(report.events.some((event) => event.kind === 'patched'));
  assert.equal(
    report.events.slice(-2).map(({ kind }) => kind),
    ['completed', 'ended'],
  );
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
  for (const [existingLogsAfterGap, error] of [
    ['fail-565', JetError.JET_errMissingCurrentLogFiles],
    ['fail-1811', JetError.JET_errFileNotFound],
  ] as const) {
    const refusing = gap();
    const refused = recover(refusing, { existingLogsAfterGap });
    assert.is(refused.error, error);
    assert.is(refused.path, logPath(told.set.highGeneration + 1), 'the missing one');
    assert.ok(refusing.disk.exists(logPath(told.set.highGeneration + 2)), 'nothing is deleted');
  }
});

test('the patch file is made and looked for in the folder of the logs, and in no other', () => {
  const [LOGS, WORK] = ['L:\\logs', 'C:\\work'];
  const running = new TestServer({ seed: 1 });
  const started = startEngine({ ...running.options(), logFolder: LOGS, systemFolder: WORK });
  if (started.kind === 'failed') throw new Error(started.report.sentence);
  const { engine } = started;
  assert.is(engine.startDatabaseCopy(1, { mark: engine.tip(), markSeconds: 1, lowGeneration: 1 }).kind, 'started');
  assert.equal(
    [LOGS, WORK, FOLDER].map((folder) => running.disk.exists(`${folder}\\priv.pat`)),
    [true, false, false],
  );
  const restoredTo = (folder: string) => {
    const server = emptyServer();
    const move = (name: string, to: string) => {
      server.disk.copyFile(`${FOLDER}\\${name}`, `${to}\\${name}`);
      server.disk.remove(`${FOLDER}\\${name}`);
    };
    for (const name of server.disk.list(FOLDER)) if (/\.log$/i.test(name)) move(name, LOGS);
    if (folder !== FOLDER) move('priv.pat', folder);
    const folders = { backupLogFolder: LOGS, logFolder: LOGS, checkpointFolder: WORK };
    return recover(server, { ...folders, patchFiles: 'required' });
  };
  const found = restoredTo(LOGS);
  assert.is(found.error, 0, found.sentence);
  assert.ok(found.events.some(({ kind }) => kind === 'patched'));
  for (const folder of [WORK, FOLDER]) {
    const missed = restoredTo(folder);
    assert.equal([missed.error, missed.path], [JetError.JET_errFileNotFound, `${LOGS}\\priv.pat`], folder);
  }
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

test('an edb.log of another stream is discarded, or refused with -530, as the product does (Q247769)', () => {
  const foreign = new TestServer({ seed: 99 });
  foreign.start().stop();
  const edb = foreign.disk.open(CURRENT);
  const stale = () => {
    const server = emptyServer();
    if (edb !== null) server.disk.create(CURRENT, edb.clone());
    return server;
  };
  const server = stale();
  const report = recover(server, { foreignCurrentLog: 'fail-530', existingLogsAfterGap: 'fail-565' });
  assert.is(report.error, JetError.JET_errBadLogSignature);
  assert.equal(
    report.events.map(({ kind }) => kind),
    ['started', 'log-header-unreadable', 'ended'],
  );
  server.disk.remove(CURRENT);
  assert.is(recover(server).error, 0, 'nothing was changed: without it the same files recover');
  rowsMatch(server, told.atBackup);
  const discarding = stale();
  assert.is(recover(discarding, { foreignCurrentLog: 'discard' }).error, 0);
  rowsMatch(discarding, told.atBackup);
});

test('behind a gap an edb.log of another stream changes nothing: it is the gap that is told of', () => {
  const foreign = new TestServer({ seed: 99 });
  foreign.start().stop();
  const edb = foreign.disk.open(CURRENT);
  if (edb === null) throw new Error('There is an edb.log');
  const missing = logPath(told.set.highGeneration + 1);
  for (const foreignCurrentLog of ['fail-530', 'discard'] as const) {
    const server = told.server.fork();
    restoreFiles(told.set, server.disk);
    server.disk.remove(missing);
    server.disk.create(CURRENT, edb.clone());
    const report = recover(server, { foreignCurrentLog, existingLogsAfterGap: 'fail-565' });
    assert.equal([report.error, report.path], [JetError.JET_errMissingCurrentLogFiles, missing]);
  }
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

test('the old checkpoint is not looked at', () => {
  const server = emptyServer();
  told.server.disk.copyFile(`${FOLDER}\\${CHECKPOINT_NAME}`, 'D:\\keep.chk');
  const old = told.server.disk.open(`${FOLDER}\\${CHECKPOINT_NAME}`);
  const { lowGeneration } = told.set;
  const generation = (old === null ? null : readCheckpointFile(old))?.checkpoint.generation ?? 0;
  assert.ok(generation > lowGeneration, 'inconclusive: the old checkpoint is in the first log');
  if (old !== null) server.disk.create(`${FOLDER}\\${CHECKPOINT_NAME}`, old.clone());
  const report = recover(server);
  assert.is(report.error, 0);
  const replayed = report.events.flatMap((event) => (event.kind === 'replaying' ? [event.generation] : []));
  assert.is(replayed[0], lowGeneration, 'from the lowest log of the order on');
  rowsMatch(server, told.atBackup);
});

test.run();
