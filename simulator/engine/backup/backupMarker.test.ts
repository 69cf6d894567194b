import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lastKinds } from '../testing/logKinds.ts';
import { FOLDER } from '../testing/server.ts';
import { put, started } from '../testing/started.ts';

test('the log that is closed for a list ends with a record that says for which backup', () => {
  const { server, engine } = started();
  put(engine, 1, Uint8Array.of(1));
  assert.is(engine.rollLog({ kind: 'full' }), 0);
  assert.is(engine.rollLog({ kind: 'incremental' }), 0);
  assert.is(engine.rollLog(), 0);
  assert.equal(lastKinds(server.disk.open(`${FOLDER}\\edb00001.log`), 2), ['fullBackup', 'end']);
  assert.equal(lastKinds(server.disk.open(`${FOLDER}\\edb00002.log`), 9), ['incrementalBackup', 'end']);
  assert.equal(lastKinds(server.disk.open(`${FOLDER}\\edb00003.log`), 9), ['end']);
});

test.run();
