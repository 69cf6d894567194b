import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../protocol/index.ts';
import { MAXIMUM_KEY } from './index.ts';
import { Ledger } from './testing/ledger.ts';
import { SeededRandom } from './testing/random.ts';
import { DATABASES } from './testing/server.ts';
import { bytes, put, started } from './testing/started.ts';
import { readLedger, Workload } from './testing/workload.ts';

const [{ path: PRIV }] = DATABASES;

test('a committed row is there; a row rolled back is not', () => {
  const { engine } = started();
  assert.is(put(engine, 5, bytes(1, 2)), 0);
  const transaction = engine.begin();
  assert.is(engine.replace(transaction, 1, 5, bytes(9)), 0);
  assert.is(engine.insert(transaction, 1, 6, bytes(3)), 0);
  assert.is(engine.rollback(transaction), 0);
  assert.equal(engine.read(1, 5), bytes(1, 2));
  assert.is(engine.read(1, 6), null);
});

test('a transaction sees its own changes; others see what is committed', () => {
  const { engine } = started();
  put(engine, 5, bytes(1));
  put(engine, 7, bytes(7));
  const before = engine.rowCount(1);
  const transaction = engine.begin();
  engine.replace(transaction, 1, 5, bytes(2));
  engine.insert(transaction, 1, 6, bytes(6));
  engine.remove(transaction, 1, 7);
  assert.equal(engine.read(1, 5, transaction), bytes(2));
  assert.equal(engine.read(1, 5), bytes(1));
  assert.equal(engine.read(1, 6, transaction), bytes(6));
  assert.is(engine.read(1, 6), null);
  assert.is(engine.read(1, 7, transaction), null);
  assert.equal(engine.read(1, 7), bytes(7));
  const rows = [...engine.rows(1)].slice(0, 2);
  assert.equal(rows, [
    { key: 5, value: bytes(1) },
    { key: 7, value: bytes(7) },
  ]);
  assert.equal([...engine.rows(1, 6)].slice(0, 1), [{ key: 7, value: bytes(7) }]);
  assert.is(engine.rowCount(1), before);
});

test('a removed row at the end is still shown to others', () => {
  const { engine } = started();
  put(engine, MAXIMUM_KEY, bytes(1));
  const transaction = engine.begin();
  engine.remove(transaction, 1, MAXIMUM_KEY);
  assert.equal([...engine.rows(1)].at(-1), { key: MAXIMUM_KEY, value: bytes(1) });
});

test('what is handed out and taken in is a copy', () => {
  const { engine } = started();
  const value = bytes(1, 2, 3);
  put(engine, 5, value);
  value[0] = 99;
  const read = engine.read(1, 5);
  if (read !== null) read[1] = 99;
  assert.equal(engine.read(1, 5), bytes(1, 2, 3));
});

test('rows are locked to the end of the transaction that changed them', () => {
  const { engine } = started();
  put(engine, 5, bytes(1));
  const [one, two] = [engine.begin(), engine.begin()];
  assert.is(engine.replace(one, 1, 5, bytes(2)), 0);
  assert.is(engine.replace(one, 1, 5, bytes(3)), 0);
  assert.is(engine.replace(two, 1, 5, bytes(4)), JetError.JET_errWriteConflict);
  assert.is(engine.remove(two, 1, 5), JetError.JET_errWriteConflict);
  assert.is(engine.insert(one, 1, 6, bytes(1)), 0);
  assert.is(engine.insert(two, 1, 6, bytes(1)), JetError.JET_errWriteConflict);
  engine.rollback(one);
  assert.is(engine.replace(two, 1, 5, bytes(4)), 0);
  assert.is(engine.commit(two), 0);
  assert.equal(engine.read(1, 5), bytes(4));
});

test('operations that cannot be done say why and change nothing', () => {
  const { engine } = started();
  put(engine, 5, bytes(1));
  const transaction = engine.begin();
  const cases: [number, number][] = [
    [engine.insert(transaction, 1, 5, bytes(2)), JetError.JET_errKeyDuplicate],
    [engine.replace(transaction, 1, 6, bytes(2)), JetError.JET_errRecordNotFound],
    [engine.remove(transaction, 1, 6), JetError.JET_errRecordNotFound],
    [engine.insert(transaction, 1, 6, new Uint8Array(1501)), JetError.JET_errRecordTooBig],
    [engine.insert(transaction, 1, -1, bytes(2)), JetError.JET_errInvalidParameter],
    [engine.insert(transaction, 1, 1.5, bytes(2)), JetError.JET_errInvalidParameter],
    [engine.insert(transaction, 1, MAXIMUM_KEY + 1, bytes(2)), JetError.JET_errInvalidParameter],
    [engine.insert(transaction, 2, 6, bytes(2)), JetError.JET_errDatabaseNotFound],
    [engine.insert(999, 1, 6, bytes(2)), JetError.JET_errNotInTransaction],
    [engine.commit(999), JetError.JET_errNotInTransaction],
    [engine.rollback(999), JetError.JET_errNotInTransaction],
  ];
  for (const [found, wanted] of cases) assert.is(found, wanted);
  assert.is(engine.insert(transaction, 1, 0, new Uint8Array(1500)), 0);
  assert.is(engine.insert(transaction, 1, MAXIMUM_KEY, new Uint8Array(0)), 0);
  assert.is(engine.commit(transaction), 0);
  assert.is(engine.read(1, 0)?.length, 1500);
  assert.is(engine.read(1, MAXIMUM_KEY)?.length, 0);
});

test('a transaction that only reads is not logged', () => {
  const { engine } = started();
  const before = engine.tip();
  engine.commit(engine.begin());
  engine.rollback(engine.begin());
  assert.equal(engine.tip(), before);
});

test('a tree grows to three levels, shrinks to its root, and is sound at every size', () => {
  const { engine } = started({ leafCount: 2, lazyFlush: 10 });
  const ledger = readLedger(engine, [1]);
  const first = engine.begin();
  for (const { key } of [...engine.rows(1)]) engine.remove(first, 1, key);
  assert.is(engine.commit(first), 0);
  ledger.rowsOf(1).clear();
  const fill = engine.begin();
  for (let key = 0; key < 1400; key += 1) {
    assert.is(engine.insert(fill, 1, (key * 7919) % 1400, new Uint8Array(1400)), 0);
  }
  assert.is(engine.commit(fill), 0);
  assert.is(engine.rowCount(1), 1400);
  const clear = engine.begin();
  for (let key = 0; key < 1400; key += 1) assert.is(engine.remove(clear, 1, (key * 7919) % 1400), 0);
  assert.is(engine.commit(clear), 0);
  assert.equal(ledger.differences(1, engine.rows(1)), []);
  assert.is(put(engine, 1, bytes(1)), 0);
  assert.is(engine.stop(), 0);
});

test('appended rows move nothing: the page is left full, and only the new row goes to the next', () => {
  const { server, engine } = started({ leafCount: 2, lazyFlush: 0 });
  const transaction = engine.begin();
  for (let key = 0; key < 300; key += 1)
    assert.is(engine.insert(transaction, 1, 10_000_000 + key, new Uint8Array(900)), 0);
  engine.commit(transaction);
  engine.stop();
  const pages = (server.disk.open(PRIV)?.sizeBytes ?? 0) / 4096;
  assert.ok(pages < 67 + 300 / 4 + 5, `${pages} pages`);
});

test('freed pages are used again before the file grows', () => {
  const { server, engine } = started({ leafCount: 4 });
  const size = () => server.disk.open(PRIV)?.sizeBytes ?? 0;
  const fill = (from: number) => {
    const transaction = engine.begin();
    for (let key = 0; key < 200; key += 1) engine.insert(transaction, 1, from + key, new Uint8Array(1000));
    engine.commit(transaction);
  };
  fill(1_000_000);
  const grown = size();
  const transaction = engine.begin();
  for (let key = 0; key < 200; key += 1) engine.remove(transaction, 1, 1_000_000 + key);
  engine.commit(transaction);
  fill(1_000_000);
  assert.is(size(), grown);
});

test('a small cache is enough for a large database', () => {
  const { engine } = started({ leafCount: 400, cachePages: 12 });
  const work = new Workload(engine, new SeededRandom(3), [1]);
  work.run(150);
  assert.equal(work.ledger.differences(1, engine.rows(1)), []);
  assert.ok(engine.rowCount(1) > 1000);
});

test('two databases share one log', () => {
  const { server, engine } = started({ databaseCount: 2 });
  const transaction = engine.begin();
  engine.insert(transaction, 1, 5, bytes(1));
  engine.insert(transaction, 2, 5, bytes(2));
  engine.commit(transaction);
  engine.crash();
  const next = server.fork().start();
  assert.equal([next.read(1, 5), next.read(2, 5)], [bytes(1), bytes(2)]);
});

test('a ledger says what differs', () => {
  const ledger = new Ledger();
  ledger.rowsOf(1).set(5, 'a').set(6, 'b').set(7, 'c');
  const rows = [
    { key: 5, value: bytes(0x61) },
    { key: 8, value: bytes(1) },
    { key: 6, value: bytes(0x63) },
  ];
  assert.equal(ledger.differences(1, rows), [
    'row 8 should not be there',
    'row 6 comes after 8',
    'row 6 has another value',
    'row 7 is missing',
  ]);
});

test.run();
