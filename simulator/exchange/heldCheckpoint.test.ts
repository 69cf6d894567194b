import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, withFacets } from '../profiles/index.ts';
import { JetError } from '../protocol/index.ts';
import { fillLogs, insertRows } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const CHECKPOINT = 'D:\\exchsrvr\\mdbdata\\edb.chk';

/** A store with rows whose checkpoint file another program has held while ten logs were filled. */
function held(circularLogging: boolean, facets: Readonly<Record<string, string>> = {}) {
  const base = profileByName('exchange-5.5');
  if (base === null) throw new Error('no profile exchange-5.5');
  const changed = withFacets(base, facets, 'a test');
  if (!changed.ok) throw new Error(changed.reason);
  const { profile } = changed;
  const server = testServer({ profile, informationStore: { privateMiB: 1, publicMiB: 0, circularLogging } });
  const store = server.service('information-store');
  fillLogs(store, 4);
  insertRows(store, 12, 100, 2 ** 42);
  server.fileLocks.hold(CHECKPOINT);
  const before = store.facts;
  fillLogs(store, 6);
  return { server, store, before };
}

const rowCount = (store: ReturnType<typeof held>['store']): number =>
  [...store.rows(1)].filter(({ key }) => key >= 2 ** 42).length;

test('while another program holds edb.chk circular logging goes on deleting, also the log that the file names (Q176239)', () => {
  const { store, before } = held(true);
  assert.is(store.facts.checkpointGeneration, before.checkpointGeneration, 'the file stays as it was');
  assert.ok(store.facts.lowestGeneration > before.checkpointGeneration);
});

test('after a crash the store does not start, until edb.chk is removed: then nothing is lost (Q176239)', () => {
  const { server, store } = held(true);
  store.crash();
  server.fileLocks.release(CHECKPOINT);
  for (let attempt = 0; attempt < 2; attempt++) {
    assert.is(store.start().jetError, JetError.JET_errFileNotFound);
  }
  assert.ok(server.disk.remove(CHECKPOINT));
  const { started, lines } = store.start();
  assert.ok(started, lines.join('; '));
  assert.is(rowCount(store), 12);
});

test('another article has -509 for the log of the checkpoint: the facet missing-checkpoint-log answers it (Q258236)', () => {
  const { server, store } = held(true, { 'missing-checkpoint-log': 'hrMissingPreviousLogFile' });
  store.crash();
  server.fileLocks.release(CHECKPOINT);
  assert.is(store.start().jetError, JetError.JET_errMissingPreviousLogFile);
});

test('a checkpoint file that is let go in time is written on, and a crash does no harm', () => {
  const { server, store, before } = held(true);
  server.fileLocks.release(CHECKPOINT);
  fillLogs(store, 1);
  assert.ok(store.facts.checkpointGeneration > before.checkpointGeneration);
  store.crash();
  assert.ok(store.start().started);
  assert.is(rowCount(store), 12);
});

test('without circular logging no log goes, and a crash does no harm', () => {
  const { server, store, before } = held(false);
  assert.is(store.facts.lowestGeneration, before.lowestGeneration);
  store.crash();
  server.fileLocks.release(CHECKPOINT);
  assert.ok(store.start().started);
  assert.is(rowCount(store), 12);
});

test.run();
