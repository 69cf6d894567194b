import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import {
  LOG_FILE_SIZE_BYTES,
  readCheckpointFile,
  readShadowedDatabaseHeader,
  SparseFile,
  startEngine,
  type VirtualDisk,
  writeCheckpointFile,
  writeShadowedDatabaseHeader,
} from '../index.ts';
import { readLogHeader } from '../log/index.ts';
import {
  CHECKPOINT,
  CURRENT,
  changeLogHeader,
  checkpointGeneration,
  crashed,
  failed,
  logPath,
  started,
} from '../testing/crashed.ts';
import { DATABASES, FOLDER, TestServer } from '../testing/server.ts';

const [{ path: PRIV }, { path: PUB }] = DATABASES;

test('what is missing or does not belong among the logs is refused, each with its error', () => {
  const cases: [string, number, (disk: VirtualDisk) => void][] = [
    ['no edb.log (Q181796)', JetError.JET_errMissingLogFile, (disk) => disk.remove(CURRENT)],
    ['damaged edb.log', JetError.JET_errLogFileCorrupt, (disk) => disk.corruptByte(CURRENT, 50, 1)],
    [
      'the checkpoint log is gone (Q258236)',
      JetError.JET_errMissingPreviousLogFile,
      (disk) => disk.remove(logPath(checkpointGeneration(disk))),
    ],
    ['a log in the middle is gone', JetError.JET_errMissingLogFile, (disk) => disk.remove(logPath(4))],
    ['damaged header', JetError.JET_errLogFileCorrupt, (disk) => disk.corruptByte(logPath(4), 50, 1)],
    ['damaged records', JetError.JET_errLogFileCorrupt, (disk) => disk.corruptByte(logPath(4), 5000, 1)],
    [
      'a log without its end',
      JetError.JET_errLogFileCorrupt,
      (disk) => disk.open(logPath(4))?.write(4096, new Uint8Array(LOG_FILE_SIZE_BYTES - 4096)),
    ],
    [
      'another version',
      JetError.JET_errBadLogVersion,
      (disk) => changeLogHeader(disk, logPath(4), () => ({ major: 4, minor: 995 })),
    ],
    [
      'edb.log of another version',
      JetError.JET_errBadLogVersion,
      (disk) => changeLogHeader(disk, CURRENT, () => ({ minor: 1504 })),
    ],
    [
      'another stream',
      JetError.JET_errBadLogSignature,
      (disk) => changeLogHeader(disk, logPath(4), ({ signature }) => ({ signature: { ...signature, random: 1 } })),
    ],
    [
      'another time',
      JetError.JET_errInvalidLogSequence,
      (disk) => changeLogHeader(disk, logPath(4), () => ({ previousCreatedSeconds: 1000 })),
    ],
    ['a log above edb.log', JetError.JET_errMissingLogFile, (disk) => disk.copyFile(logPath(4), logPath(9))],
    [
      'a log with the number of edb.log',
      JetError.JET_errInvalidLogSequence,
      (disk) => disk.copyFile(logPath(4), logPath(6)),
    ],
    ['a database that is missing', JetError.JET_errFileNotFound, (disk) => disk.remove(PRIV)],
    [
      'a damaged database header',
      JetError.JET_errReadVerifyFailure,
      (disk) => disk.open(PRIV)?.write(0, new Uint8Array(8192).fill(3)),
    ],
  ];
  for (const [name, error, damage] of cases) {
    const { server } = crashed();
    damage(server.disk);
    assert.is(failed(server).error, error, name);
  }
});

test('a missing log below the checkpoint is nobody’s concern; a checkpoint beyond edb.log is', () => {
  const { server, ledger } = crashed();
  server.disk.remove(logPath(1));
  assert.equal(ledger.differences(1, started(server).engine.rows(1)), []);
  const other = crashed().server;
  const file = other.disk.open(CHECKPOINT);
  const checkpoint = file === null ? null : readCheckpointFile(file);
  if (file !== null && checkpoint !== null)
    writeCheckpointFile(file, { ...checkpoint, checkpoint: { generation: 9, sector: 8, byte: 0 } });
  assert.is(failed(other).error, JetError.JET_errMissingPreviousLogFile);
});

test('dirty databases without any log cannot be started; clean ones begin a new stream with a new signature', () => {
  const removeLogs = (disk: VirtualDisk) => {
    for (const name of disk.list(FOLDER)) if (name.endsWith('.log')) disk.remove(`${FOLDER}\\${name}`);
  };
  const { server } = crashed();
  removeLogs(server.disk);
  assert.is(failed(server).error, JetError.JET_errDatabaseInconsistent);
  const clean = crashed();
  const { engine } = started(clean.server);
  const signature = engine.databaseHeader(1).logSignature;
  assert.is(engine.stop(), 0);
  removeLogs(clean.server.disk);
  const again = clean.server.fork();
  const next = started(again);
  assert.equal(next.report.events[0], { kind: 'new-stream', generation: 1 });
  assert.is(next.engine.currentGeneration, 1);
  assert.not.equal(next.engine.databaseHeader(1).logSignature, signature);
  assert.equal(clean.ledger.differences(1, next.engine.rows(1)), []);
  assert.equal(readLogHeader(again.disk.open(CURRENT))?.attachments, []);
  const missing = clean.server.fork();
  missing.disk.remove(PRIV);
  assert.is(failed(missing).error, JetError.JET_errFileNotFound);
  const damaged = clean.server.fork();
  damaged.disk.open(PRIV)?.write(0, new Uint8Array(8192).fill(3));
  assert.is(failed(damaged).error, JetError.JET_errReadVerifyFailure);
  const full = clean.server.fork();
  full.disk.setCapacity('D', 1000);
  assert.is(failed(full).error, JetError.JET_errLogDiskFull);
});

test('a database at another path than the logs say is skipped in silence, and then found dirty (Q262041)', () => {
  const { server } = crashed();
  const moved = new TestServer(server.setup, server.disk, server.clock.now);
  server.disk.rename(PRIV, 'D:\\elsewhere\\priv.edb');
  const options = { ...moved.options(), databases: [{ id: 1, path: 'D:\\elsewhere\\priv.edb' }] };
  const result = startEngine(options);
  assert.is(result.report.error, JetError.JET_errDatabaseInconsistent);
  assert.ok(result.report.events.some((event) => event.kind === 'database-skipped' && event.reason === 'path'));
});

test('paths are compared without regard to case', () => {
  const { server, ledger } = crashed();
  const result = startEngine({ ...server.options(), databases: [{ id: 1, path: PRIV.toUpperCase() }] });
  assert.equal(result.kind === 'started' ? ledger.differences(1, result.engine.rows(1)) : result.report.sentence, []);
});

test('a database of another signature or stream is skipped and told of (Q191357)', () => {
  for (const field of ['signature', 'logSignature'] as const) {
    const { server } = crashed({ databaseCount: 2 });
    const file = server.disk.open(PUB);
    const read = file === null ? null : readShadowedDatabaseHeader(file);
    if (file === null || read?.kind !== 'read') throw new Error('There is a header');
    writeShadowedDatabaseHeader(file, { ...read.header, [field]: { ...read.header[field], random: 12345 } });
    const report = failed(server);
    assert.is(report.error, JetError.JET_errDatabaseInconsistent);
    assert.is(report.path, PUB);
    assert.ok(
      report.events.some(
        (event) => event.kind === 'database-skipped' && event.reason === 'signature' && event.path === PUB,
      ),
    );
    assert.ok(report.events.some((event) => event.kind === 'database-attached' && event.path === PRIV));
  }
});

test('a database file that is missing stops recovery before anything is lost: put back, it is all there', () => {
  const { server, ledger } = crashed({ databaseCount: 2 });
  const pub = server.disk.open(PUB)?.clone();
  server.disk.remove(PUB);
  const report = failed(server);
  assert.is(report.error, JetError.JET_errFileNotFound);
  assert.is(report.path, PUB);
  if (pub !== undefined) server.disk.create(PUB, pub);
  const { engine } = started(server);
  for (const id of [1, 2]) assert.equal(ledger.differences(id, engine.rows(id)), []);
});

test('a start that fails because of one clean database leaves the other clean', () => {
  const { server, ledger } = crashed({ databaseCount: 2 });
  started(server).engine.stop();
  server.disk.remove(PUB);
  assert.is(failed(server).error, JetError.JET_errFileNotFound);
  const only = new TestServer({ ...server.setup, databaseCount: 1 }, server.disk, server.clock.now);
  const { engine, report } = started(only);
  assert.not.ok(
    report.events.some((event) => event.kind === 'database-attached'),
    'there was nothing to recover',
  );
  assert.equal(ledger.differences(1, engine.rows(1)), []);
});

test('a stray edbtmp.log does not stand in for edb.log', () => {
  const { server } = crashed();
  server.disk.rename(CURRENT, `${FOLDER}\\edbtmp.log`);
  changeLogHeader(server.disk, `${FOLDER}\\edbtmp.log`, () => ({ previousCreatedSeconds: 5 }));
  assert.is(failed(server).error, JetError.JET_errMissingLogFile);
  server.disk.create(`${FOLDER}\\edbtmp.log`, new SparseFile(10));
  assert.is(failed(server).error, JetError.JET_errMissingLogFile);
});

test.run();
