import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLogHeader } from '../log/index.ts';
import { DATABASES, FOLDER, TestServer } from '../testing/server.ts';

test('the first log of a stream names no database, the next one names them all (Q296787)', () => {
  const server = new TestServer({ seed: 1, databaseCount: 2 });
  const engine = server.start();
  engine.rollLog();
  const paths = (name: string) =>
    readLogHeader(server.disk.open(`${FOLDER}\\${name}`))?.attachments.map(({ path }) => path);
  assert.equal(paths('edb00001.log'), []);
  assert.equal(
    paths('edb.log'),
    DATABASES.map(({ path }) => path),
  );
});

test.run();
