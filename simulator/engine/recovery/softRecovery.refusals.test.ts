import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import {
  DatabaseState,
  type EngineOptions,
  LOG_FILE_SIZE_BYTES,
  type RecoveryReport,
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
import { headerOf } from '../testing/started.ts';
import type { RecoveryEvent } from './report.ts';

const [{ path: PRIV }, { path: PUB }] = DATABASES;

/** What a report tells, in order, each run of a kind once. */
const kindsOf = ({ events }: RecoveryReport): RecoveryEvent['kind'][] =>
  events.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);

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
      (disk) => changeLogHeader(disk, logPath(4), () => ({ major: 7 })),
    ],
    [
      'a log of Exchange 4.0',
      JetError.JET_errDatabase500Format,
      (disk) => changeLogHeader(disk, logPath(4), () => ({ major: 4, minor: 995 })),
    ],
    [
      'a log of the engine before that',
      JetError.JET_errDatabase400Format,
      (disk) => writeWords(disk, logPath(4), { 20: 443 }),
    ],
    [
      'a log of the engine before that one',
      JetError.JET_errDatabase200Format,
      (disk) => writeWords(disk, logPath(4), { 48: 0x00ca0001 }),
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
    [
      'another log under the number of the first one that is needed',
      JetError.JET_errInvalidLogSequence,
      (disk) => disk.copyFile(logPath(5), logPath(checkpointGeneration(disk))),
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

/** A header of zeros, but for some words. */
function writeWords(disk: VirtualDisk, path: string, words: Readonly<Record<number, number>>): void {
  const bytes = new Uint8Array(4096);
  for (const [offset, word] of Object.entries(words)) new DataView(bytes.buffer).setUint32(Number(offset), word, true);
  disk.open(path)?.write(0, bytes);
}

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

test('a database that is not where the logs say is passed over with a warning, and then found dirty (Q190440)', () => {
  const { server } = crashed();
  const moved = new TestServer(server.setup, server.disk, server.clock.now);
  server.disk.rename(PRIV, 'D:\\elsewhere\\priv.edb');
  const options = { ...moved.options(), databases: [{ id: 1, path: 'D:\\elsewhere\\priv.edb' }] };
  const { report } = startEngine(options);
  assert.is(report.error, JetError.JET_errDatabaseInconsistent);
  assert.equal(kindsOf(report), ['started', 'replaying', 'database-unreadable', 'replaying', 'undone', 'completed']);
  const unreadable = { kind: 'database-unreadable', path: PRIV, error: JetError.JET_errFileNotFound };
  assert.equal(
    report.events.filter(({ kind }) => kind === 'database-unreadable'),
    [unreadable],
  );
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

test('recovery goes on without a database it cannot read, and the checkpoint with it: what it missed is lost in silence (Q242063)', () => {
  const cases: [number, (server: TestServer) => Partial<EngineOptions>, (server: TestServer) => void][] = [
    [
      JetError.JET_errFileNotFound,
      ({ disk }) => {
        disk.rename(PUB, 'D:\\away.edb');
        return {};
      },
      ({ disk }) => disk.rename('D:\\away.edb', PUB),
    ],
    [JetError.JET_errFileAccessDenied, () => ({ accessTo: (path) => (path === PUB ? 'held' : 'free') }), () => {}],
  ];
  for (const [error, take, putBack] of cases) {
    const { server, ledger } = crashed({ databaseCount: 2, lazyFlush: 0 });
    const before = checkpointGeneration(server.disk);
    const taken = take(server);
    const { report } = startEngine({ ...server.options(), ...taken });
    const isHeld = error === JetError.JET_errFileAccessDenied;
    assert.is(report.error, isHeld ? JetError.JET_errDatabaseCorrupted : error, 'as Q242063 prints it');
    assert.is(report.path, PUB);
    assert.ok(report.events.some((event) => event.kind === 'database-unreadable' && event.error === error));
    assert.ok(
      report.events.some(({ kind }) => kind === 'completed'),
      'recovery itself succeeds',
    );
    assert.ok(checkpointGeneration(server.disk) > before, 'the checkpoint went on');
    assert.is(report.events.filter(({ kind }) => kind === 'file-held').length, isHeld ? 5 : 0);
    const only = new TestServer({ ...server.setup, databaseCount: 1 }, server.disk, server.clock.now);
    const result = startEngine({ ...only.options(), ...taken });
    if (result.kind === 'failed') throw new Error(result.report.sentence);
    result.engine.stop();
    putBack(server);
    assert.is(failed(server).error, JetError.JET_errDatabaseInconsistent, 'nothing replays what it lacks any more');
    server.disk.remove(CHECKPOINT);
    const all = started(server).engine;
    assert.equal(ledger.differences(1, all.rows(1)), []);
    // All logs bring it back, but for one thing: the recovery that went on without it ended the open transactions in the log.
    const committed = ledger.rowsOf(2).size;
    assert.ok(Math.abs(all.rowCount(2) - committed) < committed / 10);
  }
});

test('an engine that was mended fails at a database that somebody holds, and loses nothing (Q242063)', () => {
  const { server, ledger } = crashed({ databaseCount: 2 });
  const result = startEngine({
    ...server.options(),
    accessTo: (path) => (path === PUB ? 'held' : 'free'),
    answers: { heldDatabase: 'fails' },
  });
  assert.is(result.report.error, JetError.JET_errFileAccessDenied);
  assert.equal(result.report.events.at(-1), { kind: 'failed', error: JetError.JET_errFileAccessDenied });
  const { engine } = started(server);
  for (const id of [1, 2]) assert.equal(ledger.differences(id, engine.rows(id)), []);
});

test('a start that fails leaves the databases that had joined dirty, and the log they need (Q185577)', () => {
  const { server, ledger } = crashed({ databaseCount: 2 });
  started(server).engine.stop();
  for (const name of server.disk.list(FOLDER)) if (name.endsWith('.log')) server.disk.remove(`${FOLDER}\\${name}`);
  const pub = server.disk.open(PUB);
  const read = pub === null ? null : readShadowedDatabaseHeader(pub);
  if (pub === null || read?.kind !== 'read') throw new Error('There is a header');
  writeShadowedDatabaseHeader(pub, { ...read.header, state: DatabaseState.Dirty });
  const first = failed(server);
  assert.equal([first.error, first.path], [JetError.JET_errDatabaseInconsistent, PUB]);
  assert.equal(kindsOf(first), ['checkpoint-ignored', 'new-stream'].slice(1));
  assert.is(headerOf(server, PRIV).state, DatabaseState.Dirty);
  const second = failed(server);
  assert.is(second.error, JetError.JET_errDatabaseInconsistent);
  assert.equal(kindsOf(second), [
    'checkpoint-ignored',
    'started',
    'replaying',
    'database-attached',
    'undone',
    'completed',
  ]);
  const only = new TestServer({ ...server.setup, databaseCount: 1 }, server.disk, server.clock.now);
  assert.equal(ledger.differences(1, started(only).engine.rows(1)), []);
});

test('after a clean stop nothing is replayed, and no recovery begins (Q200941)', () => {
  const { server, ledger } = crashed();
  started(server).engine.stop();
  const { engine, report } = started(server);
  assert.equal(report.events, []);
  assert.equal(ledger.differences(1, engine.rows(1)), []);
  engine.crash();
  const { report: next } = started(server);
  assert.equal(kindsOf(next), ['started', 'replaying', 'database-attached', 'undone', 'completed']);
});

test('numbered logs that reach the number of edb.log are replayed, and then edb.log does not follow (Q275602)', () => {
  const { server } = crashed();
  const other = server.fork();
  started(other).engine.rollLog();
  const closed = other.disk.open(logPath(6));
  if (closed === null) throw new Error('The sixth log was closed');
  server.disk.create(logPath(6), closed.clone());
  const report = failed(server);
  assert.is(report.error, JetError.JET_errInvalidLogSequence);
  assert.ok(report.events.some((event) => event.kind === 'replaying' && event.path === logPath(6)));
  assert.is(report.path, CURRENT);
  assert.equal(
    kindsOf(report).filter((kind) => kind === 'started' || kind === 'failed' || kind === 'completed'),
    ['started', 'failed'],
  );
});

test('after a clean stop, too, numbered logs that reach the number of edb.log are looked at (Q275602)', () => {
  const { server } = crashed();
  started(server).engine.stop();
  const { engine } = started(server.fork());
  assert.is(engine.stop(), 0, 'alone they need no recovery');
  server.disk.copyFile(logPath(5), logPath(6));
  assert.is(failed(server).error, JetError.JET_errInvalidLogSequence);
});

test('a store makes a database anew that is not there, and what was in it is lost (Q161584, Q185577)', () => {
  const { server, ledger } = crashed({ databaseCount: 2 });
  server.disk.remove(PUB);
  const options = { ...server.options(), createsMissingDatabases: true };
  const result = startEngine(options);
  if (result.kind === 'failed') throw new Error(result.report.sentence);
  assert.ok(result.report.events.some((event) => event.kind === 'database-created' && event.path === PUB));
  assert.equal(ledger.differences(1, result.engine.rows(1)), [], 'the other store is as it was');
  assert.not.equal(ledger.differences(2, result.engine.rows(2)), []);
  result.engine.stop();
  const full = server.fork();
  full.disk.remove(PUB);
  full.disk.setCapacity('D', full.disk.usedBytes('D') + 100);
  const noRoom = startEngine({ ...options, disk: full.disk });
  assert.is(noRoom.report.error, JetError.JET_errDiskFull);
});

test('a failure is told of once: as a log header, as an error of the redo, or not at all before redo begins', () => {
  const cases: [RecoveryEvent['kind'][], (disk: VirtualDisk) => void][] = [
    [['log-header-unreadable'], (disk) => disk.corruptByte(CURRENT, 50, 1)],
    [['started', 'log-header-unreadable'], (disk) => disk.corruptByte(logPath(checkpointGeneration(disk)), 50, 1)],
    [
      ['started', 'replaying', 'database-attached', 'failed'],
      (disk) => disk.corruptByte(logPath(checkpointGeneration(disk)), 4096 + 9, 1),
    ],
    [[], (disk) => disk.remove(CURRENT)],
    [[], (disk) => disk.remove(logPath(checkpointGeneration(disk)))],
  ];
  for (const [kinds, damage] of cases) {
    const { server } = crashed();
    damage(server.disk);
    assert.equal(kindsOf(failed(server)), kinds);
  }
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
