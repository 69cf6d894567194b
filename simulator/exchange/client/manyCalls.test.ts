import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Annotation, Hr } from '../../protocol/index.ts';
import { testServer } from '../testing/testServer.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

function usedBytes(): number {
  if (typeof collect !== 'function') throw new Error('this Node cannot be told to collect its garbage');
  for (let time = 0; time < 3; time++) collect();
  return process.memoryUsage().heapUsed;
}

test('calls without end, and contexts that come and go, leave nothing behind', () => {
  const server = testServer();
  const api = server.connect();
  const session = (calls: number): void => {
    const { hbc } = api.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
    if (hbc === null) throw new Error('no context');
    for (let count = 0; count < calls; count++) {
      const { list } = api.HrBackupGetDatabaseNamesW(hbc);
      if (list !== null) api.BackupFree(list);
    }
    assert.is(api.HrBackupEnd(hbc).code, Hr.hrNone);
  };
  const turn = (): void => {
    for (let count = 0; count < 100; count++) session(50);
  };
  turn();
  const before = usedBytes();
  for (let count = 0; count < 4; count++) turn();
  const grown = usedBytes() - before;
  // 20,000 lists and 400 contexts: had a hundred bytes of each been kept, it would be twice this.
  assert.ok(grown < 1024 * 1024, `${grown} bytes`);
});

test('a client that frees no list is told so at a number of them, and what it has stays what it is', () => {
  const api = testServer().connect();
  const { hbc } = api.HrBackupPrepareW('EXCH01', Annotation.EDBBACK_MDB_SERVER, 0, 1);
  if (hbc === null) throw new Error('no context');
  let lists = 0;
  assert.throws(() => {
    for (; lists < 1_000_000; lists++) api.HrBackupGetDatabaseNamesW(hbc);
  }, /a client holds 4096 lists that it never freed/);
  assert.is(lists, 4096);
  assert.is(api.HrBackupEnd(hbc).code, Hr.hrNone);
});

test.run();
