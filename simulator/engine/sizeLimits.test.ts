import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { type EngineOptions, startEngine } from './index.ts';
import { planBulkGeometry } from './pages/index.ts';
import { DATABASES, TestServer } from './testing/server.ts';
import { put } from './testing/started.ts';

const GIBIBYTE = 2 ** 30;
const [{ path: PRIV }] = DATABASES;

test('a database is made for up to 16 GiB exactly', () => {
  const largest = planBulkGeometry(16 * GIBIBYTE);
  assert.ok(largest.fileSizeBytes <= 16 * GIBIBYTE && largest.fileSizeBytes > 16 * GIBIBYTE - 3 * 4096);
  assert.throws(() => planBulkGeometry(16 * GIBIBYTE + 1), /choose 0 to 17179869184 \(16 GiB\)/);
  assert.throws(() => planBulkGeometry(-1), /cannot be made/);
});

test('a geometry of exactly its own size fits it, and with a byte less it is one leaf smaller', () => {
  // Below 200 leaves the root has them all; from 201 on there are branches between, of 150 each.
  for (const leafCount of [3, 199, 200, 201, 300, 301, 30_000, 30_001]) {
    const { fileSizeBytes } = sizeOf(leafCount);
    assert.is(planBulkGeometry(fileSizeBytes).leafCount, leafCount);
    assert.ok(planBulkGeometry(fileSizeBytes - 1).leafCount < leafCount);
  }
  assert.equal(sizeOf(200).levels.length, 1);
  assert.equal(
    sizeOf(201).levels.map(({ pageCount }) => pageCount),
    [201, 2],
  );
  assert.equal(
    sizeOf(300).levels.map(({ pageCount }) => pageCount),
    [300, 2],
  );
  assert.equal(
    sizeOf(301).levels.map(({ pageCount }) => pageCount),
    [301, 3],
  );
  assert.is(planBulkGeometry(0).leafCount, 2, 'the smallest there is');
});

/** The geometry with so many leaves. */
function sizeOf(leafCount: number) {
  for (let sizeBytes = (leafCount + 65) * 4096; ; sizeBytes += 4096) {
    const geometry = planBulkGeometry(sizeBytes);
    if (geometry.leafCount === leafCount) return geometry;
    if (geometry.leafCount > leafCount) throw new Error(`no geometry has ${leafCount} leaves`);
  }
}

test('a database grows to the last page of its limit, and stops in order at the next', () => {
  const server = new TestServer({ seed: 1, leafCount: 2, lazyFlush: 0 });
  const loadedBytes = server.disk.open(PRIV)?.sizeBytes ?? 0;
  for (const [surplus, grownPages] of [
    [0, 3],
    [4095, 3],
    [4096, 4],
  ] as const) {
    const fork = server.fork();
    const options: EngineOptions = { ...fork.options(), maximumDatabaseBytes: loadedBytes + 3 * 4096 + surplus };
    const started = startEngine(options);
    if (started.kind === 'failed') throw new Error(started.report.sentence);
    let error: number = 0;
    for (let key = 1; error === 0 && key < 1000; key += 1) error = put(started.engine, key, new Uint8Array(1500));
    assert.is(error, JetError.JET_errOutOfDatabaseSpace);
    assert.is(fork.disk.open(PRIV)?.sizeBytes, loadedBytes + grownPages * 4096, `${surplus} bytes beyond three pages`);
  }
});

test.run();
