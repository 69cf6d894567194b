import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LogScan, readLogHeader } from '../log/index.ts';
import { FOLDER } from '../testing/server.ts';
import { put, started } from '../testing/started.ts';

/** The kinds of the records of a closed log, in order. */
function kindsIn(path: string, server: ReturnType<typeof started>['server']): readonly string[] {
  const file = server.disk.open(path);
  const header = readLogHeader(file);
  if (file === null || header === null) throw new Error(`${path} is no log`);
  const scan = new LogScan(file, header);
  const kinds: string[] = [];
  for (let next = scan.next(); next !== null; next = scan.next()) kinds.push(next.record.kind);
  return kinds;
}

test('the log that is closed for a list ends with a record that says for which backup', () => {
  const { server, engine } = started();
  put(engine, 1, Uint8Array.of(1));
  assert.is(engine.rollLog({ kind: 'full' }), 0);
  assert.is(engine.rollLog({ kind: 'incremental' }), 0);
  assert.is(engine.rollLog(), 0);
  assert.equal(kindsIn(`${FOLDER}\\edb00001.log`, server).slice(-2), ['fullBackup', 'end']);
  assert.equal(kindsIn(`${FOLDER}\\edb00002.log`, server), ['incrementalBackup', 'end']);
  assert.equal(kindsIn(`${FOLDER}\\edb00003.log`, server), ['end']);
});

test.run();
