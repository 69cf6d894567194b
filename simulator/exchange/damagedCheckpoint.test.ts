import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readCheckpointFile } from '../engine/index.ts';
import { BackupType, Hr } from '../protocol/index.ts';
import type { ExchangeServer } from './server.ts';
import { backUp, entries, fillLogs, insertRows, must, prepare } from './testing/drive.ts';
import { recordsOf } from './testing/records.ts';
import { testServer } from './testing/testServer.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const FOLDER = 'D:\\exchsrvr\\mdbdata';
const CHECKPOINT = `${FOLDER}\\edb.chk`;

/** Both copies in edb.chk lose a bit, under the running service. */
function damage(server: ExchangeServer): void {
  for (const offset of [100, 4196]) server.disk.corruptByte(CHECKPOINT, offset, 1);
}

const isReadable = (server: ExchangeServer): boolean => {
  const file = server.disk.open(CHECKPOINT);
  return file !== null && readCheckpointFile(file) !== null;
};

/** A store with a full backup on record, and logs that the next truncation would delete. */
function world(profileName = 'exchange-5.5') {
  const server = testServer({ profileName });
  const store = server.service('information-store');
  const client = server.connect();
  insertRows(store, 20);
  backUp(client, BACKUP_TYPE_FULL);
  fillLogs(store, 4);
  store.idle(1000);
  return { server, store, client };
}

test('a full backup reads the checkpoint file: with a damaged or missing one it does not begin (JET-JetBeginExternalBackup)', () => {
  const removed = world();
  assert.ok(removed.server.disk.remove(CHECKPOINT));
  const damaged = world();
  damage(damaged.server);
  for (const { client, store } of [removed, damaged]) {
    const refused = client.HrBackupPrepareW('EXCH01', store.annotation, 0, BACKUP_TYPE_FULL);
    assert.equal([refused.code, refused.hbc], [Hr.hrCheckpointCorrupt, null]);
  }
});

test('on 4.0 a full backup with a damaged checkpoint file goes well, and event 61 tells why its logs stay (Q184578)', () => {
  const { server, store, client } = world('exchange-4.0');
  const before = recordsOf(server).closedLogs;
  const closedLogs = () => server.disk.list(FOLDER).filter((name) => /^edb[0-9a-f]{5}\.log$/i.test(name));
  damage(server);
  const events = server.eventLog.length;
  const saved = [...backUp(client, BACKUP_TYPE_FULL).keys()];
  for (const log of before) {
    assert.ok(
      saved.some((path) => path.toLowerCase().endsWith(log)),
      `${log} is saved`,
    );
  }
  assert.is(closedLogs().length, before.length + 1, 'and all are still there');
  assert.ok(server.eventLog.slice(events).some(({ source, id }) => source === 'EDB' && id === 61));
  const recorded = store.core.facts().databases[0];
  assert.ok((recorded?.fullHigh ?? 0) >= before.length, 'it is a full backup on record');
  // The cure: the file goes while the service is stopped, and the next full backup truncates.
  store.stop();
  server.disk.remove(CHECKPOINT);
  assert.ok(store.start().started);
  backUp(client, BACKUP_TYPE_FULL);
  assert.ok(closedLogs().length < before.length);
});

test('one damaged copy of the two does not matter', () => {
  const { server, client } = world();
  server.disk.corruptByte(CHECKPOINT, 100, 1);
  backUp(client, BACKUP_TYPE_FULL);
});

test('with a damaged checkpoint file nothing is truncated and event 61 or its like says so, but the backup is recorded (Q184578)', () => {
  const { server, client } = world();
  const before = recordsOf(server);
  const hbc = prepare(client, BACKUP_TYPE_LOGS_ONLY);
  entries(client, client.HrBackupGetBackupLogsW(hbc));
  damage(server);
  const events = server.eventLog.length;
  must(client.HrBackupTruncateLogs(hbc).code, 'HrBackupTruncateLogs');
  assert.is(server.eventLog.length, events + 1);
  must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
  assert.not.ok(isReadable(server), 'nobody mends it by writing over it');
  const names = server.disk.list(FOLDER).map((name) => name.toLowerCase());
  for (const log of before.closedLogs) assert.ok(names.includes(log), `${log} is still there`);
  const number = server.registry.number(
    'HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation',
    'Exchange MDB Database',
  );
  assert.ok((number ?? 0) > (before.registryNumber ?? 0));
});

test('a damaged checkpoint file is written again when the service starts anew; nothing is lost, and logs go again', () => {
  const { server, store, client } = world();
  damage(server);
  insertRows(store, 10, 100, 2 ** 42);
  fillLogs(store, 1);
  assert.not.ok(isReadable(server));
  store.crash();
  assert.is(store.facts.checkpointGeneration, 0, 'nobody can say where it was');
  const { started, lines } = store.start();
  assert.ok(started, lines.join('; '));
  assert.ok(isReadable(server));
  assert.is([...store.rows(1)].filter(({ key }) => key >= 2 ** 42).length, 10);
  const before = recordsOf(server).closedLogs.length;
  backUp(client, BACKUP_TYPE_FULL);
  assert.ok(recordsOf(server).closedLogs.length < before);
});

test('under circular logging no log goes while the checkpoint file is damaged', () => {
  const server = testServer({ informationStore: { privateMiB: 1, publicMiB: 0, circularLogging: true } });
  const store = server.service('information-store');
  fillLogs(store, 5);
  const { lowestGeneration } = store.facts;
  assert.ok(lowestGeneration > 1);
  damage(server);
  fillLogs(store, 4);
  assert.equal([store.facts.lowestGeneration, store.facts.checkpointGeneration], [lowestGeneration, 0]);
  assert.ok(store.stop().stopped);
});

test.run();
