import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName } from '../profiles/index.ts';
import { BackupType, encodeAnsi, Hr } from '../protocol/index.ts';
import { EventLog } from './events/index.ts';
import { serverProblem } from './server.ts';
import { prepare } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

// Numbers, not names of constants: a limit that moves with the code is none.

const informationStore = { privateMiB: 1, publicMiB: 1 };

test('a server has a name of 1 to 15 letters, digits and hyphens', () => {
  for (const name of ['A', 'EXCH-1', 'X'.repeat(15)]) assert.is(serverProblem({ name, informationStore }), null, name);
  for (const name of ['', 'X'.repeat(16), 'EX_1', 'EX 1', 'EXÄ']) {
    assert.match(serverProblem({ name, informationStore }) ?? '', 'is no server name: use 1 to 15', name);
  }
});

test('a server whose name has 15 characters is reached by it, in both forms, and by no shorter one', () => {
  const name = 'EXCHANGE-SERVER';
  assert.is(name.length, 15);
  const client = testServer({ name }).connect();
  const annotation = 'Exchange MDB Database';
  assert.is(client.HrSetCurrentBackupLogW(name, annotation, 1).code, Hr.hrNone);
  assert.is(client.HrSetCurrentBackupLogW(name.slice(0, 14), annotation, 1).code, Hr.hrCouldNotConnect);
  const ansi = (text: string) => {
    const encoded = encodeAnsi(text, 'cp1252');
    if (!encoded.ok) throw new Error(encoded.reason);
    return encoded.bytes;
  };
  assert.is(client.HrSetCurrentBackupLogA(ansi(name), ansi(annotation), 1).code, Hr.hrNone);
  assert.is(client.HrSetCurrentBackupLogA(ansi(name), ansi(annotation.slice(0, -1)), 1).code, Hr.hrCouldNotConnect);
  assert.is(client.HrSetCurrentBackupLogA(ansi(name), ansi(`${annotation} `), 1).code, Hr.hrCouldNotConnect);
});

test('a database has more than 0 and at most 16,384 MiB', () => {
  const problem = (privateMiB: number) => serverProblem({ name: 'A', informationStore: { privateMiB, publicMiB: 0 } });
  for (const sizeMiB of [0.5, 1, 16_384]) assert.is(problem(sizeMiB), null, `${sizeMiB}`);
  assert.match(problem(16_385) ?? '', 'priv of 16385 MiB: a size is more than 0 and at most 16384 MiB');
  assert.match(problem(16_384.001) ?? '', 'at most 16384 MiB');
  for (const sizeMiB of [0, -1]) assert.match(problem(sizeMiB) ?? '', 'has no database', `${sizeMiB}`);
});

test('a client holds 4,096 lists, and one more when it has freed one', () => {
  const client = testServer().connect();
  const hbc = prepare(client, BackupType.BACKUP_TYPE_FULL);
  const lists = Array.from({ length: 4096 }, () => client.HrBackupGetDatabaseNamesW(hbc).list);
  assert.is(client.unfreedLists, 4096);
  assert.throws(() => client.HrBackupGetDatabaseNamesW(hbc), /holds 4096 lists that it never freed/);
  client.BackupFree(lists[0] ?? null);
  assert.is(client.HrBackupGetDatabaseNamesW(hbc).code, Hr.hrNone);
  assert.throws(() => client.HrBackupGetDatabaseNamesW(hbc), /holds 4096 lists/);
});

test('an event log keeps the last 10,000 records', () => {
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('there is one');
  const log = new EventLog(
    () => profile,
    () => 0,
  );
  const write = () => log.write('backup-completed', 'text', 'MSExchangeIS');
  for (let count = 0; count < 10_000; count += 1) write();
  assert.equal([log.records.length, log.records[0]?.number], [10_000, 1]);
  write();
  assert.equal([log.records.length, log.records[0]?.number, log.records.at(-1)?.number], [10_000, 2, 10_001]);
});

test.run();
