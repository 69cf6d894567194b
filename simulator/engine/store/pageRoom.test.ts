import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import type { Engine } from '../index.ts';
import { BULK_BUCKET_SIZE, decodePage, type Page, pageOffsetBytes } from '../pages/index.ts';
import { DATABASES, type TestServer } from '../testing/server.ts';
import { put, started } from '../testing/started.ts';

// A page of 4096 bytes takes 4036 of nodes: a row costs 30 bytes and its value. A leaf that was loaded has four rows of 761.
const FULL_BYTES = 4036;
const LOADED_BYTES = 4 * 761;
const FIRST_LEAF = 64;
const SECOND_LEAF = 65;
const KEY = 5;

function pageOnDisk({ disk }: TestServer, engine: Engine, pageNumber: number): Page {
  engine.idle(1000);
  const bytes = new Uint8Array(4096);
  disk.open(DATABASES[0].path)?.read(pageOffsetBytes(pageNumber), bytes, 0, bytes.length);
  const page = decodePage(bytes, pageNumber);
  if (page === null) throw new Error(`page ${pageNumber} makes no sense`);
  return page;
}

function remove(engine: Engine, keys: readonly number[]): void {
  for (const key of keys) {
    const transaction = engine.begin();
    assert.is(engine.remove(transaction, 1, key), 0);
    assert.is(engine.commit(transaction), 0);
    engine.idle(1000);
  }
}

/** A database of two leaves, with the rows that each was loaded with. */
function twoLeaves() {
  const { server, engine } = started({ leafCount: 2, lazyFlush: 0 });
  const keysOf = (page: number) =>
    [...engine.rows(1)].map(({ key }) => key).filter((key) => Math.floor(key / BULK_BUCKET_SIZE) === page - FIRST_LEAF);
  return { server, engine, first: keysOf(FIRST_LEAF), second: keysOf(SECOND_LEAF) };
}

test('a leaf is filled to its last byte, and splits for one byte more', () => {
  for (const [surplus, next, usedBytes] of [
    [-1, SECOND_LEAF, FULL_BYTES - 1],
    [0, SECOND_LEAF, FULL_BYTES],
    [1, 35, null],
  ] as const) {
    const { server, engine, first } = twoLeaves();
    assert.is(first.length, 4);
    assert.is(pageOnDisk(server, engine, FIRST_LEAF).usedBytes, LOADED_BYTES);
    assert.is(put(engine, KEY, new Uint8Array(FULL_BYTES - LOADED_BYTES - 30 + surplus).fill(7)), 0);
    const leaf = pageOnDisk(server, engine, FIRST_LEAF);
    assert.is(leaf.next, next, `${surplus} bytes more than fit`);
    if (usedBytes !== null) assert.is(leaf.usedBytes, usedBytes);
    engine.crash();
    assert.is([...server.start().rows(1)].length, 9, 'and it comes back from the log');
  }
});

test('two leaves that fill one to its last byte are merged, and with one byte more they are not', () => {
  for (const [surplus, isMerged] of [
    [-1, true],
    [0, true],
    [1, false],
  ] as const) {
    const { server, engine, first } = twoLeaves();
    remove(engine, first.slice(0, 1));
    assert.is(put(engine, KEY, new Uint8Array(FULL_BYTES - LOADED_BYTES - 30 + surplus)), 0);
    remove(engine, first.slice(1));
    const page = pageOnDisk(server, engine, SECOND_LEAF);
    assert.is(page.keys.includes(KEY), isMerged, `${surplus} bytes more than fit`);
    assert.is(page.usedBytes, LOADED_BYTES + (isMerged ? FULL_BYTES - LOADED_BYTES + surplus : 0));
    assert.equal([...engine.rows(1)].map(({ key }) => key).slice(0, 1), [KEY]);
  }
});

test('a leaf is merged from less than a quarter of what fits on', () => {
  for (const [usedBytes, isMerged] of [
    [1008, true],
    [1009, false],
  ] as const) {
    const { server, engine, first, second } = twoLeaves();
    remove(engine, [...second.slice(0, 1), ...first.slice(0, 2)]);
    assert.is(put(engine, KEY, new Uint8Array(usedBytes - 30)), 0);
    remove(engine, first.slice(2));
    assert.is(pageOnDisk(server, engine, SECOND_LEAF).keys.includes(KEY), isMerged, `${usedBytes} bytes`);
    assert.is(pageOnDisk(server, engine, FIRST_LEAF).isInUse, !isMerged);
  }
});

test('a value has up to 1500 bytes and a key up to 48 bits', () => {
  const { engine } = twoLeaves();
  assert.is(put(engine, 2 ** 48 - 1, new Uint8Array(1500)), 0);
  assert.is(put(engine, 2 ** 48 - 2, new Uint8Array(1501)), JetError.JET_errRecordTooBig);
  assert.is(put(engine, 2 ** 48, new Uint8Array(1)), JetError.JET_errInvalidParameter);
  assert.is(put(engine, 0, new Uint8Array(0)), 0);
  assert.is(put(engine, -1, new Uint8Array(0)), JetError.JET_errInvalidParameter);
  assert.is(engine.read(1, 2 ** 48 - 1)?.length, 1500);
});

test.run();
