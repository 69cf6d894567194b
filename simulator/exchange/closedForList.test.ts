import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fillLogUpTo, leastRoomBytes } from '../engine/testing/fullLog.ts';
import { lastKinds } from '../engine/testing/logKinds.ts';
import { Annotation, BackupType, type Hbc } from '../protocol/index.ts';
import type { SimulatedClient } from './client/index.ts';
import type { ExchangeServer } from './server.ts';
import { backUp, copyFile, entries, must, prepare } from './testing/drive.ts';
import { testServer } from './testing/testServer.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;
const { EDBBACK_MDB_SERVER, EDBBACK_DS_SERVER } = Annotation;

const names = (client: SimulatedClient, hbc: Hbc) =>
  entries(client, client.HrBackupGetDatabaseNamesW(hbc)).map(({ path }) => path);

/** Takes the log list of a backup, and ends it; the last two records of the log that was closed for it. */
function closedFor(
  server: ExchangeServer,
  backupType: number,
  annotation: typeof EDBBACK_MDB_SERVER | typeof EDBBACK_DS_SERVER,
) {
  const client = server.connect();
  const hbc = prepare(client, backupType, annotation);
  if (backupType === BACKUP_TYPE_FULL) for (const path of names(client, hbc)) copyFile(client, hbc, path);
  const logs = entries(client, client.HrBackupGetBackupLogsW(hbc)).filter(({ path }) => /\.log$/i.test(path));
  const path = logs.at(-1)?.path.replace(/^\\\\EXCH01\\D\$/, 'D:') ?? '';
  must(client.HrBackupEnd(hbc).code, 'HrBackupEnd');
  return lastKinds(server.disk.open(path), 2);
}

test('the log that is closed for a list ends with a record of the kind of backup that asked for it, in both services', () => {
  for (const annotation of [EDBBACK_MDB_SERVER, EDBBACK_DS_SERVER]) {
    const server = testServer();
    backUp(server.connect(), BACKUP_TYPE_FULL, { annotation });
    for (const [backupType, kind] of [
      [BACKUP_TYPE_LOGS_ONLY, 'incrementalBackup'],
      [BACKUP_TYPE_FULL, 'fullBackup'],
      [BACKUP_TYPE_LOGS_ONLY, 'incrementalBackup'],
    ] as const) {
      assert.equal(closedFor(server, backupType, annotation), [kind, 'end'], annotation);
    }
  }
});

test('a list that is asked for when edb.log is filled to the last word closes one log, and what comes after it is in the next', () => {
  for (const backupType of [BACKUP_TYPE_LOGS_ONLY, BACKUP_TYPE_FULL]) {
    const server = testServer();
    const store = server.service('information-store');
    backUp(server.connect(), BACKUP_TYPE_FULL);
    const { engine } = store.core;
    if (engine === null) throw new Error('the store runs');
    const before = store.facts.currentGeneration;
    fillLogUpTo(engine, leastRoomBytes);
    assert.is(store.facts.currentGeneration, before);
    const kind = backupType === BACKUP_TYPE_FULL ? 'fullBackup' : 'incrementalBackup';
    assert.equal(closedFor(server, backupType, EDBBACK_MDB_SERVER), [kind, 'end']);
    assert.is(store.facts.currentGeneration, before + 1);
  }
});

test.run();
