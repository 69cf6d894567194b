import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { SparseFile, VirtualDisk } from '../disk/index.ts';
import { DEFAULT_LOG_PARAMETERS, LOG_FILE_SIZE_BYTES, type LogHeader, NULL_LOG_POSITION } from '../format/index.ts';
import { inspectLogFolder } from './inspectLogFolder.ts';
import { addressToPosition, logAddress } from './logAddress.ts';
import { LogScan, readLogHeader } from './logScan.ts';
import { type LogOwner, LogWriter } from './logWriter.ts';
import type { LogRecord } from './records.ts';

const FOLDER = 'D:\\logs';

function header(generation: number): LogHeader {
  return {
    generation,
    createdSeconds: 1_000_000 + generation,
    previousCreatedSeconds: generation === 1 ? 0 : 1_000_000 + generation - 1,
    major: 6,
    minor: 1503,
    update: 0,
    signature: { random: 5, createdSeconds: 7, computerName: '' },
    systemPath: FOLDER,
    logFolder: FOLDER,
    parameters: DEFAULT_LOG_PARAMETERS,
    circularLogging: false,
    circularLoggingEarlier: false,
    reserveLogUsed: false,
    checkpoint: NULL_LOG_POSITION,
    attachments: [],
  };
}

interface Stage {
  readonly disk: VirtualDisk;
  readonly log: LogWriter;
  readonly rolled: number[];
}

function stage(first = 1): Stage {
  const disk = new VirtualDisk();
  const rolled: number[] = [];
  const owner: LogOwner = {
    headerBehind: (previous) => header(previous.generation + 1),
    newLogError: () => 0,
    isLocked: () => false,
    onRolled: (closed) => rolled.push(closed),
    onStep: () => {},
  };
  const log = LogWriter.create(disk, FOLDER, owner, header(first));
  if (typeof log === 'number') throw new Error('There is room');
  return { disk, log, rolled };
}

function recordsIn(disk: VirtualDisk, name: string): LogRecord[] {
  const file = disk.open(`${FOLDER}\\${name}`);
  const found = readLogHeader(file);
  if (file === null || found === null) throw new Error(`${name} has no header`);
  const scan = new LogScan(file, found);
  const records: LogRecord[] = [];
  for (let next = scan.next(); next !== null; next = scan.next()) records.push(next.record);
  return records;
}

const mark = (transaction: number): LogRecord => ({ kind: 'begin', transaction });
const large = (transaction: number): LogRecord => ({
  kind: 'insert',
  databaseId: 1,
  databaseTime: transaction,
  transaction,
  pageNumber: 64,
  key: transaction,
  before: null,
  after: new Uint8Array(1500).fill(transaction),
  isUndo: false,
});

test('records reach the file when they are flushed, and not before', () => {
  const { disk, log } = stage();
  log.append(mark(1));
  assert.equal(recordsIn(disk, 'edb.log'), []);
  log.flush();
  log.append(mark(2));
  assert.equal(recordsIn(disk, 'edb.log'), [mark(1)]);
});

test('the first record is at sector 8', () => {
  const { log } = stage();
  assert.equal(addressToPosition(log.append(mark(1))), { generation: 1, sector: 8, byte: 0 });
});

test('addresses and positions are the same places', () => {
  const position = { generation: 0xabcde, sector: 10239, byte: 508 };
  assert.equal(addressToPosition(logAddress(position.generation, position.sector * 512 + position.byte)), position);
});

test('a full buffer is written by itself', () => {
  const { disk, log } = stage();
  for (let count = 0; count < 50; count += 1) log.append(large(count));
  assert.ok(recordsIn(disk, 'edb.log').length > 30);
});

test('a full log is closed with an end record and continued by the next; records never straddle', () => {
  const { disk, log, rolled } = stage();
  const addresses: number[] = [];
  for (let count = 0; count < 8000; count += 1) addresses.push(log.append(large(count)));
  log.flush();
  assert.equal(rolled, [1, 2]);
  assert.equal(disk.list(FOLDER), ['edb.log', 'edb00001.log', 'edb00002.log']);
  const all = ['edb00001.log', 'edb00002.log', 'edb.log'].flatMap((name) => recordsIn(disk, name));
  assert.is(all.filter(({ kind }) => kind === 'end').length, 2);
  assert.equal(
    all.filter(({ kind }) => kind !== 'end').map((record) => ('key' in record ? record.key : -1)),
    addresses.map((_, index) => index),
  );
  assert.ok(addresses.every((address, index) => index === 0 || address > (addresses[index - 1] ?? 0)));
  for (const name of disk.list(FOLDER)) assert.is(disk.open(`${FOLDER}\\${name}`)?.sizeBytes, LOG_FILE_SIZE_BYTES);
  assert.equal(inspectLogFolder(disk, FOLDER), {
    runs: [1, 2],
    currentGeneration: 3,
    isCurrentChained: true,
    signature: header(1).signature,
  });
});

test('a closed log costs the memory of its records only, and never changes again', () => {
  const { disk, log } = stage();
  log.append(mark(1));
  log.roll();
  const file = disk.open(`${FOLDER}\\edb00001.log`);
  assert.ok((file?.storedBytes ?? 0) <= 8192);
  const before = disk.readAll(`${FOLDER}\\edb00001.log`);
  for (let count = 0; count < 100; count += 1) log.append(large(count));
  log.flush();
  assert.equal(disk.readAll(`${FOLDER}\\edb00001.log`), before);
});

test('when there is no room for the next log nothing has happened', () => {
  const { disk, log, rolled } = stage();
  log.append(mark(1));
  disk.setCapacity('D', disk.usedBytes('D') + 1000);
  assert.is(log.roll(), JetError.JET_errLogDiskFull);
  assert.equal(rolled, []);
  assert.equal(disk.list(FOLDER), ['edb.log']);
  assert.is(log.generation, 1);
  for (let count = 0; log.append(large(count)) !== 0; count += 1) assert.ok(count < 5000);
  assert.is(log.failure, JetError.JET_errLogDiskFull);
});

test('the reserve gives two more logs, marked as such, to those who are shutting down', () => {
  const { disk, log } = stage();
  assert.is(log.ensureReserve(), 0);
  disk.setCapacity('D', disk.usedBytes('D'));
  assert.is(log.roll(), JetError.JET_errLogDiskFull);
  log.allowReserve(true);
  assert.is(log.roll(), 0);
  assert.ok(log.header.reserveLogUsed);
  assert.ok(readLogHeader(disk.open(`${FOLDER}\\edb.log`))?.reserveLogUsed);
  assert.is(log.roll(), 0);
  assert.is(log.roll(), JetError.JET_errLogDiskFull);
  assert.equal(disk.list(FOLDER), ['edb.log', 'edb00001.log', 'edb00002.log']);
});

test('without room there is no first log and no reserve', () => {
  const disk = new VirtualDisk();
  disk.setCapacity('D', LOG_FILE_SIZE_BYTES - 1);
  const owner: LogOwner = {
    headerBehind: header.bind(null, 2),
    newLogError: () => 0,
    isLocked: () => false,
    onRolled: () => {},
    onStep: () => {},
  };
  assert.is(LogWriter.create(disk, FOLDER, owner, header(1)), JetError.JET_errLogDiskFull);
  disk.setCapacity('D', LOG_FILE_SIZE_BYTES * 2);
  const log = LogWriter.create(disk, FOLDER, owner, header(1));
  assert.is(typeof log === 'number' ? log : log.ensureReserve(), JetError.JET_errLogDiskFull);
});

test('sixteen generations below the last are kept for shutting down', () => {
  const { log } = stage(0xfffff - 17);
  assert.is(log.roll(), 0);
  assert.is(log.roll(), JetError.JET_errLogSequenceEnd);
  log.allowReserve(true);
  for (let count = 0; count < 16; count += 1) assert.is(log.roll(), 0);
  assert.is(log.roll(), JetError.JET_errLogSequenceEnd);
});

test('a log that somebody put under the next number is not overwritten', () => {
  const { disk, log } = stage();
  disk.create(`${FOLDER}\\edb00001.log`, new SparseFile(10));
  assert.is(log.roll(), JetError.JET_errLogWriteFail);
  assert.is(disk.open(`${FOLDER}\\edb00001.log`)?.sizeBytes, 10);
  assert.not.ok(disk.exists(`${FOLDER}\\edbtmp.log`));
});

test('a torn write keeps whole sectors: the records that are complete in them, and no more', () => {
  for (let sectors = 0; sectors <= 20; sectors += 1) {
    const { disk, log } = stage();
    for (let count = 1; count <= 6; count += 1) log.append(large(count));
    assert.is(log.unflushedSectorCount, 19);
    log.crash(sectors);
    assert.is(recordsIn(disk, 'edb.log').length, Math.min(6, Math.floor((sectors * 512) / 1540)), `${sectors} sectors`);
  }
});

test('a damaged or missing header is none', () => {
  const { disk } = stage();
  assert.is(readLogHeader(null), null);
  assert.is(readLogHeader(new SparseFile(100)), null);
  disk.corruptByte(`${FOLDER}\\edb.log`, 100, 1);
  assert.is(readLogHeader(disk.open(`${FOLDER}\\edb.log`)), null);
});

test.run();
