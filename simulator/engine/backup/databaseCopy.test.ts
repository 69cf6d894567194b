import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import {
  checksumMatches,
  type DatabaseCopy,
  DatabaseState,
  decodeDatabaseHeader,
  type Engine,
  isAllZero,
  PAGE_SIZE_BYTES,
  readPatchHeader,
} from '../index.ts';
import { pageIdentity, pageOffsetBytes } from '../pages/index.ts';
import { DATABASES, FOLDER, TestServer } from '../testing/server.ts';

const [{ path: PRIV }] = DATABASES;
const PATCH = `${FOLDER}\\priv.pat`;

function started(setup: Partial<ConstructorParameters<typeof TestServer>[0]> = {}): {
  server: TestServer;
  engine: Engine;
} {
  const server = new TestServer({ seed: 1, lazyFlush: 0, ...setup });
  return { server, engine: server.start() };
}

function startCopy(engine: Engine): DatabaseCopy {
  const result = engine.startDatabaseCopy(1, { mark: engine.tip(), markSeconds: 1_000_000, lowGeneration: 1 });
  if (result.kind === 'failed') throw new Error(`The copy answered ${result.error}`);
  return result.copy;
}

function readAll(copy: DatabaseCopy, sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(copy.sizeBytes);
  for (let at = copy.positionBytes; at < bytes.length; ) {
    const read = copy.read(bytes, at, Math.min(sizeBytes, bytes.length - at));
    assert.is(read.error, 0);
    at += read.bytes;
  }
  return bytes;
}

/** Reads up to and with this page. */
function readTo(copy: DatabaseCopy, pageNumber: number): void {
  const length = pageOffsetBytes(pageNumber + 1) - copy.positionBytes;
  assert.is(copy.read(new Uint8Array(length), 0, length).error, 0);
}

/** Inserts rows into the leaf of a bucket until it splits, and removes the rows of another until it merges. */
function change(engine: Engine, action: (transaction: number) => void): void {
  const transaction = engine.begin();
  action(transaction);
  assert.is(engine.commit(transaction), 0);
}

/** Page 64 + bucket gives half of its rows to the lowest free page, 35. */
function split(engine: Engine, bucket: number): void {
  change(engine, (transaction) => {
    for (let row = 0; row < 2; row += 1)
      engine.insert(transaction, 1, bucket * 65536 + 0x3000 + row, new Uint8Array(900));
  });
}

/** Page 64 + bucket gives its last row to the page before it. */
function merge(engine: Engine, bucket: number): void {
  change(engine, (transaction) => {
    for (const slot of [0x2000, 0x6000, 0xa000]) engine.remove(transaction, 1, bucket * 65536 + slot);
  });
}

const patchPages = (server: TestServer): number => (server.disk.open(PATCH)?.sizeBytes ?? 0) / PAGE_SIZE_BYTES - 2;

test('the copy is the file, whatever the size of the reads', () => {
  for (const sizeBytes of [65536, 4096, 1, 4095, 4097, 10_000, 12_288, 1_000_000]) {
    const { server, engine } = started({ leafCount: 3 });
    split(engine, 1);
    engine.idle(3);
    const bytes = readAll(startCopy(engine), sizeBytes);
    const file = server.disk.readAll(PRIV) ?? new Uint8Array(0);
    assert.is(Buffer.compare(bytes.subarray(8192), file.subarray(8192)), 0, `reads of ${sizeBytes}`);
  }
});

test('both headers are those of the moment it began, with the backup in them and no last generation', () => {
  const { engine } = started();
  const copy = startCopy(engine);
  change(engine, (transaction) => engine.insert(transaction, 1, 5, new Uint8Array(1)));
  engine.stampFullBackup(1, { mark: engine.tip(), markSeconds: 5, lowGeneration: 1, highGeneration: 1 });
  const bytes = readAll(copy, 4096);
  assert.equal(bytes.subarray(0, 4096), bytes.subarray(4096, 8192));
  const header = decodeDatabaseHeader(bytes);
  assert.is(header?.state, DatabaseState.Dirty);
  assert.is(header?.currentFullBackup.lowGeneration, 1);
  assert.is(header?.currentFullBackup.highGeneration, 0);
  assert.is(header?.currentFullBackup.markSeconds, 1_000_000);
  assert.is(header?.fullBackup.lowGeneration, 0);
});

test('every page of a copy has its checksum and its number', () => {
  const { engine } = started({ lazyFlush: 200 });
  split(engine, 2);
  merge(engine, 5);
  engine.idle(100);
  const bytes = readAll(startCopy(engine), 65536);
  for (let page = 1; pageOffsetBytes(page) < bytes.length; page += 1) {
    const offset = pageOffsetBytes(page);
    const isFresh = isAllZero(bytes, offset);
    assert.ok(
      isFresh || (checksumMatches(bytes, offset) && pageIdentity(bytes, offset).pageNumber === page),
      `page ${page}`,
    );
  }
});

test('the size is that of the moment it began; what grows later is not copied', () => {
  const { server, engine } = started({ leafCount: 2 });
  const copy = startCopy(engine);
  assert.is(copy.sizeBytes, engine.copySizeBytes(1));
  change(engine, (transaction) => {
    for (let row = 0; row < 300; row += 1) engine.insert(transaction, 1, 700 + row, new Uint8Array(1000));
  });
  assert.ok(engine.copySizeBytes(1) > copy.sizeBytes);
  assert.is(readAll(copy, 65536).length, copy.sizeBytes);
  assert.equal(copy.read(new Uint8Array(10), 0, 10), { bytes: 0, error: 0, pageNumber: 0 });
  assert.ok((server.disk.open(PRIV)?.sizeBytes ?? 0) > copy.sizeBytes);
});

test('a page that a read has cut stays the same image to its end', () => {
  const { engine } = started();
  const copy = startCopy(engine);
  const bytes = new Uint8Array(copy.sizeBytes);
  const cut = pageOffsetBytes(66) + 1000;
  copy.read(bytes, 0, cut);
  change(engine, (transaction) => engine.replace(transaction, 1, 2 * 65536 + 0x2000, new Uint8Array(700)));
  engine.idle(100);
  copy.read(bytes, cut, 100);
  copy.read(bytes, cut + 100, copy.sizeBytes - cut - 100);
  assert.ok(checksumMatches(bytes, pageOffsetBytes(66)));
  assert.is(pageIdentity(bytes, pageOffsetBytes(66)).databaseTime, 16);
});

test('damage in any page, used or not, stops the copy there and moves nothing', () => {
  for (const pageNumber of [1, 40, 70]) {
    const { server, engine } = started();
    assert.ok(server.disk.corruptByte(PRIV, pageOffsetBytes(pageNumber) + 99, 1));
    const copy = startCopy(engine);
    const target = new Uint8Array(65536);
    let read = copy.read(target, 0, 4096);
    let before = 0;
    while (read.error === 0 && read.bytes > 0) {
      before = copy.positionBytes;
      read = copy.read(target, 0, 4096);
    }
    assert.equal(read, { bytes: 0, error: JetError.JET_errReadVerifyFailure, pageNumber });
    assert.is(copy.positionBytes, before);
    assert.equal(copy.read(target, 0, 100), { bytes: 0, error: JetError.JET_errReadVerifyFailure, pageNumber });
    assert.is(copy.read(target, 0, 65536).error, JetError.JET_errReadVerifyFailure);
  }
});

test('a page of another number is damage', () => {
  const { server, engine } = started();
  const page = new Uint8Array(4096);
  server.disk.open(PRIV)?.read(pageOffsetBytes(70), page, 0, 4096);
  // The sound page before it was written, too, and is verified in the same read.
  server.disk.open(PRIV)?.write(pageOffsetBytes(70), page);
  server.disk.open(PRIV)?.write(pageOffsetBytes(71), page);
  const copy = startCopy(engine);
  assert.is(copy.read(new Uint8Array(copy.sizeBytes), 0, copy.sizeBytes).pageNumber, 71);
});

test('rows that moved to a page already copied from one still to come: the image is kept when it is written', () => {
  const { server, engine } = started();
  const copy = startCopy(engine);
  readTo(copy, 50);
  split(engine, 10);
  assert.is(patchPages(server), 0, 'nothing is written yet');
  engine.idle(1000);
  assert.is(patchPages(server), 1);
  const image = (server.disk.readAll(PATCH) ?? new Uint8Array(0)).subarray(8192);
  assert.ok(checksumMatches(image));
  assert.is(pageIdentity(image, 0).pageNumber, 35);
});

test('nothing is kept when both are still to come, when both were copied, or when only the receiver is to come', () => {
  for (const [readUpTo, act] of [
    [20, split],
    [90, split],
    [74, merge],
  ] as const) {
    const { server, engine } = started({ leafCount: 40 });
    const copy = startCopy(engine);
    readTo(copy, readUpTo);
    act(engine, 12);
    engine.idle(1000);
    assert.is(patchPages(server), 0, `read up to ${readUpTo}`);
  }
});

test('a page that received nothing but a new row at the end of the table is not kept', () => {
  const { server, engine } = started();
  const copy = startCopy(engine);
  readTo(copy, 50);
  change(engine, (transaction) => {
    for (let row = 0; row < 4; row += 1) engine.insert(transaction, 1, 2 ** 40 + row, new Uint8Array(1400));
  });
  engine.idle(1000);
  const taken = new Uint8Array(PAGE_SIZE_BYTES);
  server.disk.open(PRIV)?.read(pageOffsetBytes(35), taken, 0, taken.length);
  assert.is(pageIdentity(taken, 0).pageNumber, 35, 'page 35, which the copy has, took rows');
  assert.is(patchPages(server), 0);
});

test('a merge into a page already copied is kept', () => {
  const { server, engine } = started();
  const copy = startCopy(engine);
  readTo(copy, 75);
  merge(engine, 12);
  engine.idle(1000);
  assert.is(patchPages(server), 1);
});

test('nothing is kept when the giver is copied before the receiver is written', () => {
  const { server, engine } = started();
  const copy = startCopy(engine);
  readTo(copy, 50);
  split(engine, 10);
  readTo(copy, 80);
  engine.idle(1000);
  assert.is(patchPages(server), 0);
});

test('a page added after the copy began counts as copied', () => {
  const { server, engine } = started({ leafCount: 40 });
  for (let bucket = 0; bucket < 29; bucket += 1) split(engine, bucket);
  engine.idle(1000);
  const copy = startCopy(engine);
  readTo(copy, 1);
  split(engine, 35);
  engine.idle(1000);
  assert.is(patchPages(server), 1);
});

test('a copy that is closed or at its end keeps nothing more', () => {
  for (const atEnd of [true, false]) {
    const { server, engine } = started();
    const copy = startCopy(engine);
    readTo(copy, atEnd ? 87 : 50);
    if (!atEnd) copy.close();
    split(engine, 10);
    engine.idle(1000);
    assert.is(patchPages(server), 0);
  }
});

test('a patch file without room fails the copy and nobody else', () => {
  const { server, engine } = started();
  const copy = startCopy(engine);
  readTo(copy, 50);
  split(engine, 10);
  server.disk.setCapacity('D', server.disk.usedBytes('D'));
  engine.idle(1000);
  split(engine, 15);
  engine.idle(1000);
  assert.equal(copy.read(new Uint8Array(10), 0, 10), { bytes: 0, error: JetError.JET_errDiskFull, pageNumber: 0 });
  change(engine, (transaction) => engine.insert(transaction, 1, 5, new Uint8Array(1)));
});

test('without room for a patch file there is no copy; a stale one is replaced', () => {
  const { server, engine } = started();
  server.disk.setCapacity('D', server.disk.usedBytes('D') + 8191);
  const result = engine.startDatabaseCopy(1, { mark: engine.tip(), markSeconds: 1, lowGeneration: 1 });
  assert.equal(result, { kind: 'failed', error: JetError.JET_errDiskFull });
  server.disk.setCapacity('D', null);
  readTo(startCopy(engine), 50);
  split(engine, 10);
  engine.idle(1000);
  assert.is(patchPages(server), 1);
  startCopy(engine);
  assert.is(patchPages(server), 0);
});

test('the patch file has the header of the copy, and its last generation when it is finished', () => {
  const { server, engine } = started();
  assert.is(engine.patchPath(1), PATCH);
  const copy = startCopy(engine);
  const copied = decodeDatabaseHeader(readAll(copy, 4096));
  const header = () => {
    const file = server.disk.open(PATCH);
    const read = file === null ? null : readPatchHeader(file);
    return read?.kind === 'read' ? read.header : null;
  };
  assert.equal(header(), copied);
  assert.is(engine.finishPatchFiles(7, [1, 2]), 0);
  assert.is(header()?.currentFullBackup.highGeneration, 7);
  assert.ok(engine.deletePatchFile(1));
  assert.not.ok(engine.deletePatchFile(1));
  assert.not.ok(server.disk.exists(PATCH));
});

test('a full stamp forgets incremental ones', () => {
  const { engine } = started();
  const info = { mark: engine.tip(), markSeconds: 5, lowGeneration: 1, highGeneration: 2 };
  assert.is(engine.stampIncrementalBackup(1, { ...info, highGeneration: 9 }), 0);
  assert.is(engine.databaseHeader(1).incrementalBackup.highGeneration, 9);
  assert.is(engine.stampFullBackup(1, info), 0);
  assert.equal(engine.databaseHeader(1).fullBackup, info);
  assert.is(engine.databaseHeader(1).incrementalBackup.highGeneration, 0);
});

test.run();
